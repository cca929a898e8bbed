import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { noise } from './bytes.ts'

/** What package managers would fetch from the internet. */
export interface OfflineRegistry {
  url: string
  close: () => void
}

/** What a path is answered with; null: there is no such file. */
export type Shelf = (path: string, origin: string) => string | Buffer | null

/** Serves on the loopback what the first shelf has that knows the path. */
export async function startOfflineRegistry(...shelves: Shelf[]): Promise<OfflineRegistry> {
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`
    const path = decodeURIComponent(request.url?.split('?')[0] ?? '')
    const content = shelves.reduce<ReturnType<Shelf>>(
      (found, shelf) => found ?? shelf(path, origin),
      null,
    )
    response.statusCode = content === null ? 404 : 200
    response.setHeader('cache-control', 'max-age=600')
    const text = typeof content === 'string' && content.startsWith('<') ? 'text/html' : 'text/plain'
    const type = typeof content === 'string' && content.startsWith('{') ? 'application/json' : text
    response.setHeader('content-type', Buffer.isBuffer(content) ? 'application/octet-stream' : type)
    response.end(content ?? 'no such file')
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  }
}

/**
 * Any package `/npm/NAME` in its version 1.0.0, each with other bytes.
 * https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md
 */
export function npmShelf(): Shelf {
  const contents = new Map<string, Buffer>()
  return (path, origin) => {
    const [, name, file] = /^\/npm\/([^/]+)(\/-\/.*)?$/.exec(path) ?? []
    if (name === undefined) return null
    const content =
      contents.get(name) ??
      tarball('package', {
        'package/package.json': JSON.stringify({ name, version: '1.0.0', main: 'big.js' }),
        'package/big.js': noise(large, seedOf(name)),
      })
    contents.set(name, content)
    if (file !== undefined) return content
    const dist = {
      tarball: `${origin}${path}/-/${name}-1.0.0.tgz`,
      shasum: hash('sha1', content).toString('hex'),
      integrity: `sha512-${hash('sha512', content).toString('base64')}`,
    }
    return JSON.stringify({
      name,
      'dist-tags': { latest: '1.0.0' },
      // Some take nothing that is younger than a day.
      time: { '1.0.0': '2020-01-01T00:00:00.000Z' },
      versions: { '1.0.0': { name, version: '1.0.0', dist } },
    })
  }
}

/** The headers of any Node.js, as node-gyp wants them. */
export function nodeShelf(): Shelf {
  const headers = tarball('node', { 'node/include/node/node.h': noise(large, 2) })
  return path => {
    const [, version, file] = /^\/dist\/v([\d.]+)\/(.*)$/.exec(path) ?? []
    const name = `node-v${version}-headers.tar.gz`
    if (file === name) return headers
    return file === 'SHASUMS256.txt'
      ? `${hash('sha256', headers).toString('hex')}  ${name}\n`
      : null
  }
}

/** A wheel of any name, at `/pip/NAME/`. https://peps.python.org/pep-0427/ */
export function pipShelf(): Shelf {
  return path => {
    const [, name, file] = /^\/pip\/([^/]+)\/(.*)$/.exec(path) ?? []
    if (name === undefined) return null
    const module = name.replaceAll('-', '_')
    const wheel = `${module}-1.0.0-py3-none-any.whl`
    const facts = `${module}-1.0.0.dist-info`
    const content = zip({
      [`${module}/__init__.py`]: '',
      [`${module}/big.bin`]: noise(large, seedOf(name)),
      [`${facts}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0.0\n`,
      [`${facts}/WHEEL`]: 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
      [`${facts}/RECORD`]: '',
    })
    const sum = hash('sha256', content).toString('hex')
    return file === wheel ? content : `<a href="${wheel}#sha256=${sum}">${wheel}</a>`
  }
}

/** A module `big.test/go` in its version 1.0.0. https://go.dev/ref/mod#goproxy-protocol */
export function goShelf(): Shelf {
  const mod = 'module big.test/go\n\ngo 1.19\n'
  const root = 'big.test/go@v1.0.0'
  const code = `package big\n\nfunc Size() int { return ${large} }\n`
  const files: Record<string, string | Buffer> = {
    '/go/big.test/go/@v/list': 'v1.0.0\n',
    '/go/big.test/go/@v/v1.0.0.info': '{"Version":"v1.0.0","Time":"2020-01-01T00:00:00Z"}',
    '/go/big.test/go/@v/v1.0.0.mod': mod,
    '/go/big.test/go/@v/v1.0.0.zip': zip({
      [`${root}/go.mod`]: mod,
      [`${root}/big.go`]: code,
      [`${root}/big.bin`]: noise(large, seedOf('go')),
    }),
  }
  return path => files[path] ?? null
}

/** A package of PHP as an archive. */
export function phpShelf(): Shelf {
  const content = zip({
    'big/composer.json': '{"name":"big/php"}',
    'big/big.bin': noise(large, seedOf('php')),
  })
  return path => (path === '/php/big.zip' ? content : null)
}

// --- internal ---

/** Bytes of the one large file in each package. */
const large = 1_500_000

const hash = (name: string, content: Buffer): Buffer => createHash(name).update(content).digest()

const seedOf = (name: string): number => hash('sha1', Buffer.from(name)).readUInt16BE()

/** A compressed tar of a directory. */
function tarball(root: string, files: Record<string, string | Buffer>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-tarball-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    execFileSync('tar', ['-C', folder, '-czf', join(folder, '.tgz'), root])
    return readFileSync(join(folder, '.tgz'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Nothing is compressed. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3) */
function zip(files: Record<string, string | Buffer>): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const [path, content] of Object.entries(files)) {
    const [name, body] = [Buffer.from(path), Buffer.from(content)]
    // Version 1.0, no flags, stored, 1980-01-01.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(10, 0)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(body), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(body.length, 18)
    common.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, body])
    locals.push(local)
    centrals.push(Buffer.from('PK\x01\x02'), Buffer.from([10, 0]), common, place, name)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(locals.length, 8)
  end.writeUInt16LE(locals.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}
