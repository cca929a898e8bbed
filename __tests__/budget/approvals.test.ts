import { expect, test } from '@jest/globals'
import { largestApproval, parseApprovals } from '../../src/budget/approvals.ts'

test.each([
  ['image-size/+40MB', 40_000_000],
  ['Image-Size/+40mb', 40_000_000],
  ['image-size/+1.5 GiB', 1_610_612_736],
  ['image-size/+0', 0],
])('the label %j approves %d bytes', (label, bytes) => {
  expect(parseApprovals([label], 'image-size/')).toEqual({
    approvals: [{ label, bytes }],
    notes: [],
  })
})

test.each([
  'image-size/40MB',
  'image-size/+5%',
  'image-size/+40',
  'image-size/',
  'image-size/+-4MB',
])('the label %j approves nothing and is noted', label => {
  expect(parseApprovals([label], 'image-size/')).toEqual({
    approvals: [],
    notes: [`The label "${label}" approves nothing: write it like "image-size/+40MB".`],
  })
})

test('other labels are not looked at', () => {
  expect(parseApprovals(['bug', 'size/+40MB'], 'image-size/')).toEqual({ approvals: [], notes: [] })
})

test('no prefix, no approvals', () => {
  expect(parseApprovals(['image-size/+40MB', '+40MB'], null)).toEqual({ approvals: [], notes: [] })
})

test('the largest approval counts', () => {
  const { approvals } = parseApprovals(['ok/+1MB', 'ok/+1GB', 'ok/+900MB'], 'ok/')
  expect(largestApproval(approvals)).toEqual({ label: 'ok/+1GB', bytes: 1e9 })
  expect(largestApproval([])).toBeNull()
})
