import { expect, test } from '@jest/globals'
import { decodeReport } from '../src/report/printers/json.ts'
import type { Flow } from './support/faults/fault.ts'
import { runMatrix } from './support/faults/matrix.ts'
import type { FaultResult } from './support/faults/runner.ts'

// Every call that a run makes to GitHub, with every fault: which calls there are is found out by clean runs, so a new
// one is in the matrix by itself. What each class of fault comes to is in docs/fault-model.md.

/** Read before it is written, or by a run that has nothing else to say. */
const again = /^next record: .*(heads|contents|blobs)|^no report: /
const { clean, results } = await runMatrix(again)
const cleanOf = (flow: Flow) => clean.find(one => one.flow === flow) ?? fail(`no ${flow}`)

test('the runs without a fault', () => {
  expect(clean.map(one => [one.flow, one.exitCode, one.outputs.verdict])).toEqual([
    ['first comment', 0, 'approved'],
    ['next comment', 0, 'approved'],
    ['first record', 0, 'passed'],
    ['next record', 0, 'passed'],
    ['no report', 1, undefined],
  ])
  expect(new Set(clean.flatMap(({ calls }) => calls)).size).toBeGreaterThan(15)
  for (const one of clean)
    if (one.flow.endsWith('record')) expect(warnings(one)).toContainEqual(noBaseline)
    else expect(warnings(one)).toEqual([])
  expect(clean.map(({ comments, records }) => [comments.length, records?.length])).toEqual([
    [1, undefined],
    [1, undefined],
    [0, 1],
    [0, 2],
    [1, undefined],
  ])
})

const rows = results.map(
  one => [`${one.flow}: ${one.trouble?.call}: ${one.trouble?.kind}`, one] as const,
)

test.each(rows)('%s', (_, result) => {
  expect(result.log).not.toMatch(/THROWN|^ +at /m)
  expect(result.log).not.toMatch(/defect/)
  expectBounded(result)
  if (result.flow === 'no report') expectNoReport(result)
  else expectReport(result)
  if (result.records !== null || result.flow.endsWith('record')) expectRecords(result)
  else expectComment(result)
})

/** Whatever GitHub does, the step ends within four minutes of waiting for it. */
function expectBounded({ flow, waited }: FaultResult): void {
  expect(waited - cleanOf(flow).waited).toBeLessThan(240_000)
}

/** The verdict follows from what could be known, and what is less than without a fault is told. */
function expectReport(result: FaultResult): void {
  const report = decodeReport(result.report ?? '', 'report')
  const [image, ...others] = report.images
  expect(others).toEqual([])
  if (image === undefined) throw new Error('no image')
  const judged = image.judgements.filter(({ outcome }) => outcome !== 'not judged')
  const grew = result.flow.endsWith('comment')
  const labels = !result.log.includes('labels could not be read')
  const verdict = !grew || judged.length === 0 ? 'passed' : labels ? 'approved' : 'exceeded'
  expect([result.outputs.verdict, report.verdict]).toEqual([verdict, verdict])
  expect(result.exitCode).toBe(verdict === 'exceeded' ? 1 : 0)
  expect(result.summary).toContain('`api`')
  const shown = (one: FaultResult) => {
    const { images } = decodeReport(one.report ?? '', 'report')
    return images.map(({ judgements, comparison, trends }) => [
      judgements.map(({ outcome, actual }) => [outcome, actual]),
      comparison.baseline.state,
      trends?.map(({ points }) => points.length),
    ])
  }
  const same = JSON.stringify(shown(result)) === JSON.stringify(shown(cleanOf(result.flow)))
  if (same) return
  expect(newWarnings(result)).not.toEqual([])
  const said = [...report.notes, ...image.judgements.map(({ why }) => why ?? '')].join()
  expect(said).toMatch(/could not|unavailable/)
}

function expectNoReport({ exitCode, log, outputs }: FaultResult): void {
  expect(exitCode).toBe(1)
  expect(log).toMatch(/^::error::minimum-change: /m)
  expect(outputs.verdict).toBeUndefined()
}

/** One comment of ours at most, and it is this run's, or the log and the report say that it is not. */
function expectComment(result: FaultResult): void {
  const { comments, outputs, log } = result
  const ofThisRun = comments.filter(body => body.includes(' run=9 '))
  expect(ofThisRun.length).toBeLessThanOrEqual(1)
  const told = /^::warning::.*(comment|Duplicates)/im.test(log)
  if (told) return
  expect([comments.length, ofThisRun.length]).toEqual([1, 1])
  if (result.flow === 'no report') expect(comments[0]).toContain('could not be measured')
  else expect(outputs['comment-url']).toMatch(/issuecomment/)
}

/** The record is there, once, behind the earlier ones; or the log says that it is not. */
function expectRecords(result: FaultResult): void {
  const { records, log } = result
  const wanted = cleanOf(result.flow).records?.length
  if (/^::warning::The record could not be stored/m.test(log)) {
    expect([undefined, wanted, (wanted ?? 0) - 1]).toContain(records?.length)
  } else {
    expect(records).toHaveLength(wanted ?? 0)
    expect(new Set(records).size).toBe(wanted)
  }
}

const noBaseline = expect.stringMatching(/^api: baseline unavailable: the candidate is an existing/)

function warnings({ log }: FaultResult): string[] {
  return [...log.matchAll(/^::warning::(.*)$/gm)].map(([, text = '']) => text)
}

function newWarnings(result: FaultResult): string[] {
  const before = new Set(warnings(cleanOf(result.flow)))
  return warnings(result).filter(text => !before.has(text))
}

function fail(why: string): never {
  throw new Error(why)
}
