import { expect, test } from '@jest/globals'
import { UsageError } from '../../src/common/errors.ts'
import { settingsFromInputs } from '../../src/settings/from-inputs.ts'

const surroundings = { repositoryName: 'shop', readConfig: () => null }

function settingsOf(given: Record<string, string>) {
  return settingsFromInputs(name => given[name] ?? '', surroundings)
}

function imageOf(given: Record<string, string>) {
  const [image] = settingsOf(given).images
  if (image === undefined) throw new Error('there is no image')
  return image
}

function buildOf(given: Record<string, string>) {
  const { source } = imageOf(given)
  if (source.kind !== 'build') throw new Error('nothing is built')
  return source.build
}

test('without inputs the Dockerfile of the repository is built and compared', () => {
  expect(settingsFromInputs(() => '', surroundings)).toEqual({
    config: null,
    bakes: [],
    images: [
      {
        name: 'shop',
        source: {
          kind: 'build',
          build: {
            context: '.',
            file: null,
            target: null,
            platforms: [],
            buildArgs: [],
            buildContexts: [],
            secrets: [],
            secretEnvs: [],
            secretFiles: [],
            ssh: [],
            cacheFrom: [],
            cacheTo: [],
            builder: null,
            network: null,
            addHosts: [],
            allow: [],
            pull: false,
            noCache: false,
            noCacheFilters: [],
            labels: [],
            shmSize: null,
            ulimit: [],
            cgroupParent: null,
          },
        },
        baseline: { kind: 'auto' },
        budgets: [],
      },
    ],
    detail: 'files',
    cures: 'words',
    comment: 'always',
    commentKey: 'shop',
    annotate: true,
    cache: 'usual',
    minimumChange: 1000,
    onlyChanged: false,
    parallel: null,
    recordBranch: null,
    failOnExceeded: true,
    failOnUnjudged: false,
    approvalLabelPrefix: null,
    githubToken: '',
  })
})

test('a `with:` block of docker/build-push-action means the same', () => {
  expect(
    buildOf({
      context: 'services/api',
      file: 'services/api/Dockerfile.prod',
      target: 'prod',
      platforms: 'linux/amd64,linux/arm64',
      'build-args': 'VERSION=1.2\nFLAGS=a,b\n',
      'build-contexts': 'base=docker-image://debian:12\nlib={{defaultContext}}:lib',
      secrets: 'TOKEN=abc,def\n"KEY=one\ntwo\n"\n',
      'secret-envs': 'A=ENV_A,B=ENV_B',
      'secret-files': 'C=./c.txt',
      ssh: 'default,key=/k',
      'cache-from': 'type=gha,scope=api\ntype=registry,ref=acme/api:cache',
      'cache-to': 'type=gha,mode=max',
      builder: 'b',
      network: 'host',
      'add-hosts': 'docker:10.180.0.1,db:10.0.0.2',
      allow: 'network.host,security.insecure',
      pull: 'true',
      'no-cache': 'true',
      'no-cache-filters': 'a,b',
      labels: 'a=1,2\nb=3',
      'shm-size': '2g',
      ulimit: 'nofile=1024:1024',
      'cgroup-parent': 'group',
    }),
  ).toEqual({
    context: 'services/api',
    file: 'services/api/Dockerfile.prod',
    target: 'prod',
    platforms: ['linux/amd64', 'linux/arm64'],
    buildArgs: ['VERSION=1.2', 'FLAGS=a,b'],
    buildContexts: ['base=docker-image://debian:12', 'lib=lib'],
    secrets: ['TOKEN=abc,def', 'KEY=one\ntwo\n'],
    secretEnvs: ['A=ENV_A', 'B=ENV_B'],
    secretFiles: ['C=./c.txt'],
    ssh: ['default', 'key=/k'],
    cacheFrom: ['type=gha,scope=api', 'type=registry,ref=acme/api:cache'],
    cacheTo: ['type=gha,mode=max'],
    builder: 'b',
    network: 'host',
    addHosts: ['docker:10.180.0.1', 'db:10.0.0.2'],
    allow: ['network.host', 'security.insecure'],
    pull: true,
    noCache: true,
    noCacheFilters: ['a', 'b'],
    labels: ['a=1,2', 'b=3'],
    shmSize: '2g',
    ulimit: ['nofile=1024:1024'],
    cgroupParent: 'group',
  })
})

