import type { History } from '../budget/window.ts'
import type { Log } from '../common/log.ts'
import type { Pipe, Run } from '../common/run.ts'
import type { Comparison } from '../compare/comparison.ts'
import type { EngineApi } from '../docker/engine-api.ts'
import type { BaseEvent } from '../git/base-commit.ts'
import type { Credentials } from '../git/credentials.ts'
import type { MergeBaseFromApi } from '../git/merge-base.ts'
import type { Measurement } from '../image/measurement.ts'
import type { Trend } from '../report/report.ts'
import type { ScanThreads } from '../scan/scan-threads.ts'

/** Everything outside this process that measuring touches. */
export interface World {
  run: Run
  pipe: Pipe
  log: Log
  /** Absent or null: `docker` is asked. */
  engineApi?: EngineApi | null
  /** Absent or null: this thread reads all layers. */
  threads?: ScanThreads | null
  /** The user's checkout, which is never changed. */
  cwd: string
  /** Aborts when the run is interrupted; no image is to blame for what fails then. */
  interrupted?: AbortSignal
  /** A folder for temporary files. */
  temporary: string
  /** null outside GitHub. */
  event: BaseEvent | null
  credentials?: Credentials
  mergeBaseFromApi?: MergeBaseFromApi
  /** Absent without a record branch. */
  records?: StoredRecords
  /** The usual place for what was found in layers; absent: there is none. */
  cache?: UsualCache
}

/** Where what was found in layers is kept when nobody named a folder. */
export interface UsualCache {
  /** Absolute. */
  folder: string
  /** What carries the folder from run to run; null: it stays. */
  service: { restore: (kind: string) => Promise<unknown> } | null
  /** Is told when there is more to keep than there was. */
  learnt: (kind: string) => void
}

/** What the default branch weighed, as far as it was recorded. */
export interface StoredRecords {
  /** The measurement of an image at a commit, or at the nearest recorded one before it; null: there is none. */
  at: (name: string, sha: string) => Promise<Measurement | null>
  trends: (comparison: Comparison) => Promise<Trend[]>
  /** What budgets with `since` look back on, up to a commit or to those before it. */
  history: (
    name: string,
    end: { sha: string; itself: boolean },
    tags: string[],
  ) => Promise<History | { why: string }>
}
