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
