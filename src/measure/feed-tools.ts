import type { Log } from '../common/log.ts'
import type { Run } from '../common/run.ts'
import type { Driver } from '../docker/builder.ts'
import type { FeedChoice, FeedQuestion } from '../docker/choose-feed.ts'
import type { Engine } from '../docker/engine.ts'
import type { EngineApi } from '../docker/engine-api.ts'
import type { ImageContent } from '../image/content.ts'
import type { Feed } from '../image/measurement.ts'
import type { Digest } from '../oci/image-spec.ts'
import type { MeasuringRegistry } from '../registry/measuring-registry.ts'
import type { FeedOptions } from '../scan/feed-options.ts'
import type { Subject } from './subject.ts'
import type { World } from './world.ts'

export type Side = 'candidate' | 'baseline'

/** An image whose bytes are on their way to the scanner. */
export interface Taken {
  subject: Subject
  feed: Feed
  /** Why this feed, in words. */
  reason: string
  /** What was read. @throws UserError when the image's bytes are not what they say */
  content: () => Promise<ImageContent>
}

/** For one side: where it tells what it does, and when it should start and stop. */
export interface Attention {
  log: Log
  signal: AbortSignal
  /** No build starts before. Rejects never. */
  turn?: Promise<void>
}

/** An address of this machine, for whoever is to push to it. */
export interface Host {
  /** null: none can be named, or none was reached, in this run's experience. */
  address: () => string | null
  /** Nobody tries it again. @param where and why, in words, for the log */
  lose: (where: string, why: string, log: Log) => void
}

/** What the ways have in common. */
export interface FeedTools
  extends Pick<World, 'run' | 'pipe' | 'cwd' | 'temporary' | 'interrupted'> {
  options: FeedOptions
  engineApi: EngineApi | null
  /** Only compressed sizes are asked for, so nobody needs the layers of an image that a registry holds. */
  compressedOnly: boolean
  engine: () => Promise<Engine>
  builder: () => Promise<{ driver: Driver; store: Engine['store']; host: Host }>
  /** Where the engine by itself would find a registry of this machine. */
  engineHost: () => Promise<Host>
  /** Has pushes come one after the other. */
  inTurn: <T>(push: () => Promise<T>) => Promise<T>
  choose: (question: Pick<FeedQuestion, 'source' | 'driver' | 'store' | 'reachable'>) => FeedChoice
  /** @throws UserError when this machine has no such address */
  registryOn: (address: string) => Promise<OpenRegistry>
  /** A name in the engine that is this run's own, so that cleaning up never takes one of the user's. */
  tagFor: (side: Side, index?: number) => string
  /** Has a name taken away in the end. */
  forget: (name: string) => void
  /** Has an image that is called so written by `docker save`, and taken out of the archive by its ID. */
  saved: (image: NamedImage) => () => Promise<ImageContent>
}

/** An image in the engine under a name of this run. */
export interface NamedImage {
  tag: string
  id: Digest
}

/** A measuring registry, and the commands that may push to it. */
export interface OpenRegistry {
  registry: MeasuringRegistry
  run: Run
}
