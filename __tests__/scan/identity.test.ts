import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { scanLayer } from '../../src/scan/scanner.ts'
import { chunks } from '../support/fixtures.ts'
import { pax, type RawEntry, rawTar } from '../support/raw-tar.ts'

const big = Buffer.alloc(70_000, 'x')
const base64 = (content: Buffer | string) => createHash('sha256').update(content).digest('base64')

async function identities(entries: RawEntry[], identify = true) {
  const { layer } = await scanLayer(chunks(rawTar(entries), 1000), { detail: 'files', identify })
  return layer.files?.map(({ path, identity }) => [path, identity])
}

test('mode, owner and content of each file, where they are asked for', async () => {
  const entries: RawEntry[] = [
    { name: 'app/', type: '5', mode: 0o1777 },
    { name: 'app/small', content: 'abc', uid: 7, mode: 0o4755 },
    { name: 'app/empty' },
    { name: 'app/big', content: big },
    { name: 'app/hard', type: '1', linkName: './app/big' },
    { name: 'app/soft', type: '2', linkName: './big' },
  ]
  const plain = { mode: '644', owner: '0:0', link: '', attributes: '', content: null }
  expect(await identities(entries)).toEqual([
    ['app', { ...plain, mode: '1777' }],
    ['app/small', { ...plain, mode: '4755', owner: '7:0', content: base64('abc') }],
    ['app/empty', { ...plain, content: base64('') }],
    ['app/big', { ...plain, content: base64(big) }],
    ['app/hard', { ...plain, link: 'app/big' }],
    ['app/soft', { ...plain, link: './big' }],
  ])
  expect((await identities(entries, false))?.every(([, identity]) => identity === undefined)).toBe(
    true,
  )
})

test('what an extended header says of owner and attributes', async () => {
  const header = {
    uid: '3000000',
    gid: '7',
    'SCHILY.xattr.user.b': '2',
    'SCHILY.xattr.user.a': '1',
  }
  const found = await identities([pax(header), { name: 'x', content: 'y' }, { name: 'z' }])
  expect(found).toMatchObject([
    [
      'x',
      {
        owner: '3000000:7',
        attributes: '[["SCHILY.xattr.user.a","1"],["SCHILY.xattr.user.b","2"]]',
      },
    ],
    ['z', { owner: '0:0', attributes: '' }],
  ])
})
