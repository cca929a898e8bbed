import { closest, distance } from 'fastest-levenshtein'

/** The known word that is near enough to what was given to be meant; null when none is. */
export function nearest(given: string, known: string[]): string | null {
  const word = closest(given, known)
  return distance(given, word) <= Math.max(2, Math.floor(given.length / 3)) ? word : null
}
