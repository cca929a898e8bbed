import { expect, test } from '@jest/globals'
import { UserError } from '../../src/common/errors.ts'
import { CommandError } from '../../src/common/run.ts'
import { bridgeGateway, inspectBuilder, registryHost } from '../../src/docker/builder.ts'
import { demandBuildx, inspectEngine } from '../../src/docker/engine.ts'
import { type Answer, lineOf, recording } from './fake.ts'

const info = {
  ServerVersion: '28.5.2',
  DriverStatus: [['Backing Filesystem', 'extfs']],
  ClientInfo: {
    Plugins: [
      { Name: 'compose', Version: 'v2' },
      { Name: 'buildx', Version: 'v0.29.1' },
    ],
  },
}
const context = [{ Endpoints: { docker: { Host: 'unix:///run/docker.sock' } } }]

function engineOf(answer: object, contexts: Answer = JSON.stringify(context), exitCode = 0) {
  return recording(command =>
    lineOf(command).startsWith('docker info')
      ? { stdout: JSON.stringify(answer), exitCode }
      : contexts,
  )
}

test('an engine, by one process', async () => {
  const { run, lines } = engineOf(info)
  expect(await inspectEngine(run, '')).toEqual({
    version: '28.5.2',
    store: 'classic',
    endpoint: 'unix:///var/run/docker.sock',
    isDocker: false,
    hasBuildx: true,
  })
  expect(lines()).toEqual(['docker info --format {{json .}}'])
})

test.each([
  ['default', 'tcp://10.0.0.7:2375'],
  ['rootless', 'unix:///run/docker.sock'],
])('the endpoint of the context %s', async (Context, endpoint) => {
  const { run } = engineOf({ ...info, ClientInfo: { ...info.ClientInfo, Context } })
  expect((await inspectEngine(run, 'tcp://10.0.0.7:2375')).endpoint).toBe(endpoint)
})

test('the containerd image store', async () => {
  const { run } = engineOf({
    ...info,
    DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
  })
  expect((await inspectEngine(run)).store).toBe('containerd')
})

test('a context that cannot be inspected', async () => {
  const ClientInfo = { ...info.ClientInfo, Context: 'gone' }
  const { run } = engineOf({ ...info, ClientInfo }, { exitCode: 1 })
  expect((await inspectEngine(run)).endpoint).toBe('unix:///var/run/docker.sock')
})

test.each<[string, object, number, RegExp]>([
  [
    'no daemon',
    { ...info, ServerVersion: '', ServerErrors: ['Cannot connect'] },
    0,
    /daemon does not answer: start it, .*Cannot connect/,
  ],
  [
    'no daemon, newer client',
    { ...info, ServerVersion: undefined, ServerErrors: ['Cannot connect'] },
    1,
    /daemon does not answer/,
  ],
  [
    "podman's shim",
    { host: { buildahVersion: '1.28.2' }, store: {}, version: { APIVersion: '4.3.1' } },
    0,
    /^`docker` is podman's here .*DOCKER_HOST.*`image: oci-archive:api\.tar`/,
  ],
  ['another program', { version: 4 }, 0, /`docker info`: ClientInfo: /],
  ['an older client', info, 125, /daemon does not answer.*exit code 125/],
])('%s', async (_name, answer, exitCode, message) => {
  const failed = await inspectEngine(engineOf(answer, undefined, exitCode).run).catch(
    (error: Error) => error,
  )
  expect(failed).toBeInstanceOf(UserError)
  expect((failed as Error).message).toMatch(message)
})

test.each<[string, object | null]>([
  ['no plugins', { Plugins: null }],
  ['other plugins', { Plugins: [{ Name: 'compose' }] }],
])('nothing can be built with %s', async (_, ClientInfo) => {
  const engine = await inspectEngine(engineOf({ ...info, ClientInfo }).run)
  expect(() => demandBuildx(engine)).toThrow(
    /no buildx plugin: add the step `docker\/setup-buildx-action`/,
  )
  expect(() => demandBuildx({ hasBuildx: true })).not.toThrow()
})

test.each([
  [
    'Failed to initialize: unable to resolve docker endpoint: context "nope": context not found: open /root/.docker/x',
    /^DOCKER_CONTEXT: there is no context `nope`; `docker context ls` lists them/,
  ],
  [
    'Failed to initialize: unable to resolve docker endpoint: invalid bind address format: bogus://x',
    /daemon does not answer: .*invalid bind address format: bogus/,
  ],
])('a client that cannot begin: %s', async (stderr, message) => {
  const { run } = recording(() => ({ exitCode: 1, stderr }))
  await expect(inspectEngine(run)).rejects.toThrow(message)
})

test('no docker at all', async () => {
  const { run } = recording(() => {
    throw new Error('Unable to locate executable file: docker')
  })
  await expect(inspectEngine(run)).rejects.toThrow(/^`docker` cannot be started: install it/)
})

