import { parseSize } from './limits.ts'

/** A pull request label that approves growth up to a size. */
export interface Approval {
  /** The label as it stands on the pull request: `image-size/+40MB`. */
  label: string
  bytes: number
}

/**
 * The approvals among a pull request's labels.
 * @param prefix `image-size/`, compared without case, as GitHub compares labels; null switches approvals off
 * @returns also a note for every label that has the prefix and is no approval: it approves nothing, and fails nothing
 */
export function parseApprovals(
  labels: string[],
  prefix: string | null,
): { approvals: Approval[]; notes: string[] } {
  const approvals: Approval[] = []
  const notes: string[] = []
  if (prefix === null) return { approvals, notes }
  for (const label of labels) {
    if (!label.toLowerCase().startsWith(prefix.toLowerCase())) continue
    const bytes = growthOf(label.slice(prefix.length))
    if (bytes === null) {
      notes.push(`The label "${label}" approves nothing: write it like "${prefix}+40MB".`)
    } else {
      approvals.push({ label, bytes })
    }
  }
  return { approvals, notes }
}

/**
 * The label that approves what is over its budget now, in whole units that are no less.
 * @param growth bytes, the most of any image
 */
export function labelFor(prefix: string, growth: number): string {
  const units = [
    [1_000_000, 'MB'],
    [1000, 'kB'],
    [1, 'B'],
  ] as const
  const [bytes, unit] = units.find(([size]) => growth >= size) ?? units[2]
  return `${prefix}+${Math.ceil(growth / bytes)}${unit}`
}

/** The approval that allows most, which is the one that counts. */
export function largestApproval(approvals: Approval[]): Approval | null {
  return approvals.reduce<Approval | null>(
    (largest, approval) =>
      largest === null || approval.bytes > largest.bytes ? approval : largest,
    null,
  )
}

// --- internal ---

/** 40000000 for `+40MB`; null for everything else. */
function growthOf(text: string): number | null {
  if (!text.startsWith('+')) return null
  try {
    return parseSize('growth', text.slice(1))
  } catch {
    return null
  }
}
