import fc from 'fast-check'
import { parseApprovals } from '../../src/budget/approvals.ts'
import { matchesGlob } from '../../src/budget/glob.ts'
import { parseCount, parseIncrease, parseSize } from '../../src/budget/limits.ts'
import { parseSince } from '../../src/budget/since.ts'
import { readMarker } from '../../src/github/comment-marker.ts'
import { fromImage } from '../../src/image/from-image.ts'
import { guessLines } from '../../src/image/guess-lines.ts'
import { instructionKey, instructionText, keywordOf } from '../../src/image/instruction.ts'
import { readJars, readPackages } from '../../src/image/packages.ts'
import { createGoFinder } from '../../src/scan/go-build-info.ts'
import { type FuzzTarget, outcomeOf, same, spoilt, target } from './target.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '1',
        '0',
        '9',
        '.',
        ',',
        '%',
        ' ',
        '-',
        '+',
        'e',
        'k',
        'MB',
        'GiB',
        'B',
        '\n',
      ),
      { maxLength: 12 },
    )
    .map(parts => parts.join('')),
  fc.integer({ min: 1, max: 20_000 }).map(count => '9'.repeat(count)),
  fc.integer({ min: 1, max: 20_000 }).map(count => `0.${'3'.repeat(count)}MB`),
)

