import { type CommitFacts, recordsOf } from '../record/record.ts'
import type { Report } from '../report/report.ts'
import { isOfDefaultBranch } from './default-branch.ts'
import type { RunEvent } from './event.ts'
import type { Branch } from './record-branch.ts'
import { type AppendResult, appendRecords } from './records.ts'

/**
 * Stores what a run on the default branch measured; other runs store nothing.
 * @param facts of the commit that the run is of
 * @returns null when there is nothing to store
 */
export async function storeReport(
  branch: Branch,
  event: RunEvent,
  report: Report,
  facts: () => Promise<CommitFacts>,
  pause: (attempt: number) => Promise<void>,
): Promise<AppendResult | null> {
  if (!isOfDefaultBranch(event)) return null
  const comparisons = report.images.map(({ comparison }) => comparison)
  const here = comparisons.filter(({ candidate }) => (candidate.commit ?? event.sha) === event.sha)
  const elsewhere = comparisons
    .filter(comparison => !here.includes(comparison))
    .map(
      ({ name, candidate }) =>
        `\`${name}\` is not recorded: it was built from ${candidate.commit?.slice(0, 7)}, and the run is of ${event.sha.slice(0, 7)}.`,
    )
  const commit = await facts()
  const records = here.flatMap(comparison => recordsOf(comparison, commit))
  const { outcome, warnings } = await appendRecords(branch, records, pause)
  return { outcome, warnings: [...elsewhere, ...warnings] }
}
