import type { History } from '../budget/window.ts'
import type { Comparison } from '../compare/comparison.ts'
import type { Measurement } from '../image/measurement.ts'
import { type CommitFacts, recordsOf, weightOf } from '../record/record.ts'
import { trendsOf } from '../record/trend.ts'
import type { Report, Trend } from '../report/report.ts'
import { ancestorsOf, commitOfTag } from './ancestors.ts'
import { factsOfRun, isOfDefaultBranch } from './default-branch.ts'
import type { RunEvent } from './event.ts'
import type { Branch } from './record-branch.ts'
import { openRecords } from './record-reader.ts'
import type { AppendResult } from './records.ts'
import { explainRefusal, isRequestFailure } from './refusal.ts'
import { storeReport } from './store-report.ts'

/** The records of a repository, as one run looks at them. */
export interface RunRecords {
  /** The measurement of an image at a commit, or at the nearest recorded one before it; null: build it. */
  at: (name: string, sha: string) => Promise<Measurement | null>
  /** On the default branch the commit that the run is of is the last point. */
  trends: (comparison: Comparison) => Promise<Trend[]>
  /**
   * @param end the last commit that growth counts from, itself or what is before it
   * @param tags that budgets look back to
   */
  history: (
    name: string,
    end: { sha: string; itself: boolean },
    tags: string[],
  ) => Promise<History | { why: string }>
  /** Stores what a run on the default branch measured; null: there is nothing to store. */
  store: (report: Report, pause: (attempt: number) => Promise<void>) => Promise<AppendResult | null>
  /** The branch that keeps them. */
  branch: string
  /** What was wrong, for the report; complete when reading is over. */
  notes: string[]
}

export function openRunRecords(branch: Branch, event: RunEvent, clock: () => Date): RunRecords {
  const { read, at, notes } = openRecords(branch)
  let asked: Promise<CommitFacts> | undefined
  const facts = () => {
    asked ??= factsOfRun(branch.octokit, event, clock)
    return asked
  }
  // Images share the base commit, and mostly the tags.
  const lines = remembered(sha => lineOf(branch, sha))
  const linesOfTags = remembered(tag => lineOfTag(branch, tag, lines))
  return {
    at,
    store: (report, pause) => storeReport(branch, event, report, facts, pause),
    branch: branch.branch,
    notes,
    trends: async comparison => {
      const records = await read(comparison.name)
      const commit = comparison.candidate.commit ?? event.sha
      const isRecorded = isOfDefaultBranch(event) && commit === event.sha
      const added = isRecorded ? recordsOf(comparison, await facts()) : []
      const platforms = comparison.platforms.flatMap(({ candidate }) => candidate?.platform ?? [])
      return trendsOf(records, platforms, event.defaultBranch ?? 'the default branch', added)
    },
    history: async (name, { sha, itself }, tags) => {
      const records = await read(name)
      if (records.length === 0) return { why: `there are no records of \`${name}\` yet` }
      const line = await lines(sha)
      if ('why' in line) return line
      const found = await Promise.all(tags.map(async tag => [tag, await linesOfTags(tag)] as const))
      return {
        records: Map.groupBy(records.map(weightOf), ({ platform }) => platform),
        line: itself ? line : line.slice(1),
        tags: new Map(found),
        now: clock(),
      }
    },
  }
}

// --- internal ---

/** A commit and those before it, newest first; or why they are not known. */
type Line = string[] | { why: string }

function remembered<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const asked = new Map<string, Promise<T>>()
  return key => {
    const asking = asked.get(key) ?? ask(key)
    asked.set(key, asking)
    return asking
  }
}

/** One that was never pushed is alone. */
async function lineOf(branch: Branch, sha: string): Promise<Line> {
  try {
    return [sha, ...(await ancestorsOf(branch, sha))]
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    if (error.status === 404 || error.status === 422) return [sha]
    const why = explainRefusal(error, 'contents: read')
    return { why: `the commits before ${sha.slice(0, 7)} could not be listed: ${why}` }
  }
}

async function lineOfTag(
  branch: Branch,
  tag: string,
  lines: (sha: string) => Promise<Line>,
): Promise<Line> {
  try {
    const sha = await commitOfTag(branch, tag)
    return sha === null ? { why: `there is no tag ${tag} of a commit` } : lines(sha)
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    const why = explainRefusal(error, 'contents: read')
    return { why: `the tag ${tag} could not be looked up: ${why}` }
  }
}
