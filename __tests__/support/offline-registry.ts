import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { noise } from './bytes.ts'

/** Registries of several languages with one package each, `big` 1.0.0, whose one large file has 1.5 MB. */
export interface OfflineRegistry {
  url: string
  close: () => void
}

/** Serves on the loopback what package managers would fetch. */
export async function startOfflineRegistry(): Promise<OfflineRegistry> {
  const npm = tarball('package', {
    'package/package.json': JSON.stringify({ name: 'big', version: '1.0.0', main: 'big.js' }),
    'package/big.js': noise(1_500_000, 1),
  })
  const headers = tarball('node', { 'node/include/node/node.h': noise(1_500_000, 2) })
  const pip = tarball('big-1.0.0', {
    'big-1.0.0/PKG-INFO': 'Metadata-Version: 2.1\nName: big\nVersion: 1.0.0\n',
    'big-1.0.0/setup.py':
      "from setuptools import setup\nsetup(name='big', version='1.0.0', packages=['big'], package_data={'big': ['*']})\n",
    'big-1.0.0/big/__init__.py': '',
    'big-1.0.0/big/big.bin': noise(1_500_000, 3),
  })
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`
    const path = decodeURIComponent(request.url?.split('?')[0] ?? '')
    const file = /^\/dist\/v([\d.]+)\/(.*)$/.exec(path)
    const content =
      path === '/npm/big'
        ? packument(npm, `${origin}/npm/big/-/big-1.0.0.tgz`)
        : path === '/npm/big/-/big-1.0.0.tgz'
          ? npm
          : path === '/pip/big/'
            ? '<a href="big-1.0.0.tar.gz">big-1.0.0.tar.gz</a>'
            : path === '/pip/big/big-1.0.0.tar.gz'
              ? pip
              : file?.[2] === `node-v${file?.[1]}-headers.tar.gz`
                ? headers
                : file?.[2] === 'SHASUMS256.txt'
                  ? `${hash('sha256', headers).toString('hex')}  node-v${file[1]}-headers.tar.gz\n`
                  : null
    response.statusCode = content === null ? 404 : 200
    response.setHeader('cache-control', 'max-age=600')
    response.setHeader(
      'content-type',
      path.startsWith('/pip/') && typeof content === 'string'
        ? 'text/html'
        : path === '/npm/big'
          ? 'application/json'
          : 'application/octet-stream',
    )
    response.end(content ?? 'no such file')
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  }
}

// --- internal ---

const hash = (name: string, content: Buffer) => createHash(name).update(content).digest()

/** https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
function packument(content: Buffer, url: string): string {
  const dist = {
    tarball: url,
    shasum: hash('sha1', content).toString('hex'),
    integrity: `sha512-${hash('sha512', content).toString('base64')}`,
  }
  return JSON.stringify({
    name: 'big',
    'dist-tags': { latest: '1.0.0' },
    // Some take nothing that is younger than a day.
    time: { '1.0.0': '2020-01-01T00:00:00.000Z' },
    versions: { '1.0.0': { name: 'big', version: '1.0.0', dist } },
  })
}

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
