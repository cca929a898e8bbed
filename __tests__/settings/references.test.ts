import { expect, test } from '@jest/globals'
import { UsageError } from '../../src/common/errors.ts'
import { parseReference, referenceText, withDigest } from '../../src/settings/references.ts'
import { digestOfZeros } from '../docker/fake.ts'

test.each([
  ['debian', 'docker', 'debian'],
  ['debian:12', 'docker', 'debian:12'],
  ['docker://debian:12', 'docker', 'debian:12'],
  ['docker:24-dind', 'docker', 'docker:24-dind'],
  ['library/debian', 'docker', 'library/debian'],
  ['ghcr.io/owner/app:main', 'docker', 'ghcr.io/owner/app:main'],
  ['localhost:5000/app', 'docker', 'localhost:5000/app'],
  ['[::1]:5000/app:1', 'docker', '[::1]:5000/app:1'],
  [`ghcr.io/o/a@${digestOfZeros}`, 'docker', `ghcr.io/o/a@${digestOfZeros}`],
  [`docker://a:1@${digestOfZeros}`, 'docker', `a:1@${digestOfZeros}`],
  ['  debian:12\n', 'docker', 'debian:12'],
  ['docker-daemon:app:1', 'docker-daemon', 'app:1'],
  [`docker-daemon:${digestOfZeros}`, 'docker-daemon', digestOfZeros],
  ['docker-daemon:0123456789ab', 'docker-daemon', '0123456789ab'],
  ['oci:dist/image', 'oci', 'dist/image'],
  ['oci:dist/image:tag', 'oci', 'dist/image:tag'],
  ['oci:/abs/with blank', 'oci', '/abs/with blank'],
  ['oci-archive:image.tar', 'oci-archive', 'image.tar'],
  ['docker-archive:image.tar:app:1', 'docker-archive', 'image.tar:app:1'],
] as const)('%j → %s %j', (text, transport, value) => {
  expect(parseReference('image', text)).toEqual({ transport, value })
})

test.each([
  '',
  'docker://',
  'Debian',
  'debian:',
  'debian:.a',
  'a/../b',
  'a//b',
  '-x',
  '--help',
  'a b',
  'http://a/b',
  'containers-storage:/a',
  'containers-storage:a',
  'dir:a',
  'dir:/a',
  'a@sha256:1',
  'docker://docker://a',
  'docker-daemon:',
  'docker-daemon:-f',
  'docker-daemon://a',
  'oci:',
  'oci://dist',
  'oci-archive:',
  'docker-archive:',
  'a;b',
  '$(a)',
  'a\nb',
])('%j is refused', text => {
  expect(() => parseReference('baseline', text)).toThrow(UsageError)
  expect(() => parseReference('baseline', text)).toThrow(
    /^baseline: .* must be an image reference: `docker:\/\/NAME` .*`docker-archive:FILE`.*, for example /,
  )
})

test.each([
  ['containers-storage:app:1', '; `containers-storage:` is not read, for example'],
  ['docker-deamon:app', '; did you mean `docker-daemon:`?, for example'],
  ['docker-archiv:app.tar', '; did you mean `docker-archive:`?, for example'],
])('%s: %s', (text, expected) => {
  expect(() => parseReference('image', text)).toThrow(expected)
})

test.each(['registry:2', 'docker:24', 'my-app:1', 'oci-tools:2'])('%s is a name', text => {
  expect(parseReference('image', text)).toEqual({ transport: 'docker', value: text })
})

test.each([
  'docker://debian:12',
  'docker-daemon:a:1',
  'oci:a',
  'oci-archive:a.tar',
  'docker-archive:a.tar',
])('%s is written as it is read', text =>
  expect(referenceText(parseReference('image', text))).toBe(text),
)

test.each([
  ['debian', 'debian'],
  ['debian:12', 'debian'],
  ['localhost:5000/a', 'localhost:5000/a'],
  ['localhost:5000/a:1', 'localhost:5000/a'],
  [`ghcr.io/o/a:1@${digestOfZeros}`, 'ghcr.io/o/a'],
])('%s by digest', (name, expected) => {
  expect(withDigest(name, digestOfZeros)).toBe(`${expected}@${digestOfZeros}`)
})

test.each([
  ['docker-daemon:UPPER/case:1', 'docker-daemon:upper/case:1'],
  ['docker-daemon:My App', 'docker-daemon:api:candidate'],
  ['ghcr.io/Owner/App:Tag', 'ghcr.io/owner/app:Tag'],
])('%s is refused, and the example is valid', (text, meant) => {
  expect(() => parseReference('image', text)).toThrow(`, for example \`${meant}\``)
  expect(parseReference('image', meant).value).toContain(':')
})
