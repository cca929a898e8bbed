import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { CommandError, type Run, run } from '../../src/common/run.ts'
import { withWorktree } from '../../src/git/worktree.ts'
import { type GitServer, startGitServer } from '../support/git-server.ts'
import {
  checkout,
  commit,
  git,
  originWithPullRequest,
  type PullRequestOrigin,
  stateOf,
  temporaryFolder,
} from '../support/repositories.ts'

// Many git processes.
jest.setTimeout(60_000)

const folder = temporaryFolder()
const temporary = join(folder.path, 'temporary')
let origin: PullRequestOrigin

beforeAll(() => {
  mkdirSync(temporary)
  origin = originWithPullRequest(folder.path)
})
afterEach(() => expect(readdirSync(temporary)).toEqual([]))
afterAll(folder.remove)

/** Checks that the user's checkout is as it was. */
async function leavesAlone(cwd: string, action: () => Promise<unknown>): Promise<void> {
  const before = stateOf(cwd)
  await action()
  expect(stateOf(cwd)).toEqual(before)
}

const files = async (directory: string) => readdirSync(directory).filter(name => name !== '.git')

test('lends the files of the first parent from a clone of depth 1', async () => {
  const cwd = checkout(origin, origin.merge)
  writeFileSync(join(cwd, 'untracked.txt'), 'mine')
  writeFileSync(join(cwd, 'Dockerfile'), 'FROM mine\n')
  await leavesAlone(cwd, async () => {
    const options = { run, cwd, sha: origin.baseTip, temporary }
    expect(await withWorktree(options, files)).toEqual(['Dockerfile', 'app.txt', 'main.txt'])
  })
  expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe('FROM mine\n')
})

test('works from a folder inside the repository, and twice at once', async () => {
  const cwd = join(checkout(origin, origin.merge, 0), 'services')
  mkdirSync(cwd)
  const lend = (sha: string) => withWorktree({ run, cwd, sha, temporary }, files)
  expect(await Promise.all([lend(origin.mergeBase), lend(origin.head)])).toEqual([
    ['Dockerfile', 'app.txt'],
    ['Dockerfile', 'app.txt', 'feature.txt'],
  ])
})

test('fetches a commit that a force push took off its branch, and leaves a full clone full', async () => {
  git(origin.author, 'checkout', '--quiet', '--detach', origin.mergeBase)
  const before = commit(origin.author, { 'before.txt': '1\n' })
  git(origin.author, 'push', '--quiet', 'origin', `${before}:refs/heads/pushed`)
  git(origin.author, 'checkout', '--quiet', '--detach', origin.mergeBase)
  const after = commit(origin.author, { 'after.txt': '1\n' })
  git(origin.author, 'push', '--quiet', '--force', 'origin', `${after}:refs/heads/pushed`)
  const cwd = checkout(origin, after, 0)
  await leavesAlone(cwd, async () => {
    const options = { run, cwd, sha: before, temporary }
    expect(await withWorktree(options, files)).toEqual(['Dockerfile', 'app.txt', 'before.txt'])
  })
  expect(git(cwd, 'rev-parse', '--is-shallow-repository')).toBe('false')
})

test('rejects when origin does not have the commit', async () => {
  const cwd = checkout(origin, origin.merge)
  await leavesAlone(cwd, async () => {
    const missing = withWorktree({ run, cwd, sha: '1'.repeat(40), temporary }, files)
    await expect(missing).rejects.toThrow(/^commit 1111111 is not on origin; a force push /)
  })
})

