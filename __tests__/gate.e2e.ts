import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { decodeReport } from '../src/report/printers/json.ts'
import { type ActionResult, runAction } from './support/action.ts'
import { noise } from './support/bytes.ts'
import { commandsIn, leakingRun } from './support/canaries.ts'
import { startDockerRegistry } from './support/docker-registry.ts'
import { docker, importBusybox } from './support/engine.ts'
import { pullRequestEvent } from './support/event-file.ts'
import { type Github, type PullRequest, startGithub } from './support/github.ts'
import { type Files, makePullRequest, type PullRequestRepository } from './support/pull-request.ts'

jest.setTimeout(180_000)

const dockerfile = [
  'FROM gate-test/base:1',
  'WORKDIR /srv',
  'COPY lib /srv/lib/',
  'ARG TOKEN',
  'RUN mkdir -p /srv/made \\',
  '  && head -c 100000 /dev/zero > /srv/made/zero',
  'COPY app /srv/app/',
  '',
].join('\n')

const base: Files = {
  Dockerfile: dockerfile,
  'lib/stable.bin': noise(300_000, 1),
  'app/main.bin': noise(50_000, 2),
}
/** The application grows by 2 MB. */
const grown: Files = { 'app/extra.bin': noise(2_000_000, 3) }

let github: Github
beforeAll(async () => {
  github = await startGithub()
})
afterAll(async () => {
  await github.close()
})

