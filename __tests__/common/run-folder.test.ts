import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { newMark } from '../../src/common/mark.ts'
import {
  runFolderAbove,
  sweepRunFolder,
  sweepRunFolders,
  withRunFolder,
} from '../../src/common/run-folder.ts'
import { temporaryFolder } from '../support/repositories.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const dead = () => newMark().replace(/^(\d+)-\d+/, '$1-1')
const make = (name: string) => {
  mkdirSync(join(folder.path, name, 'within'), { recursive: true })
  writeFileSync(join(folder.path, name, 'within/file'), '')
  return join(folder.path, name)
}

test('is this user’s only, and goes with all that is in it, also after a failure', async () => {
  const failing = withRunFolder(folder.path, async path => {
    expect(statSync(path).mode & 0o777).toBe(0o700)
    writeFileSync(join(path, 'file'), '')
    // A living run's.
    expect(await sweepRunFolders(folder.path)).toBe(0)
    expect(existsSync(path)).toBe(true)
    throw new Error('no more')
  })
  await expect(failing).rejects.toThrow('no more')
  expect(readdirSync(folder.path)).toEqual([])
})

test('of killed runs are swept, and nothing else is', async () => {
  const left = make(`image-size-gate-run-${dead()}`)
  const others = [
    make(`image-size-gate-run-${newMark()}`),
    make(`image-size-gate-run-${newMark().replace(/-[0-9a-f]{8}-/, '-00000000-')}`),
    make(`image-size-gate-run-${dead()}.old`),
    make(`my-image-size-gate-run-${dead()}`),
    make('image-size-gate-run-'),
    // Reports, which later steps read.
    make('image-size-gate-abcdef'),
  ]
  symlinkSync(others[0] ?? '', join(folder.path, `image-size-gate-run-${dead()}`))
  writeFileSync(join(folder.path, `image-size-gate-run-${dead()}`), 'a file')
  symlinkSync(others[0] ?? '', join(left, 'link'))
  const before = readdirSync(folder.path)
  expect(await sweepRunFolders(folder.path)).toBe(1)
  expect(readdirSync(folder.path)).toEqual(before.filter(name => name !== basename(left)))
  for (const other of others) expect(existsSync(join(other, 'within/file'))).toBe(true)
})

test("another user's stays", async () => {
  const path = make(`image-size-gate-run-${dead()}`)
  const { getuid } = process
  process.getuid = () => statSync(path).uid + 1
  try {
    // Whose processes cannot be seen, so that it has to be old.
    const old = path.replace(/-\d+(?=-[0-9a-f]{32}$)/, '-1')
    make(basename(old))
    expect([await sweepRunFolder(path), await sweepRunFolder(old)]).toEqual(['stays', 'stays'])
  } finally {
    Object.assign(process, { getuid })
  }
  rmSync(path, { recursive: true })
  expect(await sweepRunFolder(path)).toBe('was gone')
})

test('is recognised from within, wherever a crafted path leads', () => {
  const name = `image-size-gate-run-${dead()}`
  expect(runFolderAbove(`/tmp/${name}/image-size-gate-worktree-a/libs`)).toBe(`/tmp/${name}`)
  for (const path of [`/tmp/${name}`, `${name}/x`, `/tmp/${name}x/y`, `/tmp/x${name}/y`, '/tmp'])
    expect(runFolderAbove(path)).toBeNull()
})