const buildx = `Name:          ci
Driver:        docker-container
Last Activity: 2026-11-24 06:37:55 +0000 UTC

Nodes:
Name:                  ci0
Endpoint:              unix:///var/run/docker.sock
Status:                running
BuildKit daemon flags: --allow-insecure-entitlement=network.host
Platforms:             linux/amd64*, linux/arm64
Labels:
 org.mobyproject.buildkit.worker.hostname: x

Name:                  ci1
Endpoint:              tcp://other:1
Platforms:             linux/s390x
`

test('a builder', async () => {
  const { run, lines } = recording(() => buildx)
  expect(await inspectBuilder(run, 'ci')).toEqual({
    name: 'ci',
    driver: 'docker-container',
    endpoint: 'unix:///var/run/docker.sock',
    platforms: ['linux/amd64', 'linux/arm64'],
  })
  await inspectBuilder(run, null)
  expect(lines()).toEqual(['docker buildx inspect -- ci', 'docker buildx inspect'])
})

test('a builder that has not been started, of a driver to come', async () => {
  const { run } = recording(
    () => 'Name: a\nDriver: moon\n\nNodes:\nName: a0\nEndpoint: \nStatus: inactive\n',
  )
  expect(await inspectBuilder(run, null)).toEqual({
    name: 'a',
    driver: 'remote',
    endpoint: '',
    platforms: [],
  })
})

test('no such builder', async () => {
  const { run } = recording(() => ({ exitCode: 1, stderr: 'ERROR: no builder "x" found' }))
  await expect(inspectBuilder(run, 'x')).rejects.toThrow(
    /^builder: there is no builder `x`; `docker buildx ls`/,
  )
})

test('a variable that names no builder', async () => {
  const { run } = recording(() => ({ exitCode: 1, stderr: 'ERROR: no builder "ci" found' }))
  const asked = inspectBuilder(run, null, { BUILDX_BUILDER: 'ci' })
  await expect(asked).rejects.toThrow(/^BUILDX_BUILDER: there is no builder `ci`/)
  await expect(inspectBuilder(run, null, {})).rejects.toThrow(/^builder: there is no builder `ci`/)
})

test('a builder that cannot be inspected', async () => {
  const { run } = recording(() => ({ exitCode: 1, stderr: 'ERROR: other' }))
  await expect(inspectBuilder(run, 'x')).rejects.toBeInstanceOf(CommandError)
  const empty = recording(() => '')
  await expect(inspectBuilder(empty.run, 'x')).rejects.toThrow(/`docker buildx inspect`: name: /)
})

const bridge = JSON.stringify([
  {
    IPAM: {
      Config: [
        { Subnet: 'fd00::/8', Gateway: 'fd00::1' },
        { Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' },
      ],
    },
  },
])

test.each<[string, Answer, string | null]>([
  ['a bridge', bridge, '172.17.0.1'],
  ['a bridge without a gateway', JSON.stringify([{ IPAM: { Config: null } }]), null],
  ['no bridge', { exitCode: 1, stdout: '[]' }, null],
])('%s', async (_name, answer, expected) => {
  expect(await bridgeGateway(recording(() => answer).run)).toBe(expected)
})

test.each([
  ['docker', 'default', 'unix:///var/run/docker.sock', '127.0.0.1'],
  ['docker', 'default', 'npipe:////./pipe/docker_engine', '127.0.0.1'],
  ['docker', 'default', 'tcp://localhost:2375', '127.0.0.1'],
  ['docker', 'default', 'tcp://docker:2375', null],
  ['docker', 'default', 'ssh://me@host', null],
  ['docker-container', 'unix:///var/run/docker.sock', 'tcp://docker:2375', '172.17.0.1'],
  ['docker-container', 'default', 'tcp://docker:2375', null],
  ['remote', 'tcp://127.0.0.1:1234', 'unix:///var/run/docker.sock', '127.0.0.1'],
  ['remote', 'unix:///run/buildkit/buildkitd.sock', 'unix:///var/run/docker.sock', '127.0.0.1'],
  ['remote', 'tcp://buildkit:1234', 'unix:///var/run/docker.sock', null],
  ['remote', 'docker-container://buildkitd', 'unix:///var/run/docker.sock', null],
  ['remote', '', 'unix:///var/run/docker.sock', null],
  ['kubernetes', 'kubernetes:///x', 'unix:///var/run/docker.sock', null],
  ['cloud', 'cloud://x', 'unix:///var/run/docker.sock', null],
] as const)('the %s driver at %s, engine at %s: %s', async (driver, endpoint, engine, expected) => {
  const { run } = recording(() => bridge)
  expect(await registryHost(run, { driver, endpoint }, { endpoint: engine })).toBe(expected)
})
