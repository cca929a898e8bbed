/** How much of a report is shown. The verdict and the sizes always are. */
export interface Room {
  /** Changed layers of each platform; the smallest go first. */
  layers: number
  /** Rows inside each fold. */
  folded: number
  /** Paths of each platform. */
  paths: number
  /** Images that get a section of their own beside their row in the overview. */
  sections: number
  /** Whether images that passed get one. */
  passing: boolean
  /** Rows of the overview of several images. */
  overview: number
  /** Up to so many images without any change have rows and sections as the others do; more are one line. */
  quiet: number
  /** Names that are listed of images without a row. */
  names: number
  notes: number
}

export const roomy: Room = {
  layers: 100,
  folded: 200,
  paths: 20,
  sections: Number.POSITIVE_INFINITY,
  passing: true,
  overview: Number.POSITIVE_INFINITY,
  quiet: 5,
  names: Number.POSITIVE_INFINITY,
  notes: 50,
}

/** From everything to almost nothing: rows fold away first, then paths, then whole sections. */
export function lessAndLess(from: Room = roomy): Room[] {
  const steps: Partial<Room>[] = [
    ...[50, 25, 12, 6].map(rows => ({ layers: rows, folded: rows })),
    ...[6, 0].map(paths => ({ paths, folded: paths })),
    { passing: false, notes: 10 },
    ...[50, 20, 10, 5, 2, 1, 0].map(sections => ({ sections })),
    ...[200, 100, 50, 20, 10].map(overview => ({ overview, names: 5 * overview, notes: 5 })),
  ]
  const rooms = [from]
  for (const step of steps) rooms.push({ ...(rooms.at(-1) ?? from), ...step })
  return rooms
}
