// A program of its own: @actions/cache neither ends by itself when the service does not answer, nor is it silent.
// Arguments: restore FOLDER PREFIX, or save FOLDER KEY. The last line of its output is JSON: what came of it.

import { setTimeout } from 'node:timers/promises'
import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache'
import { messageOf } from '../common/errors.ts'
import type { CacheOutcome } from './cache-service.ts'

/** Milliseconds until a service that says nothing counts as none. */
const PATIENCE = 2_000

const [what, folder = '', key = ''] = process.argv.slice(2)
const outcome = await attempt().catch((error: unknown): CacheOutcome => ({ why: messageOf(error) }))
process.stdout.write(`\n${JSON.stringify(outcome)}\n`)
// Connections that are kept open would hold it for seconds.
process.exit()

// --- internal ---

async function attempt(): Promise<CacheOutcome> {
  if (!isFeatureAvailable()) return { why: 'this runner has no cache service' }
  if (what !== 'save') {
    // Nothing is kept under the prefix alone, so the newest that begins with it is found.
    const found = await restoreCache([folder], key, [key], { timeoutInMs: PATIENCE })
    return found === undefined ? { why: 'nothing was found' } : { key: found }
  }
  const there = restoreCache([folder], key, [], { lookupOnly: true })
  const answer = await Promise.race([there, setTimeout(PATIENCE, 'none' as const)])
  if (answer === 'none') return { why: 'the service does not answer' }
  if (answer === key) return { key }
  const id = await saveCache([folder], key)
  return id === -1 ? { why: 'the service did not take it' } : { key }
}
