import { expect, test } from '@jest/globals'
import { newMark } from '../../src/common/mark.ts'
import { loadedTag, ownName } from '../../src/docker/build.ts'
import type { EngineApi } from '../../src/docker/engine-api.ts'
import { sweepImages } from '../../src/docker/sweep-images.ts'
import { recording } from './fake.ts'

const dead = newMark().replace(/^(\d+)-\d+/, '$1-1')
const living = newMark()

const left = [
  loadedTag(dead, 'candidate'),
  `localhost/${loadedTag(dead, 'baseline')}`,
  loadedTag(dead, 'candidate', 12),
  `127.0.0.1:41234/${ownName(dead)}/baseline:image-12`,
  `127.0.0.1:41234/${ownName(dead)}:candidate`,
  `172.17.0.1:41234/${ownName(dead)}/baseline:image`,
  `[::1]:41234/${ownName(dead)}/baseline:image`,
]
const others = [
  loadedTag(living, 'candidate'),
  `127.0.0.1:41234/${ownName(living)}/candidate:image`,
  `${ownName(dead)}:../../containers/x`,
  `${ownName(dead)}/../x:image`,
  `ghcr.io/somebody/${ownName(dead)}:image`,
  `${ownName(dead)}x:image`,
  'image-size-gate/image-size-gate:latest',
  'image-size-gate/0123456789abcdef:candidate',
  '<none>:<none>',
]

function api(images: string[] | null): EngineApi & { asked: string[] } {
  const asked: string[] = []
  return {
    endpoint: 'unix:///x',
    asked,
    async ask(method, path) {
      asked.push(`${method} ${path}`)
      if (method === 'DELETE') return { status: 200, body: '' }
      if (images === null) return { status: 500, body: '' }
      const body = images.map(name => ({ RepoTags: [name] }))
      return { status: 200, body: JSON.stringify([...body, { RepoTags: null }]) }
    },
    open: async () => null,
  }
}

test('names of killed runs are taken off, those of living ones and of others are not', async () => {
  const engine = api([...left, ...others])
  const { run, lines } = recording()
  expect(await sweepImages(run, engine)).toBe(left.length)
  expect(engine.asked.slice(1)).toEqual(left.map(name => `DELETE /images/${name}?force=true`))
  expect(lines()).toEqual([])
})

test.each([
  ['without its API', null],
  ['with an API that does not tell', api(null)],
])('an engine %s is asked by docker', async (_, engine) => {
  const names = [...left, ...others].join('\n')
  const { run, lines } = recording(({ args }) => (args[1] === 'ls' ? `${names}\n` : ''))
  expect(await sweepImages(run, engine)).toBe(left.length)
  const removed = engine?.asked.filter(asked => asked.startsWith('DELETE')) ?? lines().slice(1)
  expect(removed).toHaveLength(left.length)
})

test('where nothing is left, one question is all', async () => {
  const engine = api(others)
  const { run, lines } = recording()
  expect(await sweepImages(run, engine)).toBe(0)
  expect([...engine.asked, ...lines()]).toEqual([
    expect.stringMatching(/^GET \/images\/json\?filters=/),
  ])
})
