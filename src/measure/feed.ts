import type { ImageContent } from '../image/content.ts'
import type { Feed } from '../image/measurement.ts'
import type { Subject } from './subject.ts'

export type Side = 'candidate' | 'baseline'

/** One way by which the bytes of images reach the scanner, for the length of a run. */
export interface FeedSession {
  feed: Feed
  /** Why this one, in words. */
  reason: string
  /** Builds or finds the image. @throws CommandError when it cannot be built or found */
  take: (subject: Subject, side: Side) => Promise<void>
  /** What was taken. @throws UserError when an image's bytes are not what they say */
  content: (side: Side) => Promise<ImageContent>
  /** Leaves nothing behind. */
  close: () => Promise<void>
}
