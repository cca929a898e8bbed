import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { UserError } from '../../src/common/errors.ts'
import { type Command, CommandError, type CommandResult } from '../../src/common/run.ts'
import { watchedCommands } from '../../src/docker/watched-commands.ts'
import { recording } from './fake.ts'

const PATIENCE = 20

/** Commands that take as long as `work` does, and what the log was told. */
function watched(work: (command: Command) => Promise<CommandResult>) {
  const said: string[] = []
  const { pipe } = recording()
  const log = { info: (text: string) => void said.push(text) }
  return { ...watchedCommands({ run: work, pipe }, log, PATIENCE), said }
}

/** As a program that has to be ended. */
const hanging = (command: Command, exitCode = 143) =>
  new Promise<CommandResult>((done, fail) => {
    command.signal?.addEventListener('abort', () => {
      if (command.allowed?.includes(exitCode)) done({ exitCode, stdout: '', stderr: '' })
      else fail(new CommandError(command, exitCode, ''))
    })
  })

test.each([
  [['info', '--format', 'x'], 'docker info'],
  [['buildx', 'inspect'], 'docker buildx inspect'],
  [['context', 'inspect', '--', 'a'], 'docker context inspect'],
  [['image', 'history', '--', 'a'], 'docker image history'],
  [['image', 'inspect', '--', 'a'], 'docker image inspect'],
  [['image', 'ls'], 'docker image ls'],
  [['image', 'rm', '--force', 'a'], 'docker image rm'],
  [['image', 'tag', '--', 'a', 'b'], 'docker image tag'],
  [['network', 'inspect', 'bridge'], 'docker network inspect'],
])('a question without an answer ends, with the next step: docker %j', async (args, name) => {
  const { run } = watched(hanging)
  const asked = run({ program: 'docker', args })
  await expect(asked).rejects.toThrow(`\`${name}\` had no answer within 0.02 s: `)
  await expect(asked).rejects.toThrow('`docker info`')
  await expect(asked).rejects.toBeInstanceOf(UserError)
})

test('so does one whose end would be an answer', async () => {
  const { run } = watched(command => hanging(command, 1))
  const asked = run({ program: 'docker', args: ['info'], allowed: [1] })
  await expect(asked).rejects.toThrow('no answer within')
})

test('an answer, a failure and the end by whoever asked are as they were', async () => {
  const answer = { exitCode: 0, stdout: 'yes', stderr: '' }
  const docker = { program: 'docker', args: ['info'] }
  expect(await watched(async () => answer).run(docker)).toBe(answer)
  const failure = new CommandError(docker, 1, 'no')
  await expect(watched(() => Promise.reject(failure)).run(docker)).rejects.toBe(failure)
  const { signal } = ((controller: AbortController) => {
    setTimeout(() => controller.abort(), 1)
    return controller
  })(new AbortController())
  await expect(watched(hanging).run({ ...docker, signal })).rejects.toThrow('exit code 143')
})

test('of what may take long, the log tells ever more seldom that it is waited for', async () => {
  const { run, said } = watched(async () => {
    while (said.length < 3) await sleep(1)
    return { exitCode: 0, stdout: '', stderr: '' }
  })
  await run({ program: 'docker', args: ['image', 'push', 'registry/secret-name'] })
  expect(said).toEqual(
    ['0.02', '0.04', '0.08'].map(
      time => `Waiting for \`docker image push\`, which has said nothing for ${time} s.`,
    ),
  )
})

test('whoever says something is not waited for', async () => {
  const heard: string[] = []
  const { run, said } = watched(async ({ onStderr }) => {
    for (let count = 0; count < 60; count++) {
      onStderr?.('.')
      await sleep(1)
    }
    return { exitCode: 0, stdout: '', stderr: '' }
  })
  const onStderr = (text: string) => void heard.push(text)
  await run({ program: 'docker', args: ['buildx', 'build', '.'], onStderr })
  expect(heard).toHaveLength(60)
  expect(said).toEqual([])
})
