import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { decodeReport } from '../src/report/printers/json.ts'
import type { Report } from '../src/report/report.ts'
import { type ActionResult, runAction } from './support/action.ts'
import { noise } from './support/bytes.ts'
import { type CliResult, compareByCli } from './support/cli.ts'
import { startContainerBuilder } from './support/container-builder.ts'
import { docker, importBusybox } from './support/engine.ts'
import { pullRequestEvent } from './support/event-file.ts'
import { type Files, makePullRequest, type PullRequestRepository } from './support/pull-request.ts'

jest.setTimeout(240_000)

/** Groups, inheritance, a matrix, variables, a linked target, a Dockerfile of its own, and all that must not be run. */
function bakeFile({
  targets,
  tools,
  more = '',
}: {
  targets: string
  tools: string
  more?: string
}): string {
  return `
variable "MODE" { default = "dev" }
group "default" { targets = [${targets}] }
group "tools" { targets = ["tool"] }
target "_common" {
  args = { MODE = MODE, LITERAL = "$\${MODE}" }
  tags = ["127.0.0.1:1/never/pushed:1"]
  output = ["type=registry", "type=local,dest=never-written"]
  cache-to = ["type=local,dest=never-cached"]
  attest = ["type=sbom"]
}
target "base" {
  inherits = ["_common"]
  context = "base"
}
target "web" {
  inherits = ["_common"]
  context = "web"
  contexts = { base = "target:base" }
}
target "tool" {
  name = "tool-\${tool}"
  matrix = { tool = [${tools}] }
  context = "base"
  args = { TOOL = tool }
  output = ["type=docker"]
  dockerfile-inline = <<-EOT
    FROM scratch
    ARG TOOL
    ENV TOOL=$\${TOOL}
    COPY shared.bin /tool.bin
  EOT
}
${more}`
}

const base: Files = {
  'docker-bake.hcl': bakeFile({ targets: '"web", "tools", "gone"', tools: '"one", "two"' }).concat(
    'target "gone" { context = "gone" }\n',
  ),
  'base/Dockerfile': 'FROM gate-test/base:1\nRUN mkdir /srv\nCOPY shared.bin /srv/\n',
  'base/shared.bin': noise(300_000, 1),
  'web/Dockerfile':
    // biome-ignore lint/suspicious/noTemplateCurlyInString: What no template may fill in.
    'FROM base\nARG MODE\nARG LITERAL\nRUN [ "$MODE-$LITERAL" = \'dev-${MODE}\' ]\n\nCOPY app.bin /srv/\n',
  'web/app.bin': noise(50_000, 2),
  'gone/Dockerfile': 'FROM scratch\nCOPY x /\n',
  'gone/x': 'x',
  'single/Dockerfile': 'FROM scratch\nCOPY x /\n',
  'single/x': 'x',
  '.github/image-size-gate.yml': [
    'images:',
    '  - name: single',
    '    context: single',
    '    file: single/Dockerfile',
    '  - bake: docker-bake.hcl',
    '    budgets:',
    '      - max-increase: 1MB',
    'defaults:',
    '  budgets:',
    '    - max-layers: 20',
    '',
  ].join('\n'),
}

const head: Files = {
  'docker-bake.hcl': bakeFile({
    targets: '"web", "tools", "broken", "outside", "on-broken"',
    tools: '"two", "three"',
    more: [
      'target "broken" {',
      '  context = "broken"',
      '  contexts = { base = "target:base" }',
      '}',
      'target "on-broken" {',
      '  context = "on-broken"',
      '  contexts = { below = "target:broken" }',
      '}',
      'target "outside" { context = "../.." }',
      '',
    ].join('\n'),
  }),
  'web/app.bin': noise(2_050_000, 3),
  'broken/Dockerfile': 'FROM base\n\nRUN echo the-reason && exit 7\n',
  'on-broken/Dockerfile': 'FROM below\nRUN true\nRUN true\n',
}