describe.each(['containerd', 'classic'] as const)('on the %s image store', store => {
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine({ store })
    importBusybox(engine, 'gate-test/base:1')
  })
  afterAll(async () => {
    await engine.stop()
  })

  test('a pull request: first comment, second push updates it, breach fails after commenting', async () => {
    const { repository, pull } = await openPullRequest(base, { 'app/extra.bin': noise(10_000, 4) })
    try {
      const inputs = { 'max-increase': '1MB, 20%', 'max-size': '100MB', name: 'api' }
      const first = await run({ repository, pull, inputs })
      expect(first.exitCode).toBe(0)
      expect(first.outputs).toMatchObject({ verdict: 'passed', 'size-change': '10000' })
      const [comment, ...more] = await github.comments(pull.number)
      expect(more).toEqual([])
      expect(comment?.user.login).toBe('github-actions[bot]')
      expect(comment?.body).toContain('✅ `api`')

      repository.push(grown)
      const second = await run({ repository, pull, inputs })
      expect(second.exitCode).toBe(1)
      expect(second.outputs).toMatchObject({ verdict: 'exceeded', 'size-change': '2000000' })
      const [updated, ...others] = await github.comments(pull.number)
      expect(others).toEqual([])
      expect(updated?.id).toBe(comment?.id)
      expect(updated?.body).toContain('❌ `api` grew by 2 MB')
      expect(updated?.body).toContain('`COPY app /srv/app/`')
      expect(updated?.body).toContain('Dockerfile:7')
      expect(second.outputs['comment-url']).toMatch(/^http/)
      expect(second.summary).toContain('grew by 2 MB')
      expect(second.log).toMatch(/::error [^\n]*file=Dockerfile,line=7/)
      expect(second.log).toMatch(
        /::error::Image size budget exceeded: api is 1 MB over max-increase/,
      )
      expectReport(second, repository)
      expectNothingLeft(repository)
    } finally {
      repository.remove()
    }
  })

  test('shrinking passes, and compressed budgets are measured', async () => {
    const { repository, pull } = await openPullRequest(
      { ...base, ...grown },
      { 'app/extra.bin': null },
    )
    try {
      const inputs = { 'max-increase': '0', 'max-compressed-size': '90MB' }
      const result = await run({ repository, pull, inputs })
      expect(result.exitCode).toBe(0)
      expect(result.outputs['size-change']).toBe('-2000000')
      expect(Number(result.outputs['compressed-size'])).toBeGreaterThan(300_000)
      expect(Number(result.outputs['compressed-size-change'])).toBeLessThan(-1_990_000)
      expect((await github.comments(pull.number))[0]?.body).toContain('shrank by 2 MB')
    } finally {
      repository.remove()
    }
  })

  test('build-args and secrets never reach log, report or annotation', async () => {
    const secret = 's3cr3t-v4lue-0123'
    const { repository, pull } = await openPullRequest(base, {
      Dockerfile: `${dockerfile}ARG TOKEN\nENV LEAK=$TOKEN\nRUN --mount=type=secret,id=key echo "$TOKEN" && head -c 2000000 /dev/zero > /srv/leak\n`,
    })
    try {
      const inputs = {
        'build-args': `TOKEN=${secret}`,
        secrets: `key=${secret}-too`,
        'max-increase': '1kB',
      }
      const result = await run({ repository, pull, inputs })
      expect(result.exitCode).toBe(1)
      const [comment] = await github.comments(pull.number)
      expect(comment?.body).toContain('TOKEN=***')
      const shown = result.log.replace(/^::add-mask::.*$/gm, '')
      for (const text of [shown, result.summary, comment?.body, JSON.stringify(result.outputs)]) {
        expect(text).not.toContain(secret)
      }
    } finally {
      repository.remove()
    }
  })

  test('a build that fails is a row with its line, fails the step, and leaves nothing behind', async () => {
    const { repository, pull } = await openPullRequest(base, {
      Dockerfile: `${dockerfile}RUN echo the-reason && exit 7\n`,
    })
    try {
      const inputs = { name: 'api' }
      const result = await run({ repository, pull, inputs })
      const why = 'RUN echo the-reason && exit 7 ended with code 7'
      expect(result.exitCode).toBe(1)
      expect(result.log).toContain(`::error::api could not be built: ${why}, Dockerfile:8\n`)
      expect(result.log).toContain(
        `::error title=api%3A not built,file=Dockerfile,line=8,endLine=8::${why}.`,
      )
      expect(result.log).toMatch(/^#\d+ \d\.\d+ the-reason$/m)
      expect(result.outputs).toMatchObject({ verdict: 'exceeded', size: '' })
      const [comment] = await github.comments(pull.number)
      const link = `[Dockerfile:8](https://github.com/octocat/hello-world/blob/${repository.headSha}/Dockerfile#L8)`
      for (const text of [comment?.body, result.summary]) {
        const code = '`RUN echo the-reason && exit 7`'
        expect(text).toContain(
          `### ❌ \`api\` could not be built: ${code} ended with code 7, ${link}`,
        )
      }
      expectNothingLeft(repository)
    } finally {
      repository.remove()
    }
  })

  test('a step that shows a secret in every way and fails: nothing tells it, and the runner obeys nothing', async () => {
    // Both sides fail: on the classic store as they are loaded, elsewhere as they are pushed.
    const leaking = `${dockerfile}${leakingRun}\n`
    const { repository, pull } = await openPullRequest(
      { ...base, Dockerfile: leaking },
      { 'app/extra.bin': 'x' },
    )
    try {
      const result = await run({ repository, pull, inputs: { detail: 'layers' } })
      expect(result.exitCode).toBe(1)
      expect(result.log).toMatch(/^#\d+ \d\.\d+ plain \*\*\*$/m)
      expect(result.log).toMatch(/ half \*\*\*$/m)
      const [comment] = await github.comments(pull.number)
      for (const text of [
        result.log,
        result.summary,
        JSON.stringify(result.outputs),
        comment?.body,
      ])
        expect(text).not.toContain('+a secret')
      const injected = commandsIn(result.log).filter(line => /^::error::inj|^[^:].*##\[/.test(line))
      expect(injected).toEqual([])
      expect(result.log).toMatch(/50% ::error::injected/)
      expect(result.log).not.toContain('\r')
      expectNothingLeft(repository)
    } finally {
      repository.remove()
    }
  })

  test('without a Dockerfile at the base the image is new, and only absolute budgets count', async () => {
    const { repository, pull } = await openPullRequest({ 'README.md': 'soon\n' }, base)
    try {
      const result = await run({
        repository,
        pull,
        inputs: { 'max-increase': '0', 'max-size': '1kB' },
      })
      expect(result.exitCode).toBe(1)
      expect(result.outputs).toMatchObject({ verdict: 'exceeded', 'size-change': '' })
      expect(result.outputs.baseline).toMatch(/^new image: there is no Dockerfile at/)
      expect((await github.comments(pull.number))[0]?.body).toMatch(/new image/i)
    } finally {
      repository.remove()
    }
  })

  test('a base that cannot be built is a state, not growth', async () => {
    const { repository, pull } = await openPullRequest(
      { ...base, Dockerfile: 'FROM gate-test/base:1\nRUN exit 3\n' },
      { Dockerfile: dockerfile },
    )
    try {
      const result = await run({ repository, pull, inputs: { 'max-increase': '0' } })
      expect(result.exitCode).toBe(0)
      expect(result.outputs.baseline).toMatch(
        /^baseline unavailable: build of Dockerfile at \w{7} failed: `RUN exit 3` ended with code 3, Dockerfile:2$/,
      )
    } finally {
      repository.remove()
    }
  })

  test('layers only: no path is read, sizes are the same', async () => {
    const { repository, pull } = await openPullRequest(base, grown)
    try {
      const result = await run({ repository, pull, inputs: { detail: 'layers' } })
      expect(result.exitCode).toBe(0)
      expect(result.outputs['size-change']).toBe('2000000')
      expectReport(result, repository)
    } finally {
      repository.remove()
    }
  })

  async function run({
    repository,
    pull,
    inputs,
    token = github.tokens.write,
  }: {
    repository: PullRequestRepository
    pull: PullRequest
    inputs: Record<string, string>
    token?: string
  }): Promise<ActionResult> {
    return runPullRequest(engine, { repository, pull, inputs, token })
  }

  function expectNothingLeft(repository: PullRequestRepository): void {
    expect(repository.git('status', '--porcelain')).toBe('')
    expect(repository.git('worktree', 'list', '--porcelain').match(/^worktree /gm)).toHaveLength(1)
    const images = docker(engine, 'images', '--format', '{{.Repository}}').trim().split('\n')
    expect(new Set(images)).toEqual(new Set(['gate-test/base']))
    expect(docker(engine, 'ps', '-aq')).toBe('')
    const leftovers = readdirSync(tmpdir()).filter(name =>
      /^image-size-gate-(run|worktree|build)/.test(name),
    )
    expect(leftovers).toEqual([])
  }
})

describe('with a real engine and a real registry', () => {
  let engine: Engine
  let registry: { address: string; stop: () => void }
  beforeAll(async () => {
    engine = await startEngine({ store: 'containerd' })
    registry = await startDockerRegistry()
    importBusybox(engine, 'gate-test/base:1')
  })
  afterAll(async () => {
    registry.stop()
    await engine.stop()
  })

  test('a baseline in a registry is compared by its bytes', async () => {
    const { repository, pull } = await openPullRequest(base, grown)
    try {
      const reference = `${registry.address}/api:main`
      repository.git('checkout', '-q', '--force', '-B', 'old')
      rmSync(join(repository.checkout, 'app/extra.bin'))
      docker(
        engine,
        'buildx',
        'build',
        '-q',
        '--push',
        '--provenance=false',
        '-t',
        reference,
        repository.checkout,
      )
      repository.git('checkout', '-q', '--force', 'refs/remotes/pull/1/merge')
      const result = await runPullRequest(engine, {
        repository,
        pull,
        inputs: { baseline: `docker://${reference}` },
      })
      expect(result.exitCode).toBe(0)
      expect(result.outputs['size-change']).toBe('2000000')
      expect(result.outputs.baseline).toContain(reference)
    } finally {
      repository.remove()
    }
  })

  test('a baseline in a registry costs no layer when only compressed sizes are asked for', async () => {
    const { repository, pull } = await openPullRequest(base, grown)
    try {
      const reference = `${registry.address}/api:compressed`
      docker(engine, 'buildx', 'build', '-q', '--push', '-t', reference, repository.checkout)
      const inputs = {
        baseline: `docker://${reference}`,
        detail: 'layers',
        'max-compressed-increase': '1kB',
      }
      const result = await runPullRequest(engine, { repository, pull, inputs })
      expect(result.exitCode).toBe(0)
      expect(result.outputs).toMatchObject({ 'size-change': '', 'compressed-size-change': '0' })
      const report = decodeReport(result.outputs.report ?? '', 'report')
      expect(report.images[0]?.comparison.baseline).toMatchObject({ feed: 'manifest' })
    } finally {
      repository.remove()
    }
  })

  test('a baseline that is not there is said, and nothing fails for it', async () => {
    const { repository, pull } = await openPullRequest(base, grown)
    try {
      const inputs = { baseline: `docker://${registry.address}/api:nowhere`, 'max-increase': '0' }
      const result = await runPullRequest(engine, { repository, pull, inputs })
      expect(result.exitCode).toBe(0)
      expect(result.outputs.baseline).toMatch(/^baseline unavailable: .*nowhere/)
    } finally {
      repository.remove()
    }
  })

  test('a read-only token warns with the missing permission, and the gate still gates', async () => {
    const { repository, pull } = await openPullRequest(base, grown)
    try {
      const inputs = { 'max-increase': '1kB' }
      const result = await runPullRequest(engine, {
        repository,
        pull,
        inputs,
        token: github.tokens.readOnly,
      })
      expect(result.exitCode).toBe(1)
      expect(result.log).toMatch(/::warning::.*pull-requests: write/)
      expect(await github.comments(pull.number)).toEqual([])
      expect(result.summary).toContain('grew by 2 MB')
    } finally {
      repository.remove()
    }
  })

  test('a spoofed marker and a hundred other comments are left alone', async () => {
    const { repository, pull } = await openPullRequest(base, grown)
    try {
      const first = await runPullRequest(engine, {
        repository,
        pull,
        inputs: { comment: 'always' },
      })
      const [own] = await github.comments(pull.number)
      const marker = own?.body.split('\n')[0] ?? ''
      const { repository: other, pull: second } = await openPullRequest(base, grown)
      other.remove()
      const spoof = await github.comment(second.number, `${marker}\nspoofed`)
      for (let index = 0; index < 105; index++)
        await github.comment(second.number, `noise ${index}`)
      expect(first.exitCode).toBe(0)
      for (const _ of [1, 2]) {
        const result = await runPullRequest(engine, { repository, pull: second, inputs: {} })
        expect(result.exitCode).toBe(0)
      }
      const comments = await github.comments(second.number)
      expect(comments).toHaveLength(107)
      expect(comments.find(({ id }) => id === spoof.id)?.body).toBe(`${marker}\nspoofed`)
    } finally {
      repository.remove()
    }
  })

  test('an approval label approves growth up to its size', async () => {
    const { repository, pull } = await openPullRequest(base, grown)
    try {
      const inputs = { 'max-increase': '1MB' }
      await github.setLabels(pull.number, ['image-size/+3MB'])
      const approved = await runPullRequest(engine, { repository, pull, inputs })
      expect(approved.exitCode).toBe(0)
      expect(approved.outputs.verdict).toBe('approved')
      await github.setLabels(pull.number, ['image-size/+1MB'])
      const exceeded = await runPullRequest(engine, { repository, pull, inputs })
      expect(exceeded.exitCode).toBe(1)
    } finally {
      repository.remove()
    }
  })

  test('an unknown unit is one clear error', async () => {
    const { repository, pull } = await openPullRequest(base, grown)
    try {
      const result = await runPullRequest(engine, {
        repository,
        pull,
        inputs: { 'max-size': '250 parsecs' },
      })
      expect(result.exitCode).toBe(1)
      expect(result.log).toMatch(/::error::max-size: "250 parsecs" must be .*250MB/)
    } finally {
      repository.remove()
    }
  })

  test('two platforms are compared one by one', async () => {
    const scratch = 'FROM scratch\nCOPY app /srv/app/\n'
    const { repository, pull } = await openPullRequest({ ...base, Dockerfile: scratch }, grown)
    try {
      const inputs = { platforms: 'linux/amd64,linux/arm64' }
      const result = await runPullRequest(engine, { repository, pull, inputs })
      expect(result.exitCode).toBe(0)
      const report = decodeReport(result.outputs.report ?? '', 'report')
      expect(
        report.images[0]?.comparison.platforms.map(({ platform, unpacked }) => [
          platform,
          unpacked.change,
        ]),
      ).toEqual([
        ['linux/amd64', 2_000_000],
        ['linux/arm64', 2_000_000],
      ])
    } finally {
      repository.remove()
    }
  })
})

// --- helpers ---

async function openPullRequest(
  from: Files,
  to: Files,
): Promise<{ repository: PullRequestRepository; pull: PullRequest }> {
  return { repository: makePullRequest(from, to), pull: await github.createPullRequest() }
}

async function runPullRequest(
  engine: Engine,
  {
    repository,
    pull,
    inputs,
    token = github.tokens.write,
  }: {
    repository: PullRequestRepository
    pull: PullRequest
    inputs: Record<string, string>
    token?: string
  },
): Promise<ActionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-event-'))
  try {
    const event = pullRequestEvent(folder, github, {
      number: pull.number,
      headSha: parentsOf(repository)[1],
      baseSha: repository.baseSha,
      mergeSha: repository.git('rev-parse', 'HEAD'),
      headRef: pull.head.ref,
      runId: Date.now(),
    })
    return await runAction({
      cwd: repository.checkout,
      inputs: { 'github-token': token, ...inputs },
      env: { ...engine.env, ...event },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The parents of the checked out merge commit: base, then head. */
function parentsOf(repository: PullRequestRepository): [string, string] {
  const [first = '', second = ''] = [
    ...repository.git('cat-file', '-p', 'HEAD').matchAll(/^parent (\w+)$/gm),
  ].map(match => match[1] ?? '')
  return [first, second]
}

/** The bytes that the report states are those of the files that the Dockerfile writes. */
function expectReport(result: ActionResult, repository: PullRequestRepository): void {
  const report = decodeReport(result.outputs.report ?? '', 'report')
  const [platform] = report.images[0]?.comparison.platforms ?? []
  const layers =
    platform?.candidate?.layers.filter(layer => !/busybox/.test(layer.instruction)) ?? []
  const size = (instruction: RegExp) =>
    layers.find(layer => instruction.test(layer.instruction))?.size
  expect(size(/^COPY lib/)).toBe(300_000)
  expect(size(/^RUN .*mkdir/)).toBe(100_000)
  expect(size(/^COPY app/)).toBe(2_050_000)
  expect(platform?.layers.filter(({ change }) => change === 'modified')).toHaveLength(1)
  expect(report.images[0]?.comparison.baseline).toMatchObject({ commit: repository.baseSha })
  expect(result.outputs.html).toMatch(/^<!doctype html>/)
}
