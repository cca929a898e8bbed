const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** U+2212: as wide as the plus sign, so that columns of changes line up. */
const minus = '−'

/** Bytes with 3 significant digits in decimal units, as Docker prints them: `41.2 MB`. */
export function formatBytes(bytes: number): string {
  const size = Math.abs(bytes)
  let power = 0
  // 999.6 kB rounds to 1000 kB, which is 1 MB.
  while (power < units.length - 1 && round(size / 1000 ** power) >= 1000) power += 1
  const number = power === 0 ? size : round(size / 1000 ** power)
  return `${bytes < 0 ? minus : ''}${formatNumber(number)} ${units[power]}`
}

/** A change in bytes with its sign: `+41.2 MB`, `−198 MB`, and `0 B` without one. */
export function formatChange(bytes: number): string {
  return bytes > 0 ? `+${formatBytes(bytes)}` : formatBytes(bytes)
}

/** `+13.7 %`; null where there is nothing to take a share of. */
export function formatPercent(change: number, baseline: number): string | null {
  if (baseline === 0) return null
  const percent = (Math.abs(change) / baseline) * 100
  if (change === 0) return '0 %'
  const sign = change > 0 ? '+' : minus
  if (percent < 0.01) return `${sign}<0.01 %`
  return `${sign}${formatNumber(Number(round(percent).toFixed(2)))} %`
}

/** Every byte: `1,234,567 B`. */
export function formatExact(bytes: number): string {
  return `${bytes < 0 ? minus : ''}${formatNumber(Math.abs(bytes))} B`
}

/**
 * `1,234.5`, for numbers that are not negative. `toLocaleString` writes the same, but starts with reading what it knows of
 * languages, and that takes as long as asking git for the base commit.
 */
export function formatNumber(number: number): string {
  const [whole = '', fraction] = String(number).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** A number and its limit; in exact bytes when both would print alike though they differ. */
export function formatPair(actual: number, limit: number): { actual: string; limit: string } {
  const rounded = { actual: formatBytes(actual), limit: formatBytes(limit) }
  if (actual === limit || rounded.actual !== rounded.limit) return rounded
  return { actual: formatExact(actual), limit: formatExact(limit) }
}

// --- internal ---

function round(number: number): number {
  return Number(number.toPrecision(3))
}