describe.each(['containerd', 'classic'] as const)('on the %s image store', store => {
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine({ store })
    importBusybox(engine, 'gate-test/base:1')
  })
  afterAll(async () => {
    await engine.stop()
  })

  test('the targets of a bake file beside another image: grown, new, removed, broken', async () => {
    const repository = makePullRequest(base, head)
    try {
      const result = await run(engine, repository, {})
      expect(result.exitCode).toBe(1)
      const report = reportOf(result)
      expect(sizes(report)).toEqual({
        single: [1, 1],
        web: [350_000, 2_350_000],
        'tool-two': [300_000, 300_000],
        'tool-three': ['new image', 300_000],
      })
      expect(Object.keys(sizes(report))[0]).toBe('single')
      expect(report.failed?.map(one => [one.name, one.state, one.dockerfile, one.lines])).toEqual(
        expect.arrayContaining([
          ['broken', 'not built', 'broken/Dockerfile', { start: 3, end: 3 }],
          ['on-broken', 'not built', 'broken/Dockerfile', { start: 3, end: 3 }],
          ['outside', 'not measured', null, null],
        ]),
      )
      expect(report.failed).toHaveLength(3)
      expect(report.removed?.map(({ name, config }) => [name, config]).sort()).toEqual([
        ['gone', 'docker-bake.hcl'],
        ['tool-one', 'docker-bake.hcl'],
      ])
      const web = report.images.find(({ comparison }) => comparison.name === 'web')
      expect(web?.verdict).toBe('exceeded')
      expect(web?.judgements.map(({ budget }) => budget.metric)).toEqual([
        'max-layers',
        'max-increase',
      ])
      expect(result.log).toMatch(/::error [^\n]*file=web\/Dockerfile,line=6/)
      expect(result.log).toMatch(/::error [^\n]*file=broken\/Dockerfile,line=3/)
      expect(result.summary).toContain('there is no target tool-three in docker-bake.hcl at')
      expect(result.summary).toContain('leads out of the repository')
      // One call for the baseline; for the candidate one more for each that had a part in a failure.
      expect(bakeCalls(result.log)).toBeLessThanOrEqual(4)
      expectNothingLeft(engine, repository)
    } finally {
      repository.remove()
    }
  })

  test('the lines of a Dockerfile that the bake file holds are lines of the bake file', async () => {
    const repository = makePullRequest(base, { 'base/shared.bin': noise(900_000, 4) })
    try {
      const result = await run(engine, repository, {})
      const report = reportOf(result)
      const tool = report.images.find(({ comparison }) => comparison.name === 'tool-one')
      const line =
        String(base['docker-bake.hcl'])
          .split('\n')
          .findIndex(text => text.includes('COPY shared.bin')) + 1
      expect(tool?.comparison.dockerfile).toBe('docker-bake.hcl')
      const [layer] = tool?.comparison.platforms[0]?.candidate?.layers ?? []
      expect(layer?.lines?.ranges).toEqual([{ start: line, end: line }])
      expect(sizes(report)['tool-one']).toEqual([300_000, 900_000])
    } finally {
      repository.remove()
    }
  })

  test('a compose file, with a secret that no commit has, which is not shown', async () => {
    const secret = 'compose-s3cr3t-v4lue'
    const compose = [
      'services:',
      '  database:',
      '    image: postgres:17',
      '  web:',
      '    image: 127.0.0.1:1/never/pushed:1',
      '    build:',
      '      context: ./web',
      '      secrets: [token]',
      '  worker:',
      '    build: {context: ./worker}',
      'secrets:',
      '  token: {file: ./token.txt}',
      '',
    ].join('\n')
    const repository = makePullRequest(
      {
        'compose.yml': compose,
        '.gitignore': 'token.txt\n',
        'web/Dockerfile':
          'FROM gate-test/base:1\nCOPY app.bin /\nRUN --mount=type=secret,id=token cat /run/secrets/token && cp /app.bin /copy.bin\n',
        'web/app.bin': noise(10_000, 5),
        'worker/Dockerfile': 'FROM scratch\nCOPY x /\n',
        'worker/x': 'x',
      },
      { 'web/app.bin': noise(20_000, 6) },
    )
    try {
      writeFileSync(join(repository.checkout, 'token.txt'), secret)
      const result = await run(engine, repository, { bake: 'compose.yml' })
      const report = reportOf(result)
      expect(result.exitCode).toBe(0)
      expect(sizes(report)).toEqual({ web: [20_000, 40_000], worker: [1, 1] })
      expect(result.log).toMatch(/^#\d+ \d\.\d+ \*\*\*$/m)
      for (const text of [result.log, result.summary, JSON.stringify(result.outputs)]) {
        expect(text).not.toContain(secret)
      }
      const one = await run(engine, repository, { bake: 'compose.yml', targets: 'worker' })
      expect(sizes(reportOf(one))).toEqual({ worker: [1, 1] })
      expectNothingLeft(engine, repository)
    } finally {
      repository.remove()
    }
  })

  test('a bake file that cannot be read is a row with its line, and takes nothing with it', async () => {
    const broken = 'target "web" {\n  context = "web"\n  args = { A = nobody }\n}\n'
    const repository = makePullRequest(base, { 'docker-bake.hcl': broken })
    try {
      const result = await run(engine, repository, {})
      const report = reportOf(result)
      expect(sizes(report)).toEqual({ single: [1, 1] })
      expect(report.failed).toMatchObject([
        { name: 'docker-bake.hcl', state: 'not built', dockerfile: 'docker-bake.hcl' },
      ])
      expect(report.failed?.[0]?.why).toContain('nobody')
      expect(report.failed?.[0]?.lines?.start).toBe(3)
    } finally {
      repository.remove()
    }
  })

  test('a base that has no bake file, or one that cannot be read', async () => {
    const { 'docker-bake.hcl': file, ...others } = base
    const fresh = makePullRequest(others, { 'docker-bake.hcl': file ?? null })
    try {
      const report = reportOf(await run(engine, fresh, {}))
      expect(sizes(report)).toMatchObject({ web: ['new image', 350_000], single: [1, 1] })
    } finally {
      fresh.remove()
    }
    const spoilt = makePullRequest(
      { ...base, 'docker-bake.hcl': 'target "web" {\n' },
      { 'docker-bake.hcl': file ?? null },
    )
    try {
      const report = reportOf(await run(engine, spoilt, {}))
      expect(sizes(report)).toMatchObject({ web: ['unavailable', 350_000], single: [1, 1] })
    } finally {
      spoilt.remove()
    }
  })

  test('compressed budgets, and a cache that the settings wish for', async () => {
    const config = String(base['.github/image-size-gate.yml']).replace(
      '      - max-increase: 1MB',
      "      - max-compressed-size: 9MB\n    targets: [web]\n    set: ['web.args.MODE=dev']",
    )
    const repository = makePullRequest(
      { ...base, '.github/image-size-gate.yml': config },
      { 'web/app.bin': noise(60_000, 7) },
    )
    try {
      const result = await run(engine, repository, {})
      const report = reportOf(result)
      expect(sizes(report)).toMatchObject({ web: [350_000, 360_000] })
      const web = report.images.find(({ comparison }) => comparison.name === 'web')
      expect(web?.comparison.platforms[0]?.compressed.candidate).toBeGreaterThan(360_000)
      expect(web?.judgements.find(({ budget }) => /compressed/.test(budget.metric))?.outcome).toBe(
        'held',
      )
      expectNothingLeft(engine, repository)
    } finally {
      repository.remove()
    }
  })

  test('what is named and not there is told before anything is built', async () => {
    const repository = makePullRequest(base, {})
    try {
      const told = async (...options: string[]) => {
        const { exitCode, stderr } = await compareByCli(repository.checkout, engine.env, ...options)
        return [exitCode, stderr.trim().split('\n').at(-1)]
      }
      rmSync(join(repository.checkout, '.github'), { recursive: true })
      expect(await told('--bake=nothing.hcl')).toEqual([
        2,
        'image-size-gate: bake: there is no nothing.hcl; give the path of a bake or compose file relative to the checkout, for example bake: docker-bake.hcl',
      ])
      expect(await told('--bake=docker-bake.hcl', '--targets=nobody')).toEqual([
        2,
        'image-size-gate: targets: docker-bake.hcl has no target or group nobody',
      ])
      expect(await told('--bake=docker-bake.hcl', '--context=web')).toEqual([
        2,
        'image-size-gate: bake, context: give one of them: the bake file says how its targets are built, so `context` belongs into it',
      ])
    } finally {
      repository.remove()
    }
  })
})

