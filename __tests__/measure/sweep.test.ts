import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Interrupted } from '../../src/common/interrupt.ts'
import { newMark } from '../../src/common/mark.ts'
import { type Run, run } from '../../src/common/run.ts'
import { loadedTag } from '../../src/docker/build.ts'
import { withSweptFolder } from '../../src/measure/sweep.ts'
import { lineOf } from '../docker/fake.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
const clone = join(folder.path, 'clone')
beforeAll(() => {
  git(folder.path, 'init', '--quiet', clone)
  commit(clone, { file: '1\n' })
})
afterAll(folder.remove)

const dead = () => newMark().replace(/^(\d+)-\d+/, '$1-1')

function leave(): { path: string; tag: string } {
  const path = join(folder.path, `image-size-gate-run-${dead()}`, 'image-size-gate-worktree-abcdef')
  mkdirSync(dirname(path))
  git(clone, 'worktree', 'add', '--quiet', '--detach', path)
  return { path, tag: loadedTag(dead(), 'candidate') }
}

/** Git is real, docker is not. */
function world(docker: Run) {
  const said: string[] = []
  const log = {
    info: (text: string) => void said.push(text),
    warning: (text: string) => void said.push(`warning: ${text}`),
    group: <T>(_: string, work: () => Promise<T>) => work(),
  }
  const commands: Run = command => (command.program === 'docker' ? docker(command) : run(command))
  return { run: commands, cwd: clone, log, said }
}

test('what a killed run left goes beside the work, which has a folder of its own', async () => {
  const { path, tag } = leave()
  const asked: string[] = []
  const around = world(async command => {
    asked.push(lineOf(command))
    return { exitCode: 0, stderr: '', stdout: asked.length === 1 ? `${tag}\n` : '' }
  })
  const own = await withSweptFolder(around, folder.path, async temporary => {
    expect(existsSync(temporary)).toBe(true)
    return temporary
  })
  expect(existsSync(own)).toBe(false)
  expect(existsSync(dirname(path))).toBe(false)
  expect(git(clone, 'worktree', 'list').split('\n')).toHaveLength(1)
  expect(asked.slice(1)).toEqual([`docker image rm --force ${tag}`])
  expect(around.said).toEqual([
    'An earlier run was killed; what it left has been taken away: 1 temporary folder, 1 worktree, 1 image name.',
  ])
  await withSweptFolder(around, folder.path, async () => {})
  expect(around.said).toHaveLength(1)
})

test.each<[string, Run]>([
  ['is not there', () => Promise.reject(new Error('ENOENT'))],
  [
    'never answers',
    ({ signal }) =>
      new Promise((_, fail) => signal?.addEventListener('abort', () => fail(new Error('ended')))),
  ],
])('a docker that %s is no reason to leave the rest, to fail or to wait', async (_, docker) => {
  const { path } = leave()
  const around = world(docker)
  expect(await withSweptFolder(around, folder.path, async () => 'done')).toBe('done')
  expect(existsSync(dirname(path))).toBe(false)
  expect(around.said.filter(text => text.startsWith('warning'))).toEqual([])
})

test('a folder of temporary files that cannot be read is told by whoever needs it', async () => {
  const around = world(async () => ({ exitCode: 0, stderr: '', stdout: '' }))
  const failing = withSweptFolder(around, join(folder.path, 'none'), async () => {})
  await expect(failing).rejects.toThrow(/ENOENT/)
})

test('an interrupted run that waits for its engine leaves its folder no longer than that', async () => {
  const interruption = new AbortController()
  const reason = new Interrupted('interrupted by SIGTERM')
  const docker: Run = async () => ({ exitCode: 0, stderr: '', stdout: '' })
  const around = { ...world(docker), interrupted: interruption.signal }
  let own = ''
  const forever = withSweptFolder(
    around,
    folder.path,
    temporary => {
      own = temporary
      interruption.abort(reason)
      return new Promise(() => {})
    },
    20,
  )
  await expect(forever).rejects.toBe(reason)
  expect(own).not.toBe('')
  expect(existsSync(own)).toBe(false)
  const clean = withSweptFolder(around, folder.path, async () => 'taken away in time')
  expect(await clean).toBe('taken away in time')
})
