import { expect, test } from '@jest/globals'
import { CommandError, nameOf, pipe, run } from '../../src/common/run.ts'

const node = (script: string) => ({ program: process.execPath, args: ['-e', script] })

test('a command that exits non-zero throws, whatever its stderr holds', async () => {
  await expect(run(node('process.exit(3)'))).rejects.toThrow(
    /failed with exit code 3 and said nothing/,
  )
  const loud = run(node('console.error("the reason"); process.exit(1)'))
  await expect(loud).rejects.toThrow(/exit code 1:\nthe reason/)
  await expect(loud).rejects.toBeInstanceOf(CommandError)
})

test('an allowed exit code is an answer', async () => {
  const { exitCode } = await run({ ...node('process.exit(1)'), allowed: [1] })
  expect(exitCode).toBe(1)
})

test('environment and both outputs pass through', async () => {
  const stderr: string[] = []
  const result = await run({
    ...node('console.log(process.env.WORD); console.error("hi")'),
    env: { WORD: 'env' },
    onStderr: text => stderr.push(text),
  })
  expect(result.stdout).toBe('env\n')
  expect(stderr.join('')).toBe('hi\n')
})

test('the message names the verbs and no argument', () => {
  const args = ['buildx', 'build', '--build-arg', 'TOKEN=secret', '.']
  expect(nameOf({ program: 'docker', args })).toBe('docker buildx build')
  const error = new CommandError({ program: 'docker', args }, 1, 'boom')
  expect(error.message).not.toContain('secret')
})

test('a stream is handed over, and the failure that came first is reported', async () => {
  const size = await pipe(node('process.stdout.write("x".repeat(200000))'), async stdout => {
    let bytes = 0
    for await (const chunk of stdout) bytes += (chunk as Buffer).length
    return bytes
  })
  expect(size).toBe(200_000)

  const broken = pipe(node('console.error("broke"); process.exit(2)'), async stdout => {
    for await (const _ of stdout);
    throw new Error('truncated')
  })
  await expect(broken).rejects.toThrow(/exit code 2:\nbroke/)

  const refused = pipe(node('setInterval(() => process.stdout.write("x"), 1)'), async () => {
    throw new Error('not what I expected')
  })
  await expect(refused).rejects.toThrow('not what I expected')
})

test('a command ends when its signal says so', async () => {
  const cancel = new AbortController()
  const command = {
    ...node('console.error("up"); setInterval(() => {}, 1000)'),
    signal: cancel.signal,
  }
  const ended = run({ ...command, onStderr: () => cancel.abort() })
  await expect(ended).rejects.toThrow(/failed with exit code 128:\nup/)
  await expect(run(command)).rejects.toThrow(/failed with exit code 128/)
})

test('a command that may be ended answers as every other', async () => {
  const { signal } = new AbortController()
  const heard: string[] = []
  const script = 'console.log("out"); console.error("err")'
  const result = await run({ ...node(script), signal, onStderr: text => heard.push(text) })
  expect(result).toEqual({ exitCode: 0, stdout: 'out\n', stderr: 'err\n' })
  expect(heard.join('')).toBe('err\n')
})
