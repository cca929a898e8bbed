import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from '@jest/globals'
import { type Command, CommandError } from '../../src/common/run.ts'
import {
  type Build,
  buildAndLoad,
  buildAndPush,
  buildToStream,
  loadedTag,
  pushesItself,
  removeImages,
} from '../../src/docker/build.ts'
import { type Answer, aBuild, digestOfZeros, lineOf, recording } from './fake.ts'

const build: Build = {
  settings: aBuild({ secrets: ['TOKEN=hunter2'] }),
  directory: '/work/tree',
  driver: 'docker',
  store: 'containerd',
}
const name = '127.0.0.1:40123/run:candidate'

/** Answers as buildx does, which writes the metadata file. */
function buildx(exitCode = 0, folders: string[] = []) {
  return recording((command): Answer => {
    if (!lineOf(command).startsWith('docker buildx build')) return ''
    const metadata = flagValue(command, '--metadata-file')
    const secret = (flagValue(command, '--secret').split('src=')[1] ?? '').trim()
    expect(readFileSync(secret, 'utf8')).toBe('hunter2')
    folders.push(dirname(metadata), dirname(secret))
    if (exitCode !== 0) return { exitCode, stderr: 'ERROR: failed to solve' }
    writeFileSync(metadata, JSON.stringify({ 'containerimage.digest': digestOfZeros }))
    return 'the tar'
  })
}

function flagValue(command: Command | undefined, flag: string): string {
  return command?.args[command.args.indexOf(flag) + 1] ?? ''
}

test.each<[string, Partial<Build>, string, string]>([
  ['containerd store', {}, `type=image,name=${name},push=,store=false`, 'mode=max'],
  [
    'builder of its own',
    { store: 'classic', driver: 'docker-container' },
    `type=image,name=${name},push=true,registry.insecure=true`,
    'mode=max',
  ],
])('push, %s', async (_name, changes, output, provenance) => {
  const folders: string[] = []
  const { run, commands } = buildx(0, folders)
  const metadata = await buildAndPush(run, { ...build, ...changes }, name)
  expect(metadata.digest).toBe(digestOfZeros)
  expect(commands).toHaveLength(1)
  expect(flagValue(commands[0], '--output')).toBe(output)
  expect(flagValue(commands[0], '--provenance')).toBe(provenance)
  expect(commands[0]?.cwd).toBe('/work/tree')
  expect(commands[0]?.env).toEqual({
    BUILDX_METADATA_PROVENANCE: 'max',
    BUILDKIT_PROGRESS: 'plain',
  })
  expect(folders.map(folder => existsSync(folder))).toEqual([false, false])
})

test.each([
  ['docker', 'classic', false],
  ['docker', 'containerd', true],
  ['docker-container', 'classic', true],
  ['remote', 'containerd', true],
] as const)(
  'a builder of the %s driver, on the %s store, pushes itself: %s',
  (driver, store, yes) => {
    expect(pushesItself({ driver, store })).toBe(yes)
  },
)

test('a failed push leaves nothing', async () => {
  const folders: string[] = []
  const { run, commands } = buildx(1, folders)
  const failed = await buildAndPush(run, build, name).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(CommandError)
  expect((failed as CommandError).message).toBe(
    '`docker buildx build` failed with exit code 1:\nERROR: failed to solve',
  )
  expect(commands).toHaveLength(1)
  expect(folders.map(folder => existsSync(folder))).toEqual([false, false])
})

test('a load, and one that fails', async () => {
  const tag = loadedTag('r1', 'baseline')
  expect(tag).toBe('image-size-gate/r1:baseline')
  const good = buildx()
  await buildAndLoad(good.run, { ...build, store: 'classic' }, tag)
  expect(flagValue(good.commands[0], '--output')).toBe(`type=docker,name=${tag}`)
  const bad = buildx(1)
  await expect(buildAndLoad(bad.run, build, tag)).rejects.toBeInstanceOf(CommandError)
  expect(bad.lines()[1]).toBe(`docker image rm --force ${tag}`)
})

test('a stream', async () => {
  const { pipe, commands } = buildx()
  const result = await buildToStream(pipe, { ...build, driver: 'kubernetes' }, text)
  expect(result.content).toBe('the tar')
  expect(result.metadata.digest).toBe(digestOfZeros)
  expect(flagValue(commands[0], '--output')).toBe('type=oci,dest=-')
  const bad = buildx(1)
  await expect(buildToStream(bad.pipe, build, text)).rejects.toBeInstanceOf(CommandError)
})

test('what the build says is passed on', async () => {
  const said: string[] = []
  const { run, commands } = buildx()
  await buildAndPush(run, { ...build, onOutput: line => said.push(line) }, name)
  commands[0]?.onStderr?.('#1 [internal]')
  expect(said).toEqual(['#1 [internal]'])
})

test('a wrong secret starts no build', async () => {
  const { run, lines } = recording()
  const wrong = { ...build, settings: aBuild({ secretFiles: ['a=gone'] }) }
  await expect(buildAndLoad(run, wrong, 'a:b')).rejects.toThrow(/^secret-files/)
  expect(lines()).not.toContainEqual(expect.stringContaining('buildx'))
})

test('cleaning up never fails', async () => {
  const { run, lines } = recording(() => ({ exitCode: 125, stderr: 'Cannot connect' }))
  await removeImages(run, [])
  expect(lines()).toEqual([])
  await removeImages(run, ['a', 'b'])
  expect(lines()).toEqual(['docker image rm --force a', 'docker image rm --force b'])
})
