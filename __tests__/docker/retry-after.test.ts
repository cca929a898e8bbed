import { expect, test } from '@jest/globals'
import { retryAfter } from '../../src/docker/retry-after.ts'

const now = Date.UTC(2026, 0, 1)
const refused =
  'ERROR: unexpected status from HEAD request to https://r:5000/v2/a/manifests/1: 429 Too Many Requests'

test.each([
  ['12', 12_000],
  ['0', 0],
  ['Thu, 01 Jan 2026 00:00:20 GMT', 20_000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  // Docker Hub
  [String(now / 1_000 + 30), 30_000],
  ['soon', null],
  ['', null],
  [null, null],
])('Retry-After: %s', async (header, expected) => {
  const asked: string[] = []
  const ask = async (url: string) => {
    asked.push(url)
    return header
  }
  expect(await retryAfter(refused, () => now, ask)).toBe(expected)
  expect(asked).toEqual(['https://r:5000/v2/a/manifests/1'])
})

test.each([
  ['toomanyrequests: retry-after: 585.911µs, allowed: 44000/minute', 1],
  ['toomanyrequests: retry-after: 1.5s, allowed: 44000/minute', 1_500],
  ['503 Service Unavailable', null],
])('%s', async (stderr, expected) => {
  const ask = () => Promise.reject(new Error('nobody is to be asked'))
  expect(await retryAfter(stderr, () => now, ask)).toBe(expected)
})
