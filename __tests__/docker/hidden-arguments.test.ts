import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { commands } from '../../src/common/run.ts'
import { startBuildx } from '../../src/docker/buildx-plugin.ts'
import { hideBuildArgs } from '../../src/docker/hidden-arguments.ts'
import { fakeClient } from './fake.ts'

test.each<[string[], string[], Record<string, string>]>([
  [['--build-arg', 'A=1'], ['--build-arg', 'A'], { A: '1' }],
  [['--build-arg', 'A=x=y\nz'], ['--build-arg', 'A'], { A: 'x=y\nz' }],
  [['--build-arg', 'A='], ['--build-arg', 'A'], { A: '' }],
  [
    ['--build-arg', 'A=1', '--build-arg', 'A=2'],
    ['--build-arg', 'A', '--build-arg', 'A'],
    { A: '2' },
  ],
  [['--build-arg', 'A'], ['--build-arg', 'A'], {}],
  [['--build-arg', 'GITHUB_TOKEN=x'], ['--build-arg', 'GITHUB_TOKEN'], { GITHUB_TOKEN: 'x' }],
  [['--build-arg', 'GOOGLE_KEY=x'], ['--build-arg', 'GOOGLE_KEY'], { GOOGLE_KEY: 'x' }],
  [['--build-arg', 'SAME=same'], ['--build-arg', 'SAME'], { SAME: 'same' }],
  [['--build-arg', 'OTHER=1'], ['--build-arg', 'OTHER=1'], {}],
  [['--build-arg', 'HTTP_PROXY=http://p'], ['--build-arg', 'HTTP_PROXY=http://p'], {}],
  [['--build-arg', 'PATH=/x'], ['--build-arg', 'PATH=/x'], {}],
  [['--build-arg', 'BUILDKIT_INLINE_CACHE=1'], ['--build-arg', 'BUILDKIT_INLINE_CACHE=1'], {}],
  [['--build-arg', 'DOCKER_HOST=x'], ['--build-arg', 'DOCKER_HOST=x'], {}],
  [['--build-arg', 'a-b=1'], ['--build-arg', 'a-b=1'], {}],
  [
    ['--label', 'A=1', '--', '--build-arg', 'A=1'],
    ['--label', 'A=1', '--', '--build-arg', 'A=1'],
    {},
  ],
])('%j tells %j', (args, told, env) => {
  expect(hideBuildArgs(args, { SAME: 'same', OTHER: '2' })).toEqual({ args: told, env })
})

test('a build is told its build-args, and its process list is not', async () => {
  const config = mkdtempSync(join(tmpdir(), 'gate-test-plugin-'))
  try {
    fakeClient(config)
    const plugin = join(config, 'cli-plugins/docker-buildx')
    mkdirSync(join(config, 'cli-plugins'))
    writeFileSync(plugin, '#!/bin/sh\ntr "\\0" " " < /proc/$$/cmdline > "$0.said"; echo "$TOKEN"\n')
    chmodSync(plugin, 0o755)
    const { stdout } = await commands(startBuildx).run({
      program: 'docker',
      args: ['buildx', 'build', '--build-arg', 'TOKEN=hunter2', '.'],
      env: { PATH: [config, process.env.PATH].join(delimiter), DOCKER_CONFIG: config },
    })
    expect(stdout).toBe('hunter2\n')
    expect(readFileSync(`${plugin}.said`, 'utf8')).toMatch(/build --build-arg TOKEN \. $/)
  } finally {
    rmSync(config, { recursive: true })
  }
})
