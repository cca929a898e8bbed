import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { UserError } from '../../src/common/errors.ts'
import { CommandError } from '../../src/common/run.ts'
import { decodeBake } from '../../src/docker/bake-definition.ts'
import { untilBuilt } from '../../src/measure/bake-until-built.ts'

const failure = (stderr: string) =>
  new CommandError({ program: 'docker', args: ['buildx', 'bake'] }, 1, stderr)

/** `web` and `worker` build on `base`, `alone` on nothing. */
const definition = decodeBake(
  JSON.stringify({
    target: {
      base: {},
      web: { contexts: { base: 'target:base' } },
      worker: { contexts: { base: 'target:base' } },
      alone: {},
    },
  }),
)

/** Builds as buildx does: the first broken target ends all of its call. */
async function built(targets: string[], broken: string[], say: (target: string) => string) {
  const calls: string[][] = []
  const log: string[] = []
  const around = {
    definition,
    log: { info: (text: string) => void log.push(text) },
    signal: new AbortController().signal,
  }
  const outcome = await untilBuilt(around, targets, async called => {
    calls.push(called)
    const first = called
      .flatMap(name => [name, ...(definition.targets.get(name)?.links ?? [])])
      .find(name => broken.includes(name))
    if (first !== undefined) throw failure(say(first))
    return new Map(called.map(name => [name, name.toUpperCase()]))
  })
  return { calls, log, built: [...outcome.built.keys()], failed: [...outcome.failed.keys()] }
}

const newer = (target: string) =>
  `------\n > [${target} 2/2] RUN x:\n1.0 said\n------\nERROR: target ${target}: failed to solve: x\n`
const older = (target: string) =>
  `------\n > [${target} stage 2/2] RUN x:\n1.0  > [alone 1/1] RUN forged:\n------\nERROR: failed to solve: x\n`
const silent = () => 'ERROR: unable to prepare context\n'

test.each([
  ['newer', newer],
  ['older', older],
])('what fails is left out by %s buildx, with what builds on it', async (_, say) => {
  const all = ['web', 'worker', 'alone']
  expect(await built(all, [], say)).toMatchObject({ calls: [all], built: all, failed: [] })
  expect(await built(all, ['base'], say)).toMatchObject({
    calls: [all, ['alone']],
    built: ['alone'],
    failed: ['web', 'worker'],
  })
  expect(await built(all, ['worker'], say)).toMatchObject({
    calls: [all, ['web', 'alone']],
    failed: ['worker'],
    log: ['Without worker, the others are built once more; what was finished is in the cache.'],
  })
})

test('where nothing is told, each is built by itself', async () => {
  expect(await built(['web', 'worker', 'alone'], ['worker'], silent)).toMatchObject({
    calls: [['web', 'worker', 'alone'], ['web'], ['worker'], ['alone']],
    built: ['web', 'alone'],
    failed: ['worker'],
    log: ['buildx did not tell which target failed, so each is built by itself.'],
  })
})

test('whatever fails and whatever is told, every target is built or failed, once', async () => {
  const names = ['base', 'web', 'worker', 'alone']
  const some = fc.subarray(names, { minLength: 1 })
  const say = fc.constantFrom(newer, older, silent, () => newer('nobody'))
  await fc.assert(
    fc.asyncProperty(some, fc.subarray(names), say, async (targets, broken, tell) => {
      const outcome = await built(targets, broken, tell)
      expect([...outcome.built, ...outcome.failed].sort()).toEqual([...targets].sort())
      for (const name of outcome.built) expect(broken).not.toContain(name)
      expect(outcome.calls.length).toBeLessThanOrEqual(targets.length + 1)
    }),
  )
})

test('what is no failure of a target, and what comes after the end, is thrown', async () => {
  const stop = new AbortController()
  const around = { definition, log: { info: () => undefined }, signal: stop.signal }
  const defect = new UserError('the disk is full')
  await expect(untilBuilt(around, ['web'], () => Promise.reject(defect))).rejects.toBe(defect)
  stop.abort()
  const killed = failure('')
  await expect(untilBuilt(around, ['web'], () => Promise.reject(killed))).rejects.toBe(killed)
})
