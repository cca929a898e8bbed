import { existsSync, mkdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { loginConfig } from '../../src/docker/client-config.ts'
import { temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

const address = '127.0.0.1:40123'
const login = { address, credentials: { username: 'gate', password: 's3cret' } }
const auth = Buffer.from('gate:s3cret').toString('base64')
let count = 0

/** A folder as `docker` keeps one. */
function userFolder(config: string | null): string {
  count += 1
  const path = join(folder.path, `user-${count}`)
  for (const name of ['contexts', 'cli-plugins', 'buildx'])
    mkdirSync(join(path, name), { recursive: true })
  writeFileSync(join(path, 'ca.pem'), 'the certificate')
  if (config !== null) writeFileSync(join(path, 'config.json'), config)
  return path
}

test.each<[string, string | null, object]>([
  ['none', null, {}],
  ['a broken one, as docker takes it', '{"auths":', {}],
  ['no object', '[]', {}],
  ['auths that are none', '{"auths":3}', {}],
  [
    'logins, a store and everything else',
    JSON.stringify({
      auths: { 'ghcr.io': { auth: 'eDp5' } },
      credsStore: 'gone',
      credHelpers: { 'gcr.io': 'gcloud' },
      currentContext: 'remote',
      proxies: { default: { httpProxy: 'http://proxy:3128' } },
    }),
    {
      auths: { 'ghcr.io': { auth: 'eDp5' } },
      credsStore: 'gone',
      credHelpers: { 'gcr.io': 'gcloud' },
      currentContext: 'remote',
      proxies: { default: { httpProxy: 'http://proxy:3128' } },
    },
  ],
])('one login more than the user has: %s', async (_, config, kept) => {
  const user = userFolder(config)
  const made = await loginConfig({ DOCKER_CONFIG: user }, folder.path, login)
  const text = readFileSync(join(made.env.DOCKER_CONFIG, 'config.json'), 'utf8')
  const { auths, credHelpers, ...rest } = { auths: {}, credHelpers: {}, ...kept }
  expect(JSON.parse(text)).toEqual({
    ...rest,
    auths: { ...auths, [address]: { auth } },
    credHelpers: { ...credHelpers, [address]: '' },
  })
  if (config !== null) expect(readFileSync(join(user, 'config.json'), 'utf8')).toBe(config)
  await made.remove()
})

test('is read by nobody else, and is gone in the end; the rest of the folder is the user’s', async () => {
  const user = userFolder('{}')
  const made = await loginConfig({ DOCKER_CONFIG: user }, folder.path, login)
  const { DOCKER_CONFIG, BUILDX_CONFIG } = made.env
  expect(statSync(DOCKER_CONFIG).mode & 0o777).toBe(0o700)
  expect(statSync(join(DOCKER_CONFIG, 'config.json')).mode & 0o777).toBe(0o600)
  expect(readlinkSync(join(DOCKER_CONFIG, 'contexts'))).toBe(join(user, 'contexts'))
  expect(readFileSync(join(DOCKER_CONFIG, 'ca.pem'), 'utf8')).toBe('the certificate')
  expect(BUILDX_CONFIG).toBe(join(user, 'buildx'))
  await made.remove()
  expect(existsSync(DOCKER_CONFIG)).toBe(false)
  expect(existsSync(join(user, 'contexts'))).toBe(true)
})

test.each([
  ['HOME has none yet', { DOCKER_CONFIG: '/nowhere/at/all' }, '/nowhere/at/all/buildx'],
  ['buildx keeps its own', { DOCKER_CONFIG: '/nowhere', BUILDX_CONFIG: '/builders' }, '/builders'],
])('%s', async (_, env, builders) => {
  const made = await loginConfig(env, folder.path, login)
  expect(made.env.BUILDX_CONFIG).toBe(builders)
  await made.remove()
})
