import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { Log } from '../../src/common/log.ts'
import { run } from '../../src/common/run.ts'
import type { Measurement } from '../../src/image/measurement.ts'
import { unchangedImages } from '../../src/measure/only-changed.ts'
import { recordedUnchanged } from '../../src/measure/recorded-unchanged.ts'
import { shareAmongImages } from '../../src/measure/shared.ts'
import type { StoredRecords } from '../../src/measure/world.ts'
import { settingsFromInputs } from '../../src/settings/from-inputs.ts'
import { aMeasurement, aPlatform } from '../report/make.ts'
import { type Files, makePullRequest, type PullRequestRepository } from '../support/pull-request.ts'

// Real git, no engine.

jest.setTimeout(60_000)

const noBakes = { of: () => null }
const CONFIG = '.github/image-size-gate.yml'
const entry = (name: string, more = '') => `  - { name: ${name}, context: ${name}${more} }\n`
const dockerfile = 'FROM debian:12\nCOPY . /srv/\n'
const base: Files = {
  [CONFIG]: `images:\n${entry('api')}${entry('web')}`,
  'api/Dockerfile': dockerfile,
  'api/app.txt': 'api',
  'web/Dockerfile': dockerfile,
  'web/app.txt': 'web',
  'web/docs/guide.md': 'read me',
  'web/.dockerignore': 'docs\n',
  'README.md': 'shop',
  '.gitignore': 'made\n',
}

const open: PullRequestRepository[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.remove()
})

function pullRequest(before: Files, changes: Files): PullRequestRepository {
  const repository = makePullRequest(before, changes)
  open.push(repository)
  return repository
}

interface Asked {
  inputs?: Record<string, string>
  records?: Pick<StoredRecords, 'at'>
  event?: 'pull_request' | 'push' | null
}

function asked({ checkout, ...commits }: PullRequestRepository, options: Asked = {}) {
  const { inputs = {}, records, event = 'pull_request' } = options
  const given: Record<string, string> = { 'only-changed': 'true', ...inputs }
  const settings = settingsFromInputs(name => given[name] ?? '', {
    repositoryName: 'shop',
    readConfig: path => {
      try {
        return execFileSync('cat', [path], { cwd: checkout, encoding: 'utf8', stdio: 'pipe' })
      } catch {
        return null
      }
    },
  })
  const lines: string[] = []
  const log: Log = {
    info: text => void lines.push(text),
    warning: text => void lines.push(text),
    group: (_, work) => work(),
  }
  const { headSha, baseSha, mergeSha } = commits
  const isPull = event === 'pull_request'
  const world = {
    run,
    pipe: () => Promise.reject(new Error('nothing is piped')),
    log,
    cwd: checkout,
    temporary: checkout,
    event: event && {
      name: event,
      sha: mergeSha,
      pullRequest: isPull ? { headSha, baseSha, baseRef: 'main' } : null,
      mergeGroup: null,
      push: isPull ? null : { before: baseSha },
    },
    ...(records === undefined ? {} : { records: records as StoredRecords }),
  }
  return { settings, world: { ...world, shared: shareAmongImages(world) }, lines }
}

async function unchanged(repository: PullRequestRepository, options?: Asked): Promise<string[]> {
  const { settings, world } = asked(repository, options)
  return (await unchangedImages(settings, noBakes, world)).map(({ image }) => image.name)
}

async function reasons(repository: PullRequestRepository, options?: Asked): Promise<string[]> {
  const { settings, world, lines } = asked(repository, options)
  await unchangedImages(settings, noBakes, world)
  return lines.filter(line => !line.startsWith('Unchanged since'))
}

test('what a change cannot have touched is unchanged, with what is the same and since when', async () => {
  const repository = pullRequest(base, { 'api/app.txt': 'more', 'README.md': 'shop 2' })
  const { settings, world, lines } = asked(repository)
  const found = await unchangedImages(settings, noBakes, world)
  expect(found.map(({ image, since, why }) => [image.name, since, why])).toEqual([
    ['web', repository.baseSha, 'its Dockerfile `web/Dockerfile`, its context `web`'],
  ])
  expect(lines).toEqual([
    'api is built: api/app.txt changed.',
    `Unchanged since ${repository.baseSha.slice(0, 7)}, not built: web.`,
  ])
})

