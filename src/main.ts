import { type Approval, parseApprovals } from './budget/approvals.ts'
import { judge, worstVerdict } from './budget/judge.ts'
import { compare } from './compare/compare.ts'
import { gitDirectoryNote } from './compare/git-directory.ts'
import { readHistory } from './measure/lookback.ts'
import { measureSides } from './measure/sides.ts'
import type { World } from './measure/world.ts'
import type { ImageReport, Report } from './report/report.ts'
import type { ImageSettings, Settings } from './settings/settings.ts'

/** What a report needs to know of the place that it is written for. */
export interface Surroundings {
  repository: Report['repository']
  /** Labels of the pull request. */
  labels: string[]
  /** What was noticed before measuring, e.g. inputs that this version does not serve. */
  notes: string[]
}

/**
 * The straight line: measure both sides of every image, compare, judge, report. Publishing and failing
 * are the doors' business.
 * @throws UserError when a candidate cannot be built or measured
 */
export async function gate(
  settings: Settings,
  world: World,
  { repository, labels, notes }: Surroundings,
): Promise<Report> {
  const approved = parseApprovals(labels, settings.approvalLabelPrefix)
  const images: ImageReport[] = []
  const found: string[] = []
  for (const image of settings.images) {
    const report = await gateImage(image, settings, world, approved.approvals)
    images.push(report)
    const note = wasBuilt(image, report) ? gitDirectoryNote(report.comparison) : null
    if (note !== null) found.push(note)
  }
  return {
    schema: 1,
    verdict: worstVerdict(images.map(({ verdict }) => verdict)),
    images,
    notes: [...notes, ...approved.notes, ...found],
    repository,
    minimumChange: settings.minimumChange,
  }
}

// --- internal ---

/** Whether this run built the baseline, in a worktree. */
function wasBuilt({ source, baseline }: ImageSettings, { comparison }: ImageReport): boolean {
  const { state } = comparison.baseline
  const fromRecord = state === 'compared' && comparison.baseline.feed === 'record'
  const builds = baseline.kind === 'auto' || baseline.kind === 'build'
  return source.kind === 'build' && builds && state === 'compared' && !fromRecord
}

async function gateImage(
  image: ImageSettings,
  settings: Settings,
  world: World,
  approvals: Approval[],
): Promise<ImageReport> {
  const { candidate, baseline } = await measureSides(image, settings, world)
  const comparison = compare(image.name, baseline, candidate)
  const history = await readHistory(image, world)
  const trends = (await world.records?.trends(comparison)) ?? []
  return {
    comparison,
    ...judge(comparison, image.budgets, approvals, history),
    ...(trends.length === 0 ? {} : { trends }),
  }
}
