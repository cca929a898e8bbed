import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

const cache = resolve(import.meta.dirname, '../.cache')

/**
 * Gives a generated file its content, in one go: whoever reads it meanwhile, e.g. a test that runs the bundle, finds all of
 * the old or all of the new. A file that is right already is not touched.
 */
export async function replaceFile(path: string, content: string, mode = 0o644): Promise<void> {
  const [now, is] = await Promise.all([
    readFile(path, 'utf8').catch(() => null),
    stat(path).catch(() => null),
  ])
  if (now === content && ((is?.mode ?? 0) & 0o100) === (mode & 0o100)) return
  await mkdir(cache, { recursive: true })
  await mkdir(dirname(path), { recursive: true })
  const fresh = join(cache, `generated-${randomBytes(4).toString('hex')}`)
  await writeFile(fresh, content)
  await chmod(fresh, mode)
  await rename(fresh, path)
}
