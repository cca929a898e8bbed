import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'

/** How a mark reads, for patterns of names that have one. */
export const MARK = String.raw`\d{1,10}-\d{1,20}-[0-9a-f]{8}-\d{1,12}-[0-9a-f]{32}`

/**
 * What makes the name of a folder, an image or a repository this run's own: nobody else has or guesses it, and it
 * tells the next run whether its owner still lives: `PID-START-PLACE-SECONDS-RANDOM`.
 */
export function newMark(now = Date.now()): string {
  const { pid } = process
  const start = processAt(pid)?.start ?? '0'
  const random = randomBytes(16).toString('hex')
  return [pid, start, place() ?? NOWHERE, Math.floor(now / 1000), random].join('-')
}

/**
 * Whether nobody will take away what has this mark: the process that made it has ended; or, where that cannot be seen
 * (another machine, user or container), it did so more than a day ago.
 */
export function isLeftBehind(mark: string, now = Date.now()): boolean {
  const [pid = '', start, where, seconds] = mark.split('-')
  if (where === place()) {
    const found = processAt(Number(pid))
    // Numbers of processes come again.
    return found === null || found.start !== start || found.hasEnded
  }
  return now / 1000 - Number(seconds) > DAY
}

// --- internal ---

/** Seconds. */
const DAY = 86_400
const NOWHERE = '00000000'

/** Whose processes can be seen from here: a user's, in one namespace, since one start of the machine; null: nobody's. */
function place(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const parts = [boot, readlinkSync('/proc/self/ns/pid'), process.getuid?.()]
    return createHash('sha256').update(parts.join()).digest('hex').slice(0, 8)
  } catch {
    return null
  }
}

/** @returns null when there is none; the start is in ticks since the machine's. */
function processAt(pid: number): { start: string; hasEnded: boolean } | null {
  try {
    // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: a program's name may have blanks and parentheses.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { start: fields[19] ?? '', hasEnded: /^[ZX]$/.test(fields[0] ?? '') }
  } catch {
    return null
  }
}
