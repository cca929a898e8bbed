import { expect, test } from '@jest/globals'
import { CommandError } from '../../src/common/run.ts'
import { type PushWatch, tryPush } from '../../src/measure/try-push.ts'

const repository = 'run/candidate'
const { signal } = new AbortController()
const failed = (stderr: string) => new CommandError({ program: 'docker', args: [] }, 1, stderr)

/** A registry that hears what it is told to. */
function quiet() {
  let requests = 3
  return { heard: () => requests, hear: () => void requests++ }
}

/** A push that ends when it is told to, as a command that is killed. */
const until = ({ signal }: PushWatch) =>
  new Promise<never>((_, reject) => {
    const end = () => reject(failed('killed'))
    if (signal.aborted) end()
    signal.addEventListener('abort', end)
  })

test('what was heard is pushed', async () => {
  const registry = quiet()
  const target = { repository, signal, begins: 'building' } as const
  const pushed = await tryPush(registry, target, async () => {
    registry.hear()
    return 'metadata'
  })
  expect(pushed).toEqual({ value: 'metadata', isHeard: true })
  expect(await tryPush(registry, target, async () => 1)).toEqual({ value: 1, isHeard: false })
})

test.each([
  ['dial tcp 172.17.0.1:40123: connect: connection refused'],
  ['unexpected status: 502 Bad Gateway'],
  [
    'ERROR: failed to solve: failed to push x:image: failed to do request: Head "https://172.17.0.1:40123/v2/x": Forbidden',
    'Forbidden',
  ],
  ['whatever comes to mind'],
])('nothing was heard, so there is no way: %s', async (line, why = line) => {
  const target = { repository, signal, begins: 'building' } as const
  const error = failed(`#7 exporting to image\n${line}\n`)
  const pushed = await tryPush(quiet(), target, async ({ onOutput }) => {
    onOutput('#6 [2/2] RUN make\n#6 DONE 1s\n#7 expor')
    onOutput('ting to image\n')
    throw error
  })
  expect(pushed).toEqual({ why, error })
})

test.each<[string, (registry: ReturnType<typeof quiet>, watch: PushWatch) => void]>([
  ['the registry heard of', registry => registry.hear()],
  ['did not come to pushing', () => {}],
])('a failure that %s is a failure', async (name, before) => {
  const registry = quiet()
  const target = { repository, signal, begins: 'building' } as const
  const error = failed('ERROR: failed to solve')
  const pushed = tryPush(registry, target, async watch => {
    watch.onOutput(name.startsWith('the') ? '#7 exporting to image\n' : '#6 0.1 #7 exporting to\n')
    before(registry, watch)
    throw error
  })
  await expect(pushed).rejects.toBe(error)
})

test.each<[string, 'building' | 'pushing', string]>([
  ['a build', 'building', '#7 exporting to image\n#7 pushing layers\n'],
  ['an engine', 'pushing', ''],
])('%s whose first request does not come in time is ended', async (_, begins, output) => {
  const target = { repository, signal, begins }
  const push = (watch: PushWatch) => {
    watch.onOutput(output)
    return until(watch)
  }
  const pushed = await tryPush(quiet(), target, push, 1)
  expect(pushed).toMatchObject({ why: 'nothing came within 0.001 s' })
})

test('a push that was heard takes as long as it takes, and ends with the run', async () => {
  const registry = quiet()
  const cancel = new AbortController()
  const target = { repository, signal: cancel.signal, begins: 'pushing' } as const
  const push = async (watch: PushWatch) => {
    registry.hear()
    setTimeout(() => cancel.abort(), 20)
    return until(watch)
  }
  await expect(tryPush(registry, target, push, 1)).rejects.toThrow('killed')
})

test('a defect is none of the way', async () => {
  const target = { repository, signal, begins: 'pushing' } as const
  const push = () => Promise.reject(new TypeError('x is not a function'))
  await expect(tryPush(quiet(), target, push)).rejects.toThrow(TypeError)
})
