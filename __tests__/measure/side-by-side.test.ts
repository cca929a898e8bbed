import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { UsageError } from '../../src/common/errors.ts'
import type { Log } from '../../src/common/log.ts'
import { sideBySide } from '../../src/measure/side-by-side.ts'
import type { World } from '../../src/measure/world.ts'
import { settingsFromInputs } from '../../src/settings/from-inputs.ts'
import { recording } from '../docker/fake.ts'
import { temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

function settings(names: string[], parallel: number) {
  const images = names.map(name => ({ name, context: name }))
  return settingsFromInputs(name => (name === 'parallel' ? `${parallel}` : ''), {
    repositoryName: 'shop',
    readConfig: () => JSON.stringify({ images }),
  })
}

function world(): { world: World; lines: string[] } {
  const lines: string[] = []
  const log: Log = {
    info: text => void lines.push(text),
    warning: text => void lines.push(text),
    group: (title, work) => {
      lines.push(`[${title}]`)
      return work()
    },
  }
  const around = { ...recording(), log, cwd: folder.path, temporary: folder.path, event: null }
  return { world: around, lines }
}

/** Work that says when it begins, and ends when it is told. */
function works() {
  const begun: string[] = []
  const ends = new Map<string, PromiseWithResolvers<string>>()
  return {
    begun,
    work: ({ name }: { name: string }) => {
      begun.push(name)
      const end = Promise.withResolvers<string>()
      ends.set(name, end)
      return end.promise
    },
    end: async (name: string) => {
      ends.get(name)?.resolve(`${name} is done`)
      await new Promise(setImmediate)
    },
    fail: (name: string, error: Error) => ends.get(name)?.reject(error),
  }
}

const turn = () => new Promise(setImmediate)

test('at most so many at a time, answers in the order of the settings', async () => {
  const { begun, work, end } = works()
  const all = sideBySide(settings(['a', 'b', 'c', 'd'], 2), world().world, work)
  await turn()
  expect(begun).toEqual(['a', 'b'])
  await end('b')
  expect(begun).toEqual(['a', 'b', 'c'])
  await end('c')
  await end('d')
  await end('a')
  expect((await all).map(({ image, report }) => [image.name, report])).toEqual(
    ['a', 'b', 'c', 'd'].map(name => [name, `${name} is done`]),
  )
})

test('the first failure is thrown when all have ended, and nothing more begins', async () => {
  const { begun, work, end, fail } = works()
  const stopped: string[] = []
  const all = sideBySide(settings(['a', 'b', 'c'], 2), world().world, (image, { over }) => {
    over.addEventListener('abort', () => stopped.push(image.name))
    return work(image)
  })
  let isOver = false
  const outcome = all.then(
    () => null,
    error => {
      isOver = true
      return error
    },
  )
  await turn()
  fail('b', new UsageError('file: there is no b/Dockerfile'))
  await turn()
  expect([isOver, stopped]).toEqual([false, ['a', 'b']])
  await end('a')
  expect(await outcome).toEqual(new UsageError('file: there is no b/Dockerfile'))
  expect(begun).toEqual(['a', 'b'])
})

test('one image is no group, several are one each, numbered', async () => {
  const one = world()
  await sideBySide(settings(['a'], 2), one.world, async (_, { log }) => log.info('said'))
  expect(one.lines).toEqual(['said'])
  const two = world()
  await sideBySide(settings(['a', 'b'], 2), two.world, async ({ name }, { log }) => log.info(name))
  expect(two.lines).toEqual(['[a (1 of 2)]', 'a', '[b (2 of 2)]', 'b'])
})

test('what may send `.git` is built before the others, one after the other', async () => {
  for (const name of ['git-1', 'git-2']) {
    mkdirSync(join(folder.path, name, '.git'), { recursive: true })
    writeFileSync(join(folder.path, name, 'Dockerfile'), 'FROM scratch\nCOPY . /\n')
  }
  const { begun, work, end } = works()
  const { world: around, lines } = world()
  const all = sideBySide(settings(['a', 'git-1', 'b', 'git-2'], 4), around, work)
  await turn()
  expect(begun).toEqual(['git-1'])
  await end('git-1')
  expect(begun).toEqual(['git-1', 'git-2'])
  await end('git-2')
  expect(begun).toEqual(['git-1', 'git-2', 'a', 'b'])
  await end('a')
  await end('b')
  expect((await all).map(({ image }) => image.name)).toEqual(['a', 'git-1', 'b', 'git-2'])
  expect(lines[0]).toMatch(/^Built before the others, .*: git-1, git-2\. .*\.dockerignore/)
})
