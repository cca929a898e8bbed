import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import { CommandError, type Run, run } from '../../src/common/run.ts'
import { findBaseCommit } from '../../src/git/base-commit.ts'
import { readFileAt } from '../../src/git/file-at.ts'
import { gitIn, hasCommit } from '../../src/git/git.ts'
import { movedFrom } from '../../src/git/moved.ts'
import { resolveRef } from '../../src/git/ref.ts'
import { withWorktree } from '../../src/git/worktree.ts'
import { type GitServer, startGitServer } from '../support/git-server.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

// Clones that lack files or folders of other commits (`filter:` or `sparse-checkout:` of actions/checkout), of a server
// that wants a token, which the checkout has not kept (`persist-credentials: false`).

// Many git processes.
jest.setTimeout(60_000)

const token = 'ghs_secret'
const folder = temporaryFolder()
const temporary = join(folder.path, 'temporary')
const settings = { ...process.env }
let server: GitServer
let base: string
let baseOfModule: string
let head: string
let commands: string[]
const recording: Run = command => {
  commands.push(JSON.stringify([command.program, ...command.args]))
  return run(command)
}

beforeAll(async () => {
  // Files are no transport for submodules otherwise (CVE-2022-39253).
  Object.assign(process.env, {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'protocol.file.allow',
    GIT_CONFIG_VALUE_0: 'always',
  })
  mkdirSync(temporary)
  const author = join(folder.path, 'author')
  for (const name of ['origin', 'module']) {
    git(folder.path, 'init', '--quiet', '--bare', `${name}.git`)
    git(join(folder.path, `${name}.git`), 'config', 'uploadpack.allowFilter', 'true')
  }
  const module = join(folder.path, 'module')
  git(folder.path, 'clone', '--quiet', 'module.git', module)
  baseOfModule = commit(module, { 'module.txt': 'module of the base\n' })
  git(module, 'push', '--quiet', 'origin', 'HEAD')
  git(folder.path, 'clone', '--quiet', 'origin.git', author)
  git(author, 'submodule', '--quiet', 'add', urlOf('module'), 'libs/module')
  const dockerfile = Array.from({ length: 20 }, (_, line) => `RUN echo ${line}\n`).join('')
  base = commit(author, {
    'old/Dockerfile': dockerfile,
    'a/b/c/app.txt': 'app of the base\n',
    '.github/sizes.yml': 'images: []\n',
  })
  commit(join(author, 'libs/module'), { 'module.txt': 'module of the head\n' })
  git(join(author, 'libs/module'), 'push', '--quiet', 'origin', 'HEAD')
  git(author, 'rm', '--quiet', 'old/Dockerfile', '.github/sizes.yml')
  head = commit(author, {
    'new/Dockerfile': dockerfile.replace('echo 7', 'true'),
    'a/b/c/app.txt': 'app of the head\n',
  })
  git(author, 'push', '--quiet', 'origin', 'HEAD:main', `${base}:refs/heads/base`)
  server = await startGitServer(folder.path, token)
})
beforeEach(() => {
  commands = []
  server.authorizations.length = 0
})
afterEach(() => {
  expect(readdirSync(temporary)).toEqual([])
  const secrets = [token, Buffer.from(`x-access-token:${token}`).toString('base64')]
  for (const secret of secrets) expect(commands.join()).not.toContain(secret)
})
afterAll(async () => {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, settings)
  await server.close()
  folder.remove()
})

const urlOf = (name: string) => pathToFileURL(join(folder.path, `${name}.git`)).href
const credentials = () => ({ serverUrl: server.url, token })

/** Made from the files, because the server is in this process, and pointed to the server then. */
function clone(filter: string, depth: string[]): string {
  const cwd = mkdtempSync(join(folder.path, 'clone-'))
  git(cwd, 'init', '--quiet')
  git(cwd, 'remote', 'add', 'origin', urlOf('origin'))
  const options = ['--quiet', '--no-tags', ...depth, `--filter=${filter}`]
  git(cwd, 'fetch', ...options, 'origin', `+${head}:refs/remotes/built`)
  git(cwd, 'checkout', '--quiet', '--force', 'refs/remotes/built')
  const update = ['update', '--init', ...depth, `--filter=${filter}`]
  git(cwd, 'submodule', '--quiet', ...update)
  git(cwd, 'remote', 'set-url', 'origin', `${server.url}/origin.git`)
  const module = join(cwd, 'libs/module')
  git(module, 'remote', 'set-url', 'origin', `${server.url}/module.git`)
  return cwd
}

const clones = [
  ['blob:none', 'depth 1', ['--depth=1']],
  ['blob:none', 'all of history', []],
  ['tree:0', 'depth 1', ['--depth=1']],
  ['tree:0', 'all of history', []],
] as [filter: string, words: string, depth: string[]][]

test.each(clones)(
  '%s, %s: the base gets its files and its submodule, and git knows what moved',
  async (filter, _, depth) => {
    const cwd = clone(filter, depth)
    const options = { run: recording, cwd, sha: base, credentials: credentials() }
    const content = await withWorktree({ ...options, temporary }, async directory => {
      expect(await movedFrom({ ...options, path: 'new/Dockerfile' })).toBe('old/Dockerfile')
      const paths = ['a/b/c/app.txt', 'libs/module/module.txt']
      return paths.map(path => readFileSync(join(directory, path), 'utf8'))
    })
    expect(content).toEqual(['app of the base\n', 'module of the base\n'])
    expect(git(cwd, 'status', '--porcelain')).toBe('')
  },
)

test.each(clones)(
  '%s, %s: the base is found and its files are read with the token; without it, that is an error',
  async (filter, _, depth) => {
    const cwd = clone(filter, depth)
    const options = { run: recording, cwd, sha: base }
    const file = { ...options, path: '.github/sizes.yml' }
    await expect(withWorktree({ ...options, temporary }, async () => 0)).rejects.toThrow(
      CommandError,
    )
    await expect(readFileAt(file)).rejects.toThrow(CommandError)
    const withToken = { credentials: credentials() }
    const pullRequest = { headSha: head, baseSha: base, baseRef: 'base' }
    const event = { name: 'pull_request', sha: 'x', pullRequest, mergeGroup: null, push: null }
    const found = await findBaseCommit({ ...options, ...withToken, event })
    expect(found).toMatchObject({ sha: base })
    const resolved = await resolveRef({ ...options, ...withToken, ref: 'base' })
    expect(resolved).toMatchObject({ sha: base })
    expect(await readFileAt({ ...file, ...withToken })).toBe('images: []\n')
    expect(await readFileAt({ ...file, ...withToken, path: '.github/none.yml' })).toBeNull()
  },
)

test('whether a commit is there is known without the network, where git would fetch all before it', async () => {
  const cwd = clone('blob:none', ['--depth=1'])
  const git = gitIn(recording, cwd, credentials())
  expect(await hasCommit(git, head)).toBe(true)
  expect(await hasCommit(git, base)).toBe(false)
  expect(await hasCommit(git, baseOfModule)).toBe(false)
  expect(server.authorizations).toEqual([])
})
