import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../common/errors.ts'
import { referenceText } from '../settings/references.ts'
import type { ImageSettings, Reference } from '../settings/settings.ts'

/**
 * Looks for the archives, layouts and records that settings name, before anything is built: one that is not there is
 * a wrong name, or a step that was forgotten, and no state of the baseline.
 * @param cwd where the user's paths start
 * @throws UsageError with a line for each that is missing, and the next step
 */
export async function checkNamedFiles(images: ImageSettings[], cwd: string): Promise<void> {
  const missing = new Set<string>()
  const look = async (input: 'image' | 'baseline', reference: Reference) => {
    const problem = await missingReference(input, reference, cwd)
    if (problem !== null) missing.add(problem)
  }
  for (const { source, baseline } of images) {
    if (source.kind === 'reference') await look('image', source.reference)
    if (baseline.kind === 'reference') await look('baseline', baseline.reference)
    if (baseline.kind === 'record' && !(await isThere(resolve(cwd, baseline.path)))) {
      missing.add(
        `baseline record:${baseline.path}: there is no such file; give the path of a JSON report from the checkout, and write it before this step`,
      )
    }
  }
  if (missing.size > 0) throw new UsageError([...missing].join('\n'))
}

// --- internal ---

async function missingReference(
  input: 'image' | 'baseline',
  reference: Reference,
  cwd: string,
): Promise<string | null> {
  const { transport, value } = reference
  const isFile = transport !== 'docker' && transport !== 'docker-daemon'
  if (!isFile || (await isThere(resolve(cwd, value)))) return null
  const what = transport === 'oci' ? 'folder' : 'file'
  const form = /:[^/:]+$/.test(value) ? ', without a tag' : ''
  return `${input} ${referenceText(reference)}: there is no such ${what}; give its path from the checkout${form}, and write it before this step`
}

/** What may not be looked at is there, as far as anybody knows. */
function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  )
}
