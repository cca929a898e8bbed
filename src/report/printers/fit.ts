import type { Report } from '../report.ts'
import { reportDocument } from '../sections/build.ts'
import { type Block, paragraph } from '../sections/document.ts'
import { headline } from '../sections/headline.ts'
import { overview } from '../sections/overview.ts'
import { lessAndLess, type Room, roomy } from '../sections/room.ts'
import { imagesIn } from '../sections/words.ts'
import { markdown } from './markdown.ts'

/**
 * The comment as Markdown, within GitHub's limit for one: rows fold away first (the smallest), then
 * paths, then the sections of single images. The verdict never does, and no table is cut.
 * @param limit in UTF-16 units; GitHub refuses 65,537, and the comment's marker needs some of it
 */
export function fitComment(report: Report, limit = 65_000): string {
  return fullest(report, text => text.length <= limit)
}

/** The answer alone, for a server that refuses the comment as too long. */
export function shortComment(report: Report): string {
  return markdown(shortDocument(report))
}

/** The fullest Markdown that fits. */
export function fullest(report: Report, fits: (text: string) => boolean, from?: Room): string {
  const rooms = lessAndLess(from)
  let best: string | null = null
  // Every room shows less than the one before it, so the fullest that fits is found by halving.
  // The first is tried alone: nearly every report fits it.
  let [low, high] = [0, rooms.length]
  while (low < high) {
    const middle = low === 0 && high === rooms.length ? 0 : Math.floor((low + high) / 2)
    const room = rooms[middle]
    const text = markdown(reportDocument(report, room))
    if (fits(text)) {
      best = text
      high = middle
    } else {
      low = middle + 1
    }
  }
  if (best !== null) return best
  const short = shortComment(report)
  return fits(short) ? short : markdown(answerAlone(report))
}

// --- internal ---

function shortDocument(report: Report): Block[] {
  const several = imagesIn(report) > 1
  return [
    ...answerAlone(report),
    ...(several ? overview(report, { ...roomy, overview: 10, names: 0 }) : []),
    paragraph('The full report did not fit here; it is in the summary of the job.'),
  ]
}

function answerAlone(report: Report): Block[] {
  return [{ kind: 'heading', level: 3, content: headline(report) }]
}
