// Reads the archive that `docker save` writes from standard input, and the headers of every layer in it: what
// tools do that analyse an image by its archive.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import tar from 'tar-stream'

let files = 0
let bytes = 0
const archive = tar.extract()
archive.on('entry', (_header, stream, next) => {
  walk(stream).then(() => next(), next)
})
await pipeline(process.stdin, archive)
console.log(JSON.stringify({ files, bytes }))

async function walk(stream) {
  const chunks = stream[Symbol.asyncIterator]()
  const { value: first, done } = await chunks.next()
  if (done) return
  const isGzip = first[0] === 0x1f && first[1] === 0x8b
  const isTar = isGzip || first.subarray(257, 262).toString() === 'ustar'
  const all = Readable.from(again(first, chunks), { objectMode: false })
  if (!isTar) return void all.resume()
  const layer = tar.extract()
  layer.on('entry', (header, content, next) => {
    files += 1
    bytes += header.size
    content.on('end', next).resume()
  })
  await pipeline(all, ...(isGzip ? [createGunzip()] : []), layer)
}

async function* again(first, chunks) {
  yield first
  yield* { [Symbol.asyncIterator]: () => chunks }
}
