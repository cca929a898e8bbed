import { isUtf8 } from 'node:buffer'

/** JSON above this many bytes is not kept: manifests, configs and provenance are far below. */
export const MAX_JSON = 8 * 1_048_576

/** Strings, numbers, members: provenance has some hundred for each step of a build. */
const MAX_VALUES = 250_000

/**
 * The text of a manifest, a config or provenance, before anybody parses it: a few MB of `{}` would take gigabytes, and
 * bytes that are no text would be read as another one than their digest names.
 * @returns why it is not read, in words that follow its name
 */
export function jsonText(bytes: Buffer): { text: string } | { why: string } {
  if (bytes.length > MAX_JSON) return { why: tooLarge }
  if (!isUtf8(bytes)) return { why: 'is not UTF-8, as JSON has to be' }
  if (valuesIn(bytes) > MAX_VALUES) return { why: `has more than ${MAX_VALUES} values` }
  return { text: bytes.toString('utf8') }
}

export const tooLarge = `has more than ${MAX_JSON} bytes`

// --- internal ---

const [QUOTE, COMMA, ESCAPE, LIST, OBJECT] = [0x22, 0x2c, 0x5c, 0x5b, 0x7b]

/** About: each list, object and comma outside of a string has one more. */
function valuesIn(bytes: Buffer): number {
  let count = 0
  let inString = false
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]
    if (byte === QUOTE) inString = !inString
    else if (inString) index += byte === ESCAPE ? 1 : 0
    else if (byte === COMMA || byte === LIST || byte === OBJECT) count += 1
  }
  return count
}
