import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** What a cache of GitHub holds. */
export interface CacheEntry {
  key: string
  /** A digest of the paths and of how they are packed, which the client makes. */
  version: string
  /** A tar, packed with zstd. */
  archive: Buffer
}

export interface CacheServer {
  /** For a process that looks for the service, as a runner of github.com gives it to an action. */
  env: Record<string, string>
  /** The newest last. */
  entries: CacheEntry[]
  /** Of what was asked, one word each: `Create`, `Finalize`, `Get`, `upload`, `download`. */
  asked: string[]
  /** How it behaves from now on; `silent` takes requests and never answers. */
  mood: 'open' | 'read-only' | 'full' | 'broken' | 'silent'
  close(): Promise<void>
}

/**
 * The cache service of GitHub as its clients speak to it (version 2: Twirp over JSON, and a blob store for archives).
 * https://github.com/actions/toolkit/blob/main/packages/cache/src/generated/results/api/v1/cache.ts
 */
export async function startCacheServer(): Promise<CacheServer> {
  const reserved = new Map<string, CacheEntry>()
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    if (cache.mood === 'silent') return
    const { status, content } = answer(request, body)
    response.writeHead(status, { 'content-type': 'application/json', etag: '"1"' }).end(content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const cache: CacheServer = {
    env: {
      ACTIONS_RESULTS_URL: `${url}/`,
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RUNTIME_TOKEN: 'runtime-token-of-a-job',
      GITHUB_SERVER_URL: 'https://github.com',
    },
    entries: [],
    asked: [],
    mood: 'open',
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }

  function answer(request: IncomingMessage, body: Buffer): { status: number; content: Buffer } {
    const [, service, name = ''] =
      /^\/(twirp|blob)\/(?:[^/]*\/)?([^?]*)/.exec(request.url ?? '') ?? []
    const say = (content: object, status = 200) => ({
      status,
      content: Buffer.from(JSON.stringify(content)),
    })
    if (service === 'blob') {
      const entry = reserved.get(name)
      if (entry === undefined) return say({}, 404)
      cache.asked.push(request.method === 'PUT' ? 'upload' : 'download')
      if (request.method !== 'PUT') return { status: 200, content: entry.archive }
      entry.archive = body
      return say({}, 201)
    }
    const { key, version, restore_keys: others = [] } = JSON.parse(String(body))
    cache.asked.push(/^[A-Z][a-z]+/.exec(name)?.[0] ?? name)
    if (cache.mood === 'broken') return say({ msg: 'this is no answer' }, 400)
    if (name === 'GetCacheEntryDownloadURL') {
      const wanted = (entry: CacheEntry) =>
        entry.version === version &&
        [key, ...others].some((one: string) => entry.key === one || entry.key.startsWith(one))
      const found = cache.entries.findLast(wanted)
      if (found === undefined) return say({ ok: false, signed_download_url: '', matched_key: '' })
      const id = idOf(found)
      reserved.set(id, found)
      return say({ ok: true, signed_download_url: `${url}/blob/${id}`, matched_key: found.key })
    }
    const id = idOf({ key, version })
    if (name === 'CreateCacheEntry') {
      if (cache.mood === 'read-only')
        return say({ ok: false, message: 'cache write denied: the token may only read' })
      if (cache.mood === 'full') return say({ msg: 'the cache is full' }, 429)
      reserved.set(id, { key, version, archive: Buffer.alloc(0) })
      return say({ ok: true, signed_upload_url: `${url}/blob/${id}` })
    }
    const entry = reserved.get(id)
    if (entry === undefined) return say({ ok: false }, 404)
    cache.entries.push(entry)
    return say({ ok: true, entry_id: '1' })
  }
  return cache
}

// --- internal ---

function idOf({ key, version }: Pick<CacheEntry, 'key' | 'version'>): string {
  return encodeURIComponent(`${version}-${key}`)
}
