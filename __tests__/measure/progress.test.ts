import { expect, test } from '@jest/globals'
import type { ScannedLayer } from '../../src/image/content.ts'
import { createProgress } from '../../src/measure/progress.ts'

function recorded({ terminal }: { terminal: boolean }) {
  const lines: string[] = []
  let time = 0
  const log = {
    info: (text: string) => void lines.push(text),
    warning: () => undefined,
    group: <T>(_: string, work: () => Promise<T>) => work(),
    ...(terminal ? { status: (text: string) => void lines.push(`~ ${text}`) } : {}),
  }
  return { lines, after: (seconds: number) => (time += seconds * 1000), ...progressOf() }

  function progressOf() {
    return { progress: createProgress(log, () => time) }
  }
}

const layer = { diffId: 'sha256:1', size: 41_200_000 } as unknown as ScannedLayer

test('every layer is a line, and a long one says how far it is', () => {
  const { lines, after, progress } = recorded({ terminal: false })
  progress.onBytes(1_000_000)
  after(16)
  progress.onBytes(19_000_000)
  after(1)
  progress.onBytes(1_000_000)
  progress.onLayer(layer)
  expect(lines).toEqual([
    'Measuring: 0 layers, 20 MB read so far.',
    'Measured layer 1: 41.2 MB unpacked.',
  ])
  expect(progress.summary(12)).toBe(
    'Read 1 of 12 layers: 21 MB, 41.2 MB unpacked; the others were known.',
  )
  expect(progress.summary(1)).toBe('Read 1 of 1 layers: 21 MB, 41.2 MB unpacked.')
})

test('a terminal has a bar where the end is known', () => {
  const { lines, after, progress } = recorded({ terminal: true })
  progress.onTotal(40_000_000)
  after(1)
  progress.onBytes(10_000_000)
  progress.onBytes(10_000_000)
  after(1)
  progress.onBytes(20_000_000)
  expect(lines).toEqual([
    '~ ██████░░░░░░░░░░░░░░░░░░ 0 layers, 10 MB of 40 MB read',
    '~ ████████████████████████ 0 layers, 40 MB of 40 MB read',
  ])
})

test('and counts where it is not', () => {
  const { lines, after, progress } = recorded({ terminal: true })
  progress.onLayer(layer)
  after(1)
  progress.onBytes(2_500)
  expect(lines.at(-1)).toBe('~ 1 layer, 2.5 kB read')
})

test('a layer that two streams bring is counted once, and its bytes twice', () => {
  const { lines, progress } = recorded({ terminal: false })
  for (const bytes of [9_000_000, 9_000_000]) {
    progress.onBytes(bytes)
    progress.onLayer(layer)
  }
  expect(lines).toEqual(['Measured layer 1: 41.2 MB unpacked.'])
  expect(progress.summary(1)).toBe('Read 1 of 1 layers: 18 MB, 82.4 MB unpacked.')
})
