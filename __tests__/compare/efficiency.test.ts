import { expect, test } from '@jest/globals'
import { efficiency } from '../../src/compare/efficiency.ts'
import type { LayerFile } from '../../src/image/measurement.ts'

const file = (path: string, size: number): LayerFile => ({ path, size, kind: 'file' })
const directory = (path: string): LayerFile => ({ path, size: 0, kind: 'directory' })
const whiteout = (path: string): LayerFile => ({ path, size: 0, kind: 'whiteout' })

// dive's own test, with its numbers:
// https://github.com/wagoodman/dive/blob/main/dive/filetree/efficiency_test.go
test('files that are written again and then deleted', () => {
  const layers = [
    [file('etc/nginx/nginx.conf', 2000), file('etc/nginx/public', 3000)],
    [file('etc/nginx/nginx.conf', 5000), file('etc/athing', 10000)],
    [whiteout('etc/nginx')],
  ]
  expect(efficiency(layers)).toBe(0.75)
})

test('a deleted file costs all its bytes', () => {
  expect(efficiency([[file('a', 300), file('b', 700)], [whiteout('a')]])).toBeCloseTo(0.7)
})

test('a deleted directory counts with what lay in it, on both sides of the fraction', () => {
  const layers = [[directory('a'), file('a/x', 300), file('b', 100)], [whiteout('a')]]
  expect(efficiency(layers)).toBe(1)
  expect(efficiency([...layers, [file('b', 100)]])).toBeCloseTo(700 / 800)
})

test('no bytes are no waste; an unread layer makes it unknown', () => {
  expect(efficiency([])).toBe(1)
  expect(efficiency([[directory('a')]])).toBe(1)
  expect(efficiency([[file('a', 1)], null])).toBeNull()
})
