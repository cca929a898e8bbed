import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { bakeAndLoad, bakeAndPush, bakeToStream, failedTarget } from '../../src/docker/bake.ts'
import { decodeBake } from '../../src/docker/bake-definition.ts'
import { digestOfZeros, recording } from './fake.ts'

const temporary = mkdtempSync(join(tmpdir(), 'gate-test-bake-'))
afterAll(() => rmSync(temporary, { recursive: true }))

const definition = decodeBake(
  JSON.stringify({
    target: {
      base: { context: 'base', tags: ['never:1'] },
      web: { contexts: { base: 'target:base' }, output: ['type=registry'] },
    },
  }),
)
const bake = {
  definition,
  directory: '/work',
  driver: 'docker' as const,
  store: 'containerd' as const,
  builder: null,
  allow: [],
  pull: false,
  noCache: false,
  temporary,
  change: () => ({}),
}

/** A buildx that builds: what it was asked to, and what it is to tell. */
function buildx(told: Record<string, unknown>) {
  const files: unknown[] = []
  const fake = recording(({ args }) => {
    const valueBehind = (flag: string) => args[args.indexOf(flag) + 1] ?? ''
    files.push(JSON.parse(readFileSync(valueBehind('--file'), 'utf8')))
    writeFileSync(valueBehind('--metadata-file'), JSON.stringify(told))
    return ''
  })
  return { ...fake, files }
}

test('each target has an output of ours, and what is linked to has none', async () => {
  const { run, files, commands } = buildx({ web: { 'containerimage.digest': digestOfZeros } })
  const told = await bakeAndPush(
    run,
    { ...bake, targets: ['web'] },
    name => `127.0.0.1:5/x:${name}`,
  )
  expect(told.get('web')).toMatchObject({ digest: digestOfZeros })
  expect(files).toEqual([
    {
      target: {
        web: {
          context: '.',
          contexts: { base: 'target:base' },
          dockerfile: 'Dockerfile',
          output: ['type=image,name=127.0.0.1:5/x:web,push=,store=false'],
        },
        base: { context: 'base', dockerfile: 'Dockerfile', output: ['type=cacheonly'] },
      },
    },
  ])
  expect(commands[0]).toMatchObject({
    cwd: '/work',
    env: { BUILDX_NO_DEFAULT_LOAD: '1', BUILDX_BAKE_ENTITLEMENTS_FS: '0' },
  })
  expect(commands[0]?.args.slice(-4)).toEqual(['--provenance', 'mode=max', '--', 'web'])
  expect(readdirSync(temporary)).toEqual([])
})

test('what goes with a bake file is handed on', async () => {
  const { run, lines } = buildx({})
  const all = { ...bake, builder: 'big', allow: ['network.host'], pull: true, noCache: true }
  await bakeAndLoad(run, { ...all, store: 'classic', targets: ['base', 'web'] }, name => name)
  expect(lines()[0]).toMatch(
    / --provenance false --allow network\.host --builder big --no-cache --pull -- base web$/,
  )
})

test('one target is streamed', async () => {
  const { pipe, files } = buildx({ web: {} })
  const { content } = await bakeToStream(pipe, bake, 'web', async () => 'read')
  expect(content).toBe('read')
  expect(files).toMatchObject([
    { target: { web: { output: ['type=oci,dest=-'] }, base: { output: ['type=cacheonly'] } } },
  ])
})

test.each([
  ['ERROR: target web: failed to solve: x', 'web'],
  [' > [web 2/3] RUN x:\nERROR: failed to solve: x', 'web'],
  [' > [m-1 internal] load build definition from Dockerfile:\nERROR: failed to solve: x', 'm-1'],
  [' > [web] exporting to image:\nERROR: failed to solve: x', 'web'],
  ['1.1  > [other 1/1] RUN x:\nERROR: unable to prepare context', null],
  ['#5 1.0 ERROR: target other: x\nkilled', null],
  ['', null],
])('%j is told of %s', (stderr, expected) => {
  expect(failedTarget({ stderr })).toBe(expected)
})
