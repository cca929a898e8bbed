import { expect } from '@jest/globals'
import type { PlatformComparison } from '../../../src/compare/comparison.ts'
import { type DaemonFlow, type DaemonResult, PATIENCE } from './daemon-matrix.ts'

/** Figures of a side that must not be wrong. */
export type Figures = (platform: PlatformComparison, side: 'baseline' | 'candidate') => unknown

/**
 * What holds whatever fails, for a flow whose image exceeds its budget: the sizes are right or absent, the verdict follows
 * from those that are there, what is absent is told, and the run ends by itself or tells what it waits for.
 * @param clean the same flow without a fault
 */
export function expectTold<Flow extends DaemonFlow>(
  result: DaemonResult<Flow>,
  clean: DaemonResult<Flow>,
  figures: Figures,
): void {
  const { exitCode, stderr, report, took } = result
  // A canary was shown.
  if (exitCode === -1) throw new Error(stderr)
  expect(stderr).not.toMatch(/^ +at |defect/m)
  expect(took).toBeLessThan(PATIENCE + 10_000)
  if (exitCode === 143) {
    // As long as nobody asks it to end, the log tells what it waits for.
    expect(stderr).toMatch(/Waiting for `docker|says nothing until that is done/)
    return
  }
  const [image, ...others] = report?.images ?? []
  expect(others).toEqual([])
  if (image === undefined) {
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/^image-size-gate: \S/m)
    if (report !== undefined)
      expect(report.failed).toMatchObject([{ state: expect.stringMatching(/\S/) }])
    return
  }
  const { baseline, platforms } = image.comparison
  const right = clean.report?.images[0]?.comparison.platforms ?? []
  const of = (some: PlatformComparison[], side: 'baseline' | 'candidate') =>
    some.map(platform => figures(platform, side))
  expect(of(platforms, 'candidate')).toEqual(of(right, 'candidate'))
  if (baseline.state === clean.report?.images[0]?.comparison.baseline.state) {
    expect(of(platforms, 'baseline')).toEqual(of(right, 'baseline'))
    expect([exitCode, report?.verdict]).toEqual([1, 'exceeded'])
    return
  }
  expect(baseline).toMatchObject({ state: 'unavailable', why: expect.stringMatching(/\S/) })
  expect([exitCode, report?.verdict]).toEqual([0, 'passed'])
  expect(stderr).toMatch(/not judged|cannot be judged|could not be judged/)
}
