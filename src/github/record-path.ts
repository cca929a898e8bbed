import { createHash } from 'node:crypto'

/** The folder of an image's records, one file for each platform. */
export function recordFolder(name: string): string {
  return `records/${segment(name)}`
}

/** `records/api/linux-amd64.jsonl` */
export function recordPath(name: string, platform: string): string {
  const file = platform.replaceAll('/', '-')
  return `${recordFolder(name)}/${segment(file)}.jsonl`
}

/** `records/api/badge.json` */
export function badgePath(name: string): string {
  return `${recordFolder(name)}/badge.json`
}

// --- internal ---

/**
 * One part of a path: the text itself when it is harmless, else what can be read of it and a hash, so that two
 * texts never meet. It never begins with a dot, so it is neither `..` nor `.git`.
 */
function segment(text: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(text) && !text.includes('--')) return text
  const readable = text.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-+|-+$/g, '')
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  return `${readable.slice(0, 40) || 'image'}--${hash}`
}
