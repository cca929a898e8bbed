import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from '@jest/globals'
import { CommandError } from '../../src/common/run.ts'
import type { EngineApi } from '../../src/docker/engine-api.ts'
import {
  copyFromRegistry,
  lacksPlatforms,
  pushFromEngine,
  saveFromEngine,
} from '../../src/docker/transfer.ts'
import { type Answer, lineOf, recording } from './fake.ts'

const name = '127.0.0.1:40123/run:1'
const read = (archive: AsyncIterable<Buffer>) => text(Readable.from(archive))

test('an image of the engine is pushed under a name that is taken off again', async () => {
  const digest = `sha256:${'1'.repeat(64)}`
  const { run, lines, commands } = recording(command =>
    lineOf(command).includes('push') ? `0: Pushed\n1: digest: ${digest} size: 523\n` : '',
  )
  expect(await pushFromEngine({ run, engineApi: null }, 'app:1', name)).toBe(digest)
  expect(commands[1]?.env).toEqual({ DOCKER_CONTENT_TRUST: '0' })
  expect(lines()).toEqual([
    `docker image tag -- app:1 ${name}`,
    `docker image push ${name}`,
    `docker image rm --force ${name}`,
  ])
})

test('also when the push fails', async () => {
  const { run, lines } = recording(
    (command): Answer =>
      lineOf(command).includes('push') ? { exitCode: 1, stderr: 'connection refused' } : '',
  )
  await expect(pushFromEngine({ run, engineApi: null }, 'app:1', name)).rejects.toBeInstanceOf(
    CommandError,
  )
  expect(lines()[2]).toBe(`docker image rm --force ${name}`)
})

test('an image that the engine does not have', async () => {
  const { run, pipe, commands } = recording(() => ({
    exitCode: 1,
    stderr: 'Error response from daemon: No such image: app:1',
  }))
  await expect(pushFromEngine({ run, engineApi: null }, 'app:1', name)).rejects.toThrow(
    /^docker-daemon:app:1: the engine has no such image; .*`docker:\/\/app:1`/,
  )
  expect(commands).toHaveLength(1)
  await expect(saveFromEngine({ pipe, engineApi: null }, ['a', 'b'], read)).rejects.toThrow(
    /^docker-daemon:a, b: /,
  )
})

test('an engine that fails otherwise', async () => {
  const { run } = recording(() => ({ exitCode: 1, stderr: 'Cannot connect to the Docker daemon' }))
  await expect(pushFromEngine({ run, engineApi: null }, 'app:1', name)).rejects.toBeInstanceOf(
    CommandError,
  )
})

test('an image of which the engine lacks platforms', async () => {
  // As Docker 26 says it.
  const digest = `sha256:${'1'.repeat(64)}`
  const { run, pipe } = recording(command =>
    /push|save/.test(lineOf(command))
      ? { exitCode: 1, stderr: `missing content: content digest ${digest}: not found\nNote: …` }
      : '',
  )
  const failed = await pushFromEngine({ run, engineApi: null }, 'app:1', name).catch(
    (error: unknown) => error,
  )
  expect(lacksPlatforms(failed)).toBe(true)
  await expect(saveFromEngine({ pipe, engineApi: null }, ['run-tag'], read)).rejects.toThrow(
    /^the engine holds only some platforms of it.* pull that platform too, or write `docker:/,
  )
  expect(lacksPlatforms(new Error('content digest'))).toBe(false)
})

test('both images are saved at once', async () => {
  const { pipe, lines } = recording(() => 'the tar')
  expect(await saveFromEngine({ pipe, engineApi: null }, ['a:1', 'a:2'], read)).toBe('the tar')
  expect(lines()).toEqual(['docker image save -- a:1 a:2'])
})

describe('an engine that is asked by its API', () => {
  const engineApi = (open: EngineApi['open']): EngineApi => ({
    endpoint: 'unix:///d.sock',
    open,
    ask: () => Promise.reject(new Error('nothing else is asked')),
  })
  const save = (open: EngineApi['open']) => {
    const { pipe, lines } = recording(() => 'by docker')
    const consume = async (archive: AsyncIterable<Buffer>) => text(Readable.from(archive))
    const saved = saveFromEngine({ pipe, engineApi: engineApi(open) }, ['a/b:1', 'c:2'], consume)
    return saved.then(result => ({ result, lines: lines() }))
  }

  test('sends the archive without docker', async () => {
    const asked: string[] = []
    const saved = await save(async path => {
      asked.push(path)
      return Readable.from([Buffer.from('by the engine')])
    })
    expect(saved).toEqual({ result: 'by the engine', lines: [] })
    expect(asked).toEqual(['/images/get?names=a%2Fb%3A1&names=c%3A2'])
  })

  test.each<[string, EngineApi['open']]>([
    ['that will not', async () => null],
    ['that is not there', () => Promise.reject(new Error('ENOENT'))],
  ])('%s: docker is asked, which says why', async (_, open) => {
    const saved = await save(open)
    expect(saved).toEqual({ result: 'by docker', lines: ['docker image save -- a/b:1 c:2'] })
  })

  test('what is wrong with the archive is not asked for again', async () => {
    const { pipe, lines } = recording()
    const api = engineApi(async () => Readable.from([Buffer.from('x')]))
    const consume = () => Promise.reject(new Error('no tar'))
    const saved = saveFromEngine({ pipe, engineApi: api }, ['a'], consume)
    await expect(saved).rejects.toThrow('no tar')
    expect(lines()).toEqual([])
  })
})

test('an image of another registry is copied', async () => {
  const source = `sha256:${'1'.repeat(64)}`
  const digest = `sha256:${'2'.repeat(64)}`
  // As buildx 0.13 says it.
  const said = `#1 0.000 copying ${source} from docker.io/library/debian:12 to ${name}\n#1 0.007 pushing ${digest} to ${name}\n`
  const { run, lines } = recording((_command, index) =>
    index === 0 ? { exitCode: 1, stderr: '429 Too Many Requests' } : { stderr: said },
  )
  const patience = { pause: async () => undefined }
  expect(await copyFromRegistry(run, 'debian:12', name, patience)).toBe(digest)
  expect(lines()).toEqual(
    Array(2).fill(`docker buildx imagetools create --tag ${name} -- debian:12`),
  )
})

test('a copy whose digest is not told is none', async () => {
  await expect(copyFromRegistry(recording().run, 'debian:12', name)).rejects.toThrow(
    /^docker:\/\/debian:12: this buildx does not tell the digest of what it copied/,
  )
})
