/** Hides what nobody may read, in whatever way it is written. */
export interface Redactor {
  /** The text with `***` for every secret; the same text where there is none. */
  (text: string): string
  /** For output that comes in lines: a line that could be the first half of a secret waits for the next of its kind. */
  lines: (write: (line: string) => unknown) => { write: (line: string) => void; end: () => void }
}

/**
 * A function that replaces every one of the values by `***`: as it is, line by line, in base64 (wherever it stands in
 * what was encoded), hexadecimal, percent-encoded, escaped for JSON or XML, and where the lines of a build's output tear it
 * apart. Credentials in addresses and headers, and GitHub's tokens, are hidden by their form.
 * Values under 4 characters (`1`, `no`) carry no secret and would blank out half of any text.
 */
export function redactor(values: string[]): Redactor {
  const forms = formsOf(values)
  const redact = (text: string): string =>
    withoutKnownForms(redactLines(text.split('\n'), forms).join('\n'))
  return Object.assign(redact, {
    lines: (write: (line: string) => unknown) => holding(forms, redact, write),
  })
}

/** The same error, with nothing hidden in its message, its stack and what caused it. */
export function redactError(error: unknown, redact: (text: string) => string): unknown {
  for (let one = error; one instanceof Error; one = one.cause) {
    one.message = redact(one.message)
    if (one.stack !== undefined) one.stack = redact(one.stack)
  }
  return error
}

// --- internal ---

const HIDDEN = '***'
const SHORTEST = 4
/** Lines; no secret is torn into more. */
const MOST_HELD = 20
/** Shorter ones are found by chance in what is encoded. */
const SHORTEST_ENCODED = 6

interface Form {
  text: string
  /** What is left of the first and the last character is hidden with it. */
  isBase64: boolean
}

function formsOf(values: string[]): Form[] {
  const whole = values.flatMap(value => [value.trim(), value.replaceAll(/\r?\n/g, '').trim()])
  const lines = values.flatMap(value => value.split(/\r?\n|\r/)).map(line => line.trim())
  const plain = [...whole, ...lines]
  const encoded = [...values, ...plain].filter(value => value.length >= SHORTEST_ENCODED)
  const forms = [
    ...[...plain, ...encoded.flatMap(escapedForms)].map(text => ({ text, isBase64: false })),
    ...encoded.flatMap(base64Forms).map(text => ({ text, isBase64: true })),
  ]
  const unique = new Map(forms.map(form => [form.text, form]))
  return [...unique.values()]
    .filter(({ text }) => text.length >= SHORTEST)
    .sort((a, b) => b.text.length - a.text.length)
}

