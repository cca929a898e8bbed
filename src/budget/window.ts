import type { Metric } from '../image/measurement.ts'
import type { Budget, Since, Spent } from './budget.ts'
import { growth, type Weight } from './weight.ts'

/** What one platform weighed at a commit of the default branch. */
export interface RecordedWeight extends Weight {
  platform: string
  commit: string
  subject: string | null
  /** When it was committed, ISO 8601. */
  time: string
}

/** Everything that budgets with `since` look back on. */
export interface History {
  /** By platform, oldest first. */
  records: Map<string, RecordedWeight[]>
  /** The base commit and those before it, newest first. */
  line: string[]
  /** The same for the commit of each tag; or why there is none. */
  tags: Map<string, string[] | { why: string }>
  now: Date
}

/** A window of one budget on one platform. */
export interface Growth {
  /** Bytes over the whole window. */
  bytes: number
  /** What the image weighed when it began. */
  from: number
  spent: Spent
}

/** Commits that are named; the others are counted. */
const NAMED = 5

/**
 * How much a platform grew since the record that a budget names, commit by commit.
 * @param candidate what it weighs now; its size must be known
 * @returns why that cannot be told, in words
 */
export function growthSince(
  { since, upstream }: { since: Since; upstream: Budget['upstream'] },
  metric: Metric,
  { platform, candidate }: { platform: string; candidate: Weight },
  history: History,
): Growth | { why: string } {
  const all = history.records.get(platform) ?? []
  if (all.length === 0) return { why: `there are no records of ${platform} yet` }
  const known = all.filter(record => record[metric] !== null)
  if (known.length === 0) return { why: `the records have no ${metric} sizes` }
  const tip = indexOf(known, history.line)
  if (tip === null) {
    return { why: `there is no record of the base commit${othersOf(history.line)}` }
  }
  const start = startOf(since, known.slice(0, tip + 1), history)
  if ('why' in start) return start
  const window = known.slice(start.index, tip + 1)
  const [first] = window
  const last = window.at(-1)
  const own = last && growth(last, candidate, metric, upstream)
  const from = first?.[metric] ?? null
  if (first === undefined || own == null || from === null) {
    return { why: `${metric} sizes were not measured` }
  }
  const steps = window.slice(1).map((record, index) => ({
    commit: record.commit,
    subject: record.subject,
    change: growth(window[index] as RecordedWeight, record, metric, upstream) ?? 0,
  }))
  const biggest = steps
    .filter(({ change }) => change > 0)
    .sort((a, b) => b.change - a.change)
    .slice(0, NAMED)
  const total = sum(steps)
  return {
    bytes: total + own,
    from,
    spent: {
      from: first.commit,
      nearer: start.nearer,
      commits: steps.length,
      biggest,
      rest: { commits: steps.length - biggest.length, change: total - sum(biggest) },
      own,
      unrecorded: last?.commit !== history.line[0],
    },
  }
}

// --- internal ---

const DAY = 86_400_000

interface Start {
  index: number
  nearer: string | null
}

/** @param records those up to the base commit, oldest first; there is one */
function startOf(
  since: Since,
  records: RecordedWeight[],
  history: History,
): Start | { why: string } {
  switch (since.kind) {
    case 'records': {
      const index = records.length - since.count
      if (index >= 0) return { index, nearer: null }
      const there = records.length === 1 ? 'there is only 1' : `there are only ${records.length}`
      return { index: 0, nearer: there }
    }
    case 'days': {
      const latest = history.now.getTime() - since.days * DAY
      const index = records.findLastIndex(({ time }) => Date.parse(time) <= latest)
      if (index >= 0) return { index, nearer: null }
      const age = Math.floor((history.now.getTime() - Date.parse(records[0]?.time ?? '')) / DAY)
      return { index: 0, nearer: `the oldest record is ${age} ${age === 1 ? 'day' : 'days'} old` }
    }
    case 'tag': {
      const line = history.tags.get(since.tag) ?? { why: `the tag ${since.tag} was not looked up` }
      if ('why' in line) return line
      const index = indexOf(records, line)
      if (index !== null) return { index, nearer: null }
      return {
        why: `up to the base commit there is no record of ${since.tag}${othersOf(line)}`,
      }
    }
  }
}

/** The record of the first of these commits that has one. */
function indexOf(records: RecordedWeight[], line: string[]): number | null {
  const places = new Map(records.map(({ commit }, index) => [commit, index]))
  const found = line.find(commit => places.has(commit))
  return found === undefined ? null : (places.get(found) ?? null)
}

/** ` 1a2b3c4, nor of the 100 commits before it` */
function othersOf([first, ...before]: string[]): string {
  const which = first === undefined ? '' : ` ${first.slice(0, 7)}`
  if (before.length === 0) return which
  return `${which}, nor of the ${before.length === 1 ? 'commit' : `${before.length} commits`} before it`
}

function sum(steps: { change: number }[]): number {
  return steps.reduce((bytes, { change }) => bytes + change, 0)
}
