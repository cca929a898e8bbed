import { inspect } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { redactor } from '../../src/common/redact.ts'
import { CommandError, nameOf, pipe, redactingCommands, run } from '../../src/common/run.ts'

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

describe('commands that hide', () => {
  const hiding = redactingCommands({ run, pipe }, redactor(['hunter2']))
  /** Prints in pieces, as a pipe may hand them over. */
  const saying = (pieces: string[], code: number) => {
    const script = `for (const piece of ${JSON.stringify(pieces)}) {
      process.stderr.write(piece)
      await new Promise(done => setTimeout(done, 30))
    }
    process.exit(${code})`
    return { program: process.execPath, args: ['--input-type=module', '-e', script] }
  }

  test.each([
    ['plain', ['#1 0.1 hunter2\n']],
    ['split over chunks', ['#1 0.1 hun', 'ter2\n']],
    ['torn over lines', ['#1 0.1 hun\n#2 0.1 x\n#1 0.2 ter2\n']],
    ['coloured within', ['#1 0.1 hun\u001b[31mter2\u001b[0m\n']],
    ['with an escape sequence split over chunks', ['#1 0.1 hun\u001b[3', '1mter2\n']],
    ['overwritten', ['#1 0.1 hun\rter2\n']],
    ['base64', [`#1 0.1 ${btoa('a hunter2\n')}\n`]],
    ['without a line end', ['#1 0.1 hunter2']],
  ])('%s', async (_, pieces) => {
    let heard = ''
    const onStderr = (text: string) => {
      heard += text
    }
    const failed = await hiding
      .run({ ...saying(pieces, 7), onStderr })
      .catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(CommandError)
    const { message, stderr, exitCode, stack } = failed as CommandError
    expect(exitCode).toBe(7)
    for (const text of [heard, message, stderr, stack ?? '', inspect(failed)]) {
      expect(text).not.toMatch(/hun.*ter2|hunter2/s)
      expect(text).toMatch(/#1 0.1 .*\*\*\*/s)
    }
    expect(message).toMatch(/^`[^`]*node` failed with exit code 7:\n/)
  })

  test('what a command prints for us stays as it is', async () => {
    const script = node('console.log("hunter2")')
    expect((await hiding.run(script)).stdout).toBe('hunter2\n')
    const read = hiding.pipe(script, async stdout => (await stdout.toArray()).join(''))
    expect(await read).toBe('hunter2\n')
  })
})
