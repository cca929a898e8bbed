import type { CureEdit, Cures } from '../../cure/cures.ts'
import { formatBytes } from '../../image/bytes.ts'
import {
  type Block,
  cell,
  code,
  details,
  joined,
  type Line,
  paragraph,
  prose,
  strong,
  table,
} from './document.ts'
import type { Room } from './room.ts'
import { count, label, sizeOrWord } from './words.ts'

/** What can go: the patch that was built, what it saves, and what was proved of it. Nothing where nobody asked. */
export function cureBlocks(cures: Cures | undefined, room: Room): Block[] {
  if (cures === undefined || room.paths === 0) return []
  if (cures.why !== null)
    return [paragraph(strong('Cures'), ' were not built: ', ...prose(label(cures.why, 300)))]
  const offered = cures.edits.filter(({ refused }) => refused === null)
  const refused = cures.edits.filter(edit => edit.refused !== null)
  if (offered.length === 0) return refusedBlocks(refused, room)
  const lines = cures.patch.replace(/\n$/, '').split('\n')
  const shown = lines.slice(0, mostLines)
  const more = lines.length - shown.length
  return [
    details(
      [strong(`${saving(cures)} can go, measured`), `: ${count(offered.length, 'edit')}`],
      [
        ...savedBlocks(cures),
        editTable(offered, room),
        { kind: 'diff', lines: shown },
        ...(more === 0 ? [] : [paragraph(`… ${count(more, 'line')} more in the JSON report`)]),
        proof(cures),
        ...refusedBlocks(refused, room),
      ],
    ),
  ]
}

/** What all that is offered saves, in words: of the platform where it is most. */
export function saving({ saved }: Cures): string {
  const most = (name: 'unpacked' | 'compressed') =>
    Math.max(0, ...saved.map(one => -(one[name].change ?? 0)))
  return formatBytes(most('unpacked') || most('compressed'))
}

// --- internal ---

/** A patch that is longer is read elsewhere. */
const mostLines = 200

function savedBlocks({ saved }: Cures): Block[] {
  return [
    table(
      [
        { head: [] },
        { head: ['saved'], align: 'right' },
        { head: ['with the patch'], align: 'right' },
        { head: ['as it is'], align: 'right' },
      ],
      saved.flatMap(({ platform, unpacked, compressed }) =>
        (
          [
            ['unpacked', unpacked],
            ['compressed', compressed],
          ] as const
        ).map(([name, { baseline, candidate, change }]) => [
          cell(saved.length === 1 ? name : `${name}, ${label(platform, 40)}`),
          cell(strong(sizeOrWord(change === null ? null : -change))),
          cell(sizeOrWord(candidate)),
          cell(sizeOrWord(baseline)),
        ]),
      ),
    ),
  ]
}

function editTable(offered: CureEdit[], room: Room): Block {
  return table(
    [{ head: ['waste'], align: 'right' }, { head: ['edit'] }, { head: ['lines'] }],
    offered
      .slice(0, Math.max(1, room.paths))
      .map(({ found, what, lines }) => [
        cell(formatBytes(found)),
        cell(...prose(label(what, 200))),
        cell(lines === null ? '' : lineRange(lines)),
      ]),
  )
}

function lineRange({ start, end }: NonNullable<CureEdit['lines']>): string {
  return start === end ? `${start}` : `${start} to ${end}`
}

function proof({ restless, builds }: Cures): Block {
  const shown = restless.slice(0, 3).map((path): Line => [code(label(path))])
  const more = restless.length - shown.length
  const apart: Line =
    restless.length === 0
      ? []
      : [
          '; left out is the content of files that differ from build to build (',
          ...joined(shown, ', '),
          more === 0 ? ')' : ` and ${more} more)`,
        ]
  return paragraph(
    strong('Proved'),
    ': the patched image was built, and has the same files (path, kind, mode, owner, size and content) and the same configuration, but for this waste',
    ...apart,
    `. It took ${count(builds, 'build')}.`,
  )
}

function refusedBlocks(refused: CureEdit[], room: Room): Block[] {
  if (refused.length === 0) return []
  return [
    paragraph(strong('Not offered'), ', since it could not be proved to change nothing else:'),
    {
      kind: 'list',
      items: refused
        .slice(0, Math.max(1, room.paths))
        .map(({ what, refused: why }) => [
          ...prose(label(what, 200)),
          ': ',
          ...prose(label(why ?? '', 300)),
        ]),
    },
  ]
}