describe('what an image is made of', () => {
  test.each<[string, Files, string[]]>([
    ['nothing', {}, ['api', 'web']],
    ['what is ignored', { 'web/docs/guide.md': 'read me twice' }, ['api', 'web']],
    ['a file of the context', { 'web/app.txt': 'w' }, ['api']],
    ['a new file of the context', { 'web/lib/new.txt': 'w' }, ['api']],
    ['a file that is gone', { 'web/app.txt': null }, ['api']],
    ['the Dockerfile', { 'web/Dockerfile': `${dockerfile}RUN true\n` }, ['api']],
    ['what is ignored itself', { 'web/.dockerignore': 'docs\nx\n' }, ['api']],
    ['an ignore file of its own', { 'web/Dockerfile.dockerignore': 'docs\n' }, ['api']],
    ['its entry', { [CONFIG]: `images:\n${entry('api')}${entry('web', ', target: x')}` }, ['api']],
    [
      'only a budget',
      { [CONFIG]: `images:\n${entry('api')}${entry('web', ', budgets: [{ max-size: 1MB }]')}` },
      ['api'],
    ],
    [
      'the order of entries',
      { [CONFIG]: `images:\n${entry('web')}${entry('api')}` },
      ['web', 'api'],
    ],
    [
      'all budgets',
      { [CONFIG]: `${base[CONFIG]}defaults: { budgets: [{ max-layers: 9 }] }\n` },
      [],
    ],
    ['a workflow', { '.github/workflows/size.yml': 'on: pull_request' }, []],
    ['a neighbour with a longer name', { 'web2/app.txt': 'w' }, ['api', 'web']],
  ])('%s', async (_, changes, expected) => {
    expect(await unchanged(pullRequest(base, changes))).toEqual(expected)
  })

  test('on the command line, workflows say nothing about it', async () => {
    const repository = pullRequest(base, { '.github/workflows/size.yml': 'on: pull_request' })
    repository.git('fetch', '-q', 'origin', 'main:refs/remotes/origin/main')
    expect(await unchanged(repository, { event: null })).toEqual(['api', 'web'])
  })

  test('named contexts, each after its own `.dockerignore`', async () => {
    const config = `images:\n${entry('api', ', build-contexts: lib=lib')}${entry('web')}`
    const before = { ...base, [CONFIG]: config, 'lib/a.js': 'a', 'lib/.dockerignore': '*.md\n' }
    const changed = (changes: Files) => unchanged(pullRequest(before, changes))
    expect(await changed({ 'lib/notes.md': 'x' })).toEqual(['api', 'web'])
    expect(await changed({ 'lib/a.js': 'b' })).toEqual(['web'])
  })

  test('one image without a configuration file', async () => {
    const before = { Dockerfile: dockerfile, 'app.txt': 'a', '.dockerignore': '*.md\n.git\n' }
    const changed = (changes: Files) => unchanged(pullRequest(before, changes))
    expect(await changed({ 'README.md': 'x' })).toEqual(['shop'])
    expect(await changed({ 'app.txt': 'b' })).toEqual([])
  })

  test('an entry of the file may say otherwise than the input', async () => {
    const config = `images:\n${entry('api', ', only-changed: false')}${entry('web', ', only-changed: true')}`
    const repository = pullRequest({ ...base, [CONFIG]: config }, {})
    expect(await unchanged(repository)).toEqual(['web'])
    expect(await unchanged(repository, { inputs: { 'only-changed': 'false' } })).toEqual(['web'])
  })
})

