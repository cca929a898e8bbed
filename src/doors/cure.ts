import { realpathSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { printable, UserError } from '../common/errors.ts'
import { mostOfText, readTextFile } from '../common/read-file.ts'
import { patched } from '../cure/patch.ts'
import { cloneAround } from '../measure/checkout.ts'
import { curesText } from '../report/printers/cures.ts'
import type { Report } from '../report/report.ts'
import { failuresText } from '../report/sections/verdict.ts'
import type { CureOptions } from '../settings/command-line.ts'
import type { Settings } from '../settings/settings.ts'
import { exitCodes } from './exit-codes.ts'

/** Nothing is compared, and no budget is judged: only what can go is of interest. */
export function onlyCures(settings: Settings): Settings {
  const alone = { baseline: { kind: 'none' }, budgets: [] } as const
  return {
    ...settings,
    images: settings.images.map(image => ({ ...image, ...alone, budgets: [] })),
    bakes: settings.bakes.map(bake => ({ ...bake, ...alone, budgets: [] })),
    cures: settings.cures === 'all' ? 'all' : 'verified',
    detail: 'files',
  }
}

/**
 * Prints what was proved, and applies it where that is asked for.
 * @returns the exit code
 * @throws UserError when the working tree is not what the patch was made of
 */
export async function offerCures(
  report: Report,
  { write, check }: CureOptions,
  {
    stdout,
    stderr,
    cwd,
  }: Pick<NodeJS.Process, 'cwd'> & {
    stdout: { write: (text: string) => unknown; isTTY?: boolean }
    stderr: { write: (text: string) => unknown }
  },
): Promise<number> {
  const text = curesText(report)
  // What is piped into `git apply` is as it has to be, also with Windows line ends.
  stdout.write(stdout.isTTY === true ? printable(text) : text)
  const patches = report.images.flatMap(({ cures }) => (cures?.patch ? [cures.patch] : []))
  if (write) for (const patch of patches) await applyTo(cwd(), patch)
  const failures = failuresText(report)
  if (failures !== null) stderr.write(`image-size-gate: ${printable(failures)}\n`)
  if (failures !== null) return exitCodes.notMeasured
  return check && patches.length > 0 ? exitCodes.exceeded : exitCodes.passed
}

// --- internal ---

/** Paths of a patch start at the top of the clone, or where the user is when there is none. */
async function applyTo(cwd: string, patch: string): Promise<void> {
  const here = realpathSync(cwd)
  const top = cloneAround(here) ?? here
  const read = (path: string) =>
    readTextFile({ name: `${path}:`, path: resolve(top, path), cwd: top }, mostOfText)
  const files = patched(patch, read)
  const other = files.find(({ text }) => text === null)
  if (other !== undefined)
    throw new UserError(
      `${other.path}: is not what the patch was made of, so nothing is written; run image-size-gate cure again, or apply the patch by hand`,
    )
  for (const { path, text } of files) await writeFile(resolve(top, path), text ?? '')
}
