import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../../scripts/engine.ts'
import { scanArchive, scanOciTar } from '../../src/archive/oci-tar.ts'
import { CommandError, pipe, type Run, run } from '../../src/common/run.ts'
import {
  type Build,
  buildAndLoad,
  buildAndPush,
  buildToStream,
  loadedTag,
  pushesItself,
  removeImages,
} from '../../src/docker/build.ts'
import { bridgeGateway, inspectBuilder } from '../../src/docker/builder.ts'
import { type Login, loginConfig } from '../../src/docker/client-config.ts'
import { inspectEngine } from '../../src/docker/engine.ts'
import { engineApi } from '../../src/docker/engine-api.ts'
import { historyContent } from '../../src/docker/history.ts'
import { registryContent } from '../../src/docker/registry-content.ts'
import { copyFromRegistry, pushFromEngine, saveFromEngine } from '../../src/docker/transfer.ts'
import type { ImageContent } from '../../src/image/content.ts'
import type { Told } from '../../src/registry/manifests.ts'
import { type MeasuringRegistry, startRegistry } from '../../src/registry/measuring-registry.ts'
import { aBuild } from './fake.ts'

jest.setTimeout(120_000)

const folder = mkdtempSync(join(tmpdir(), 'docker-e2e-'))
const dockerfile = `FROM scratch AS base
COPY a /a
ENV A=1
WORKDIR /
WORKDIR /empty
ADD b /b
FROM base
ARG SECRET
COPY --from=base /b /c
LABEL x=y
COPY a /d
`
/** Of COPY a, WORKDIR /empty, ADD b, COPY --from, COPY a /d. */
const sizes = [1_000, 0, 123_456, 123_456, 1_000]

const original = { PATH: '', DOCKER_HOST: '', DOCKER_CONFIG: '', ...process.env }

