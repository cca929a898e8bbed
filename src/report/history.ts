/** What the records tell of one image on one platform, oldest commit first. */
export interface History {
  name: string
  platform: string
  points: HistoryPoint[]
  /** Limits of the whole image's size, in bytes. */
  budgets: { name: string; metric: 'unpacked' | 'compressed'; bytes: number }[]
}

export interface HistoryPoint {
  commit: string
  /** ISO 8601, in UTC. */
  time: string
  /** The first line of its message; empty when it was not recorded. */
  subject: string
  unpacked: number | null
  compressed: number | null
  tags: string[]
  /** What explains its step the most, as far as the records tell. */
  paths: { path: string; change: number }[]
}
