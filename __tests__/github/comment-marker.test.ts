import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { markerKey, markerLine, readMarker } from '../../src/github/comment-marker.ts'

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
    fc.property(fc.string(), fc.nat(), fc.string(), (name, runId, text) => {
      const key = markerKey(name)
      expect(key).not.toContain('--')
      expect(readMarker(markerLine({ key, runId }) + text)).toEqual({ key, runId, text })
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

test('GitHub may end lines its way', () => {
  expect(readMarker('<!-- image-size-gate:v1 key=api run=1 -->\r\ntext')?.text).toBe('text')
})
