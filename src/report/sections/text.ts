// What a report shows comes from Dockerfiles, labels, paths and other jobs: all of it is hostile until it went through here.

/** What cannot be seen, and what reorders or hides the text around it. */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu

const zeroWidthSpace = '\u200b'

/** One printable line: white space becomes one space, what cannot be printed disappears. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s/gu, ' ')
    .replace(unprintable, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** Cleans a part of a line, but keeps the spaces that part it from its neighbours. */
export function keepEnds(text: string, clean: (text: string) => string): string {
  if (text.trim() === '') return text === '' ? '' : ' '
  return `${/^\s/.test(text) ? ' ' : ''}${clean(text)}${/\s$/.test(text) ? ' ' : ''}`
}

/** At most `length` code points, the last of them `…` when something was cut. */
export function truncate(text: string, length: number): string {
  // A code point has at most two units, so most texts are never split.
  if (text.length <= length) return text
  const points = Array.from(text)
  return points.length <= length
    ? text
    : `${points
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
}

/**
 * Prose in Markdown: nothing in it is markup, links to anything, or calls anybody. It is for the
 * inside of a line: at the start of one, `1.` or `-` would begin a list.
 */
export function markdownText(text: string): string {
  const markup = breakReferences(oneLine(text)).replace(/[\\`*_{}[\]<>|~$]/g, '\\$&')
  return visibleBreaks(markup.replace(/&/g, '&amp;'))
}

/** A code span that shows `text`; empty text gives a word. */
export function markdownCode(text: string, place: 'cell' | 'elsewhere'): string {
  // The start of an HTML comment could be taken for the marker of one of our own.
  const code = oneLine(text).replaceAll('<!--', `<${zeroWidthSpace}!--`)
  if (code === '') return '(empty)'
  const ticks = Math.max(0, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(ticks === 0 ? 1 : ticks + 1)
  const space = code.startsWith('`') || code.endsWith('`') ? ' ' : ''
  return `${fence}${space}${place === 'cell' ? withoutBars(code) : code}${space}${fence}`
}

/** A line of code as it stands, without what cannot be seen; spaces stay. */
export function codeLine(text: string): string {
  return text.toWellFormed().replaceAll('\t', '    ').replace(unprintable, '').trimEnd()
}

/** A fenced block that shows lines of a patch, whatever is in them. */
export function markdownDiff(lines: string[]): string {
  // The start of an HTML comment could be taken for the marker of one of our own.
  const shown = lines.map(line => codeLine(line).replaceAll('<!--', `<${zeroWidthSpace}!--`))
  const ticks = shown.flatMap(line => Array.from(line.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(Math.max(3, 1 + Math.max(0, ...ticks)))
  return [`${fence}diff`, ...shown, fence].join('\n')
}

/** Prose in HTML inside Markdown, where GitHub still looks for mentions and references. */
export function summaryText(text: string): string {
  return visibleBreaks(escapeHtml(breakReferences(oneLine(text))))
}

/** Text in HTML, as content or in a quoted attribute. */
export function htmlText(text: string): string {
  return escapeHtml(oneLine(text))
}

/** A line of code in HTML, with its spaces. */
export function htmlLine(text: string): string {
  return escapeHtml(codeLine(text))
}

/** A path as part of a URL inside `(…)`. */
export function urlPath(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map(part => encodeURIComponent(part).replace(/[!'()*]/g, hex))
    .join('/')
}

// --- internal ---

/** A pipe ends a table cell even in code, unless escaped; whether `\\|` is one is not read alike everywhere. */
function withoutBars(code: string): string {
  return code.replace(/(\\?)\|/g, (_, slash: string) => `${slash && slash + zeroWidthSpace}\\|`)
}

/** GitHub finds `@user`, `#1`, `GH-1` and addresses in rendered text too, so an invisible space parts them. */
function breakReferences(text: string): string {
  return text.replace(/[@#]|:(?=\/\/)|GH(?=-\d)|www(?=\.)/gi, `$&${zeroWidthSpace}`)
}

/** The same spaces, as a reader of the source can see them. */
function visibleBreaks(markup: string): string {
  return markup.replaceAll(zeroWidthSpace, '&#8203;')
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
