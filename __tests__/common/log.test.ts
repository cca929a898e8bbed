import { expect, test } from '@jest/globals'
import { holdingLog, type Log, redactingLog } from '../../src/common/log.ts'

function recorded(): { log: Log; lines: string[] } {
  const lines: string[] = []
  const log: Log = {
    info: text => void lines.push(text),
    warning: text => void lines.push(`warning: ${text}`),
    group: async (title, work) => {
      lines.push(`[${title}`)
      const result = await work()
      lines.push(']')
      return result
    },
    status: text => void lines.push(`~ ${text}`),
  }
  return { log, lines }
}

test('a held log tells in order once it is released, and then at once', async () => {
  const { log, lines } = recorded()
  const held = holdingLog(log)
  held.log.info('one')
  held.log.warning('two')
  expect(await held.log.group('three', async () => 3)).toBe(3)
  log.info('meanwhile')
  held.release()
  held.log.info('four')
  expect(lines).toEqual(['meanwhile', 'one', 'warning: two', 'three', 'four'])
})

test('a redacting log hides what an escape sequence tears apart', () => {
  const { log, lines } = recorded()
  redactingLog(log, text => text.replaceAll('s3cret', '***')).info('a s3\u001b[1mc\u202eret')
  expect(lines).toEqual(['a ***'])
})

test('a redacting log hides in every kind of line', async () => {
  const { log, lines } = recorded()
  const redacted = redactingLog(log, text => text.replaceAll('s3cret', '***'))
  redacted.info('s3cret')
  redacted.warning('s3cret')
  await redacted.group('s3cret', async () => undefined)
  redacted.status?.('1 layer')
  expect(lines).toEqual(['***', 'warning: ***', '[***', ']', '~ 1 layer'])
})
