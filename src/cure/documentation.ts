import type { Outcome, TextChange } from './edit.ts'
import { added, commandsOf } from './run.ts'
import { callOf } from './shell.ts'
import type { Source, Step } from './steps.ts'

/**
 * Documentation and translations of packages are not unpacked, without a trace of that in the image: dpkg and dnf take it
 * as an option of the one call. Licences stay.
 * @param path `/usr/share/doc`, `/usr/share/locale`, …
 */
export function withoutDocumentation(
  source: Source,
  step: Step,
  kind: 'documentation' | 'translations',
  path: string,
): Outcome {
  const commands = commandsOf(source, step)
  if (commands === null) return { none: 'the commands of its `RUN` are not plain shell' }
  const changes: TextChange[] = []
  let what = ''
  for (const command of commands) {
    const call = callOf(command)
    const at = call?.args.find(({ text }) => text === 'install')
    if (call === null || at === undefined) continue
    const has = source.text.slice(call.words[0]?.start, command.end)
    if (/^(?:apt|apt-get)$/.test(call.program)) {
      what = `--path-exclude=${path}/*`
      if (has.includes(what)) continue
      const kept =
        path === '/usr/share/doc' ? ` -o DPkg::Options::='--path-include=${path}/*/copyright'` : ''
      changes.push(added(at.end, ` -o DPkg::Options::='${what}'${kept}`))
    } else if (/^(?:dnf5?|microdnf|yum)$/.test(call.program) && kind === 'documentation') {
      what = '--setopt=tsflags=nodocs'
      if (!has.includes('nodocs')) changes.push(added(at.end, ` ${what}`))
    }
  }
  if (changes.length === 0) return { none: 'no `install` of its `RUN` could leave it out' }
  return {
    kind: 'documentation',
    what: `\`${what}\`: packages are installed without it`,
    lines: step.lines,
    changes,
    goes: [path],
  }
}
