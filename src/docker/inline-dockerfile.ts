/**
 * Where a bake or compose file holds the text of a Dockerfile, however it is indented and escaped.
 * @returns its first line, from 1 on; null when the file does not hold it line by line, or twice
 */
export function lineOfInline(file: string, inline: string): number | null {
  const wanted = plainLines(inline.replace(/\n+$/, ''))
  const first = wanted[0] ?? ''
  if (first === '') return null
  const lines = plainLines(file)
  const places = lines.flatMap((line, index) =>
    line === first && wanted.every((one, offset) => lines[index + offset] === one) ? [index] : [],
  )
  const [place, ...others] = places
  return place === undefined || others.length > 0 ? null : place + 1
}

// --- internal ---

/** Two dollars are one, in HCL and in compose. */
function plainLines(text: string): string[] {
  return text.split('\n').map(line => line.trim().replace(/\$\$/g, () => '$'))
}