test('is gone after a failure', async () => {
  const cwd = checkout(origin, origin.merge)
  await leavesAlone(cwd, async () => {
    const failing = withWorktree({ run, cwd, sha: origin.baseTip, temporary }, async directory => {
      writeFileSync(join(directory, 'built.txt'), 'left over')
      throw new Error('the build failed')
    })
    await expect(failing).rejects.toThrow('the build failed')
  })
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)(
  'is gone after %s, as is what was running in it, and the exit code is %i',
  async (signal, exitCode) => {
    const cwd = checkout(origin, origin.merge)
    const before = stateOf(cwd)
    const source = (path: string) =>
      JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href)
    const program = `
    import { withWorktree } from ${source('git/worktree.ts')}
    import { listenForInterruption } from ${source('common/interrupt.ts')}
    import { commands } from ${source('common/run.ts')}
    const [cwd, sha, temporary] = process.argv.slice(1)
    const { signal, exitCode } = listenForInterruption()
    const { run } = commands(undefined, signal)
    // Asked to end, the shell does not; what it started does not even hear of it.
    const script = 'trap "" TERM; sleep 60 & echo $! >&2; wait; wait'
    await withWorktree({ run, cwd, sha, temporary }, directory =>
      run({ program: 'sh', args: ['-c', script], onStderr: pid => console.log(directory + ' ' + pid) }),
    ).catch(() => undefined)
    process.exit(exitCode())`
    const args = ['--input-type=module', '--eval', program, cwd, origin.baseTip, temporary]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise(resolve => child.on('close', (code, by) => resolve(code ?? by)))
    const [directory = '', pid = ''] = await new Promise<string[]>(resolve =>
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim().split(' '))),
    )
    expect(existsSync(directory)).toBe(true)
    child.kill(signal)
    expect(await ended).toBe(exitCode)
    // One that nobody waited for yet has no command line.
    const commandLine = `/proc/${pid}/cmdline`
    expect(existsSync(commandLine) ? readFileSync(commandLine, 'utf8') : '').toBe('')
    expect(existsSync(directory)).toBe(false)
    expect(stateOf(cwd)).toEqual(before)
  },
)

test("a worktree of the user's whose folder is not there stays listed", async () => {
  const cwd = checkout(origin, origin.merge, 0)
  const away = join(folder.path, 'on a disk that is not mounted')
  git(cwd, 'worktree', 'add', '--quiet', '--detach', away)
  rmSync(away, { recursive: true })
  await leavesAlone(cwd, async () => {
    // What git does not remove by itself: the folder has gone before.
    await withWorktree({ run, cwd, sha: origin.baseTip, temporary }, async directory =>
      rmSync(directory, { recursive: true }),
    )
    const failing = withWorktree({ run, cwd, sha: '1'.repeat(40), temporary }, files)
    await expect(failing).rejects.toThrow(/is not on origin/)
  })
  expect(git(cwd, 'worktree', 'list')).toContain(away)
})

test('runs none of the hooks of the checkout', async () => {
  const cwd = checkout(origin, origin.merge, 0)
  const hook = join(cwd, '.git/hooks/post-checkout')
  mkdirSync(join(cwd, '.git/hooks'), { recursive: true })
  writeFileSync(hook, '#!/bin/sh\ntouch ran\n', { mode: 0o755 })
  const lent = await withWorktree({ run, cwd, sha: origin.baseTip, temporary }, files)
  expect(lent).not.toContain('ran')
})

