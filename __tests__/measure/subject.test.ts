import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readDockerfile } from '../../src/measure/subject.ts'
import type { BuildSettings } from '../../src/settings/settings.ts'
import { aBuild } from '../docker/fake.ts'
import { git, temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
const top = join(folder.path, 'repository')
beforeAll(() => {
  git(folder.path, 'init', '--quiet', top)
  for (const path of ['repository/app', 'elsewhere/app']) {
    mkdirSync(join(folder.path, path), { recursive: true })
    writeFileSync(join(folder.path, path, 'Dockerfile'), 'FROM scratch\n')
  }
  symlinkSync('../elsewhere/app', join(top, 'out'))
  symlinkSync('../elsewhere', join(top, 'above'))
  symlinkSync('app', join(top, 'within'))
  writeFileSync(join(top, 'Dockerfile'), 'FROM scratch\n')
})
afterAll(folder.remove)

const read = (build: Partial<BuildSettings>) => readDockerfile(aBuild(build), top, top)

test.each<[Partial<BuildSettings>, RegExp]>([
  [{ context: 'out', file: 'Dockerfile' }, /^context: out leads out of the repository, to /],
  [
    { context: 'above/app', file: 'Dockerfile' },
    /^context: above\/app leads out of the repository/,
  ],
  [{ buildContexts: ['lib=out'] }, /^build-contexts: lib=out leads out of the repository/],
  [
    { buildContexts: ['lib=oci-layout://out'] },
    /^build-contexts: lib=oci-layout:\/\/out leads out/,
  ],
])(
  'a context behind a link that leads out of the repository is refused: %j',
  async (build, why) => {
    await expect(read(build)).rejects.toThrow(why)
  },
)

test.each<Partial<BuildSettings>>([
  { context: '.' },
  { context: 'within' },
  // Who names it, rather than a link of the repository, may read it.
  { context: '../elsewhere/app' },
  { context: join(folder.path, 'elsewhere/app') },
  { buildContexts: ['lib=within', 'base=docker-image://alpine', 'far=https://example.com/a.git'] },
])('any other is taken: %j', async build => {
  expect((await read(build)).text).toBe('FROM scratch\n')
})
