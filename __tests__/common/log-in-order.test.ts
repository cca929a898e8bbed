import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import type { Log } from '../../src/common/log.ts'
import { logInOrder } from '../../src/common/log-in-order.ts'

function recorder(): { log: Log; lines: string[] } {
  const lines: string[] = []
  const log: Log = {
    info: text => void lines.push(text),
    warning: text => void lines.push(`! ${text}`),
    status: text => void lines.push(`~ ${text}`),
    group: async (title, work) => {
      lines.push(`[${title}`)
      const result = await work()
      lines.push(']')
      return result
    },
  }
  return { log, lines }
}

test('the first shows its lines as they come, the second when the first is done', async () => {
  const { log, lines } = recorder()
  const { group } = logInOrder(log)
  const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const logs: Log[] = []
  const works = ['api', 'web'].map((title, index) =>
    group(title, async log => {
      logs.push(log)
      await ends[index]?.promise
      return title
    }),
  )
  const [api, web] = logs
  web?.info('web 1')
  web?.status?.('nobody sees it')
  api?.info('api 1')
  await new Promise(setImmediate)
  expect(lines).toEqual(['[api', 'api 1'])
  ends[1]?.resolve()
  await new Promise(setImmediate)
  await api?.group('within', async () => api.warning('api 2'))
  api?.status?.('50 %')
  expect(lines).toEqual(['[api', 'api 1', 'within', '! api 2', '~ 50 %'])
  ends[0]?.resolve()
  expect(await Promise.all(works)).toEqual(['api', 'web'])
  expect(lines.slice(5)).toEqual([']', '[web', 'web 1', ']'])
})

test('nothing that was told is lost when work fails, and what said nothing is no group', async () => {
  const { log, lines } = recorder()
  const { group } = logInOrder(log)
  const failing = (title: string, said: string[]) =>
    group(title, async log => {
      for (const line of said) log.info(line)
      await new Promise(setImmediate)
      throw new Error(title)
    })
  const works = [failing('a', ['a 1']), failing('b', []), failing('c', ['c 1', 'c 2'])]
  const outcomes = await Promise.allSettled(works)
  expect(outcomes.map(one => one.status === 'rejected' && one.reason.message)).toEqual([
    'a',
    'b',
    'c',
  ])
  expect(lines).toEqual(['[a', 'a 1', ']', '[c', 'c 1', 'c 2', ']'])
})

test('whatever the order in which work says something and ends, every line is there once, in its group', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ says: fc.nat({ max: 3 }), waits: fc.nat({ max: 4 }) }), {
        maxLength: 6,
      }),
      async plan => {
        const { log, lines } = recorder()
        const { group } = logInOrder(log)
        const works = plan.map(({ says, waits }, index) =>
          group(`${index}`, async log => {
            for (let line = 0; line < says; line++) {
              for (let turn = 0; turn < waits; turn++) await new Promise(setImmediate)
              log.info(`${index}.${line}`)
            }
          }),
        )
        await Promise.all(works)
        const expected = plan.flatMap(({ says }, index) =>
          says === 0
            ? []
            : [`[${index}`, ...Array.from({ length: says }, (_, line) => `${index}.${line}`), ']'],
        )
        expect(lines).toEqual(expected)
      },
    ),
    { numRuns: 50 },
  )
})
