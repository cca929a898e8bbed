import { expect, test } from '@jest/globals'
import { phaseOf } from '../../src/docker/push-phase.ts'

test.each([
  ['#7 exporting to image', 'exporting'],
  ['#7 exporting layers 0.2s done', 'exporting'],
  ['#12 pushing layers', 'pushing'],
  ['#8 pushing 127.0.0.1:40123/run with docker', 'pushing'],
  ['#5 [2/3] RUN make', null],
  ['#5 0.123 pushing layers', null],
  ['pushing layers', null],
  ['#7 DONE 0.1s', null],
])('%s: %s', (line, phase) => {
  expect(phaseOf(line)).toBe(phase)
})