describe('submodules', () => {
  const settings = { ...process.env }
  let withModule: string

  beforeAll(() => {
    // Files are no transport for submodules otherwise (CVE-2022-39253).
    Object.assign(process.env, {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'protocol.file.allow',
      GIT_CONFIG_VALUE_0: 'always',
    })
    const nested = join(folder.path, 'nested')
    const module = join(folder.path, 'module')
    git(folder.path, 'init', '--quiet', nested)
    commit(nested, { 'nested.txt': '1\n' })
    git(folder.path, 'init', '--quiet', module)
    git(module, 'submodule', '--quiet', 'add', pathToFileURL(nested).href, 'in ner')
    commit(module, { 'module.txt': '1\n' })
    git(origin.author, 'checkout', '--quiet', '--detach', origin.mergeBase)
    git(origin.author, 'submodule', '--quiet', 'add', pathToFileURL(module).href, 'libs/module')
    withModule = commit(origin.author, {})
    git(origin.author, 'push', '--quiet', 'origin', `${withModule}:refs/heads/with-module`)
  })
  afterAll(() => {
    for (const name of Object.keys(process.env)) delete process.env[name]
    Object.assign(process.env, settings)
  })

  test.each([
    ['not initialised', null, [false, false]],
    ['initialised', [], [true, false]],
    ['initialised recursively', ['--recursive'], [true, true]],
  ])('%s are so in the worktree', async (_, flags, present) => {
    const cwd = checkout(origin, withModule)
    if (flags !== null) git(cwd, 'submodule', '--quiet', 'update', '--init', '--depth=1', ...flags)
    await leavesAlone(cwd, async () => {
      const options = { run, cwd, sha: withModule, temporary }
      const found = await withWorktree(options, async directory => [
        existsSync(join(directory, 'libs/module/module.txt')),
        existsSync(join(directory, 'libs/module/in ner/nested.txt')),
      ])
      expect(found).toEqual(present)
    })
  })

  test('are lent by those of the checkout: without a network, and cleaned up', async () => {
    const cwd = checkout(origin, withModule)
    git(cwd, 'submodule', '--quiet', 'update', '--init', '--recursive')
    const inner = [cwd, join(cwd, 'libs/module'), join(cwd, 'libs/module/in ner')]
    for (const clone of inner) git(clone, 'remote', 'set-url', 'origin', 'file:///gone')
    for (const clone of inner) {
      git(clone, 'worktree', 'add', '--quiet', '--detach', `${clone} away`)
      rmSync(`${clone} away`, { recursive: true })
    }
    const before = inner.map(clone => git(clone, 'worktree', 'list', '--porcelain'))
    const present = await withWorktree({ run, cwd, sha: withModule, temporary }, async directory =>
      existsSync(join(directory, 'libs/module/in ner/nested.txt')),
    )
    expect(present).toBe(true)
    expect(inner.map(clone => git(clone, 'worktree', 'list', '--porcelain'))).toEqual(before)
  })

  test('that moved are fetched', async () => {
    const author = join(origin.author, 'libs/module')
    git(origin.author, 'checkout', '--quiet', '--detach', withModule)
    git(origin.author, 'submodule', '--quiet', 'update', '--init')
    const { path } = folder
    const moved = commit(author, { 'module.txt': '2\n' })
    git(author, 'push', '--quiet', join(path, 'module'), `${moved}:refs/heads/moved`)
    const sha = commit(origin.author, {})
    git(origin.author, 'push', '--quiet', 'origin', `${sha}:refs/heads/module-moved`)
    const cwd = checkout(origin, withModule)
    git(cwd, 'submodule', '--quiet', 'update', '--init', '--depth=1')
    const content = await withWorktree({ run, cwd, sha, temporary }, async directory =>
      readFileSync(join(directory, 'libs/module/module.txt'), 'utf8'),
    )
    expect(content).toBe('2\n')
    expect(readFileSync(join(cwd, 'libs/module/module.txt'), 'utf8')).toBe('1\n')
  })

  test('that this checkout does not have: cloned if it has others, else warned of', async () => {
    const warnings: string[] = []
    const log = { warning: (text: string) => warnings.push(text) }
    const present = async (directory: string) =>
      existsSync(join(directory, 'libs/module/module.txt'))
    const none = checkout(origin, origin.mergeBase)
    const options = { run, sha: withModule, temporary, log }
    expect(await withWorktree({ ...options, cwd: none }, present)).toBe(false)
    expect(warnings).toEqual([
      expect.stringMatching(/has the submodule libs\/module, which this checkout does not have/),
    ])
    git(origin.author, 'checkout', '--quiet', '--detach', origin.mergeBase)
    rmSync(join(origin.author, 'libs'), { recursive: true, force: true })
    const nested = pathToFileURL(join(folder.path, 'nested')).href
    git(origin.author, 'submodule', '--quiet', 'add', nested, 'other')
    const other = commit(origin.author, {})
    git(origin.author, 'push', '--quiet', 'origin', `${other}:refs/heads/other-module`)
    const cwd = checkout(origin, other)
    git(cwd, 'submodule', '--quiet', 'update', '--init')
    expect(await withWorktree({ ...options, cwd }, present)).toBe(true)
    expect(warnings).toHaveLength(1)
  })

  test('that the commit does not have yet are left out', async () => {
    const cwd = checkout(origin, withModule, 0)
    git(cwd, 'submodule', '--quiet', 'update', '--init')
    const lent = await withWorktree({ run, cwd, sha: origin.mergeBase, temporary }, files)
    expect(lent).toEqual(['Dockerfile', 'app.txt'])
  })
})

