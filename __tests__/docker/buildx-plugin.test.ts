import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { commands } from '../../src/common/run.ts'
import { buildxPlugin, hasDefaultBuilder, startBuildx } from '../../src/docker/buildx-plugin.ts'
import { fakeClient } from './fake.ts'

let config: string
let client: { PATH: string }
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'docker-config-'))
  mkdirSync(join(config, 'cli-plugins'))
  client = fakeClient(config)
})
afterEach(() => rmSync(config, { recursive: true }))

const plugin = () => join(config, 'cli-plugins/docker-buildx')

function writePlugin(mode = 0o755): void {
  writeFileSync(plugin(), '#!/bin/sh\necho "$0" "$@"\n')
  chmodSync(plugin(), mode)
}

test('the one of the user comes first', () => {
  writePlugin()
  expect(buildxPlugin({ ...client, DOCKER_CONFIG: config })).toBe(plugin())
})

test('what cannot be run is none', () => {
  writePlugin(0o644)
  expect(buildxPlugin({ ...client, DOCKER_CONFIG: config })).not.toBe(plugin())
})

test('docker is asked when plugins are told to be elsewhere', () => {
  writePlugin()
  writeFileSync(join(config, 'config.json'), '{"cliPluginsExtraDirs": ["/opt/plugins"]}')
  expect(buildxPlugin({ ...client, DOCKER_CONFIG: config })).toBeNull()
})

test('`docker buildx` starts it without docker', async () => {
  writePlugin()
  const PATH = [config, process.env.PATH].join(delimiter)
  const env = { PATH, DOCKER_CONFIG: config }
  const { run } = commands(startBuildx)
  const { stdout } = await run({ program: 'docker', args: ['buildx', 'ls', '--no-trunc'], env })
  expect(stdout).toBe(`${plugin()} ls --no-trunc\n`)
})

test('a wrapper is asked, which knows better', () => {
  writePlugin()
  fakeClient(config, '#!/bin/sh\n', 60)
  expect(buildxPlugin({ ...client, DOCKER_CONFIG: config })).toBeNull()
})

const used = (name: string) => JSON.stringify({ Key: 'unix:///d.sock', Name: name, Global: false })

test.each<[string, Record<string, string>, NodeJS.ProcessEnv, boolean]>([
  ['nothing', {}, {}, true],
  ['what it writes by itself', { 'instances/': '', 'defaults/': '', current: used('') }, {}, true],
  ['the default by name', { current: used('default') }, {}, true],
  ['a builder', { 'instances/ci': '{}' }, {}, false],
  ['that of another engine', { current: used('remote') }, {}, false],
  ['that of another engine by default', { 'defaults/1': 'remote' }, {}, false],
  ['what cannot be read', { current: 'x' }, {}, false],
  ['a variable', {}, { BUILDX_BUILDER: 'ci' }, false],
])('buildx with %s', (_, files, env, expected) => {
  const folder = join(config, 'buildx')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path.replace(/[^/]*$/, '')), { recursive: true })
    if (!path.endsWith('/')) writeFileSync(join(folder, path), text)
  }
  expect(hasDefaultBuilder({ DOCKER_CONFIG: config, ...env })).toBe(expected)
  const other = { DOCKER_CONFIG: '/nowhere', BUILDX_CONFIG: folder, ...env }
  expect(hasDefaultBuilder(other)).toBe(expected)
})