test.each([
  [{ context: '{{defaultContext}}' }, '.', null],
  [{ context: '{{ defaultContext }}:' }, '.', null],
  [{ context: '{{defaultContext}}:docker/api' }, 'docker/api', null],
  [{ context: '{{defaultContext}}:api', file: './Dockerfile.x' }, 'api', 'api/Dockerfile.x'],
  [{ context: '{{defaultContext}}', file: 'x/Dockerfile' }, '.', 'x/Dockerfile'],
  [{ context: 'api', file: 'api/Dockerfile' }, 'api', 'api/Dockerfile'],
])('the context of %j is %s, and the file %s', (given, context, file) => {
  expect(buildOf(given)).toMatchObject({ context, file })
})

test('budgets come from every limit', () => {
  const rest = { severity: 'error', upstream: 'include' }
  expect(
    imageOf({
      'max-size': '250MB',
      'max-increase': '5MB, 2%',
      'max-compressed-size': '90MB',
      'max-compressed-increase': '0',
      'max-download': '30MiB',
      'max-layers': '20',
      upstream: 'include',
    }).budgets,
  ).toEqual([
    { metric: 'max-size', limit: { kind: 'bytes', bytes: 250_000_000 }, ...rest },
    { metric: 'max-increase', limit: { kind: 'bytes', bytes: 5_000_000 }, ...rest },
    { metric: 'max-increase', limit: { kind: 'percent', percent: 2 }, ...rest },
    { metric: 'max-compressed-size', limit: { kind: 'bytes', bytes: 90_000_000 }, ...rest },
    { metric: 'max-compressed-increase', limit: { kind: 'bytes', bytes: 0 }, ...rest },
    { metric: 'max-download', limit: { kind: 'bytes', bytes: 31_457_280 }, ...rest },
    { metric: 'max-layers', limit: { kind: 'count', count: 20 }, ...rest },
  ])
})

test.each([
  ['auto', { kind: 'auto' }],
  ['none', { kind: 'none' }],
  ['build', { kind: 'build', ref: null }],
  ['build:v1.2.0', { kind: 'build', ref: 'v1.2.0' }],
  ['build:HEAD~1:x', { kind: 'build', ref: 'HEAD~1:x' }],
  ['record:reports/main.json', { kind: 'record', path: 'reports/main.json' }],
  ['oci:layout', { kind: 'reference', reference: { transport: 'oci', value: 'layout' } }],
  [
    'docker-daemon:api:1',
    { kind: 'reference', reference: { transport: 'docker-daemon', value: 'api:1' } },
  ],
])('baseline: %s', (baseline, setting) => {
  expect(imageOf({ baseline }).baseline).toEqual(setting)
})

test.each([
  [
    { baseline: 'build:' },
    'baseline: "build:" must be followed by a Git ref, for example build:v1.2.0',
  ],
  [
    { baseline: 'record: ' },
    'baseline: "record:" must be followed by the path of a JSON report, for example record:main.json',
  ],
  [
    { image: 'acme/api:1', context: '.' },
    'image, context: give one of them: `image` measures an image that exists, and `context` is about building one',
  ],
  [
    { image: 'acme/api:1', pull: 'true' },
    'image, pull: give one of them: `image` measures an image that exists, and `pull` is about building one',
  ],
  [
    { image: 'acme/api:1', baseline: 'build:main' },
    'image, baseline: with `image` nothing is built, so `baseline` must be an image, `record:PATH` or none, for example baseline: acme/api:1',
  ],
  [
    { config: 'gate.yml' },
    'config: there is no gate.yml; give the path of a file relative to the checkout, for example config: .github/image-size-gate.yml',
  ],
])('%j is wrong', (given, message) => {
  expect(() => settingsOf(given)).toThrow(new UsageError(message))
})

test('an image is measured with the defaults of action.yml beside it', () => {
  const image = imageOf({ image: 'docker-daemon:acme/api:1', pull: 'false', 'no-cache': 'False' })
  expect(image).toMatchObject({
    name: 'api',
    source: { kind: 'reference', reference: { transport: 'docker-daemon', value: 'acme/api:1' } },
    baseline: { kind: 'auto' },
  })
})

test('the name is the comment key, unless there is another', () => {
  expect(settingsOf({ name: 'api' }).commentKey).toBe('api')
  expect(settingsOf({ name: 'api', 'comment-key': 'all' }).commentKey).toBe('all')
})

test('the empty label prefix switches approvals off', () => {
  expect(settingsOf({ 'approval-label-prefix': 'image-size/' }).approvalLabelPrefix).toBe(
    'image-size/',
  )
  expect(settingsOf({ 'approval-label-prefix': '' }).approvalLabelPrefix).toBeNull()
})

test('the branch of the records is kept as it is', () => {
  expect(
    settingsFromInputs(name => (name === 'record-branch' ? 'sizes' : ''), surroundings),
  ).toMatchObject({ recordBranch: 'sizes' })
})

