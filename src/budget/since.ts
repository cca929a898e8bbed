import { wrongValue } from '../common/wrong-value.ts'
import type { Since } from './budget.ts'

/**
 * How far back a budget looks: `30d`, `20 records`, or a tag (`v1.2.0`; `refs/tags/30d` for a tag that reads like
 * something else).
 * @throws UsageError that names the nearest right form
 */
export function parseSince(input: string, given: string): Since {
  const text = given.trim()
  const days = /^(\d+)d$/i.exec(text)?.[1]
  if (days !== undefined) return { kind: 'days', days: positive(input, given, days, '30d') }
  const count = /^(?:(\d+) *records?|records? +(\d+))$/i.exec(text)
  if (count !== null) {
    const number = positive(input, given, count[1] ?? count[2] ?? '', '20 records')
    return { kind: 'records', count: number }
  }
  if (!isTag(text) || isSpan(text)) throw wrongValue(input, given, expected, nearestForm(text))
  return { kind: 'tag', tag: text.replace(/^refs\/tags\//, '') }
}

/** The window as it is written: `30d`, `20 records`, `v1.2.0`. */
export function sinceText(since: Since): string {
  switch (since.kind) {
    case 'tag':
      return since.tag
    case 'days':
      return `${since.days}d`
    case 'records':
      return `${since.count} ${since.count === 1 ? 'record' : 'records'}`
  }
}

// --- internal ---

const expected = 'a number of days (30d), a number of records (20 records), or a tag (v1.2.0)'

const daysOf: Record<string, number> = { h: 1 / 24, d: 1, w: 7, m: 30, y: 365 }

/** Longer than any records reach, and still a date. */
const MOST = 100_000

function positive(input: string, given: string, digits: string, example: string): number {
  const number = Number(digits)
  if (number >= 1 && number <= MOST) return number
  throw wrongValue(input, given, `at least 1 and at most ${MOST}`, example)
}

/** `2w` could be a tag, but hardly anybody means one. */
function isSpan(text: string): boolean {
  return /^\d+ *(h|hours?|days?|w|weeks?|m|months?|y|years?)?$/i.test(text)
}

// https://git-scm.com/docs/git-check-ref-format
function isTag(text: string): boolean {
  return (
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no ref may contain
    /^[^\u0000-\u0020\u007f~^:?*[\\]{1,200}$/.test(text) &&
    !/^[-/]|\.\.|@\{|\/\/|\/\.|[./]$|\.lock$/.test(text)
  )
}

/** What was probably meant, in a right form. */
function nearestForm(text: string): string {
  const [, digits = '', word = ''] = /^(?:last +)?(\d+) *([a-z]*)/i.exec(text) ?? []
  if (digits === '') return /record|commit/i.test(text) ? '20 records' : 'v1.2.0'
  if (/^(r|c)/i.test(word)) return `${Number(digits)} records`
  const days = Math.ceil(Number(digits) * (daysOf[word.charAt(0).toLowerCase()] ?? 1))
  return `${Math.max(1, Math.min(days, MOST))}d`
}
