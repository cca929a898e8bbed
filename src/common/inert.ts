import { printable } from './errors.ts'

/**
 * Text for the runner's log that it shows and never obeys. It takes a carriage return for the end of a line too, finds
 * `::command::` behind the white space that begins a line, and `##[command]` anywhere.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (TryParseV2, TryParse); lines are those
 * of .NET's `StreamReader.ReadLine`.
 */
export function inert(text: string): string {
  return withoutCommands(printable(text))
}

/** The same for a text of ours that has colours, and in which what is foreign was made printable before. */
export function withoutCommands(text: string): string {
  return text.replaceAll('##[', '##\\[').replaceAll(/^([^\S\n]*)::/gm, '$1\\::')
}