describe('Git LFS files', () => {
  let withLfs: string

  beforeAll(() => {
    git(origin.author, 'checkout', '--quiet', '--detach', origin.mergeBase)
    git(origin.author, 'lfs', 'install', '--local', '--force')
    withLfs = commit(origin.author, {
      'assets/.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
      'assets/large.bin': 'the content',
    })
    git(origin.author, 'push', '--quiet', 'origin', `${withLfs}:refs/heads/with-lfs`)
  })

  test.each([
    ['content', true, 'the content'],
    ['pointers', false, expect.stringContaining('git-lfs.github.com/spec/v1')],
  ])('are %s where the checkout has %s', async (_, resolved, expected) => {
    const cwd = checkout(origin, origin.mergeBase)
    git(cwd, 'lfs', 'install', '--local', ...(resolved ? [] : ['--skip-smudge']))
    git(cwd, 'fetch', '--quiet', '--depth=1', 'origin', withLfs)
    git(cwd, 'checkout', '--quiet', withLfs)
    await leavesAlone(cwd, async () => {
      const options = { run, cwd, sha: withLfs, temporary }
      const content = await withWorktree(options, async directory =>
        readFileSync(join(directory, 'assets/large.bin'), 'utf8'),
      )
      expect(content).toEqual(expected)
    })
  })
})

describe('a server that wants the token', () => {
  const token = 'ghs_secret'
  const commands: string[] = []
  const recording: Run = command => {
    commands.push(JSON.stringify([command.program, ...command.args]))
    return run(command)
  }
  let server: GitServer

  beforeAll(async () => {
    server = await startGitServer(folder.path, token)
  })
  afterAll(() => server.close())

  function privateCheckout(): string {
    const cwd = checkout(origin, origin.merge)
    git(cwd, 'remote', 'set-url', 'origin', `${server.url}/origin.git`)
    // What actions/checkout of an earlier job left behind.
    git(cwd, 'config', `http.${server.url}/.extraheader`, 'AUTHORIZATION: basic c3RhbGU=')
    return cwd
  }

  test('gets it after the refusal, and no command line shows it', async () => {
    const cwd = privateCheckout()
    const credentials = { serverUrl: server.url, token }
    await leavesAlone(cwd, async () => {
      const options = { run: recording, cwd, sha: origin.baseTip, temporary, credentials }
      expect(await withWorktree(options, files)).toContain('main.txt')
    })
    expect(server.authorizations[0]).toBe('basic c3RhbGU=')
    expect(commands.join()).toContain('"fetch"')
    expect(commands.join()).not.toContain(token)
    expect(commands.join()).not.toContain(Buffer.from(`x-access-token:${token}`).toString('base64'))
  })

  test('does not get it when it is not the server that the token is for', async () => {
    const cwd = privateCheckout()
    const credentials = { serverUrl: 'https://github.com', token }
    server.authorizations.length = 0
    const options = { run: recording, cwd, sha: origin.baseTip, temporary, credentials }
    await expect(withWorktree(options, files)).rejects.toThrow(CommandError)
    expect(new Set(server.authorizations)).toEqual(new Set(['basic c3RhbGU=']))
  })
})
