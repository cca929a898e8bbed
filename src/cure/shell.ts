/** A word of a command, where it stands in the text. */
export interface Word {
  /** What the shell makes of it; null where it expands something. */
  text: string | null
  start: number
  end: number
}

/** A simple command, with the operator that stands behind it; empty words make an operator that opens or closes. */
export interface Command {
  words: Word[]
  end: number
  operator: '&&' | '||' | '|' | ';' | '&' | '\n' | null
  /** Whether it stands within `if`, `for`, `{ }`, `( )` and the like. */
  nested: boolean
}

/** How the text is read: by Docker's rules for continued lines, or as the lines of a heredoc. */
export interface ShellText {
  /** Ends a line that goes on; null within a heredoc, where the shell's own backslash does. */
  mark: string | null
}

/**
 * Takes a POSIX shell's commands apart, as far as edits need it.
 * @param start offset of the first character, @param end behind the last
 * @returns null where it is not sure: comments that swallow the rest, heredocs, `case`, what is not closed
 */
export function parseShell(
  text: string,
  start: number,
  end: number,
  { mark }: ShellText,
): Command[] | null {
  const commands: Command[] = []
  let words: Word[] = []
  let word: Word | null = null
  let depth = 0
  let at = start

  const grow = (literal: string | null, length: number) => {
    word ??= { text: '', start: at, end: at }
    word.text = literal === null || word.text === null ? null : word.text + literal
    at += length
    word.end = at
  }
  const endWord = () => {
    if (word !== null) words.push(word)
    word = null
  }
  const endCommand = (operator: Command['operator']) => {
    endWord()
    const first = words[0]?.text ?? ''
    if (closing.has(first)) depth -= 1
    const nested = depth > 0 || closing.has(first) || opening.has(first)
    const last = words.at(-1)
    if (last !== undefined) commands.push({ words, end: last.end, operator, nested })
    if (opening.has(first)) depth += 1
    words = []
    return last !== undefined
  }

  while (at < end) {
    const rest = text.slice(at, Math.min(end, at + 2))
    const char = rest[0] as string
    const continued = continuation(text, at, end, mark)
    if (continued !== null) {
      at = continued
    } else if (char === '\n' && mark === null) {
      endCommand('\n')
      at += 1
    } else if (/\s/.test(char)) {
      endWord()
      at += 1
    } else if (char === '#' && word === null) {
      if (mark !== null) return null
      const eol = text.indexOf('\n', at)
      at = eol === -1 || eol > end ? end : eol
    } else if (char === "'") {
      const close = text.indexOf("'", at + 1)
      if (close === -1 || close >= end) return null
      const quoted = text.slice(at + 1, close)
      // A continued line within quotes is joined all the same.
      grow(quoted.includes('\n') ? null : quoted, close + 1 - at)
    } else if (char === '"') {
      const close = closeOfDouble(text, at + 1, end)
      if (close === null) return null
      const quoted = text.slice(at + 1, close)
      grow(/[$`\\\n]/.test(quoted) ? null : quoted, close + 1 - at)
    } else if (char === '\\') {
      if (at + 1 >= end) return null
      grow(text.slice(at + 1, at + 2), 2)
    } else if (char === '`' || rest === '$(' || rest === '${') {
      const close = closeOfExpansion(text, at, end)
      if (close === null) return null
      grow(null, close - at)
    } else if (char === '$' || char === '*' || char === '?' || char === '[' || char === '~') {
      grow(null, 1)
    } else if (rest === '<<') {
      return null
    } else if (/^(?:&>|[<>])/.test(rest)) {
      // `2>` belongs to what it redirects.
      const redirect = /^(?:&>>?|>>|>&|<&|>\||<>|[<>])/.exec(text.slice(at, end))?.[0] ?? char
      if (!/^\d+$/.test((word as Word | null)?.text ?? '')) endWord()
      grow(redirect, redirect.length)
      endWord()
    } else if (rest === ';;') {
      return null
    } else if (rest === '&&' || rest === '||') {
      if (!endCommand(rest)) return null
      at += 2
    } else if (char === '|' || char === ';' || char === '&') {
      if (!endCommand(char)) return null
      at += 1
    } else if (char === '(') {
      if (word !== null || words.length > 0) return null
      depth += 1
      at += 1
    } else if (char === ')') {
      endWord()
      if (words.length > 0) {
        const last = words.at(-1) as Word
        commands.push({ words, end: at + 1, operator: null, nested: true })
        words = []
        if (last.end > at) return null
      }
      depth -= 1
      at += 1
      const next = /^[ \t]*(&&|\|\||\||;|&|$)/.exec(text.slice(at, end))
      const before = commands.at(-1)
      if (next === null || depth < 0 || before === undefined) return null
      before.end = at
      before.operator = (next[1] === '' ? null : next[1]) as Command['operator']
      at += next[0].length
    } else {
      grow(char, 1)
    }
  }
  endCommand(null)
  const unsure = commands.some(({ words: [first] }) => first?.text === 'case')
  return depth !== 0 || unsure || commands.length === 0 ? null : commands
}

/** A program and what it is called with, without what stands before it. */
export interface Call {
  program: string
  /** Behind the program. */
  args: Word[]
  words: Word[]
}

/** What a command calls: without assignments, `sudo`, `then` and the like; null when that is not plain text. */
export function callOf({ words }: Pick<Command, 'words'>): Call | null {
  let at = 0
  while (
    at < words.length &&
    (prefixes.has(words[at]?.text ?? '') || /^[A-Za-z_]\w*=/.test(words[at]?.text ?? ''))
  )
    at += 1
  const program = words[at]?.text
  if (program == null) return null
  const name = program.slice(program.lastIndexOf('/') + 1)
  return { program: name, args: words.slice(at + 1), words }
}

/** The first words behind a program that are no options, as text. */
export function verbsOf({ args }: Call): string[] {
  return args.flatMap(({ text }) => (text === null || text.startsWith('-') ? [] : text))
}

// --- internal ---

const opening = new Set(['if', 'for', 'while', 'until', '{'])
const closing = new Set(['fi', 'done', '}'])
const prefixes = new Set([
  ...['sudo', 'env', 'command', 'time', '!', 'then', 'else', 'elif', 'do', 'if', 'while', 'until'],
  ...['{', 'exec', 'nice'],
])

/** Where a line that is continued goes on; comments and empty lines between are left out, as Docker does. */
function continuation(text: string, at: number, end: number, mark: string | null): number | null {
  const char = text[at]
  if (char !== (mark ?? '\\')) return null
  let line = /^[ \t]*\r?\n/y
  line.lastIndex = 0
  const tail =
    mark === null ? /^\n/.exec(text.slice(at + 1, at + 2)) : line.exec(text.slice(at + 1, end))
  if (tail === null) return null
  let next = at + 1 + tail[0].length
  if (mark === null) return next
  for (;;) {
    line = /[ \t]*(?:#[^\n]*)?\r?\n/y
    line.lastIndex = next
    const skipped = line.exec(text)
    if (skipped === null || next + skipped[0].length > end) return next
    next += skipped[0].length
  }
}

function closeOfDouble(text: string, from: number, end: number): number | null {
  for (let at = from; at < end; at += 1) {
    if (text[at] === '"') return at
    if (text[at] === '\\') at += 1
    else if (text.startsWith('$(', at)) {
      const close = closeOfExpansion(text, at, end)
      if (close === null) return null
      at = close - 1
    }
  }
  return null
}

/** Behind a backquote's, a `$( )`'s or a `${ }`'s end. */
function closeOfExpansion(text: string, from: number, end: number): number | null {
  if (text[from] === '`') {
    for (let at = from + 1; at < end; at += 1) {
      if (text[at] === '\\') at += 1
      else if (text[at] === '`') return at + 1
    }
    return null
  }
  const [open, close] = text[from + 1] === '(' ? ['(', ')'] : ['{', '}']
  let depth = 0
  for (let at = from + 1; at < end; at += 1) {
    const char = text[at]
    if (char === '\\') at += 1
    else if (char === "'" && open === '(') {
      const quote = text.indexOf("'", at + 1)
      if (quote === -1 || quote >= end) return null
      at = quote
    } else if (char === '"') {
      const quote = closeOfDouble(text, at + 1, end)
      if (quote === null) return null
      at = quote
    } else if (char === open) depth += 1
    else if (char === close && --depth === 0) return at + 1
  }
  return null
}
