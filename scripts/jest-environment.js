import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TestEnvironment } from 'jest-environment-node'

/**
 * Gives every test file a temporary folder of its own, for itself and for all that it starts, so that none meets what another
 * run leaves. A file that leaves something in it fails: what it was, nobody would clear away.
 */
export default class OwnTemporaryFolder extends TestEnvironment {
  constructor(config, context) {
    const outer = process.env.TMPDIR
    const own = realpathSync(mkdtempSync(join(tmpdir(), 'isg-test-')))
    // Before the test gets its copy of the environment.
    process.env.TMPDIR = own
    // Where nothing can be made: what one test found in layers is nothing to another. Who tests the cache names a place.
    process.env.XDG_CACHE_HOME = '/dev/null'
    super(config, context)
    this.temporary = { outer, own, test: context.testPath }
  }

  async teardown() {
    await super.teardown()
    const { outer, own, test } = this.temporary
    if (outer === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = outer
    // Where Node and swc keep what they compiled, when no other cache can be made.
    const left = readdirSync(own).filter(
      name => !/^(?:node-compile-cache|swc-native-.*)$/.test(name),
    )
    rmSync(own, { recursive: true, force: true })
    if (left.length > 0)
      throw new Error(`${test} leaves in its temporary folder: ${left.join(', ')}`)
  }
}
