/**
 * Whether a whole text matches a glob, in which `*` is any text, also none and also several lines.
 * Case matters, and nothing else is special. A budget comes with a pull request, so this is no
 * regular expression, which many stars could keep busy for hours.
 */
export function matchesGlob(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*')
  const last = rest.pop()
  if (last === undefined) return text === glob
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const part of rest) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
