import { gnuLong, pax, type RawEntry, rawTar } from './raw-tar.ts'

/** Bytes of a layer, as the engine counts those in its folder; or that it is refused. */
export type Answer = number | 'refused'

const file = (name: string, size = 3000): RawEntry => ({ name, content: Buffer.alloc(size, 'x') })
const field = (bytes: Buffer | string) => [{ at: 124, bytes }]
const base256 = (last: number, first = 0x80) =>
  Buffer.from([first, ...Array<number>(10).fill(first === 0x80 ? 0 : 0xff), last])
const gnu = { at: 257, bytes: 'ustar  \0' }
const oldSparse: RawEntry = {
  ...file('f', 512),
  type: 'S',
  patch: [
    gnu,
    { at: 386, bytes: '00000000000\0' + '00000001000\0' },
    { at: 483, bytes: '00000100000\0' },
  ],
}
const mapInBody = (real: string) => [
  pax({ 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.realsize': real }),
  { name: 'f', content: `${'1\n0\n512\n'.padEnd(512, '\0')}${'x'.repeat(512)}` },
]
const oneFragment = { 'GNU.sparse.numblocks': '1', 'GNU.sparse.map': '0,512' }
const bytes = (...entries: RawEntry[]) => rawTar(entries, { end: false })

/**
 * Tars that no tool writes: what a Docker engine with overlayfs says (26.1, classic store), and what the gate says where
 * that is not the same.
 */
export const oddTars: [string, RawEntry[], Answer, Answer?][] = [
  // Names.
  ['a folder of aufs', [{ name: '.wh..wh.cache/', type: '5' }, file('.wh..wh.cache/f')], 3000],
  ['a folder of aufs further down', [file('a/.wh..wh.cache/b/f')], 3000],
  ['links of aufs', [file('.wh..wh.plnk/1.2'), link('f', '.wh..wh.plnk/1.2')], 3000],
  ['a folder that is a whiteout', [{ name: '.wh.d/', type: '5' }, file('.wh.d/f')], 3000],
  ['a folder that makes another opaque', [file('.wh..wh..opq/f')], 3000],
  ['a whiteout in a prefix', [{ ...file('f'), patch: [{ at: 345, bytes: '.wh.d' }] }], 3000],
  ['a path that goes up and down', [file('a/../.wh.b/./c//f')], 3000],
  // What the engine drops is in the layer all the same.
  ['a whiteout with content', [file('.wh.f')], 0, 3000],
  ['a whiteout of a strange type with content', [{ ...file('.wh.f'), type: 'A' }], 0, 3000],
  ['an opaque whiteout with content', [file('d/.wh..wh..opq')], 0, 3000],
  ['a file with the name of the root', [file('./')], 0, 3000],
  ['a path twice', [file('f'), file('f')], 'refused', 6000],
  ['a path twice, written in two ways', [file('f'), file('./a/../f')], 'refused', 6000],
  // Types.
  ['a file with a slash', [file('f/')], 3000],
  ['an old folder whose body are entries', [old(bytes(file('f')))], 3000],
  ['an old file', [{ ...file('f'), type: '\0' }], 3000],
  ['a folder that says it has bytes', [{ name: 'd', type: '5', size: 512 }, file('f')], 3000],
  // Of links in a layer that it did not build, the engine counts the text that they hold.
  [
    'a symbolic link that says so',
    [{ ...link('l', 'target', '2'), size: 512 }, file('f')],
    3006,
    3000,
  ],
  ['a hard link that says so', [file('f'), { ...link('l', 'f'), size: 512 }], 3000],
  ['a device that says so', [{ name: 'c', type: '3', size: 512 }, file('f')], 3000],
  ['a contiguous file', [{ ...file('f'), type: '7' }], 'refused', 3000],
  ['an unknown type', [{ ...file('f'), type: 'A' }], 'refused', 3000],
  ['an old sparse file', [oldSparse], 'refused', 32_768],
  ['a hard link to a whiteout', [file('.wh.f', 0), link('l', '.wh.f')], 'refused', 0],
  // Sizes.
  ['a size in base 256', [{ ...file('f', 200), patch: field(base256(200)) }], 200],
  ['a negative size', [{ ...file('f'), patch: field(base256(-1, 0xff)) }], 'refused'],
  [
    'a folder of a negative size',
    [{ name: 'd', type: '5', patch: field(base256(-1, 0xff)) }, file('f')],
    3000,
  ],
  ['a size with garbage behind a NUL', [{ ...file('f', 8), size: '10\0garbage' }], 8],
  ['a size with a blank within', [{ ...file('f', 8), size: '1 0' }], 'refused'],
  ['no size', [{ ...file('f', 0), size: '' }], 0],
  ['a PAX size that is larger', [pax({ size: '3000' }), { ...file('f'), size: 1 }], 3000],
  ['a PAX size that is smaller', [pax({ size: '512' }), { ...file('f', 512), size: 5000 }], 512],
  ['a PAX size with a sign', [pax({ size: '+3000' }), { ...file('f'), size: 1 }], 3000],
  ['a negative PAX size', [pax({ size: '-1' }), file('f')], 'refused'],
  ['a PAX size in letters', [pax({ size: '0x10' }), file('f')], 'refused'],
  ['an empty PAX size', [pax({ size: '' }), file('f')], 3000],
  ['two PAX sizes', [pax([...sizes('1'), ...sizes('3000')]), file('f')], 3000],
  ['two PAX headers', [pax({ size: '1', path: 'g' }), pax({ path: 'f' }), file('e')], 3000],
  ['a PAX size before a global header', [pax({ size: '1' }), global({}), file('f')], 3000],
  ['a global size', [global({ size: '1' }), file('f')], 3000],
  ['a signed checksum', [{ ...file('\u00e9'), signedChecksum: true }], 3000],
  ['a wrong checksum', [{ ...file('f'), wrongChecksum: true }], 'refused'],
  // Extended headers.
  ['a PAX path with a NUL', [pax({ path: 'a\0b' }), file('f')], 'refused'],
  ['a PAX key of nothing', [pax({ '': 'x' }), file('f')], 'refused'],
  ['NULs behind PAX records', [record('8 a=bcd\n\0\0'), file('f')], 'refused'],
  ['an empty GNU name', [gnuLong(''), file('f')], 3000],
  ['a GNU name that ends in a slash', [gnuLong('d/'), old(bytes(file('f')), 'e')], 3000],
  // Sparse files.
  ['an empty map', [pax({ 'GNU.sparse.map': '', 'GNU.sparse.size': '1' }), file('f')], 3000],
  ['two sizes', [pax({ ...oneFragment, ...two('9000', '600') }), file('f', 512)], 9000],
  ['two sizes, one empty', [pax({ ...oneFragment, ...two('', '600') }), file('f', 512)], 600],
  ['a map that is a record a number', [numbered(), file('f', 512)], 9000],
  ['less than the map says', [pax({ ...oneFragment, ...two('9000', '') }), file('f')], 'refused'],
  ['a version that is none', [pax({ 'GNU.sparse.major': '2', ...oneFragment }), file('f')], 3000],
  ['a map in the body', mapInBody('4096'), 4096],
  ['a map in the body, beyond the file', mapInBody('511'), 'refused'],
  ['a map in the body of a file of nothing', mapInBody('0'), 'refused'],
  ['a link that is sparse', [pax(oneFragment), link('l', 'f')], 'refused'],
]

/** A sparse file of 512 bytes and a hole of 2^62. */
export const endlessHole: RawEntry[] = [
  pax(oneFragment),
  { ...file('f', 512), patch: field(Buffer.from([0x80, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0])) },
]

/** Tars that end as none should, on which both agree. */
export const oddEnds: [string, Buffer, Answer][] = [
  ['no end', rawTar([file('f', 512)], { end: false }), 512],
  ['one block of zeros', Buffer.concat([bytes(file('f', 512)), Buffer.alloc(512)]), 512],
  ['a block of zeros within', Buffer.concat([Buffer.alloc(512), bytes(file('f'))]), 'refused'],
  ['entries behind the end', Buffer.concat([rawTar([file('f')]), bytes(file('g'))]), 3000],
  ['the end within a body', bytes(file('f')).subarray(0, 2000), 'refused'],
]

// --- internal ---

function link(name: string, linkName: string, type = '1'): RawEntry {
  return { name, type, linkName }
}
function old(content: Buffer, name = 'd/'): RawEntry {
  return { name, type: '\0', content, mode: 0o755 }
}
function sizes(value: string): [string, string][] {
  return [['size', value]]
}
function global(records: Record<string, string>): RawEntry {
  return { ...pax({ comment: 'global', ...records }), type: 'g' }
}
function record(content: string): RawEntry {
  return { name: 'x', type: 'x', content }
}
function two(size: string, real: string): Record<string, string> {
  return { 'GNU.sparse.size': size, 'GNU.sparse.realsize': real }
}
function numbered(): RawEntry {
  return pax({
    'GNU.sparse.size': '9000',
    'GNU.sparse.numblocks': '1',
    'GNU.sparse.offset': '0',
    'GNU.sparse.numbytes': '512',
  })
}
