import type { PathSum } from '../image/measurement.ts'
import { parentOf } from '../image/path-summary.ts'

/**
 * Where bytes of a path can be compared with summaries: the path itself where these say that they have nothing
 * there, else the nearest directory whose remainder they could be in. Bytes that could be the same on both sides
 * come to the same place.
 */
export function frontierOf(summaries: PathSum[][]): (path: string) => string {
  const all = summaries.map(placesIn)
  const ofDirectory = new Map<string, string>()
  const shortest = (path: string): string => {
    let best = path
    for (const place of all) {
      const found = place(path)
      if (found.length < best.length) best = found
    }
    return best
  }
  return path => {
    // Most paths are in directories that were asked for before.
    if (all.some(place => place.knows(path))) return shortest(path)
    const parent = parentOf(path)
    let place = ofDirectory.get(parent)
    if (place === undefined) {
      place = shortest(`${parent}/\u0000`)
      ofDirectory.set(parent, place)
    }
    return place.endsWith('\u0000') ? path : place
  }
}

// --- internal ---

/** The deepest known place on the way to a path, unless nothing is left over there. */
function placesIn(
  summary: PathSum[],
): ((path: string) => string) & { knows: (path: string) => boolean } {
  const leftOver = new Set(summary.map(({ path }) => path))
  const known = new Set([''])
  for (const { path } of summary) {
    for (let here = path; !known.has(here); here = parentOf(here)) known.add(here)
  }
  const place = (path: string) => {
    let here = path
    while (!known.has(here)) here = parentOf(here)
    return leftOver.has(here) ? here : path
  }
  return Object.assign(place, { knows: (path: string) => known.has(path) })
}
