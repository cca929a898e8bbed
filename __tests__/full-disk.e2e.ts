import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { runAction } from './support/action.ts'
import { compareByCli } from './support/cli.ts'
import { importBusybox, importImage } from './support/engine.ts'
import { pullRequestEvent } from './support/event-file.ts'
import { startFaultProxy } from './support/faults/fault-proxy.ts'
import { anImage } from './support/fixtures.ts'
import { type Github, startGithub } from './support/github.ts'
import { layoutOf, packedLayer, writeLayout } from './support/layouts.ts'
import { rawTar } from './support/raw-tar.ts'
import { commit, git, temporaryFolder } from './support/repositories.ts'

// What a run does when the disk or the engine goes away beneath it.

jest.setTimeout(120_000)

const folder = temporaryFolder()
const disk = join(folder.path, 'disk')
let github: Github
beforeAll(async () => {
  github = await startGithub()
  for (const [name, size] of [
    ['small', 1000],
    ['large', 9000],
  ] as const) {
    const layer = packedLayer(rawTar([{ name: 'app', content: 'a'.repeat(size) }]))
    writeLayout(join(folder.path, name), layoutOf(anImage([layer])))
  }
  mkdirSync(disk)
})
afterAll(async () => {
  await github.close()
  folder.remove()
})

/** Runs while there is so much left on the disk of RUNNER_TEMP, on which a runner has its command files too. */
async function withLeft<T>(kilobytes: number, work: () => Promise<T>): Promise<T> {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk])
  try {
    return await work()
  } finally {
    execFileSync('umount', ['--lazy', disk])
  }
}

test.each([
  ['nothing', 4],
  ['some', 8],
  ['most of the report', 16],
])('a disk with %s left: the verdict and the comment are there all the same', async (_, left) => {
  const { number, head, base } = await github.createPullRequest()
  const event = pullRequestEvent(folder.path, github, {
    number,
    headSha: head.sha,
    baseSha: base.sha,
    mergeSha: 'c'.repeat(40),
  })
  const { exitCode, log } = await withLeft(left, () => {
    for (const name of ['output', 'summary']) writeFileSync(join(disk, name), '')
    return runAction({
      cwd: folder.path,
      inputs: {
        image: 'oci:large',
        baseline: 'oci:small',
        name: 'app',
        'max-increase': '1kB',
        'github-token': github.tokens.write,
      },
      env: {
        ...event,
        RUNNER_TEMP: disk,
        TMPDIR: disk,
        GITHUB_OUTPUT: join(disk, 'output'),
        GITHUB_STEP_SUMMARY: join(disk, 'summary'),
      },
    })
  })
  expect(exitCode).toBe(1)
  expect(log).toContain('app is 7 kB over max-increase')
  expect(log).toMatch(/^::error::.*could not be written: ENOSPC/m)
  expect(await github.comments(number)).toHaveLength(1)
  expect(log).not.toMatch(/at \S+ \(file:|unhandled/i)
})

test('an engine that ends in the middle of a build is a row, and nothing is left behind', async () => {
  const engine: Engine = await startEngine({ store: 'classic' })
  let ended: Promise<void> | undefined
  try {
    importBusybox(engine, 'gate-test/base:1')
    const repository = join(folder.path, 'repository')
    mkdirSync(repository)
    git(repository, 'init', '--quiet')
    commit(repository, { Dockerfile: 'FROM gate-test/base:1\nRUN echo begun && sleep 60\n' })
    const running = compareByCli(repository, engine.env, '--baseline', 'none')
    setTimeout(() => {
      ended = engine.stop()
    }, 3_000)
    const { exitCode, report, stderr } = await running
    expect(report?.failed).toMatchObject([{ name: 'repository', state: expect.any(String) }])
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/^image-size-gate: repository could not be (?:built|measured): /m)
  } finally {
    await (ended ?? engine.stop())
  }
})

test('an engine that is killed in the middle of a push is a row', async () => {
  const engine: Engine = await startEngine({ store: 'containerd' })
  const socketPath = engine.host.replace('unix://', '')
  const proxy = await startFaultProxy({ socketPath }, join(folder.path, 'push.sock'), call => call)
  try {
    // So much that the registry is not done with it when the engine dies.
    importImage(engine, 'gate-test/large:1', [{ name: 'app', content: randomBytes(200_000_000) }])
    const options = ['--image', 'docker-daemon:gate-test/large:1', '--baseline', 'none']
    const env = { ...engine.env, DOCKER_HOST: `unix://${proxy.address}` }
    const running = compareByCli(folder.path, env, ...options)
    const isPushed = () => proxy.calls.some(call => /^POST .*\/push/.test(call))
    while (!isPushed()) await sleep(20)
    await sleep(500)
    process.kill(engine.pid, 'SIGKILL')
    const { exitCode, report, stderr } = await running
    expect(stderr).toContain('image-size-gate: ')
    expect(report?.images).toEqual([])
    expect(report?.failed).toMatchObject([{ state: 'not measured' }])
    expect(exitCode).toBe(3)
    expect(stderr).not.toMatch(/^ +at |defect/m)
  } finally {
    proxy.close()
    await engine.stop()
  }
})