beforeAll(() => {
  writeFileSync(join(folder, 'Dockerfile'), dockerfile)
  writeFileSync(join(folder, 'a'), 'a'.repeat(1_000))
  writeFileSync(join(folder, 'b'), Buffer.alloc(123_456, 'b'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(['classic', 'containerd'] as const)('on the %s store', store => {
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine({ store })
    // Docker's client itself, not a script that starts it.
    const PATH = [resolve('.cache/tools/usr/bin'), engine.env.PATH].join(delimiter)
    Object.assign(process.env, engine.env, { PATH })
  })
  afterAll(async () => {
    await engine.stop()
    for (const name of ['PATH', 'DOCKER_HOST', 'DOCKER_CONFIG'] as const) {
      if (original[name] === '') delete process.env[name]
      else process.env[name] = original[name]
    }
  })

  const build: Build = { settings: aBuild(), directory: folder, driver: 'docker', store }
  const images = async (): Promise<string[]> => {
    const args = ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}']
    return (await run({ program: 'docker', args })).stdout.split('\n').filter(name => name !== '')
  }

  test('engine and builder', async () => {
    expect(await inspectEngine(run)).toMatchObject({
      store,
      endpoint: engine.host,
      version: expect.stringMatching(/^\d+\./),
    })
    const none = async () => {
      throw new Error('no process is needed')
    }
    const api = engineApi({ PATH: process.env.PATH, DOCKER_HOST: engine.host })
    // Only the engine itself says whose it is.
    const told = { ...(await inspectEngine(run)), isDocker: true }
    expect(await inspectEngine(none, '', api)).toEqual(told)
    const builder = await inspectBuilder(run, null)
    expect(builder).toMatchObject({ name: 'default', driver: 'docker', endpoint: 'default' })
    expect(builder.platforms).toContain('linux/amd64')
    await expect(inspectBuilder(run, 'nope')).rejects.toThrow(
      /^builder: there is no builder `nope`/,
    )
    expect(await bridgeGateway(run)).toMatch(/^198\.1[89]\.\d+\.1$/)
  })

  /** By whoever can. */
  const push = async (run: Run, build: Build, name: string): Promise<Told> => {
    if (pushesItself(build)) return buildAndPush(run, build, name)
    const tag = loadedTag('e2e', 'candidate')
    const { configDigest } = await buildAndLoad(run, build, tag)
    const digest = await pushFromEngine({ run, engineApi: null }, tag, name)
    await removeImages(run, [tag])
    return { digest, configDigest }
  }

  test('a build is pushed, measured, and not left behind; again, nothing moves', async () => {
    const registry = await startRegistry({ detail: 'layers' })
    const config = await loginConfig(process.env, folder, login(registry))
    const runPush = withEnv(config.env)
    const name = `${registry.address}/${registry.repository}:candidate`
    try {
      const said: string[] = []
      const told = await push(runPush, { ...build, onOutput: text => said.push(text) }, name)
      expect(sizesOf(registry.content(told))).toEqual(sizes)
      expect(said.join('')).toContain('COPY a /a')
      const provenance = registry.content(told).platforms[0]?.provenance
      expect(provenance === null).toBe(store === 'classic')
      const { bytes } = registry.stats
      const again = await push(runPush, build, name.replace('candidate', 'baseline'))
      expect(sizesOf(registry.content(again))).toEqual(sizes)
      expect(registry.stats.bytes - bytes).toBeLessThan(50_000)
      await removeImages(
        run,
        [name, name.replace('candidate', 'baseline')],
        engineApi({ PATH: process.env.PATH, DOCKER_HOST: engine.host }),
      )
      expect(await images()).toEqual([])
    } finally {
      await registry.close()
      await config.remove()
    }
  })

  test('a build is loaded; its history and its archive tell the same', async () => {
    const tag = loadedTag('e2e', 'candidate')
    const metadata = await buildAndLoad(run, build, tag)
    expect(metadata.digest).toMatch(/^sha256:/)
    const [scanned] = await saveFromEngine({ pipe, engineApi: null }, [tag], archive =>
      scanArchive(archive, { detail: 'files' }),
    )
    expect(scanned && sizesOf(scanned.content)).toEqual(sizes)
    const none = async () => {
      throw new Error('no process is needed')
    }
    const api = engineApi({ PATH: process.env.PATH, DOCKER_HOST: engine.host })
    const streamed = await saveFromEngine({ pipe: none, engineApi: api }, [tag], archive =>
      scanArchive(archive, { detail: 'files' }),
    )
    expect(streamed).toEqual([scanned])
    if (store === 'classic') {
      const content = await historyContent(run, tag)
      expect(await historyContent(none, tag, null, api)).toEqual(content)
      expect(sizesOf(content)).toEqual(sizes)
      const [told, read] = [content.platforms[0]?.config, scanned?.content.platforms[0]?.config]
      expect(told?.rootfs.diff_ids).toEqual(read?.rootfs.diff_ids)
      expect(told?.history?.map(entry => entry.empty_layer === true)).toEqual(
        read?.history?.map(entry => entry.empty_layer === true),
      )
    }
    await removeImages(run, [tag])
    expect(await images()).toEqual([])
  })

  test('an image is pushed from the engine, copied to another registry and read there', async () => {
    const tag = loadedTag('e2e', 'baseline')
    await buildAndLoad(run, build, tag)
    const from = await startRegistry({ detail: 'layers', credentials: null })
    const to = await startRegistry({ detail: 'layers', credentials: null })
    try {
      const name = `${from.address}/${from.repository}:x`
      const digest = await pushFromEngine({ run, engineApi: null }, tag, name)
      const told = { digest, configDigest: null }
      expect(sizesOf(from.content(told))).toEqual(sizes)
      expect(await images()).toEqual([tag])
      const layers = from.content(told).platforms[0]?.layers
      const content = await registryContent(run, name)
      expect(content.platforms[0]?.layers.map(layer => layer.compressedSize)).toEqual(
        layers?.map(layer => layer.compressedSize),
      )
      // The registry stores no layers, so there is nothing to copy from it but an error.
      await expect(
        copyFromRegistry(run, name, `${to.address}/${to.repository}:x`, {
          pause: async () => undefined,
        }),
      ).rejects.toThrow(`docker://${name}: `)
      await expect(
        registryContent(run, name.replace(/:x$/, ':y'), { pause: async () => undefined }),
      ).rejects.toThrow(/:y: there is no such image; check name and tag/)
    } finally {
      await Promise.all([from.close(), to.close()])
      await removeImages(run, [tag])
    }
  })

  test('a stream, where the store has one', async () => {
    const streamed = buildToStream(pipe, build, stdout => scanOciTar(stdout, { detail: 'layers' }))
    if (store === 'classic') {
      await expect(streamed).rejects.toThrow(/`docker buildx build` failed.*OCI exporter is not/s)
      return
    }
    const { content, metadata } = await streamed
    expect(sizesOf(content)).toEqual(sizes)
    expect(metadata.digest).toBe(content.digest)
    expect(content.platforms[0]?.provenance).not.toBeNull()
  })

  test('a build that fails says why and leaves nothing', async () => {
    const broken = { ...build, settings: aBuild({ target: 'nope' }) }
    const failed = await buildAndLoad(run, broken, loadedTag('e2e', 'candidate')).catch(
      (error: unknown) => error,
    )
    expect(failed).toBeInstanceOf(CommandError)
    expect((failed as CommandError).message).toMatch(/target stage "?nope"? could not be found/)
    expect(await images()).toEqual([])
  })

  test('an image that is not there', async () => {
    await expect(
      pushFromEngine({ run, engineApi: null }, 'none:1', '127.0.0.1:1/x:y'),
    ).rejects.toThrow(/^docker-daemon:none:1: the engine has no such image/)
    await expect(historyContent(run, 'none:1')).rejects.toThrow(/^docker-daemon:none:1: the engine/)
    await expect(
      saveFromEngine({ pipe, engineApi: null }, ['none:1'], async () => null),
    ).rejects.toThrow(/^docker-daemon:none:1: the engine/)
  })
})

// --- internal ---

function login({ address, credentials }: MeasuringRegistry): Login {
  if (credentials === null) throw new Error('no credentials')
  return { address, credentials }
}

function withEnv(env: Record<string, string>): Run {
  return command => run({ ...command, env: { ...command.env, ...env } })
}

function sizesOf(content: ImageContent): (number | null)[] {
  expect(content.platforms).toHaveLength(1)
  return content.platforms[0]?.layers.map(({ size }) => size) ?? []
}
