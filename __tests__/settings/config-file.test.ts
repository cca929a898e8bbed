import { readFile } from 'node:fs/promises'
import { expect, jest, test } from '@jest/globals'
import { parse } from 'yaml'
import { z } from 'zod'
import { UsageError } from '../../src/common/errors.ts'
import { readConfigFile } from '../../src/settings/config-file.ts'
import { configJsonSchema } from '../../src/settings/config-schema.ts'
import { settingsFromInputs } from '../../src/settings/from-inputs.ts'

function readAll(text: string) {
  return readConfigFile({ path: 'gate.yml', text }, 'exclude', 'shop')
}

function read(text: string) {
  return readAll(text).images
}

function errorOf(text: string): string {
  try {
    read(text)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('there was no error')
}

/** The settings of one image that has these keys besides its name. */
function imageOf(...keys: string[]) {
  const text = ['images:', '  - name: api', ...keys.map(key => `    ${key}`)].join('\n')
  const [image] = read(text)
  if (image === undefined) throw new Error('there is no image')
  return image
}

function buildOf(...keys: string[]) {
  const { source } = imageOf(...keys)
  if (source.kind !== 'build') throw new Error('nothing is built')
  return source.build
}

async function documented(): Promise<string> {
  const page = await readFile('docs/configuration.md', 'utf8')
  const example = /```yaml\n(.*?)```/s.exec(page)?.[1]
  if (example === undefined) throw new Error('docs/configuration.md has no example')
  return example
}

const mb = (bytes: number) => ({ kind: 'bytes', bytes: bytes * 1e6 })
const budget = { severity: 'error', upstream: 'exclude' }
const defaults = [
  { ...budget, metric: 'max-download', limit: mb(30) },
  { ...budget, metric: 'max-layers', limit: { kind: 'count', count: 20 } },
]

test('the documented example is understood, and accepted by the published schema', async () => {
  const text = await documented()
  expect(read(text)).toMatchObject([
    {
      name: 'api',
      source: {
        kind: 'build',
        build: {
          context: 'services/api',
          file: 'services/api/Dockerfile',
          platforms: ['linux/amd64', 'linux/arm64'],
        },
      },
      baseline: { kind: 'auto' },
      budgets: [
        ...defaults,
        { ...budget, metric: 'max-size', limit: mb(250) },
        { ...budget, metric: 'max-increase', limit: mb(5) },
        { ...budget, metric: 'max-increase', limit: { kind: 'percent', percent: 2 } },
        { ...budget, metric: 'max-compressed-size', limit: mb(90), severity: 'warning' },
        { ...budget, metric: 'max-size', limit: mb(40), path: '/app' },
        {
          ...budget,
          metric: 'max-size',
          limit: mb(120),
          layer: 'RUN apt-get install*',
          platform: 'linux/amd64',
        },
        {
          ...budget,
          metric: 'max-increase',
          limit: mb(50),
          since: { kind: 'tag', tag: 'v1.2.0' },
        },
      ],
    },
    { name: 'worker', baseline: { kind: 'build', ref: 'main' }, budgets: defaults },
  ])
  const schema = z.fromJSONSchema(configJsonSchema())
  expect(schema.safeParse(parse(text)).success).toBe(true)
  expect(schema.safeParse({ images: [{ nam: 'api' }] }).success).toBe(false)
  expect(schema.safeParse({ images: [] }).success).toBe(false)
})

test('the published schema is the one that the reader has', async () => {
  const published: unknown = JSON.parse(await readFile('schema/config.schema.json', 'utf8'))
  expect(published).toEqual(configJsonSchema())
})

test('without keys an image is what it is without inputs', () => {
  const settings = settingsFromInputs(name => (name === 'name' ? 'api' : ''), {
    repositoryName: 'shop',
    readConfig: () => null,
  })
  expect([imageOf()]).toEqual(settings.images)
})

test.each([
  ['platforms: [linux/amd64, linux/arm64]', { platforms: ['linux/amd64', 'linux/arm64'] }],
  ['platforms: linux/amd64,linux/arm64', { platforms: ['linux/amd64', 'linux/arm64'] }],
  ['build-args: ["FLAGS=a,b", B=2]', { buildArgs: ['FLAGS=a,b', 'B=2'] }],
  ['build-args: "A=1\\nB=2"', { buildArgs: ['A=1', 'B=2'] }],
  ['build-contexts: ["lib={{defaultContext}}:lib"]', { buildContexts: ['lib=lib'] }],
  ['secrets: ["KEY=one\\ntwo"]', { secrets: ['KEY=one\ntwo'] }],
  ['secret-envs: [A=B]', { secretEnvs: ['A=B'] }],
  ['secret-files: [A=./b]', { secretFiles: ['A=./b'] }],
  ['ssh: default', { ssh: ['default'] }],
  ['cache-from: ["type=gha,scope=api"]', { cacheFrom: ['type=gha,scope=api'] }],
  ['cache-to: type=gha,mode=max', { cacheTo: ['type=gha,mode=max'] }],
  ['builder: b', { builder: 'b' }],
  ['network: host', { network: 'host' }],
  ['add-hosts: ["db:10.0.0.2"]', { addHosts: ['db:10.0.0.2'] }],
  ['allow: [network.host]', { allow: ['network.host'] }],
  ['pull: true', { pull: true }],
  ['no-cache: true', { noCache: true }],
  ['no-cache-filters: a,b', { noCacheFilters: ['a', 'b'] }],
  ['labels: [a=1]', { labels: ['a=1'] }],
  ['shm-size: 2g', { shmSize: '2g' }],
  ['ulimit: ["nofile=1024:1024"]', { ulimit: ['nofile=1024:1024'] }],
  ['cgroup-parent: group', { cgroupParent: 'group' }],
  ['target: ""', { target: null }],
])('%s', (key, fields) => {
  expect(buildOf(key)).toMatchObject(fields)
})

test('an image that exists is measured, and named after itself', () => {
  expect(read('images: [{ image: docker-daemon:acme/api:1, baseline: none }]')).toEqual([
    {
      name: 'api',
      source: { kind: 'reference', reference: { transport: 'docker-daemon', value: 'acme/api:1' } },
      baseline: { kind: 'none' },
      budgets: [],
    },
  ])
})

test('anchors and merge keys are followed', () => {
  const text = `
images:
  - &api
    name: api
    target: prod
  - <<: *api
    name: worker
`
  expect(read(text)).toMatchObject([
    { name: 'api', source: { build: { target: 'prod' } } },
    { name: 'worker', source: { build: { target: 'prod' } } },
  ])
})

test.each([
  ['[{ max-size: 0 }]', [{ limit: { bytes: 0 } }]],
  ['[{ max-increase: "5MB, 2%" }]', [{ limit: { bytes: 5e6 } }, { limit: { percent: 2 } }]],
  ['[{ max-compressed-increase: 2% }]', [{ limit: { percent: 2 } }]],
  ['[{ max-layers: "20" }]', [{ limit: { count: 20 } }]],
  ['[{ path: //app//lib/, max-size: 1kB }]', [{ path: '/app/lib' }]],
  ['[{ path: /, max-size: 1kB }]', [{ path: '/' }]],
  [
    '[{ since: 30d, max-increase: [1kB, 2%] }]',
    [{ since: { kind: 'days', days: 30 } }, { since: { kind: 'days', days: 30 } }],
  ],
  [
    '[{ since: 20 records, max-compressed-increase: 1kB, platform: linux/arm64 }]',
    [{ since: { kind: 'records', count: 20 }, platform: 'linux/arm64' }],
  ],
  ['[]', []],
])('budgets: %s', (text, budgets) => {
  expect(imageOf(`budgets: ${text}`).budgets).toMatchObject(budgets)
})

const head = 'images:\n  - name: api\n'

test.each([
  [
    '',
    'gate.yml:1: must be a mapping of keys to values, for example images: [{ context: ., budgets: [{ max-size: 250MB }] }]',
  ],
  [
    '# nothing\nimages:\n',
    'gate.yml:2: images: must be a list of images, for example - context: services/api',
  ],
  ['images: []', 'gate.yml:1: images: must have an image, for example - context: services/api'],
  ['images: [api]', 'gate.yml:1: images[0]: must be a mapping of keys to values'],
  [
    `${head}    contxt: .`,
    'gate.yml:3: images[0].contxt: is not a known key; the nearest one is context',
  ],
  [`${head}image: a`, 'gate.yml:3: image: is not a known key; the nearest one is images'],
  [
    `${head}defaults:\n  budget: []`,
    'gate.yml:4: defaults.budget: is not a known key; the nearest one is budgets',
  ],
  [
    `${head}    budgets:\n      - max-siz: 1MB`,
    'gate.yml:4: images[0].budgets[0].max-siz: is not a known key; the nearest one is max-size',
  ],
  [
    `${head}    max-size: 1MB`,
    'gate.yml:3: images[0].max-size: is a limit, and belongs into an entry of `budgets`',
  ],
  [`${head}comment: never`, 'gate.yml:3: comment: is an input of the step, and no key of the file'],
  [
    `${head}    targets: [web]`,
    'gate.yml:3: images[0].targets: is about a bake file, which `bake` names, for example bake: docker-bake.hcl',
  ],
  [
    `${head}    set: ['*.args.A=1']`,
    'gate.yml:3: images[0].set: is about a bake file, which `bake` names, for example bake: docker-bake.hcl',
  ],
  [
    'images:\n  - bake: docker-bake.hcl\n    context: .',
    'gate.yml:2: images[0]: bake, context: give one of them: the bake file says how its targets are built, so `context` belongs into it',
  ],
  [
    'images:\n  - bake: docker-bake.hcl\n    image: app:1',
    'gate.yml:2: images[0]: bake, image: give one of them: `bake` builds the targets of a file, and `image` measures an image that exists',
  ],
  [
    'images:\n  - bake: docker-bake.hcl\n    name: api',
    'gate.yml:2: images[0]: bake, name: give one of them: every image of a bake file has the name of its target',
  ],
  [
    'images:\n  - bake: docker-bake.hcl\n    baseline: docker://app:1',
    'gate.yml:2: images[0]: bake, baseline: the targets of a bake file are several images, so `baseline` must be auto, build, build:REF, record:PATH or none, for example baseline: build:main',
  ],
  ...['https://github.com/acme/app.git', 'git@github.com:acme/app.git', 'cwd://bake.hcl'].map(
    (remote): [string, string] => [
      `images:\n  - bake: ${remote}`,
      `gate.yml:2: images[0].bake: "${remote}" is remote: each commit is built by the bake file that it has itself, and a remote one is the same for both; give the path of a file of the checkout, for example bake: docker-bake.hcl`,
    ],
  ),
  [
    'images:\n  - bake: --print',
    'gate.yml:2: images[0].bake: "--print" must be the path of a bake or compose file, for example bake: docker-bake.hcl',
  ],
  [
    'images:\n  - bake: a.hcl\n    targets: [https://github.com/acme/app.git]',
    'gate.yml:3: images[0].targets: "https://github.com/acme/app.git" must be the name of a target or group of the bake file, for example targets: web',
  ],
  [
    'images:\n  - bake: a.hcl\n    set: [--push]',
    'gate.yml:3: images[0].set: "--push" must be an override as `docker buildx bake --set` takes it, TARGET.KEY=VALUE, for example set: [\'*.args.MODE=release\']',
  ],
  [
    `${head}    budgets:\n      - max-increase: 5MB\n      - max-size: 250`,
    'gate.yml:5: images[0].budgets[1].max-size: "250" must be a size: a number that is not negative and a unit (B, kB, MB, GB, TB, KiB, MiB, GiB, TiB), for example 250MB',
  ],
  [
    `${head}    budgets:\n      - max-size: [1MB, 2MB]`,
    'gate.yml:4: images[0].budgets[0].max-size: must be a size, for example 250MB',
  ],
  [
    `${head}    budgets:\n      - max-increase: {}`,
    'gate.yml:4: images[0].budgets[0].max-increase: must be a size, a percentage, or a list of them, for example [5MB, 2%]',
  ],
  [
    `${head}    budgets:\n      - max-layers: 2.5`,
    'gate.yml:4: images[0].budgets[0].max-layers: "2.5" must be a whole number that is not negative, without a unit, for example 20',
  ],
  [
    `${head}    budgets:\n      - severity: error`,
    'gate.yml:4: images[0].budgets[0]: has no limit, for example max-size: 250MB',
  ],
  [
    `${head}    budgets:\n      - max-size: 1MB\n        severity: fatal`,
    'gate.yml:5: images[0].budgets[0].severity: "fatal" must be error or warning, for example severity: warning',
  ],
  [
    `${head}    budgets:\n      - max-size: 1MB\n        path: app`,
    'gate.yml:5: images[0].budgets[0].path: must be an absolute path, for example /app',
  ],
  [
    `${head}    budgets:\n      - path: /app\n        max-download: 1MB`,
    'gate.yml:5: images[0].budgets[0].max-download: cannot be narrowed to a path, which has unpacked bytes only; with `path` give max-size or max-increase',
  ],
  [
    `${head}    budgets:\n      - max-size: 1MB\n        layer: ''`,
    'gate.yml:5: images[0].budgets[0].layer: must not be empty; * matches every layer',
  ],
  [
    `${head}    budgets:\n      - max-size: 1MB\n        platform: amd64`,
    'gate.yml:5: images[0].budgets[0].platform: must be a platform, for example linux/amd64',
  ],
  [
    `${head}    budgets:\n      - max-increase: 1MB\n        since: 30`,
    'gate.yml:5: images[0].budgets[0].since: "30" must be a number of days (30d), a number of records (20 records), or a tag (v1.2.0), for example 30d',
  ],
  [
    `${head}    budgets:\n      - max-increase: 1MB\n        since: [30d]`,
    'gate.yml:5: images[0].budgets[0].since: must be days, records or a tag, for example 30d, 20 records or v1.2.0',
  ],
  [
    `${head}    budgets:\n      - max-increase: 1MB\n        sinc: 30d`,
    'gate.yml:5: images[0].budgets[0].sinc: is not a known key; the nearest one is since',
  ],
  [
    `${head}    budgets:\n      - since: 30d\n        max-size: 1MB`,
    'gate.yml:5: images[0].budgets[0].max-size: does not go with `since`, which is about growth; give max-increase or max-compressed-increase, and this in an entry of its own',
  ],
  [
    `${head}    budgets:\n      - since: 30d\n        max-increase: 1MB\n        path: /app`,
    'gate.yml:6: images[0].budgets[0].path: does not go with `since`: old records know the whole image only; leave out one of them',
  ],
  [
    `${head}    budgets:\n      - since: 30d\n        max-increase: 1MB\n        layer: COPY*`,
    'gate.yml:6: images[0].budgets[0].layer: does not go with `since`: old records know the whole image only; leave out one of them',
  ],
  [
    `${head}    budgets:\n      - since: 30d`,
    'gate.yml:4: images[0].budgets[0]: has no limit, for example max-increase: 5MB',
  ],
  [
    `${head}    budgets: 1MB`,
    'gate.yml:3: images[0].budgets: must be a list of budgets, for example - max-size: 250MB',
  ],
  [
    `${head}    target: 1`,
    'gate.yml:3: images[0].target: must be a text; put quotation marks around a number',
  ],
  [
    `${head}    platforms: [1]`,
    'gate.yml:3: images[0].platforms: must be a text or a list of texts',
  ],
  [`${head}    pull: yes`, 'gate.yml:3: images[0].pull: must be true or false'],
  [
    `${head}    image: docker-daemon:api\n    file: Dockerfile`,
    'gate.yml:2: images[0]: image, file: give one of them: `image` measures an image that exists, and `file` is about building one',
  ],
  [
    `${head}    baseline: "record:"`,
    'gate.yml:3: images[0].baseline: "record:" must be followed by the path of a JSON report, for example record:main.json',
  ],
  [
    `${head}  - name: web\n  - target: x\n    name: api`,
    'gate.yml:5: images[2].name: "api" is the name of images[0] too; give each image a name of its own',
  ],
  [
    `${head}  - context: api`,
    'gate.yml:3: images[1].name: "api" is the name of images[0] too; give each image a name of its own',
  ],
  ['images:\n  - name: api\n  name: b', /^gate\.yml:3: is not valid YAML: /],
  [`${head}    name: b`, 'gate.yml:3: is not valid YAML: Map keys must be unique'],
  [`${head}---\n${head}`, /^gate\.yml:\d: is not valid YAML: .*multiple documents/],
  ['images: [*nobody]', /^gate\.yml: cannot be read: .*nobody/],
])('%j is refused', (text, message) => {
  if (typeof message === 'string') expect(errorOf(text)).toBe(message)
  else expect(errorOf(text)).toMatch(message)
})

test('several errors are told together', () => {
  expect(errorOf('images:\n  - target: 1\n    pull: maybe')).toBe(
    [
      'gate.yml:2: images[0].target: must be a text; put quotation marks around a number',
      'gate.yml:3: images[0].pull: must be true or false',
    ].join('\n'),
  )
})

test('aliases that unfold without end are refused', () => {
  const levels = Array.from({ length: 9 }, (_, level) =>
    level === 0 ? 'a0: &a0 [x, x]' : `a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}]`,
  )
  expect(errorOf(levels.join('\n'))).toMatch(/^gate\.yml: cannot be read: Excessive alias count/)
})

test('YAML writes nothing beside the error', () => {
  const warn = jest.spyOn(process, 'emitWarning').mockReturnValue()
  expect(errorOf('? [images]\n: - name: api')).toMatch(/^gate\.yml:1: /)
  expect(warn.mock.calls).toEqual([])
  warn.mockRestore()
})

test('a bake file stands where its images will, with the budgets of all of them', () => {
  const { images, bakes } = readAll(
    [
      'images:',
      '  - name: api',
      '  - bake: [docker-bake.hcl, more.hcl]',
      '    targets: web, worker',
      "    set: ['*.args.MODE=release']",
      '    allow: [network.host]',
      '    budgets: [{max-size: 1MB}]',
      '  - name: tool',
      'defaults:',
      '  budgets: [{max-layers: 3}]',
    ].join('\n'),
  )
  expect(images.map(({ name }) => name)).toEqual(['api', 'tool'])
  expect(bakes).toMatchObject([
    {
      files: ['docker-bake.hcl', 'more.hcl'],
      targets: ['web', 'worker'],
      set: ['*.args.MODE=release'],
      allow: ['network.host'],
      baseline: { kind: 'auto' },
      budgets: [{ metric: 'max-layers' }, { metric: 'max-size' }],
      after: 1,
    },
  ])
})

test('two images of one name are told by their entries, bake files between them or not', () => {
  const text = 'images:\n  - name: api\n  - bake: a.hcl\n  - name: api'
  expect(errorOf(text)).toBe(
    'gate.yml:4: images[2].name: "api" is the name of images[0] too; give each image a name of its own',
  )
})
