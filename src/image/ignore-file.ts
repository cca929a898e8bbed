/** What a `.dockerignore` leaves out of a build context. */
export interface IgnoreFile {
  /** @param path of a file, relative to the context, with `/` */
  ignores: (path: string) => boolean
  /** Whether something within a folder that it leaves out may be sent all the same. */
  hasExceptions: boolean
}

/**
 * Reads a `.dockerignore` as BuildKit does.
 * https://github.com/moby/patternmatcher/blob/v0.6.0/ignorefile/ignorefile.go (ReadAll)
 * https://github.com/moby/patternmatcher/blob/v0.6.0/patternmatcher.go (MatchesUsingParentResults)
 * @returns null when Go may read a pattern in another way than JavaScript does, so that nobody can be sure
 */
export function readIgnoreFile(text: string): IgnoreFile | null {
  const patterns: Pattern[] = []
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    const trimmed = line.trim()
    if (line.startsWith('#') || trimmed === '') continue
    const isException = trimmed.startsWith('!')
    const pattern = clean(isException ? trimmed.slice(1).trim() : trimmed)
    if (pattern === null || !isPlain(pattern)) return null
    patterns.push({ isException, matches: matcher(pattern) })
  }
  return {
    hasExceptions: patterns.some(({ isException }) => isException),
    ignores(path) {
      let ignored = false
      let ofParent: boolean[] = []
      for (const prefix of prefixes(path)) {
        ignored = false
        ofParent = patterns.map(({ isException, matches }, index) => {
          if (!ofParent[index]) {
            // An exception says nothing of what is not ignored, and a pattern nothing of what is.
            if (isException !== ignored || !matches(prefix)) return false
          }
          ignored = !isException
          return true
        })
      }
      return ignored
    },
  }
}

// --- internal ---

interface Pattern {
  /** Begins with `!`. */
  isException: boolean
  matches: (path: string) => boolean
}

/** The folders that a path is in, and itself: whatever matches a folder matches all that is in it. */
function prefixes(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** Go's `filepath.Clean`, without the slash that an absolute path begins with; null: BuildKit refuses it. */
function clean(pattern: string): string | null {
  if (pattern === '') return null
  const kept: string[] = []
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') kept.push(part)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!pattern.startsWith('/')) kept.push(part)
  }
  return kept.length === 0 ? '.' : kept.join('/')
}

/** Escapes are rare, and a class of characters is plain when it has letters, digits and their ranges. */
function isPlain(pattern: string): boolean {
  return !/[\\[\]^\r]/.test(pattern.replaceAll(/\[\^?(?:\w-\w|[\w.])+\]/g, ''))
}

/** As `compile` and `match` there, with one expression for all kinds of patterns. */
function matcher(pattern: string): (path: string) => boolean {
  // `**name` is the end of a path, `**/name` a whole name: the slash decides.
  if (/^\*\*[^*?[]*$/.test(pattern)) {
    const end = pattern.slice(2)
    return path => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1))
  }
  let source = ''
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at)
    if (pattern.startsWith('**', at)) {
      at += pattern.charAt(at + 2) === '/' ? 2 : 1
      source += at === pattern.length - 1 ? '[^\\n]*' : '(?:[^\\n]*/)?'
    } else if (character === '*') source += '[^/]*'
    else if (character === '?') source += '[^/]'
    else if (character === '[') {
      const end = pattern.indexOf(']', at)
      source += pattern.slice(at, end + 1)
      at = end
    } else source += /[.+()|{}$]/.test(character) ? `\\${character}` : character
  }
  const expression = new RegExp(`^${source}$`, 'u')
  return path => expression.test(path)
}
