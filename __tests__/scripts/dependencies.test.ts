import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import * as z from 'zod'

const packages = z.record(z.string(), z.string())
const { dependencies, devDependencies } = z
  .object({ dependencies: packages, devDependencies: packages })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')))
const [, bundled = '', development = ''] = readFileSync('docs/dependencies.md', 'utf8').split(
  '\n## ',
)

test.each([
  ['the bundle', dependencies, bundled],
  ['development', devDependencies, development],
])('every package of %s has a reason, in order', (_, wanted, section) => {
  const reasons = [...section.matchAll(/^\| `(.+?)` \| \S.* \|$/gm)].map(([, name]) => name)
  expect(reasons).toEqual(Object.keys(wanted).sort())
})

test('versions are exact, so that the lock file and the bundle say the same', () => {
  const versions = Object.values({ ...dependencies, ...devDependencies })
  expect(versions.filter(version => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})
