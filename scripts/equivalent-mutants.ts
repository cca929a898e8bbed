/** A mutant that behaves as the original does, so that no test can tell. */
interface Equivalent {
  file: string
  /** The line that it is in, trimmed. */
  line: string
  /** The code that is replaced, and by what. */
  original: string
  replacement: string
  reason: string
}

export const equivalents: Equivalent[] = [
  {
    file: 'src/budget/window.ts',
    line: 'const from = first?.[metric] ?? null',
    original: 'first?.[metric]',
    replacement: 'first[metric]',
    reason: 'a window has the record that it begins with; the types do not know',
  },
  {
    file: 'src/budget/judge.ts',
    line: 'if (allowed === null || actual <= allowed) return judgement',
    original: 'allowed === null',
    replacement: 'false',
    reason: 'a window begins with a known size, so there is a share of it; the types do not know',
  },
]
