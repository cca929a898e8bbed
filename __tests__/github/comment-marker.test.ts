import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { jobId, markerKey, markerLine, readMarker } from '../../src/github/comment-marker.ts'

test.each([
  ['api', 'api'],
  ['my_app-1.2', 'my_app-1.2'],
  ['a--b', expect.stringMatching(/^a-b-[0-9a-f]{12}$/)],
  ['api, web', expect.stringMatching(/^api-web-[0-9a-f]{12}$/)],
  ['--> <script>', expect.stringMatching(/^script-[0-9a-f]{12}$/)],
  ['', expect.stringMatching(/^[0-9a-f]{12}$/)],
  ['日本', expect.stringMatching(/^[0-9a-f]{12}$/)],
  ['x'.repeat(65), expect.stringMatching(/^x{40}-[0-9a-f]{12}$/)],
])('the key %j becomes %s', (key, expected) => {
  expect(markerKey(key)).toEqual(expected)
})

test('any key and text come back', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.string(), fc.string(), (name, runId, workflow, text) => {
      const key = markerKey(name)
      expect(key).not.toContain('--')
      const marker = { key, runId, job: jobId({ workflow, job: 'size' }) }
      expect(readMarker(markerLine(marker) + text)).toEqual({ ...marker, text })
    }),
  )
})

test('different keys stay different', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(markerKey(one) === markerKey(other)).toBe(one === other)
    }),
  )
})

test.each([
  'a report',
  ' <!-- image-size-gate:v1 key=api run=1 -->\n',
  'text\n<!-- image-size-gate:v1 key=api run=1 -->\n',
  '<!-- image-size-gate:v2 key=api run=1 -->\n',
  '<!-- image-size-gate:v1 key=api run=x -->\n',
  '<!-- image-size-gate:v1 key=a b run=1 -->\n',
  '<!-- image-size-gate:v1 key=api run=1 --> same line',
])('%j has no marker', comment => {
  expect(readMarker(comment)).toBeNull()
})

test('a marker of a version that told no job is one', () => {
  const marker = '<!-- image-size-gate:v1 key=api run=7 -->\n'
  expect(readMarker(marker)).toEqual({ key: 'api', runId: 7, job: '', text: '' })
})

test('jobs of different workflows are told apart', () => {
  const ids = [
    { workflow: 'a', job: 'b' },
    { workflow: 'b', job: 'a' },
    { workflow: 'a\nb', job: '' },
  ].map(jobId)
  expect(new Set(ids).size).toBe(3)
  expect(jobId({ workflow: 'a', job: 'b' })).toBe(ids[0])
})

test('GitHub may end lines its way', () => {
  expect(readMarker('<!-- image-size-gate:v1 key=api run=1 -->\r\ntext')?.text).toBe('text')
})