test('all wrong inputs are told at once', () => {
  const given = {
    'max-size': '5',
    'max-layers': 'many',
    upstream: 'maybe',
    platforms: 'linux/',
  }
  expect(() => settingsOf(given)).toThrow(
    new RegExp(
      [
        '^platforms: .*',
        'max-size: "5" .*5MB',
        'max-layers: "many" .*20',
        'upstream: "maybe" .*',
      ].join('\n'),
    ),
  )
})

test('image and baseline that are both wrong are two lines', () => {
  expect(() => settingsOf({ image: 'a b', baseline: 'c d' })).toThrow(
    /^image: "a b" must be .*\nbaseline: "c d" must be /,
  )
})

test('a `with:` block with all that docker/build-push-action can do is taken as it is', () => {
  const given = {
    context: '.',
    push: 'true',
    load: 'false',
    tags: 'user/app:latest\nuser/app:1.0.0',
    outputs: 'type=image,compression=zstd',
    provenance: 'mode=max',
    sbom: 'true',
    attests: 'type=sbom',
    call: 'check',
    annotations: 'index:org.opencontainers.image.title=app',
  }
  expect(settingsOf(given)).toEqual(settingsOf({}))
})

test('whoever means `annotate` by `annotations` is told', () => {
  expect(() => settingsOf({ annotations: 'false' })).toThrow(
    'annotations: "false" must be an annotation of the image, KEY=VALUE; whether lines of the Dockerfile are annotated is the input annotate: false, for example annotations: org.opencontainers.image.title=api',
  )
  expect(settingsOf({ annotate: 'false' }).annotate).toBe(false)
})

test('decimals with a comma are no list', () => {
  expect(() => settingsOf({ 'max-increase': '2,5MB' })).toThrow(/point, for example 2\.5MB$/)
  expect(() => settingsOf({ 'max-increase': '1,5%' })).toThrow(/point, for example 1\.5%$/)
  expect(imageOf({ 'max-increase': '5MB,2%' }).budgets).toHaveLength(2)
})

test('a bake file is images to come, called by its targets or by itself', () => {
  const settings = settingsOf({
    bake: 'docker-bake.hcl\nmore.hcl',
    targets: 'web, worker',
    builder: 'big',
    allow: 'network.host',
    pull: 'true',
    'no-cache': 'true',
    'max-size': '1MB',
  })
  expect(settings).toMatchObject({
    images: [],
    commentKey: 'web,worker',
    bakes: [
      {
        files: ['docker-bake.hcl', 'more.hcl'],
        targets: ['web', 'worker'],
        set: [],
        builder: 'big',
        allow: ['network.host'],
        pull: true,
        noCache: true,
        budgets: [{ metric: 'max-size' }],
      },
    ],
  })
  expect(settingsOf({ bake: 'docker-bake.hcl' }).commentKey).toBe('docker-bake.hcl')
})

test.each([
  ['image', 'app:1'],
  ['name', 'api'],
  ['context', 'api'],
  ['file', 'Dockerfile.api'],
  ['target', 'prod'],
  ['platforms', 'linux/arm64'],
  ['build-args', 'A=1'],
  ['secrets', 'A=1'],
  ['cache-to', 'type=gha'],
  ['network', 'host'],
])('bake and %s clash, and both are named', (name, value) => {
  expect(() => settingsOf({ bake: 'docker-bake.hcl', [name]: value })).toThrow(
    new RegExp(`^bake, ${name}: give one of them: `),
  )
})

test('targets without a bake file are told what is missing', () => {
  expect(() => settingsOf({ targets: 'web' })).toThrow(
    new UsageError(
      'targets: is about a bake file, which `bake` names, for example bake: docker-bake.hcl',
    ),
  )
})

test('beside a configuration file, bake belongs into it', () => {
  const readConfig = () => 'images: [{ context: . }]'
  expect(() =>
    settingsFromInputs(name => (name === 'bake' ? 'docker-bake.hcl' : ''), {
      repositoryName: 'shop',
      readConfig,
    }),
  ).toThrow(/^config, bake: give one of them: /)
})

test('where what was found in layers is kept', () => {
  expect(settingsOf({ cache: 'false' }).cache).toBe('none')
  expect(settingsOf({ 'cache-dir': '/var/cache/gate' }).cache).toEqual({
    directory: '/var/cache/gate',
  })
  expect(() => settingsOf({ cache: 'false', 'cache-dir': 'a' })).toThrow(
    /^cache, cache-dir: give one/,
  )
})
