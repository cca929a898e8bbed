import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Engine, startEngine } from '../../scripts/engine.ts'
import { compareByCli, onlyImage } from '../support/cli.ts'
import { type ContainerBuilder, startContainerBuilder } from '../support/container-builder.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
const repository = join(folder.path, 'api')
const dockerfile = 'FROM scratch\nCOPY lib /lib/\nCOPY app /app/\n'
let engine: Engine

beforeAll(async () => {
  engine = await startEngine({ store: 'classic' })
  mkdirSync(repository)
  git(repository, 'init', '--quiet')
  commit(repository, { Dockerfile: dockerfile, 'lib/l': 'l'.repeat(90_000), 'app/a': 'a' })
  commit(repository, { 'app/a': 'a'.repeat(50_001) })
}, 120_000)

afterAll(async () => {
  await engine?.stop()
  folder.remove()
}, 60_000)

/** The network of the builder's container, how its images come here, and what is read of four layers. */
test.each([
  ['bridge', 'push', 'the measuring registry takes only the layers that it has not seen'],
  [
    'none',
    'stream',
    'a builder with the driver `docker-container` cannot reach the measuring registry here',
  ],
])(
  'a builder in a container, network %s: %s',
  async (network, feed, reason) => {
    let builder: ContainerBuilder | undefined
    try {
      builder = await startContainerBuilder(engine, network)
      const options = ['--builder', builder.name, '--baseline', 'build:HEAD~1', '--detail', 'files']
      const result = await compareByCli(repository, engine.env, ...options)
      const { platform } = onlyImage(result)
      expect(platform.unpacked).toMatchObject({ baseline: 90_001, candidate: 140_001 })
      expect(result.stderr).toContain(`The candidate is measured by ${feed}: ${reason}`)
      expect(result.stderr).toContain('Read 3 of 3 layers')
    } finally {
      await builder?.stop()
    }
  },
  120_000,
)
