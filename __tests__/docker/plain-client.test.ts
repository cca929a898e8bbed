import { chmodSync, renameSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { hasPlainClient } from '../../src/docker/plain-client.ts'
import { temporaryFolder } from '../support/repositories.ts'
import { fakeClient } from './fake.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const ELF = Buffer.from('7f454c46', 'hex')

test.each<[string, string | Buffer, number, boolean]>([
  ['its program', ELF, 30_000_000, true],
  ['a script', '#!/bin/sh\nexec sudo /usr/bin/docker "$@"\n', 50, false],
  ['a large script', '#!/bin/sh\n', 30_000_000, false],
  ['a small program', ELF, 2_000_000, false],
])("Docker's own client: %s", (_, head, size, expected) => {
  expect(hasPlainClient(fakeClient(folder.path, head, size))).toBe(expected)
})

test('a link counts by what it leads to', () => {
  const { PATH } = fakeClient(folder.path)
  const docker = join(PATH, 'docker')
  const other = temporaryFolder()
  symlinkSync(docker, join(other.path, 'docker'))
  expect(hasPlainClient({ PATH: other.path })).toBe(true)
  // As a snap does it.
  renameSync(docker, join(PATH, 'snap'))
  symlinkSync(join(PATH, 'snap'), docker)
  expect(hasPlainClient({ PATH: other.path })).toBe(false)
  other.remove()
})

test('the first on the PATH that can be run decides', () => {
  const wrapper = temporaryFolder()
  fakeClient(wrapper.path, '#!/bin/sh\n', 20)
  const PATH = [wrapper.path, fakeClient(folder.path).PATH].join(delimiter)
  expect(hasPlainClient({ PATH })).toBe(false)
  chmodSync(join(wrapper.path, 'docker'), 0o644)
  expect(hasPlainClient({ PATH })).toBe(true)
  expect(hasPlainClient({ PATH: '/nowhere' })).toBe(false)
  expect(hasPlainClient({})).toBe(false)
  wrapper.remove()
})
