import { expect, test } from '@jest/globals'
import { engineBase } from '../../src/docker/base-image.ts'
import { type Answer, recording } from './fake.ts'

const digest = (letter: string) => `sha256:${letter.repeat(64)}`
const inspected = (fields: object) =>
  JSON.stringify([{ Id: digest('1'), RootFS: { Layers: [digest('a'), digest('b')] }, ...fields }])

test.each<[string, Answer, string | null]>([
  ['pulled', inspected({ RepoDigests: [`debian@${digest('2')}`] }), digest('2')],
  ['built here', inspected({ RepoDigests: [] }), digest('1')],
  ['unknown to it', { exitCode: 1, stderr: 'No such image: debian:12', stdout: '[]' }, null],
])('an image of the engine, %s', async (_name, answer, expected) => {
  const { run, lines } = recording(() => answer)
  const base = await engineBase(run, 'debian:12')
  expect(lines()).toEqual(['docker image inspect -- debian:12'])
  const diffIds = [digest('a'), digest('b')]
  expect(base).toEqual(expected && { name: 'debian:12', digest: expected, diffIds })
})

test('an answer that is none names the command', async () => {
  const { run } = recording(() => '[{"Id":"x"}]')
  await expect(engineBase(run, 'debian:12')).rejects.toThrow(
    /^`docker image inspect` of debian:12: \[0\]\.Id/,
  )
})
