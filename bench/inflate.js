// Inflates the layers of OCI layouts, each blob once, on all cores.
import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

const blobs = new Map()
for (const folder of process.argv.slice(2)) {
  const blobsOf = join(folder, 'blobs/sha256')
  for (const name of readdirSync(blobsOf)) blobs.set(name, join(blobsOf, name))
}
let bytes = 0
await Promise.all([...blobs.values()].map(inflate))
console.log(JSON.stringify({ blobs: blobs.size, bytes }))

async function inflate(path) {
  const [head] = await createReadStream(path, { end: 1 }).toArray()
  if (head === undefined || head[0] !== 0x1f || head[1] !== 0x8b) return
  const sink = new Writable({
    write(chunk, _encoding, done) {
      bytes += chunk.length
      done()
    },
  })
  await pipeline(createReadStream(path), createGunzip({ chunkSize: 1 << 17 }), sink)
}
