import { expect, test } from '@jest/globals'
import * as z from 'zod'
import { DecodeError, decode, decodeJson } from '../../src/oci/decode.ts'
import { platformText } from '../../src/oci/image-spec.ts'

const schema = z.object({ a: z.object({ b: z.array(z.number()) }) })

test.each<[string, RegExp]>([
  ['{', /^it: is not JSON$/],
  ['{"a":{"b":[1,"2"]}}', /^it: a\.b\[1\]: /],
  ['5', /^it: Invalid input: expected object/],
])('%s is refused with its place', (text, message) => {
  const read = () => decodeJson(schema, text, 'it')
  expect(read).toThrow(DecodeError)
  expect(read).toThrow(message)
})

test('at most three things are told at once', () => {
  const value = { a: { b: ['1', '2', '3', '4'] } }
  expect(() => decode(schema, value, 'it')).toThrow(
    /^it: a\.b\[0\][^;]*; a\.b\[1\][^;]*; a\.b\[2\][^;]*$/,
  )
})

test.each([
  [undefined, 'linux/arm'],
  ['', 'linux/arm'],
  ['v7', 'linux/arm/v7'],
])('the variant %j', (variant, text) => {
  expect(platformText({ os: 'linux', architecture: 'arm', variant })).toBe(text)
})
