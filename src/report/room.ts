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
  notes: number
}

export const roomy: Room = {
  layers: 100,
  folded: 200,
  paths: 20,
  sections: Number.POSITIVE_INFINITY,
  passing: true,
  overview: Number.POSITIVE_INFINITY,
  notes: 50,
}

/** From everything to almost nothing: rows fold away first, then paths, then whole sections. */
export function* lessAndLess(from: Room = roomy): Generator<Room> {
  let room = from
  yield room
  for (const rows of [50, 25, 12, 6]) {
    room = { ...room, layers: rows, folded: rows }
    yield room
  }
  for (const paths of [6, 0]) {
    room = { ...room, paths, folded: paths }
    yield room
  }
  room = { ...room, passing: false, notes: 10 }
  yield room
  for (const sections of [50, 20, 10, 5, 2, 1, 0]) {
    room = { ...room, sections }
    yield room
  }
  for (const overview of [200, 100, 50, 20, 10]) {
    room = { ...room, overview, notes: 5 }
    yield room
  }
}
