import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { messageOf, UsageError, UserError } from '../common/errors.ts'
import { mostOfText, readTextFile } from '../common/read-file.ts'
import { CommandError, type Run } from '../common/run.ts'
import { type BakeQuestion, missingTarget, printBake } from '../docker/bake.ts'
import type { BakeDefinition } from '../docker/bake-definition.ts'
import { BuildError } from '../docker/build-failure.ts'
import type { BakeSettings } from '../settings/settings.ts'
import { isOutside } from './relocate.ts'

/**
 * What the bake files of the checkout list.
 * @param top of the repository
 * @throws UsageError when a file or a target that was named is not there; BuildError when buildx cannot read a file;
 *   CommandError when there is no buildx
 */
export async function printCandidate(
  run: Run,
  { files, targets, set }: Pick<BakeSettings, 'files' | 'targets' | 'set'>,
  { cwd, top }: { cwd: string; top: string },
): Promise<BakeDefinition> {
  const texts = files.map(file => readBakeFile(file, cwd))
  try {
    const printed = await printBake(run, { files, targets, set, directory: cwd })
    if (printed.selected.length > 0) return printed
    throw new UsageError(
      `bake: ${files.join(', ')} has no target to build; name some, for example targets: web`,
    )
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    const missing = missingTarget(error)
    // Without such a line it was not buildx that failed.
    if (missing === null && !/^ERROR: /m.test(error.stderr)) throw error
    if (missing === null) {
      const [file = ''] = files
      const path = relative(top, resolve(cwd, file))
      const dockerfile = {
        path: isOutside(top, resolve(cwd, file)) ? file : path,
        text: texts[0] ?? null,
      }
      throw new BuildError({ words: `bake file ${files.join(', ')}`, dockerfile }, error)
    }
    throw new UsageError(whatIsMissing(missing, files, targets), { cause: error })
  }
}

/** What there is of the bake files at another commit. */
export interface BaseDefinition extends BakeDefinition {
  /** The files, as they lie there. */
  files: string[]
}

/**
 * What the bake files of another commit list, in its worktree: as much as it has of what is asked for.
 * @param also targets to look for that are not among those of the settings
 * @returns null when it has none of the files
 * @throws UserError when they cannot be read
 */
export async function printBase(
  run: Run,
  settings: Pick<BakeSettings, 'files' | 'targets' | 'set'>,
  { cwd, top, worktree }: { cwd: string; top: string; worktree: string },
  also: string[] = [],
): Promise<BaseDefinition | null> {
  const directory = join(worktree, relative(top, cwd))
  const isOwn = (file: string) => isOutside(top, resolve(cwd, file))
  const there = (file: string) =>
    isOwn(file) ? resolve(cwd, file) : join(worktree, relative(top, resolve(cwd, file)))
  const files = settings.files.map(there).filter(file => existsSync(file))
  if (!existsSync(directory) || files.length === 0) return null
  for (const file of settings.files) if (!isOwn(file)) readBakeFile(there(file), directory, file)
  const question = { files, set: settings.set, directory }
  const place = { run, cwd }
  const chosen = await printWhatIsThere(place, { ...question, targets: settings.targets })
  const missing = also.filter(name => !chosen.targets.has(name))
  if (missing.length === 0) return { ...chosen, files }
  const more = await printWhatIsThere(place, { ...question, targets: missing })
  return { ...chosen, files, targets: new Map([...chosen.targets, ...more.targets]) }
}

/**
 * The text of a bake file.
 * @param path absolute, or relative to `cwd`
 * @throws UsageError when there is none; UserError when it is no regular file of the repository
 */
export function readBakeFile(path: string, cwd: string, shown = path): string {
  const text = readTextFile({ name: `bake: ${shown}`, path, cwd }, mostOfText)
  if (text !== null) return text
  throw new UsageError(
    `bake: there is no ${shown}; give the path of a bake or compose file relative to the checkout, for example bake: docker-bake.hcl`,
  )
}

// --- internal ---

const NOTHING: BakeDefinition = { targets: new Map(), selected: [], unknown: [] }

/** Targets and overrides of targets that the files lack are left out, until buildx prints what there is. */
async function printWhatIsThere(
  { run, cwd }: { run: Run; cwd: string },
  question: BakeQuestion,
): Promise<BakeDefinition> {
  let { targets, set, directory } = question
  for (;;) {
    try {
      return await printBake(run, { ...question, targets, set, directory })
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      const missing = missingTarget(error)
      if (missing === null) {
        // Secret files and keys are looked for, and belong to the user's checkout.
        if (directory === cwd) throw new UserError(lastLine(error), { cause: error })
        directory = cwd
      } else if ('pattern' in missing) {
        const { pattern } = missing
        const left = set.filter(override => !override.startsWith(`${pattern}.`))
        if (left.length === set.length) throw new UserError(messageOf(error), { cause: error })
        set = left
      } else {
        const { target } = missing
        const left = targets.filter(one => one !== target)
        if (left.length === 0) return NOTHING
        if (left.length === targets.length) throw new UserError(messageOf(error), { cause: error })
        targets = left
      }
    }
  }
}

function whatIsMissing(
  missing: { target: string } | { pattern: string },
  files: string[],
  targets: string[],
): string {
  const where = files.join(', ')
  if ('pattern' in missing) return `set: ${where} has no target ${missing.pattern}`
  return targets.length === 0
    ? `bake: ${where} has no group default; name its targets, for example targets: web`
    : `targets: ${where} has no target or group ${missing.target}`
}

function lastLine({ stderr }: CommandError): string {
  const said = stderr
    .trim()
    .split('\n')
    .findLast(line => line.startsWith('ERROR: '))
  return (said ?? 'buildx cannot read it').replace(/^ERROR: /, '')
}
