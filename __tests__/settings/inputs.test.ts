import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { decodeInputs, defaultInAction, type Input, inputs } from '../../src/settings/inputs.ts'

test('action.yml has the inputs of the table, in its order', async () => {
  const action = parse(await readFile('action.yml', 'utf8'))
  const expected = Object.entries<Input<unknown>>(inputs).map(([name, input]) => {
    const standard = defaultInAction(input)
    return [name, { description: input.help, ...(standard === null ? {} : { default: standard }) }]
  })
  expect(Object.entries(action.inputs)).toEqual(expected)
})

test('every default is a value that its input takes', () => {
  expect(decodeInputs(() => '')).toMatchObject({
    baseline: 'auto',
    detail: 'files',
    upstream: 'exclude',
    comment: 'always',
    annotations: [],
    annotate: true,
    pull: false,
    'no-cache': false,
    'fail-on-exceeded': true,
    'minimum-change': 1000,
    'max-size': [],
    'max-increase': [],
    'max-layers': [],
  })
})

test.each([
  ['pull', 'true', true],
  ['pull', 'True', true],
  ['pull', ' TRUE\n', true],
  ['annotate', 'false', false],
  ['annotate', 'False', false],
  ['annotate', 'FALSE', false],
] as const)('%s: %j is %j', (name, text, value) => {
  expect(decodeInputs(input => (input === name ? text : ''))[name]).toBe(value)
})

test.each(['linux/amd64', 'linux/arm/v7', 'windows(10.0.17763)/amd64', 'linux', 'ARM64', 'local'])(
  'platforms: %s',
  text => {
    expect(decodeInputs(input => (input === 'platforms' ? text : '')).platforms).toEqual([text])
  },
)

test.each<[string, string, string | RegExp]>([
  ['pull', 'yes', 'pull: "yes" must be true or false, for example pull: true'],
  ['no-cache', '1', 'no-cache: "1" must be true or false, for example no-cache: true'],
  ['annotate', 'on', 'annotate: "on" must be true or false, for example annotate: true'],
  ['pull', 'tRUE', 'pull: "tRUE" must be true or false, for example pull: true'],
  ['detail', 'Files', 'detail: "Files" must be one of files, layers, for example detail: files'],
  [
    'comment',
    'sometimes',
    'comment: "sometimes" must be one of always, changed, exceeded, never, for example comment: always',
  ],
  [
    'upstream',
    'ignore',
    'upstream: "ignore" must be one of exclude, include, for example upstream: exclude',
  ],
  ...['linux/', '/amd64', 'linux/arm/v7/x', 'moon', 'linux /amd64', 'linux//arm64'].map(
    (text): [string, string, string] => [
      'platforms',
      `linux/amd64,${text}`,
      `platforms: ${JSON.stringify(text)} must be a platform: an operating system and an architecture, for example platforms: linux/amd64`,
    ],
  ),
  ...[
    ['linux/amd46', 'an architecture', 'linux/amd64'],
    ['linux/aarhc64/v8', 'an architecture', 'linux/aarch64/v8'],
    ['linux/x68_64', 'an architecture', 'linux/x86_64'],
    ['linux/zzzzzzzz', 'an architecture', 'linux/amd64'],
    ['linus/arm64', 'an operating system', 'linux/arm64'],
    ['windws(10.0.17763)/amd64', 'an operating system', 'windows/amd64'],
  ].map(([text = '', what = '', meant = '']): [string, string, string] => [
    'platforms',
    `linux/amd64,${text}`,
    `platforms: ${JSON.stringify(text)} must be a platform of ${what} that is known, for example platforms: ${meant}`,
  ]),
  ['minimum-change', '1000', /^minimum-change: "1000" must be a size: .*, for example 1000MB$/],
  ['max-size', '2%', /^max-size: "2%" must be a size: .*, for example 2MB$/],
  ['max-download', '5MB, 6MB', /^max-download: "5MB, 6MB" must be a size/],
  ['max-increase', '5MB, 2', /^max-increase: "2" must be a size: .*, for example 2MB$/],
  ['max-layers', '20MB', /^max-layers: "20MB" must be a whole number .*, for example 20$/],
])('%s: %j is an error', (name, text, message) => {
  expect(() => decodeInputs(input => (input === name ? text : ''))).toThrow(message)
})
