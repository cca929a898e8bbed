import { expect, test } from '@jest/globals'
import { decimal, numericField, octalField } from '../../src/scan/tar-numbers.ts'

test.each<[string, number]>([
  ['', 0],
  ['\0\0', 0],
  [' \0 ', 0],
  ['17', 15],
  [' 17 \0', 15],
  ['\0 17', 15],
  ['17\x0099', 15],
  ['17\0\n9', 15],
  ['1 7', Number.NaN],
  ['18', Number.NaN],
  ['-7', Number.NaN],
  ['x7', Number.NaN],
  ['7x', Number.NaN],
])('octal %j is %d', (text, value) => {
  // What stands before and behind the field is none of it.
  const block = Buffer.from(`7${text}7`, 'latin1')
  expect(octalField(block, 1, text.length)).toBe(value)
  expect(numericField(block, 1, text.length)).toBe(value)
})

test.each<[number[], number]>([
  [[0x80], 0],
  [[0x80, 1, 2], 258],
  [[0xbf, 1], 0x3f01],
  [[0x80, 0, 0, 0, 0, 0, 0, 0, 1], 1],
  [[0x80, 0x80, 0, 0, 0, 0, 0, 0, 0], Number.NaN],
  [[0x80, 0x7f, 0, 0, 0, 0, 0, 0, 0], 0x7f * 256 ** 7],
  [[0xff, 0xff], -1],
  [[0xc0, 0], -1],
])('base-256 %j is %d', (bytes, value) => {
  expect(numericField(Buffer.from([9, ...bytes, 9]), 1, bytes.length)).toBe(value)
})

test.each<[string, number]>([
  ['0', 0],
  ['012', 12],
  ['+12', 12],
  ['-12', -12],
  ['', Number.NaN],
  ['-', Number.NaN],
  ['1.5', Number.NaN],
  ['x1', Number.NaN],
  ['1x', Number.NaN],
  ['9223372036854774784', 2 ** 63 - 1024],
  ['9223372036854775808', Number.NaN],
  ['-9223372036854775808', Number.NaN],
])('decimal %j is %d', (text, value) => {
  expect(decimal(text)).toBe(value)
})
