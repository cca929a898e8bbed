import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from '@jest/globals'
import {
  Interrupted,
  type Interruption,
  listenForInterruption,
} from '../../src/common/interrupt.ts'
import { commands } from '../../src/common/run.ts'

const codes: number[] = []
let interruption: Interruption | undefined
const listen = () => {
  interruption = listenForInterruption(code => codes.push(code))
  return interruption
}
afterEach(() => {
  interruption?.ignore()
  codes.length = 0
})

test.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s is heard once; the same again is obeyed at once', (name, code) => {
  const { signal, exitCode } = listen()
  expect([signal.aborted, exitCode()]).toEqual([false, null])
  process.emit(name, name)
  expect([signal.aborted, exitCode(), codes]).toEqual([true, code, []])
  expect(signal.reason).toBeInstanceOf(Interrupted)
  process.emit(name, name)
  expect(codes).toEqual([code])
})

test('the runner asks with SIGINT, then SIGTERM: the second one changes nothing', () => {
  const { exitCode } = listen()
  process.emit('SIGINT', 'SIGINT')
  process.emit('SIGTERM', 'SIGTERM')
  expect([exitCode(), codes]).toEqual([130, []])
})

describe('commands of an interrupted run', () => {
  const node = (script: string) => ({ program: process.execPath, args: ['-e', script] })
  const forever = node('setInterval(() => {}, 1000)')

  test('end with its reason, whether they run or pipe; none begins, but those that clean up do', async () => {
    const cancel = new AbortController()
    const { run, pipe } = commands(undefined, cancel.signal)
    const running = [run(forever), pipe(forever, async stdout => (await stdout.toArray()).length)]
    const cleaning = run({ ...node('setTimeout(() => console.log("clean"), 300)'), cleansUp: true })
    await sleep(50)
    cancel.abort(new Interrupted('interrupted by SIGTERM'))
    for (const one of running) await expect(one).rejects.toBeInstanceOf(Interrupted)
    expect((await cleaning).stdout).toBe('clean\n')
    await expect(run(forever)).rejects.toBeInstanceOf(Interrupted)
    expect((await run({ ...node('console.log(1)'), cleansUp: true })).stdout).toBe('1\n')
  })

  test('what cannot be started shows no argument', async () => {
    const missing = { program: 'no-such-program', args: ['build', '--build-arg', 'TOKEN=hunter2'] }
    const failed = await commands()
      .run(missing)
      .catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 'ENOENT' })
    expect(JSON.stringify(failed) + String(failed)).not.toContain('hunter2')
    expect(failed).not.toHaveProperty('spawnargs')
  })
})
