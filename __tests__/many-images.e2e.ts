import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { decodeReport } from '../src/report/printers/json.ts'
import { type ActionResult, runAction } from './support/action.ts'
import { noise } from './support/bytes.ts'
import { docker, importBusybox } from './support/engine.ts'
import { pullRequestEvent } from './support/event-file.ts'
import { type Github, startGithub } from './support/github.ts'
import { type Files, makePullRequest } from './support/pull-request.ts'

jest.setTimeout(120_000)

let engine: Engine
let github: Github
let folder: string
beforeAll(async () => {
  const started = await Promise.all([startEngine({ store: 'containerd' }), startGithub()])
  engine = started[0]
  github = started[1]
  importBusybox(engine, 'gate-test/base:1')
  folder = mkdtempSync(join(tmpdir(), 'gate-test-many-'))
})
afterAll(async () => {
  await Promise.all([engine.stop(), github.close()])
  rmSync(folder, { recursive: true, force: true })
})

const names = ['a', 'b', 'c', 'd']
const CONFIG = '.github/image-size-gate.yml'
const images = (more: string) =>
  names
    .map(name => `  - { name: ${name}, context: app, file: ${name}.Dockerfile${more} }\n`)
    .join('')

/** Images of one context: what they share is large, and each has something of its own. */
function shared(): Files {
  const dockerfile = (name: string) =>
    `FROM gate-test/base:1\nCOPY shared /shared/\nRUN echo ${name} > /own\nCOPY ${name} /own-files/\n`
  return {
    [CONFIG]: `images:\n${images(', budgets: [{ max-increase: 100kB }]')}`,
    'app/shared/one.bin': noise(3_000_000, 7),
    ...Object.fromEntries(names.map(name => [`${name}.Dockerfile`, dockerfile(name)])),
    ...Object.fromEntries(
      names.map(name => [`app/${name}/file`, noise(5_000, name.charCodeAt(0))]),
    ),
  }
}

async function run(
  base: Files,
  head: Files,
  inputs: Record<string, string>,
  env: Record<string, string> = {},
): Promise<ActionResult & { comments: string[] }> {
  const repository = makePullRequest(base, head)
  try {
    const pull = await github.createPullRequest()
    const event = pullRequestEvent(folder, github, {
      ...repository,
      number: pull.number,
      headRef: pull.head.ref,
      runId: Date.now(),
    })
    const result = await runAction({
      cwd: repository.checkout,
      inputs: { 'github-token': github.tokens.write, ...inputs },
      env: { ...engine.env, ...event, ...env },
    })
    expect(repository.git('worktree', 'list', '--porcelain').match(/^worktree /gm)).toHaveLength(1)
    return { ...result, comments: (await github.comments(pull.number)).map(({ body }) => body) }
  } finally {
    repository.remove()
  }
}

test('images of one context: side by side, one comment, and what they share is read once', async () => {
  const head = {
    'app/b/more': noise(400_000, 99),
    'd.Dockerfile': 'FROM gate-test/base:1\nRUN echo it breaks && false\n',
  }
  const inputs = { 'fail-on-exceeded': 'false', parallel: '3', cache: 'false' }
  const result = await run(shared(), head, inputs)
  expect(result.exitCode).toBe(1)

  const groups = [...result.log.matchAll(/^::group::(\w) \((\d) of 4\)$/gm)]
  expect(groups.map(([, name, number]) => `${name}${number}`)).toEqual(
    names.map((name, index) => `${name}${index + 1}`),
  )
  expect(result.log.match(/^::endgroup::$/gm)).toHaveLength(4)
  const parts = result.log.split(/^::(?:group|endgroup)::/m).filter(part => /^\w \(\d/.test(part))
  expect(parts.map(part => part.includes('echo it breaks'))).toEqual(
    names.map(name => name === 'd'),
  )

  // The base, the shared layer and what each side has of its own, most of which both sides have.
  const read = [...result.log.matchAll(/^Read (\d+) of \d+ layers/gm)].map(([, count]) =>
    Number(count),
  )
  const report = decodeReport(result.outputs.report ?? '', 'report')
  const layers = report.images.flatMap(({ comparison }) =>
    comparison.platforms.flatMap(({ baseline, candidate }) =>
      [baseline, candidate].flatMap(side => side?.layers.map(({ digest }) => digest) ?? []),
    ),
  )
  const shownAsRead = read.reduce((a, b) => a + b, 0)
  expect(shownAsRead).toBeGreaterThan(5)
  expect(shownAsRead).toBeLessThanOrEqual(new Set(layers).size)

  expect(result.comments).toHaveLength(1)
  expect(result.comments[0]).toMatch(
    /^<!--[^\n]*\n### ❌ `b` grew by 400 kB .*; `d` could not be built/,
  )
  const images = JSON.parse(result.outputs.images ?? '')
  expect(
    images.map(({ name, verdict, state }: Record<string, string>) => [name, verdict, state]),
  ).toEqual([
    ['d', 'exceeded', 'not built'],
    ['b', 'exceeded', 'compared'],
    ...['a', 'c'].map(name => [name, 'passed', 'compared']),
  ])
  expect(result.outputs.size).toBe('')
  const left = docker(engine, 'images', '--format', '{{.Repository}}').trim().split('\n')
  expect(new Set(left)).toEqual(new Set(['gate-test/base']))
})

test('only-changed: what a change cannot have touched is not built, and needs no engine', async () => {
  const own = (name: string) => ({
    [`${name}/Dockerfile`]: 'FROM gate-test/base:1\nCOPY . /srv/\n',
    [`${name}/app`]: noise(10_000, name.charCodeAt(0)),
  })
  const base: Files = {
    [CONFIG]: `images:\n${names.map(name => `  - { name: ${name}, context: ${name} }\n`).join('')}`,
    ...Object.assign({}, ...names.map(own)),
  }
  const inputs = { 'only-changed': 'true' }
  const touched = await run(base, { 'c/app': noise(20_000, 5) }, inputs)
  expect(touched.exitCode).toBe(0)
  expect(touched.log).toContain('c is built: c/app changed.')
  expect(touched.log).toContain('not built: a, b, d.')
  expect(touched.comments[0]).toContain('1 image passed; 3 images are unchanged and not built')
  expect(touched.outputs.images).toContain('"name":"c","platform":"linux/amd64"')

  const nowhere = { DOCKER_HOST: 'unix:///nowhere.sock' }
  const untouched = await run(base, { 'README.md': 'no image' }, inputs, nowhere)
  expect(untouched.exitCode).toBe(0)
  expect(untouched.outputs.verdict).toBe('passed')
  expect(untouched.comments[0]).toContain('✅ 4 images are unchanged and not built')
})