describe('what the trees do not tell is built', () => {
  const alone = (more: string, files: Files = {}) =>
    pullRequest({ ...base, [CONFIG]: `images:\n${entry('api', more)}`, ...files }, {})
  test.each<[string, PullRequestRepository | (() => PullRequestRepository), RegExp]>([
    [
      'a remote context',
      () =>
        pullRequest(
          {
            ...base,
            [CONFIG]: 'images:\n  - { name: api, context: "https://github.com/acme/shop.git" }\n',
          },
          {},
        ),
      /its context is remote/,
    ],
    [
      'a remote named context',
      () => alone(', build-contexts: "lib=https://example.com/lib.tar"'),
      /named context .* is no folder/,
    ],
    [
      'an image as a layout',
      () => alone(', build-contexts: "lib=oci-layout://lib"'),
      /named context .* is no folder/,
    ],
    [
      '`ADD` of an address',
      () => alone('', { 'api/Dockerfile': 'FROM scratch\nADD https://example.com/a /\n' }),
      /`ADD` of an address/,
    ],
    ['pull', () => alone(', pull: true'), /`pull` is set/],
    ['no-cache', () => alone(', no-cache: true'), /`no-cache` is set/],
    ['no-cache-filters', () => alone(', no-cache-filters: x'), /`no-cache` is set/],
    ['another baseline', () => alone(', baseline: "docker://api:1"'), /not the base commit/],
    ['another commit', () => alone(', baseline: "build:v1"'), /not the base commit/],
    [
      'a context with `.git`',
      () =>
        pullRequest(
          { ...base, [CONFIG]: 'images:\n  - { name: api, context: ., file: api/Dockerfile }\n' },
          {},
        ),
      /may hold `\.git`/,
    ],
    [
      'a Dockerfile that is not there',
      () => alone(', file: ../api.Dockerfile'),
      /there is no|outside|no such/,
    ],
    [
      'Git LFS',
      () => alone('', { '.gitattributes': '*.txt filter=lfs\n' }),
      /api\/app\.txt is a submodule, or a file that git keeps elsewhere/,
    ],
  ])('%s', async (_, make, expected) => {
    const repository = typeof make === 'function' ? make() : make
    expect(await reasons(repository)).toEqual([expect.stringMatching(expected)])
  })

  test('a submodule in the context', async () => {
    const repository = pullRequest(base, {})
    const { git } = repository
    git('fetch', '-q', 'origin', 'main:refs/remotes/origin/main')
    git('update-index', '--add', '--cacheinfo', `160000,${repository.baseSha},api/module`)
    const tree = git('write-tree')
    const [name, mail] = ['-c user.name=t', '-c user.email=t@example.com'].map(text =>
      text.split(' '),
    )
    const commit = git(
      ...(name ?? []),
      ...(mail ?? []),
      'commit-tree',
      tree,
      '-p',
      repository.baseSha,
      '-m',
      'x',
    )
    git('checkout', '-q', '--detach', commit)
    expect(await reasons(repository, { event: null })).toEqual([
      'api is built: api/module changed.',
    ])
  })

  test.each<[string, string, string[]]>([
    ['a file that git ignores', 'web/made/app.js', ['api']],
    ['an untracked file', 'web/new.txt', ['api']],
    ['a changed file', 'web/app.txt', ['api']],
    ['an untracked file that is left out', 'web/docs/new.md', ['api', 'web']],
    ['a file of nobody', 'made/x', ['api', 'web']],
  ])('in the checkout: %s', async (_, path, expected) => {
    const repository = pullRequest(base, {})
    const file = join(repository.checkout, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, 'made by an earlier step')
    expect(await unchanged(repository)).toEqual(expected)
  })

  test('a context behind a link', async () => {
    const repository = pullRequest({ ...base, [CONFIG]: `images:\n${entry('link')}` }, {})
    symlinkSync('api', join(repository.checkout, 'link'))
    expect(await reasons(repository)).toEqual([
      'link is built: link/Dockerfile lies behind a link.',
    ])
  })

  test('no base commit', async () => {
    const repository = pullRequest(base, {})
    repository.git('remote', 'remove', 'origin')
    expect(await reasons(repository)).toEqual([
      expect.stringMatching(/^api is built: what changed is unknown: /),
      expect.stringMatching(/^web is built: what changed is unknown: /),
    ])
  })
})

describe('records of what was not built', () => {
  const platforms = [aPlatform([], { platform: 'linux/amd64' })]
  const recordAt = (commit: string): Measurement =>
    aMeasurement(platforms, { commit, feed: 'record', source: 'record of main' })
  const found = async (repository: PullRequestRepository, options: Asked) => {
    const { settings, world } = asked(repository, options)
    const all = await recordedUnchanged(settings, noBakes, world)
    return all.map(({ image, record }) => [image.name, record?.candidate.commit ?? null])
  }
  const isOf = (wanted: string, commit: string): Pick<StoredRecords, 'at'> => ({
    at: async name => (name === wanted ? recordAt(commit) : null),
  })

  test('the record of the base commit is of both sides', async () => {
    const repository = pullRequest(base, {})
    const { mergeSha, baseSha } = repository
    expect(await found(repository, { records: isOf('api', baseSha) })).toEqual([
      ['api', mergeSha],
      ['web', null],
    ])
  })

  test('one of an earlier commit only when nothing changed since', async () => {
    const repository = pullRequest(base, { 'web/app.txt': 'w' })
    repository.push({})
    const earlier = repository.baseSha
    expect(await found(repository, { records: isOf('api', earlier) })).toEqual([
      ['api', repository.git('rev-parse', 'HEAD')],
    ])
    // To `web` it is of another state, were it unchanged.
    const { settings, world } = asked(repository)
    const [api] = await unchangedImages(settings, noBakes, world)
    expect(await api?.isSameSince(repository.headSha)).toBe(true)
  })

  test('a run of the default branch builds what has no record', async () => {
    const repository = pullRequest(base, {})
    const options = { records: isOf('api', repository.baseSha), event: 'push' as const }
    expect(await found(repository, options)).toEqual([['api', repository.mergeSha]])
  })

  test('a record that lacks a platform is none', async () => {
    const config = `images:\n${entry('api', ', platforms: "linux/amd64,linux/arm64"')}`
    const repository = pullRequest({ ...base, [CONFIG]: config }, {})
    expect(await found(repository, { records: isOf('api', repository.baseSha) })).toEqual([
      ['api', null],
    ])
  })
})
