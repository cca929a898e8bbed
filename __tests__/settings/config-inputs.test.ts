import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { configReader, defaultConfigFile } from '../../src/settings/config-reader.ts'
import { settingsFromInputs } from '../../src/settings/from-inputs.ts'

let checkout = ''

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'image-size-gate-config-'))
})

afterEach(async () => {
  await rm(checkout, { recursive: true })
})

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(checkout, path, '..'), { recursive: true })
  await writeFile(join(checkout, path), text)
}

function settingsOf(given: Record<string, string>) {
  return settingsFromInputs(name => given[name] ?? '', {
    repositoryName: 'shop',
    readConfig: configReader(checkout),
  })
}

const two = 'images:\n  - name: api\n    budgets:\n      - max-increase: 5MB\n  - name: web\n'

test('the file at the default place is read, and other inputs hold for all images', async () => {
  await write(defaultConfigFile, two)
  const settings = settingsOf({ baseline: 'auto', upstream: 'include', comment: 'changed' })
  expect(settings).toMatchObject({
    images: [
      { name: 'api', budgets: [{ upstream: 'include' }] },
      { name: 'web', budgets: [] },
    ],
    comment: 'changed',
    commentKey: 'api,web',
  })
  expect(settingsOf({ 'comment-key': 'sizes' }).commentKey).toBe('sizes')
})

test('the file that `config` names comes before the one at the default place', async () => {
  await write(defaultConfigFile, two)
  await write('ci/gate.yml', 'images:\n  - name: other\n')
  expect(settingsOf({ config: 'ci/gate.yml' }).images.map(({ name }) => name)).toEqual(['other'])
})

test('without a file the inputs count', () => {
  expect(settingsOf({ name: 'api' }).images).toHaveLength(1)
})

test.each(['context', 'platforms', 'image', 'baseline', 'name', 'max-size', 'max-layers'])(
  'the input %s clashes with a file',
  async name => {
    await write(defaultConfigFile, two)
    const value = { platforms: 'linux/amd64', 'max-size': '1MB', 'max-layers': '1' }[name] ?? 'x'
    expect(() => settingsOf({ [name]: value })).toThrow(
      `config, ${name}: give one of them: .github/image-size-gate.yml says what to measure and with which budgets, so \`${name}\` belongs into it`,
    )
  },
)

test('a file that is not there, or is none, is an error', async () => {
  await mkdir(join(checkout, 'folder'))
  expect(() => settingsOf({ config: 'gate.yml' })).toThrow('config: there is no gate.yml; ')
  expect(() => settingsOf({ config: 'folder' })).toThrow(
    /^config: folder is a folder; put a regular file there/,
  )
})

test('errors name the file as it was given', async () => {
  await write('gate.yml', 'images:\n  - nam: api\n')
  expect(() => settingsOf({ config: 'gate.yml' })).toThrow(
    'gate.yml:2: images[0].nam: is not a known key; the nearest one is name',
  )
})
