import type { BaseEvent } from '../git/base-commit.ts'
import type { Credentials } from '../git/fetch.ts'
import type { MergeBaseFromApi } from '../git/merge-base.ts'
import type { Log } from '../log.ts'
import type { Pipe, Run } from '../run.ts'

/** Everything outside this process that measuring touches. */
export interface World {
  run: Run
  pipe: Pipe
  log: Log
  /** The user's checkout, which is never changed. */
  cwd: string
  /** A folder for temporary files. */
  temporary: string
  /** null outside GitHub. */
  event: BaseEvent | null
  credentials?: Credentials
  mergeBaseFromApi?: MergeBaseFromApi
}
