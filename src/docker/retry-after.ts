/** Milliseconds; whoever is asked to wait longer gives up at once. */
export const LONGEST_WAIT = 30_000

/**
 * How long a registry that limits the rate asks to wait, in milliseconds; null when it does not say.
 * buildx prints the request that was refused but not its `Retry-After`, so that request is sent once more.
 * ghcr.io has the time in its message (`retry-after: 585.911µs`).
 * @param stderr what buildx printed
 * @param ask sends a HEAD request and returns the answer's `Retry-After`
 */
export async function retryAfter(
  stderr: string,
  now: () => number = Date.now,
  ask: (url: string) => Promise<string | null> = askForHeader,
): Promise<number | null> {
  const told = /retry-after: ([\d.]+)(ns|µs|us|ms|s|m|h)\b/i.exec(stderr)
  if (told !== null) return Math.ceil(Number(told[1]) * (UNITS[told[2] ?? ''] ?? 1_000))
  const [, url] = /request to (https?:\/\/\S+): 429 /.exec(stderr) ?? []
  const header = url === undefined ? null : await ask(url)
  if (header === null || header.trim() === '') return null
  // https://www.rfc-editor.org/rfc/rfc9110#field.retry-after; Docker Hub sends the second of the epoch.
  const seconds = Number(header)
  if (Number.isNaN(seconds)) return ahead(Date.parse(header), now())
  return seconds > 1e9 ? ahead(seconds * 1_000, now()) : ahead(seconds * 1_000, 0)
}

// --- internal ---

const UNITS: Record<string, number> = {
  ns: 1e-6,
  µs: 1e-3,
  us: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
}

function ahead(time: number, now: number): number | null {
  return Number.isFinite(time) ? Math.max(0, time - now) : null
}

async function askForHeader(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) })
    return answer.status === 429 ? answer.headers.get('retry-after') : null
  } catch {
    return null
  }
}
