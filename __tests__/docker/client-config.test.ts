import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { withoutCredentials } from '../../src/docker/client-config.ts'
import { temporaryFolder } from '../support/repositories.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

test('contexts and plugins stay, credentials and proxies go', async () => {
  mkdirSync(join(folder.path, 'contexts'))
  writeFileSync(join(folder.path, 'contexts/x'), 'context')
  const config = {
    auths: { 'ghcr.io': { auth: 'c2VjcmV0' } },
    credsStore: 'gone',
    credHelpers: { 'gcr.io': 'gcloud' },
    proxies: { default: { httpProxy: 'http://proxy' } },
    currentContext: 'remote',
    cliPluginsExtraDirs: ['/opt'],
  }
  writeFileSync(join(folder.path, 'config.json'), JSON.stringify(config))
  const own = await withoutCredentials({ DOCKER_CONFIG: folder.path }, async env => {
    const { DOCKER_CONFIG = '', DOCKER_CONTENT_TRUST } = env
    expect(DOCKER_CONTENT_TRUST).toBe('0')
    expect(readdirSync(DOCKER_CONFIG).sort()).toEqual(['config.json', 'contexts'])
    expect(readFileSync(join(DOCKER_CONFIG, 'contexts/x'), 'utf8')).toBe('context')
    const left = JSON.parse(readFileSync(join(DOCKER_CONFIG, 'config.json'), 'utf8'))
    expect(left).toEqual({ currentContext: 'remote', cliPluginsExtraDirs: ['/opt'] })
    return DOCKER_CONFIG
  })
  expect(existsSync(own)).toBe(false)
  expect(JSON.parse(readFileSync(join(folder.path, 'config.json'), 'utf8'))).toEqual(config)
  expect(readFileSync(join(folder.path, 'contexts/x'), 'utf8')).toBe('context')
})

test.each([
  ['none', null, '{}'],
  ['one that is broken, which the client explains', '{"auths":', '{"auths":'],
])('a configuration: %s', async (_, given, expected) => {
  if (given !== null) writeFileSync(join(folder.path, 'config.json'), given)
  const env = { DOCKER_CONFIG: given === null ? join(folder.path, 'none') : folder.path }
  await withoutCredentials(env, async ({ DOCKER_CONFIG = '' }) => {
    expect(readFileSync(join(DOCKER_CONFIG, 'config.json'), 'utf8')).toBe(expected)
  })
})
