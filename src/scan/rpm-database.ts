import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import type { Package } from '../image/measurement.ts'

/**
 * Whether a file is rpm's database, as SQLite (`rpmdb.sqlite`: Fedora, RHEL 9 and newer), ndb (`Packages.db`: SUSE) or
 * Berkeley DB (`Packages`: RHEL 8 and older). https://rpm.org/docs/4.20.x/man/rpmdb.8.html
 */
export function isRpmDatabase(path: string): boolean {
  return /^(?:var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/(?:rpmdb\.sqlite|Packages(?:\.db)?)$/.test(
    path,
  )
}

/**
 * The packages that a database of rpm lists, without the keys (`gpg-pubkey`) that it keeps in the same place. The
 * parser has a thread of its own, for a hostile database can keep it busy or make it take memory without end.
 *
 * @param content is gone afterwards: the thread takes it over
 * @param patience milliseconds
 * @returns null when it cannot be read
 */
export async function readRpmDatabase(
  path: string,
  content: Buffer<ArrayBuffer>,
  patience = 30_000,
): Promise<Package[] | null> {
  const bytes = new Uint8Array(content.buffer)
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    workerData: { name: path.slice(path.lastIndexOf('/') + 1), bytes },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    stdout: true,
    stderr: true,
  })
  // One that comes while it is being ended is no news, and would end this process.
  worker.on('error', () => {})
  try {
    const [message] = await once(worker, 'message', { signal: AbortSignal.timeout(patience) })
    return foundSchema
      .parse(message)
      .filter(({ name }) => name !== 'gpg-pubkey')
      .map(found => packageOf(found, path))
  } catch {
    return null
  } finally {
    await worker.terminate()
  }
}

// --- internal ---

/** The bundle has it beside itself, as its sources do. */
const workerFile = import.meta.url.endsWith('.ts') ? './rpm-worker.ts' : './rpm-worker.js'

const text = z.string().transform(value => value.slice(0, 200))

const foundSchema = z.array(
  z.object({
    name: text,
    version: text,
    release: text,
    epoch: z.int().optional(),
    size: z.int(),
  }),
)

/** The size is the sum of the package's files in bytes; the parser reads its 32 bits with a sign. */
function packageOf(found: z.infer<typeof foundSchema>[number], path: string): Package {
  const { name, epoch = 0, version, release, size } = found
  const before = epoch === 0 ? '' : `${epoch}:`
  return {
    manager: 'rpm',
    name,
    version: `${before}${version}-${release}`,
    bytes: size >>> 0,
    path,
  }
}
