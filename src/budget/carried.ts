import type { Budget, Judgement, Since } from './budget.ts'
import type { CandidatePlatform } from './narrow.ts'
import type { Growth } from './window.ts'

/**
 * A platform narrowed to the path of an increase budget, with what the report says of the baseline there: the
 * candidate's files are in a report, those of the baseline are not. Unknown where the report says nothing.
 */
export function carriedPart(
  carried: Judgement[],
  budget: Budget,
  narrowed: CandidatePlatform,
): CandidatePlatform {
  const { path, layer } = budget
  const part = carried.find(
    ({ budget: other, platform, part }) =>
      part !== undefined &&
      other.path === path &&
      other.layer === layer &&
      platform === narrowed.platform,
  )?.part
  const baseline = part?.baseline ?? null
  const candidate = narrowed.unpacked.candidate ?? part?.candidate ?? null
  const change = baseline === null || candidate === null ? null : candidate - baseline
  const upstream = part?.upstream ?? 0
  return {
    ...narrowed,
    unpacked: { baseline, candidate, change },
    blame: {
      ...narrowed.blame,
      unpacked: change === null ? null : { own: change - upstream, upstream },
    },
  }
}

/**
 * Growth over a window as the commits that a report names add up to it.
 * @returns why that cannot be told, in words
 */
export function carriedGrowth(
  carried: Judgement[],
  budget: Budget & { since: Since },
  platform: string,
): Growth | { why: string } {
  const same = carried.find(
    ({ budget: other, platform: on }) =>
      on === platform &&
      other.metric === budget.metric &&
      other.upstream === budget.upstream &&
      JSON.stringify(other.since) === JSON.stringify(budget.since),
  )
  if (same?.spent?.size === undefined) {
    return { why: same?.why ?? 'the report does not say how the image grew over that window' }
  }
  const { biggest, rest, own, size } = same.spent
  const bytes = biggest.reduce((sum, { change }) => sum + change, rest.change + own)
  return { bytes, from: size, spent: same.spent }
}