test('a builder that cannot reach this machine streams each target, and linked ones are built once', async () => {
  const engine = await startEngine({ store: 'containerd' })
  const proxy = createServer((_request, response) => {
    response.writeHead(403).end('this network has rules')
  }).on('connect', (_request, socket) => {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>(done => proxy.listen(0, done))
  const { port } = proxy.address() as AddressInfo
  const [gateway] = /\d+\.\d+\.\d+\.1/.exec(docker(engine, 'network', 'inspect', 'bridge')) ?? []
  const env = { HTTP_PROXY: `http://${gateway}:${port}`, HTTPS_PROXY: `http://${gateway}:${port}` }
  const repository = makePullRequest(
    {
      'docker-bake.hcl': [
        'group "default" { targets = ["web", "worker", "bad"] }',
        'target "base" { context = "base" }',
        'target "web" {\n  context = "web"\n  contexts = { base = "target:base" }\n}',
        'target "worker" {\n  context = "web"\n  dockerfile-inline = "FROM scratch\\nCOPY x /"\n}',
        'target "bad" {\n  context = "web"\n  dockerfile-inline = "FROM scratch\\nCOPY nothing /"\n}',
        '',
      ].join('\n'),
      'base/Dockerfile': 'FROM scratch\nCOPY shared.bin /\n',
      'base/shared.bin': noise(30_000, 8),
      'web/Dockerfile': 'FROM base\nCOPY x /\n',
      'web/x': 'x',
    },
    { 'web/x': 'xy' },
  )
  const builder = await startContainerBuilder(engine, 'bridge', env)
  try {
    const options = ['--bake=docker-bake.hcl', `--builder=${builder.name}`, '--baseline=build:main']
    const result = await compareByCli(repository.checkout, engine.env, ...options)
    expect(result.stderr).toContain('so another way is taken')
    expect(reportFrom(result).failed).toMatchObject([{ name: 'bad', state: 'not built' }])
    expect(sizes(reportFrom(result))).toEqual({ web: [30_001, 30_002], worker: [1, 2] })
    expect(reportFrom(result).images.map(({ comparison }) => comparison.candidate.feed)).toEqual([
      'stream',
      'stream',
    ])
  } finally {
    await builder.stop()
    proxy.close()
    repository.remove()
    await engine.stop()
  }
})

// --- helpers ---

async function run(
  engine: Engine,
  repository: PullRequestRepository,
  inputs: Record<string, string>,
): Promise<ActionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-event-'))
  try {
    const github = { apiUrl: 'http://127.0.0.1:1', repository: { owner: 'octo', repo: 'shop' } }
    const event = pullRequestEvent(folder, github, {
      number: 1,
      headSha: repository.headSha,
      baseSha: repository.baseSha,
      mergeSha: repository.mergeSha,
    })
    return await runAction({
      cwd: repository.checkout,
      inputs: { comment: 'never', ...inputs },
      env: { ...engine.env, ...event },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function reportOf(result: ActionResult): Report {
  const { report } = result.outputs
  if (report === undefined || report === '') throw new Error(`there is no report:\n${result.log}`)
  return decodeReport(report, 'report')
}

function reportFrom(result: CliResult): Report {
  if (result.report === undefined) throw new Error(`there is no report:\n${result.stderr}`)
  return result.report
}

/** By image: own bytes of baseline and candidate, without those of the busybox that some begin with. */
function sizes({ images }: Report): Record<string, (number | string | null)[]> {
  return Object.fromEntries(
    images.map(({ comparison: { name, baseline, platforms } }) => {
      const [platform] = platforms
      const own = (side: 'baseline' | 'candidate') => {
        const layers = platform?.[side]?.layers ?? []
        return layers
          .filter(({ instruction }) => /^(?:COPY|RUN)/.test(instruction))
          .reduce((sum, { size }) => sum + (size ?? 0), 0)
      }
      const { state } = baseline
      return [name, [state === 'compared' ? own('baseline') : state, own('candidate')]]
    }),
  )
}

/** Calls of bake that built something. */
function bakeCalls(log: string): number {
  return log.match(/reading \S+\/bake\.json .* done$/gm)?.length ?? 0
}

function expectNothingLeft(engine: Engine, repository: PullRequestRepository): void {
  const images = docker(engine, 'images', '--all', '--format', '{{.Repository}}:{{.Tag}}')
  const ours = images.split('\n').filter(name => name !== '' && !name.startsWith('gate-test'))
  expect(ours).toEqual([])
  expect(repository.git('status', '--porcelain')).toBe('')
  expect(repository.git('worktree', 'list').split('\n')).toHaveLength(1)
  for (const path of ['never-written', 'never-cached']) {
    expect(existsSync(join(repository.checkout, path))).toBe(false)
  }
}