const line = fc.constantFrom(
  'FROM a AS b',
  'FROM --platform=$X a:$V',
  'ARG V=1',
  'ARG',
  'FROM',
  'RUN a \\',
  '  && b',
  'RUN <<EOF',
  'EOF',
  'COPY <<A <<B /x',
  'A',
  'B',
  '# escape=`',
  '# syntax=docker/dockerfile:1',
  'RUN ["a", "b"]',
  'ONBUILD RUN x',
  '\\',
  'COPY --from=b a b',
  'run a',
  'ENV A="b\\',
  'LABEL a="',
  '',
  '\t',
  "RUN echo '",
  'HEALTHCHECK CMD x',
  'FROM ${V:-a',
  `FROM ${'$'}{V:+${'$'}{W}}`,
)
const dockerfile = fc.oneof(
  fc.array(line, { maxLength: 14 }).map(lines => lines.join('\n')),
  fc.array(line, { maxLength: 6 }).map(lines => lines.join('\r\n')),
  spoilt(fc.array(line, { maxLength: 8 }).map(lines => Buffer.from(lines.join('\n')))).map(String),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

const database = fc
  .array(
    fc.constantFrom(
      'Package: a',
      'Version: 1',
      'Installed-Size: 5',
      'Status: install ok installed',
      'P:a',
      'V:1',
      'I:9',
      ' more',
      ':',
      '',
      'Installed-Size: 99999999999999999999',
      '{"name":"a","version":"1"}',
      '{"name":',
      'Name: a',
      'a,sha256=x,5',
      '../x,,7',
      '"a,b",,8',
    ),
    { maxLength: 12 },
  )
  .map(lines => lines.join('\n'))
const databasePath = fc.constantFrom(
  'var/lib/dpkg/status',
  'var/lib/dpkg/status.d/a',
  'lib/apk/db/installed',
  'a/node_modules/b/package.json',
  'node_modules/@s/b/package.json',
  'usr/lib/python3/dist-packages/a-1.dist-info/METADATA',
  'usr/lib/python3/dist-packages/a-1.dist-info/RECORD',
  'usr/lib/python3/dist-packages/a.egg-info/top_level.txt',
  'x.jar',
)

export const textTargets: FuzzTarget[] = [
  target('limits', anyText, async text => {
    const size = await outcomeOf(() => parseSize('max-size', text))
    if ('value' in size) {
      if (!Number.isSafeInteger(size.value) || size.value < 0) throw new Error(`${size.value}`)
      same(parseSize('max-size', `${size.value} B`), size.value, 'its own bytes are another size')
    } else if (size.refused.length > 1000) throw new Error('an error without end')
    const increase = await outcomeOf(() => parseIncrease('max-increase', text))
    for (const limit of 'value' in increase ? increase.value : []) {
      const value =
        limit.kind === 'percent' ? limit.percent : limit.kind === 'bytes' ? limit.bytes : 0
      if (!(value >= 0 && Number.isFinite(value))) throw new Error(`a limit of ${value}`)
    }
    await outcomeOf(() => parseCount('max-layers', text))
    await outcomeOf(() => parseSince('since', text))
    await outcomeOf(() => parseApprovals([`image-size/${text}`], 'image-size/'))
  }),

  target('globs', fc.tuple(anyText, anyText), ([glob, text]) => {
    if (
      !matchesGlob('*', text) ||
      !matchesGlob(text.replace(/[*?[\]\\]/g, 'x'), text.replace(/[*?[\]\\]/g, 'x'))
    ) {
      throw new Error('a text that does not match itself')
    }
    matchesGlob(`${glob}*`, text)
    matchesGlob('*a'.repeat(20), 'a'.repeat(60) + text)
  }),

  target(
    'Dockerfile',
    fc.tuple(dockerfile, fc.array(line, { maxLength: 5 })),
    ([text, instructions]) => {
      const lines = guessLines(text, instructions)
      same(lines.length, instructions.length, 'other instructions')
      const last = text.split('\n').length
      for (const { start, end } of lines.flatMap(ranges => ranges ?? [])) {
        if (!(start >= 1 && start <= end && end <= last))
          throw new Error(`lines ${start} to ${end}`)
      }
      fromImage(text, { target: null, buildArgs: ['V=1', 'W'] })
      fromImage(text, { target: 'b', buildArgs: [] })
    },
  ),

  target('history', fc.oneof(line, fc.string({ unit: 'binary' })), text => {
    for (const said of [
      text,
      `RUN |1 A=${text} /bin/sh -c ${text} # buildkit`,
      `/bin/sh -c #(nop) ${text}`,
    ]) {
      const instruction = instructionText(said)
      instructionKey(instruction)
      keywordOf(instruction)
    }
  }),

  target('package databases', fc.dictionary(databasePath, database), texts => {
    const captured = new Map(Object.entries(texts))
    const files = [...captured.keys()].map(path => ({ path, size: 100, kind: 'file' as const }))
    for (const { name, version, bytes } of [...readPackages(files, captured), ...readJars(files)]) {
      if (name === '' || version === '') throw new Error('a package of no name')
      if (!Number.isSafeInteger(bytes) || bytes < 0) throw new Error(`a package of ${bytes} bytes`)
    }
  }),

  target(
    'Go programs',
    fc.tuple(spoilt(goLike()), fc.integer({ min: 1, max: 5000 })),
    ([bytes, length]) => {
      const find = (by: number) => {
        const found: unknown[] = []
        const look = createGoFinder(module => found.push(module))
        for (let start = 0; start < bytes.length; start += by)
          look(bytes.subarray(start, start + by))
        return found
      }
      same(find(length), find(bytes.length || 1), 'the pieces make a difference')
    },
  ),

  target('comment marker', fc.string({ unit: 'binary' }), text => {
    readMarker(text)
    readMarker(`<!-- image-size-gate ${text} -->\n${text}`)
  }),
]

/** An ELF head with one segment, and build information in it. https://github.com/golang/go/blob/master/src/debug/buildinfo/buildinfo.go */
function goLike(): fc.Arbitrary<Buffer> {
  return fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.string({ maxLength: 40 }))
    .map(([gap, name]) => {
      const head = Buffer.alloc(64 + 56)
      head.write('\x7fELF\x02\x01\x01', 0, 'latin1')
      head.writeBigUInt64LE(64n, 32)
      head.writeUInt16LE(56, 54)
      head.writeUInt16LE(1, 56)
      head.writeUInt32LE(1, 64)
      head.writeUInt32LE(6, 68)
      head.writeBigUInt64LE(0n, 72)
      head.writeBigUInt64LE(8192n, 96)
      const info = Buffer.from(
        `\xff Go buildinf:\x08\x02${'\0'.repeat(16)}\x05go1.2\x30path\t${name}\nmod\t${name}\tv1\n`,
        'latin1',
      )
      return Buffer.concat([head, Buffer.alloc(gap * 16 + 8), info, Buffer.alloc(2000)])
    })
}
