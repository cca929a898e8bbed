import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { messageOf, quoted } from '../common/errors.ts'
import type { Run } from '../common/run.ts'
import { decodeJson } from '../oci/decode.ts'

/** The key under which something was found or kept, or why nothing was. */
export type CacheOutcome = { key: string } | { why: string; isSilent?: true }

/**
 * GitHub's cache of a repository, for one folder. Whatever goes wrong is an outcome and no error, and a service that says
 * nothing costs two seconds.
 * Who may read what is GitHub's business: a pull request reads what its base and the default branch keep, and what it
 * keeps itself is read by none but its own runs.
 * https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching#restrictions-for-accessing-a-cache
 */
export interface CacheService {
  /** Fills the folder with the newest of a kind that was kept. */
  restore(kind: string): Promise<CacheOutcome>
  /** Keeps the folder; the same entries are kept once. */
  save(kind: string): Promise<CacheOutcome>
}

/** Whether the runner says where a cache is; Enterprise Server may have none. */
export function hasCacheService(env: Record<string, string | undefined>): boolean {
  return [env.ACTIONS_RESULTS_URL, env.ACTIONS_CACHE_URL].some(
    url => url !== undefined && url !== '',
  )
}

/**
 * @param folder absolute; its path is part of what is looked up
 * @param temporary where the archive in which entries travel may lie
 */
export function cacheService(run: Run, folder: string, temporary: string): CacheService {
  const ask = async (patience: number, what: string, key: string): Promise<CacheOutcome> => {
    const signal = AbortSignal.timeout(patience)
    const own = await mkdtemp(join(temporary, 'image-size-gate-'))
    try {
      const program = process.execPath
      const args = [CLIENT, what, folder, key]
      const { stdout } = await run({ program, args, env: { RUNNER_TEMP: own }, signal })
      return decodeJson(outcomeSchema, stdout.trim().split('\n').at(-1) ?? '', 'its answer')
    } catch (error) {
      if (!signal.aborted) return { why: messageOf(error) }
      return { why: `no answer in ${patience / 1_000} s`, isSilent: true }
    } finally {
      await rm(own, { recursive: true, force: true })
    }
  }
  return {
    restore: kind => ask(PATIENCE_MS, 'restore', `${PREFIX}-${kind}-`),
    save: kind => ask(SAVE_MS, 'save', `${PREFIX}-${kind}-${digestOfNames(folder)}`),
  }
}

/** An outcome for a log. */
export function outcomeText(outcome: CacheOutcome): string {
  return 'key' in outcome ? `as ${outcome.key}` : `not, because ${quoted(outcome.why)}`
}

// --- internal ---

/** The bundle has it beside itself, as its sources do. */
const CLIENT = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? './cache-client.ts' : './cache-client.js',
    import.meta.url,
  ),
)

const PREFIX = 'image-size-gate'
const PATIENCE_MS = 2_000
/** The service has answered before anything is sent. */
const SAVE_MS = 30_000

const outcomeSchema = z.union([z.object({ key: z.string() }), z.object({ why: z.string() })])

/** Entries are named by what they are of, so the same names are the same entries. */
function digestOfNames(folder: string): string {
  return createHash('sha256')
    .update(readdirSync(folder).sort().join('\n'))
    .digest('hex')
    .slice(0, 32)
}
