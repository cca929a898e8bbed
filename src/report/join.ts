import type { Approval } from '../budget/approvals.ts'
import type { Budget } from '../budget/budget.ts'
import { worstVerdict } from '../budget/judge.ts'
import { judgeAgain, whatBudgetsBelie } from '../budget/judge-again.ts'
import { whatSizesBelie } from '../compare/consistent.ts'
import type { FailedImage, ImageReport, Report } from './report.ts'

/** A file that should be a report: what is in it, or why it cannot be read. */
export type FoundReport = { file: string } & ({ report: Report } | { why: string })

/** What reports of other jobs are held against. */
export interface JoinSettings {
  /** `owner/repo`, and the commit that all have to be of. */
  repository: NonNullable<Report['repository']>
  /** Names of images that have to report. */
  expected: string[]
  approvals: Approval[]
  /** Budgets that decide; null: those that a report carries. */
  budgetsOf: (name: string) => Budget[] | null
  warnOnly: boolean
}

/** More than anybody has; a report of a stranger could name a million, each as short as its name. */
const MOST_IMAGES = 2000

/**
 * Reports of other jobs as one. Nothing that they claim is believed: sizes have to add up, budgets are judged again,
 * and what cannot be used is an image that could not be read, for which the verdict is `exceeded`.
 */
export function joinReports(found: FoundReport[], settings: JoinSettings): Report {
  const whole: { file: string; report: Report }[] = []
  const unusable: FailedImage[] = []
  let count = 0
  for (const one of found) {
    if ('why' in one) {
      unusable.push(notRead(one.file, one.why))
      continue
    }
    const { file, report } = one
    const named = namesOf(report)
    count += named.length
    const why =
      count > MOST_IMAGES ? `all reports together name more than ${MOST_IMAGES} images` : null
    const belied = why ?? whatReportBelies(report)
    const other = whyOther(report, settings.repository)
    if (belied !== null) unusable.push(notRead(file, belied))
    // What it is of is known, and that somebody waits for it.
    else if (other !== null)
      unusable.push(...named.map(name => notRead(name, `${ticked(file)} ${other}`)))
    else whole.push(one)
  }
  const twice = namedTwice(whole)
  const isOnce = ({ name }: { name: string }) => !twice.has(name)
  const images = whole
    .flatMap(({ report }) => report.images)
    .filter(({ comparison }) => isOnce(comparison))
    .map((image): ImageReport => {
      const budgets = settings.budgetsOf(image.comparison.name)
      return { ...image, ...judgeAgain(image, budgets, settings.approvals) }
    })
  const all = <Key extends 'failed' | 'unchanged' | 'removed'>(key: Key) =>
    whole.flatMap(({ report }) => (report[key] ?? []) as NonNullable<Report[Key]>[number][])
  const failed = [
    ...all('failed').filter(isOnce),
    ...unusable,
    ...[...twice].map(([name, files]) =>
      notRead(name, `these reports both have it: ${files.map(ticked).join(', ')}`),
    ),
  ]
  const unchanged = all('unchanged').filter(isOnce)
  const removed = all('removed')
  const known = new Set([
    ...images.map(({ comparison }) => comparison.name),
    ...[...failed, ...unchanged].map(({ name }) => name),
  ])
  const silent = whole
    .flatMap(({ report }) => report.missing ?? [])
    .filter(name => !twice.has(name))
  const missing = [...new Set([...settings.expected.filter(name => !known.has(name)), ...silent])]
  const [first] = whole
  return {
    schema: 1,
    verdict:
      failed.length + missing.length > 0
        ? 'exceeded'
        : worstVerdict(images.map(({ verdict }) => verdict)),
    images,
    ...(missing.length === 0 ? {} : { missing }),
    ...(failed.length === 0 ? {} : { failed }),
    ...(unchanged.length === 0 ? {} : { unchanged }),
    ...(removed.length === 0 ? {} : { removed }),
    notes: [...new Set(whole.flatMap(({ report }) => report.notes.slice(0, MOST_NOTES)))],
    repository: settings.repository,
    minimumChange: first?.report.minimumChange ?? 0,
    ...(settings.warnOnly ? { warnOnly: true } : {}),
  }
}

/** Names that more than one report has, or one has twice, and the files. */
export function namedTwice(reports: { file: string; report: Report }[]): Map<string, string[]> {
  const files = new Map<string, string[]>()
  for (const { file, report } of reports) {
    for (const name of namesOf(report)) files.set(name, [...(files.get(name) ?? []), file])
  }
  return new Map([...files].filter(([, where]) => where.length > 1))
}

/** Reports whose images of one name are told apart by the file that each is from. */
export function toldApart(reports: { file: string; report: Report }[]): Report[] {
  const twice = namedTwice(reports)
  if (twice.size === 0) return reports.map(({ report }) => report)
  return reports.map(({ file, report }) => {
    const named = (name: string) => (twice.has(name) ? `${name} (${file})` : name)
    const { images, failed, unchanged } = report
    const renamed = <Image extends { name: string }>(image: Image): Image => ({
      ...image,
      name: named(image.name),
    })
    return {
      ...report,
      images: images.map(image => ({ ...image, comparison: renamed(image.comparison) })),
      ...(failed === undefined ? {} : { failed: failed.map(renamed) }),
      ...(unchanged === undefined ? {} : { unchanged: unchanged.map(renamed) }),
    }
  })
}

// --- internal ---

/** Of one report: they become warnings in the log. */
const MOST_NOTES = 20

function namesOf({ images, failed = [], unchanged = [], missing = [] }: Report): string[] {
  return [
    ...images.map(({ comparison }) => comparison.name),
    ...[...failed, ...unchanged].map(({ name }) => name),
    ...missing,
  ]
}

/** What makes a report none that the gate wrote. */
function whatReportBelies(report: Report): string | null {
  for (const image of report.images) {
    const { comparison } = image
    const belied = whatSizesBelie(comparison) ?? whatBudgetsBelie(image)
    if (belied !== null) return `of ${ticked(comparison.name)} ${belied}`
  }
  const { failed = [], missing = [] } = report
  const right =
    failed.length + missing.length > 0
      ? 'exceeded'
      : worstVerdict(report.images.map(({ verdict }) => verdict))
  return right === report.verdict
    ? null
    : `its verdict is ${report.verdict}, and its images come to ${right}`
}

function whyOther(
  { repository }: Report,
  wanted: NonNullable<Report['repository']>,
): string | null {
  if (repository === null) return 'names no commit, so nobody knows what it is of'
  if (repository.name !== wanted.name) return `is of the repository ${ticked(repository.name)}`
  if (repository.headSha === wanted.headSha) return null
  const [theirs, ours] = [repository.headSha, wanted.headSha].map(sha => sha.slice(0, 7))
  return `is of the commit ${theirs}, and this is ${ours}`
}

function notRead(name: string, why: string): FailedImage {
  return { name, state: 'not read', why, dockerfile: null, lines: null }
}

function ticked(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``
}
