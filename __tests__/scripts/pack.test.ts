import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { writeLayout } from '../support/layout.ts'

const folder = mkdtempSync(join(tmpdir(), 'gate-test-pack-'))
const installed = join(folder, 'node_modules/image-size-gate')
afterAll(() => rmSync(folder, { recursive: true }))

/** As npm unpacks it, without a single package that it depends on: the bundle has all of them. */
beforeAll(() => {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    stdio: 'pipe',
    env: { ...process.env, npm_config_cache: join(folder, 'npm') },
  })
  mkdirSync(installed, { recursive: true })
  const [archive = ''] = readdirSync(folder).filter(name => name.endsWith('.tgz'))
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', installed, '--strip-components=1'])
})

function packed(...args: string[]) {
  const cli = join(installed, 'dist/cli.js')
  // The rest of the environment is nothing that it may need.
  const env = { PATH: process.env.PATH, HOME: folder, TMPDIR: process.env.TMPDIR }
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
  })
  return { status, stdout, stderr }
}

test('the packed package has the bundle, and no sources', () => {
  expect(readdirSync(installed).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist',
    'package.json',
    'schema',
  ])
})

test('the packed package runs alone in an empty folder', async () => {
  expect(packed('--help')).toMatchObject({ status: 0, stderr: '' })
  const layout = await writeLayout(folder, 30_000)
  const { status, stdout } = packed(
    'compare',
    '--image',
    `oci:${layout}`,
    '--baseline',
    'none',
    '--max-size',
    '1kB',
  )
  expect(stdout).toContain('29 kB over')
  expect(status).toBe(1)
})
