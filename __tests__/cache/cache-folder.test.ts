import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type CachePlace, openCacheFolder } from '../../src/cache/cache-folder.ts'
import { UsageError } from '../../src/common/errors.ts'
import { temporaryFolder } from '../support/repositories.ts'

let folder: ReturnType<typeof temporaryFolder>
let workspace: string
let cache: string
beforeEach(() => {
  folder = temporaryFolder()
  workspace = join(folder.path, 'work')
  cache = join(folder.path, 'temp/cache')
  mkdirSync(join(workspace, 'app'), { recursive: true })
  mkdirSync(join(folder.path, 'temp'))
})
afterEach(() => folder.remove())

const entry = `sha256-${'a'.repeat(64)}.json.zst`

function open(place: Partial<CachePlace> = {}) {
  const contexts = [join(workspace, 'app')]
  return openCacheFolder({
    directory: cache,
    workspace,
    contexts,
    trackedIn: async () => [],
    ...place,
  })
}

test('a folder is made for its user alone, marked, ignored by git, and found again', async () => {
  expect(await open()).toBe(cache)
  expect(statSync(cache).mode & 0o777).toBe(0o700)
  writeFileSync(join(cache, entry), 'an entry')
  writeFileSync(join(cache, `${entry}.123`), 'one that was being written')
  expect(await open()).toBe(cache)
  expect(['CACHEDIR.TAG', '.gitignore'].map(name => existsSync(join(cache, name)))).toEqual([
    true,
    true,
  ])
})

test('an empty folder in the checkout, and a link far above it, are none of its business', async () => {
  const real = join(folder.path, 'real')
  mkdirSync(join(real, 'temp'), { recursive: true })
  symlinkSync(real, join(folder.path, 'link'))
  expect(await open({ directory: join(folder.path, 'link/temp/cache') })).toBe(
    join(real, 'temp/cache'),
  )
  const inside = join(workspace, '.cache')
  mkdirSync(inside)
  expect(await open({ directory: inside })).toBe(inside)
})

const refused: [why: string, reason: RegExp, () => Partial<CachePlace> | undefined][] = [
  [
    'tracked',
    /is tracked by the repository \("\.cache\/x"\)/,
    () => ({ trackedIn: async () => ['.cache/x'] }),
  ],
  [
    'in the checkout, and git does not say',
    /git cannot tell/,
    () => ({ directory: join(workspace, '.cache'), trackedIn: async () => null }),
  ],
  ['a link', /is a link/, () => void symlinkSync(join(folder.path, 'temp'), cache)],
  ['a link to nothing', /cannot be made|is a link/, () => void symlinkSync('/nowhere/x', cache)],
  [
    'behind a link of the checkout',
    /behind one, to .*temp\/cache;/,
    () => {
      symlinkSync(join(folder.path, 'temp'), join(workspace, 'out'))
      return { directory: join(workspace, 'out/cache') }
    },
  ],
  [
    'behind a link into the checkout',
    /behind a link into the checkout/,
    () => {
      symlinkSync(workspace, join(folder.path, 'in'))
      return { directory: join(folder.path, 'in/cache') }
    },
  ],
  [
    'a build context',
    /is in the build context .*\/app,/,
    () => ({ directory: join(workspace, 'app') }),
  ],
  [
    'in a build context',
    /is in the build context .*\/app,/,
    () => ({ directory: join(workspace, 'app/a/b') }),
  ],
  [
    'in a build context that is a link',
    /is in the build context .*\/temp,/,
    () => {
      symlinkSync(join(folder.path, 'temp'), join(workspace, 'context'))
      return { contexts: [join(workspace, 'context')] }
    },
  ],
  [
    'filled by somebody else',
    /holds what the gate did not write/,
    () => {
      mkdirSync(cache, { mode: 0o755 })
      writeFileSync(join(cache, entry), 'believe me')
    },
  ],
  [
    'open to others',
    /may be written by others/,
    () => {
      mkdirSync(cache)
      writeFileSync(join(cache, entry), 'x')
      chmodSync(cache, 0o777)
    },
  ],
  ['of another user', /belongs to another user|what the gate did not write/, () => ({ uid: 4711 })],
  ['a file', /cannot be made/, () => void writeFileSync(cache, '')],
]

test.each(refused)('refused: %s', async (_, reason, arrange) => {
  const place = arrange() ?? {}
  const isRoot = process.getuid?.() === 0 && place.uid !== undefined
  // To whom root's folders are as good as one's own.
  if (isRoot) {
    expect(await open(place)).toBe(cache)
    return
  }
  const failed = await open(place).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(UsageError)
  const { message } = failed as UsageError
  expect(message).toMatch(reason)
  expect(message).toContain(`cache-dir: ${place.directory ?? cache} `)
  expect(message).toContain(`cache-dir: \${{ runner.temp }}/image-size-gate`)
})

test.each<[string, (path: string) => void]>([
  ['another file', path => writeFileSync(path, '')],
  ['a folder', path => mkdirSync(path)],
  ['a link', path => symlinkSync('/etc/passwd', path)],
])('refused: a folder of the gate with %s in it', async (_, put) => {
  await open()
  put(join(cache, 'sha256-x'))
  await expect(open()).rejects.toThrow('holds what the gate did not write ("sha256-x")')
})

test('refused: an entry that is a link', async () => {
  await open()
  symlinkSync('/etc/passwd', join(cache, entry))
  await expect(open()).rejects.toThrow(`holds what the gate did not write ("${entry}")`)
})
