import { execFileSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { scanOciDir } from '../../src/archive/oci-dir.ts'
import { scanArchiveFile } from '../../src/archive/oci-tar.ts'
import { UserError } from '../../src/common/errors.ts'
import { mostOfText, readTextFile } from '../../src/common/read-file.ts'
import { run } from '../../src/common/run.ts'
import { readFileAt } from '../../src/git/file-at.ts'
import { readRecord } from '../../src/measure/record.ts'
import { sendsGit } from '../../src/measure/sends-git.ts'
import { readDockerfile } from '../../src/measure/subject.ts'
import { configReader } from '../../src/settings/config-reader.ts'
import { aBuild } from '../docker/fake.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
let count = 0

/** A checkout in a folder of its own, with a file beside it that is none of its business. */
function aCheckout(kind: 'repository' | 'folder' = 'repository'): string {
  const outer = join(folder.path, String(count++))
  const path = join(outer, 'checkout')
  mkdirSync(join(path, kind === 'repository' ? '.git' : 'src'), { recursive: true })
  writeFileSync(join(outer, 'outside'), 'SECRET')
  return path
}

function read(cwd: string, path: string, most = mostOfText): string | null {
  return readTextFile({ name: `config: ${path}`, path, cwd }, most)
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path)
}

/** What may lie where a file is expected, and what is said of it. */
const bad: [string, (path: string) => void, RegExp][] = [
  ['a link to an endless device', path => link('/dev/zero', path), /leads out of .*"\/dev\/zero"/],
  ['a link to a file of the machine', path => link('/etc/shadow', path), /leads out of .*shadow"/],
  ['a link to a file of the process', path => link('/proc/self/environ', path), /leads out of/],
  ['a link to a file beside the checkout', path => link('../outside', path), /leads out of/],
  ['a folder', path => mkdirSync(path), /is a folder; put a regular file there/],
  ['a FIFO that nobody writes to', path => execFileSync('mkfifo', [path]), /is a FIFO; put/],
  ['a link to nothing', path => link('gone', path), /cannot be read: .*it is a link to nothing/],
  ['a link to itself', path => link('file', path), /cannot be read: .*ELOOP/],
  ['a file without end', path => sparse(path, 2 ** 33), /has more than 1\.05 MB/],
]

function sparse(path: string, size: number): void {
  writeFileSync(path, '')
  truncateSync(path, size)
}

describe.each(['repository', 'folder'] as const)('in a %s', kind => {
  test.each(bad)('%s is refused', (_name, make, why) => {
    const cwd = aCheckout(kind)
    make(join(cwd, 'file'))
    expect(() => read(cwd, 'file')).toThrow(why)
    expect(() => read(cwd, join(cwd, 'file'))).toThrow(UserError)
    expect(() => read(cwd, 'file')).toThrow(/^config: file /)
  })

  test('links within it are followed', () => {
    const cwd = aCheckout(kind)
    put(join(cwd, 'real/a'), 'A')
    link('real/a', join(cwd, 'file'))
    link('real', join(cwd, 'folder'))
    expect([read(cwd, 'file'), read(cwd, 'folder/a'), read(cwd, 'gone')]).toEqual(['A', 'A', null])
    expect(read(cwd, 'real/a/b')).toBeNull()
  })

  test('its own path may lie behind a link', () => {
    const cwd = aCheckout(kind)
    put(join(cwd, 'file'), 'A')
    link('../outside', join(cwd, 'leak'))
    const work = join(folder.path, `work-${count++}`)
    link(cwd, work)
    expect(read(work, 'file')).toBe('A')
    expect(() => read(work, 'leak')).toThrow(/leads out of the repository/)
  })

  test('what the user names elsewhere is theirs, wherever it leads', () => {
    const cwd = aCheckout(kind)
    link('outside', join(cwd, '../other'))
    expect(read(cwd, '../other')).toBe('SECRET')
    expect(read(cwd, join(cwd, '../outside'))).toBe('SECRET')
  })
})

test('a folder that is a link to another repository leads out of this one', () => {
  const [cwd, other] = [aCheckout(), aCheckout()]
  put(join(other, 'file'), 'SECRET')
  link(other, join(cwd, 'folder'))
  expect(() => read(cwd, 'folder/file')).toThrow(/leads out of the repository/)
})

test('a submodule may link into the repository that it belongs to, a worktree into none', () => {
  const cwd = aCheckout()
  put(join(cwd, 'file'), 'A')
  put(join(cwd, 'module/.git'), 'gitdir: ../.git/modules/module\n')
  link('../file', join(cwd, 'module/file'))
  expect(read(cwd, 'module/file')).toBe('A')
  const worktree = join(dirname(cwd), 'worktree')
  put(join(worktree, '.git'), `gitdir: ${cwd}/.git/worktrees/w\n`)
  link('../outside', join(worktree, 'leak'))
  expect(() => read(cwd, join(worktree, 'leak'))).toThrow(/leads out of the repository/)
})

test('a socket and a device are refused where the user names them, too', async () => {
  const cwd = aCheckout()
  const server = createServer()
  await new Promise<void>(done => server.listen(join(cwd, 'socket'), done))
  try {
    expect(() => read(cwd, 'socket')).toThrow(/is a socket; put a regular file there/)
  } finally {
    server.close()
  }
  expect(() => read(cwd, '/dev/zero')).toThrow(/^config: \/dev\/zero is a device; put/)
})

test('a file that is longer than it says is read to its end, or to the limit', () => {
  const cwd = aCheckout()
  expect(read(cwd, '/proc/self/status')).toMatch(/^Name:/)
  expect(() => read(cwd, '/proc/self/status', 10)).toThrow(/has more than 10 B/)
})

test('a pipe that the user hands over is read', () => {
  const cwd = aCheckout()
  put(join(cwd, 'file'), 'A')
  const file = openSync(join(cwd, 'file'), 'r')
  expect(read(cwd, `/dev/fd/${file}`)).toBe('A')
  closeSync(file)
})

/** Everything that reads a file of a checkout, each with what it calls the file. */
const doors: [string, string, (cwd: string, path: string) => unknown][] = [
  ['the configuration file', 'config: file', (cwd, path) => configReader(cwd)(path)],
  ['the Dockerfile', 'file: file', (cwd, file) => readDockerfile(aBuild({ file }), cwd, cwd)],
  [
    'the Dockerfile that tells of .git',
    'context: file',
    (cwd, file) => sendsGit(aBuild({ file }), cwd),
  ],
  ['a report', 'baseline record:file', (cwd, path) => readRecord(path, cwd, 'app')],
  ['an archive', 'it ', (cwd, path) => scanArchiveFile(join(cwd, path), { detail: 'files' }, cwd)],
]

describe.each(doors)('%s', (_name, called, open) => {
  test.each(bad)('is refused where it is %s', async (name, make, why) => {
    const cwd = aCheckout()
    const path = join(cwd, 'file')
    make(path)
    // Archives and reports may be larger than what people write.
    if (name === 'a file without end' && /^(?:it|baseline)/.test(called)) rmSync(path)
    else {
      const failed = await Promise.resolve()
        .then(() => open(cwd, 'file'))
        .catch((error: unknown) => error)
      expect(failed).toBeInstanceOf(UserError)
      expect((failed as Error).message.startsWith(called)).toBe(true)
      expect((failed as Error).message).toMatch(why)
      expect((failed as Error).message).not.toContain('SECRET')
    }
  })
})

test.each(['.dockerignore', 'Dockerfile.dockerignore'])('%s is read with the same care', file => {
  const cwd = aCheckout()
  put(join(cwd, 'Dockerfile'), 'FROM scratch\nCOPY . .\n')
  link('/dev/zero', join(cwd, file))
  expect(() => sendsGit(aBuild({}), cwd)).toThrow(`context: ${file} leads out of the repository`)
})

test('a layout may be a link within the repository, and none out of it', async () => {
  const cwd = aCheckout()
  mkdirSync(join(cwd, '../layout'))
  mkdirSync(join(cwd, 'layout'))
  link('layout', join(cwd, 'inner'))
  link('../layout', join(cwd, 'outer'))
  const scan = (name: string) => scanOciDir(join(cwd, name), { detail: 'files' }, cwd)
  await expect(scan('inner')).rejects.toThrow('is no OCI layout, for it has no index.json')
  await expect(scan('../layout')).rejects.toThrow('is no OCI layout, for it has no index.json')
  await expect(scan('outer')).rejects.toThrow(/^it leads out of the repository, to .*\/layout"/)
})

describe('at a commit', () => {
  const repository = join(folder.path, 'repository')
  git(folder.path, 'init', '--quiet', repository)
  put(join(repository, 'real/a'), 'A')
  link('../real/a', join(repository, 'links/file'))
  link('../../outside', join(repository, 'links/outside'))
  link('/etc/shadow', join(repository, 'links/shadow'))
  link('gone', join(repository, 'links/nothing'))
  link('self', join(repository, 'links/self'))
  sparse(join(repository, 'large'), 2_000_000)
  const sha = commit(repository, {})
  const at = (path: string) => readFileAt({ run, cwd: repository, sha, path })

  test.each([
    ['real/a', 'A'],
    ['links/file', 'A'],
    ['gone', null],
  ])('%s', async (path, text) => {
    expect(await at(path)).toBe(text)
  })

  test.each([
    ['real', /^real at \w{7} is a folder/],
    ['links/outside', /leads out of the repository, to "\.\.\/\.\.\/outside"/],
    ['links/shadow', /leads out of the repository, to "\/etc\/shadow"/],
    ['links/nothing', /is a link to nothing/],
    ['links/self', /is a link to a link without end/],
    ['large', /has 2 MB, and at most 1\.05 MB are read/],
  ])('%s is refused', async (path, why) => {
    await expect(at(path)).rejects.toThrow(why)
    await expect(at(path)).rejects.toBeInstanceOf(UserError)
  })
})