function escapedForms(value: string): string[] {
  const percent = encodeURIComponent(value.toWellFormed())
  const strict = percent.replace(/[!'()*]/g, character => `%${hex(character)}`)
  const uris = [percent, strict, strict.replaceAll('%20', '+')]
  const json = JSON.stringify(value).slice(1, -1)
  const xml = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [
    ...uris,
    ...uris.map(uri => uri.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase())),
    json,
    json.replaceAll('/', '\\/'),
    JSON.stringify(json).slice(1, -1),
    xml.replaceAll('"', '&quot;'),
    xml.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    hex(value),
    hex(value).toUpperCase(),
  ]
}

function hex(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** Which characters a value is written with depends on where, among 3 bytes, it begins. */
function base64Forms(value: string): string[] {
  const bytes = new TextEncoder().encode(value)
  return [0, 1, 2].flatMap(shift => {
    const padded = Uint8Array.from([...new Array<number>(shift).fill(0), ...bytes])
    const text = btoa(String.fromCharCode(...padded))
    // The characters that hold bits of what stands before or behind are no use.
    const core = text.slice([0, 2, 3][shift], [text.length, -3, -2][padded.length % 3])
    return core.length < SHORTEST ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** What follows each expression's start is bounded, or ends where another one starts: hostile output takes no longer. */
function withoutKnownForms(text: string): string {
  return text
    .replace(/\b(https?:\/\/)[^\s/@'"`]+@/gi, `$1${HIDDEN}@`)
    .replace(/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@:'"`]+:[^\s/@:'"`]+@(?!sha\d)/gi, `$1${HIDDEN}@`)
    .replace(
      /\b(authorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)\s+)[^\s"']+/gi,
      `$1${HIDDEN}`,
    )
    .replace(/\b(?:gh[a-z]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/g, HIDDEN)
}

/** Whose output a line is, and how far into the step: `#12 0.345 text`, as BuildKit prints it. */
const PREFIX = /^(#\d+ )?(?:\d+\.\d+ )?/

/** A part of a line that holds no carriage return. */
interface Piece {
  text: string
  /** Where it starts when all of one step's pieces are put together. */
  at: number
}

/** Line by line, and once more with the lines of each step put together, since a line may break within a secret. */
function redactLines(lines: string[], forms: Form[]): string[] {
  if (forms.length === 0) return lines
  const single = lines.map(line => hideIn(line, forms))
  const result = [...single]
  const steps = new Map<string, number[]>()
  for (const [index, line] of single.entries()) {
    const step = PREFIX.exec(line)?.[1] ?? ''
    const indexes = steps.get(step)
    if (indexes === undefined) steps.set(step, [index])
    else indexes.push(index)
  }
  for (const indexes of steps.values()) {
    if (indexes.length === 1 && !single[indexes[0] ?? 0]?.includes('\r')) continue
    let at = 0
    const pieces = indexes.map(index =>
      bodyOf(single[index] ?? '')
        .split('\r')
        .map((text): Piece => {
          const piece = { text, at }
          at += text.length
          return piece
        }),
    )
    const found = rangesIn(
      pieces
        .flat()
        .map(({ text }) => text)
        .join(''),
      forms,
    )
    if (found.length === 0) continue
    for (const [position, index] of indexes.entries()) {
      const line = single[index] ?? ''
      const shown = (pieces[position] ?? []).map(piece => hideRanges(piece, found))
      result[index] = line.slice(0, line.length - bodyOf(line).length) + shown.join('\r')
    }
  }
  return result.map(line => hideEnds(line, forms))
}

function bodyOf(line: string): string {
  return line.slice(PREFIX.exec(line)?.[0].length ?? 0)
}

function hideIn(line: string, forms: Form[]): string {
  const found = rangesIn(line, forms)
  return found.length === 0 ? line : hideRanges({ text: line, at: 0 }, found)
}

/** A builder's account of a failure begins and ends where it happens to, also within a secret. */
function hideEnds(line: string, forms: Form[]): string {
  const body = bodyOf(line)
  let start = 0
  let end = body.length
  for (const { text } of forms) {
    const least = text.length < 16 ? Math.ceil(text.length / 2) + 1 : Math.ceil(text.length / 3)
    if (body.length < least) continue
    const first = body.slice(0, least)
    for (let at = text.indexOf(first, 1); at !== -1; at = text.indexOf(first, at + 1)) {
      if (body.startsWith(text.slice(at))) start = Math.max(start, text.length - at)
    }
    const last = body.slice(-least)
    for (let at = text.indexOf(last); at !== -1; at = text.indexOf(last, at + 1)) {
      const part = text.slice(0, at + least)
      if (part !== text && body.endsWith(part)) end = Math.min(end, body.length - part.length)
    }
  }
  if (start === 0 && end === body.length) return line
  const middle = start < end ? body.slice(start, end) : ''
  const hidden = [start === 0 ? '' : HIDDEN, middle, end === body.length ? '' : HIDDEN]
  return line.slice(0, line.length - body.length) + hidden.join('')
}

type Range = [start: number, end: number]

/** Where the forms stand, in order, those that touch as one. */
function rangesIn(text: string, forms: Form[]): Range[] {
  const found: Range[] = []
  for (const { text: form, isBase64 } of forms) {
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length)) {
      const range: Range = [at, at + form.length]
      found.push(isBase64 ? withEnds(text, range) : range)
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  const joined: Range[] = []
  for (const [start, end] of found) {
    const last = joined.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}

function withEnds(text: string, [start, end]: Range): Range {
  const before = /[\w+/-]{0,3}$/.exec(text.slice(Math.max(0, start - 3), start))?.[0].length ?? 0
  const after = /^[\w+/-]{0,3}={0,2}/.exec(text.slice(end, end + 5))?.[0].length ?? 0
  return [start - before, end + after]
}

function hideRanges({ text, at }: Piece, ranges: Range[]): string {
  let result = ''
  let shown = 0
  for (const [start, end] of ranges) {
    const from = Math.max(shown, start - at)
    const to = Math.min(text.length, end - at)
    if (to <= from) continue
    result += text.slice(shown, from) + HIDDEN
    shown = to
  }
  return result + text.slice(shown)
}

/** Holds the last lines of a step as long as a secret may go on in the next one. */
function holding(
  forms: Form[],
  redact: (text: string) => string,
  write: (line: string) => unknown,
): { write: (line: string) => void; end: () => void } {
  const held = new Map<string, string[]>()
  const release = (step: string) => {
    const lines = held.get(step) ?? []
    held.delete(step)
    if (lines.length > 0) for (const line of redact(lines.join('\n')).split('\n')) write(line)
  }
  return {
    write(line) {
      const step = PREFIX.exec(line)?.[1] ?? ''
      const lines = [...(held.get(step) ?? []), line]
      held.set(step, lines)
      const body = lines.map(bodyOf).join('').replaceAll('\r', '')
      const goesOn = forms.some(({ text }) => endsWithinOf(body, text))
      if (!goesOn || lines.length > MOST_HELD) release(step)
    },
    end() {
      for (const step of [...held.keys()]) release(step)
    },
  }
}

/** Whether the text ends with the beginning of the form, and not with all of it. */
function endsWithinOf(text: string, form: string): boolean {
  const last = form.at(0) ?? ''
  const from = Math.max(0, text.length - form.length + 1)
  for (let at = text.indexOf(last, from); at !== -1; at = text.indexOf(last, at + 1)) {
    if (form.startsWith(text.slice(at))) return true
  }
  return false
}
