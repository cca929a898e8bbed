import type { PackageChange, PlatformComparison } from '../../compare/comparison.ts'
import { formatChange } from '../../image/bytes.ts'
import {
  type Block,
  type Cell,
  cell,
  code,
  details,
  type Line,
  paragraph,
  strong,
  table,
} from './document.ts'
import { count, label } from './words.ts'

/** Which packages came, went, or changed their version. */
export function packageBlocks(platform: PlatformComparison, most: number): Block[] {
  const { packages, candidate } = platform
  if (candidate?.layers.some(layer => layer.packages === null)) return [paragraph(...unknown)]
  const [first] = packages ?? []
  if (packages === undefined || first === undefined || most === 0) return []
  const rows = packages.slice(0, most).map(packageRow)
  const left = packages.slice(most)
  if (left.length > 0)
    rows.push([cell(`… ${count(left.length, 'smaller change')}`), cell(total(left)), cell()])
  return [
    details(summary(first, packages.length - 1), [
      table([{ head: ['package'] }, { head: ['change'], align: 'right' }, { head: [] }], rows),
    ]),
  ]
}

// --- internal ---

const unknown: Line = [
  strong('Packages'),
  ': unknown, for a layer has a database of them that is too large or cannot be read',
]

function summary(first: PackageChange, others: number): Line {
  const more = others === 0 ? '' : ` and ${count(others, 'more package')}`
  return [strong('Packages'), ': ', ...named(first), ` ${formatChange(first.change)}${more}`]
}

function packageRow(one: PackageChange): Cell[] {
  const status = one.change > 0 ? 'grown' : one.change < 0 ? 'shrunk' : 'same'
  return [
    cell(...named(one)),
    { ...cell(formatChange(one.change)), bar: { bytes: Math.abs(one.change), status } },
    cell(one.manager),
  ]
}

/** `ffmpeg` 5.1.4 added */
function named({ name, from, to }: PackageChange): Line {
  const what: Line = [code(label(name, 60)), ' ']
  if (from === null) return [...what, label(to ?? '', 60), ' added']
  if (to === null) return [...what, label(from, 60), ' removed']
  if (from === to) return [...what, label(to, 60), ', other copies']
  return [...what, `${label(from, 60)} → ${label(to, 60)}`]
}

function total(changes: PackageChange[]): string {
  return formatChange(changes.reduce((bytes, { change }) => bytes + change, 0))
}
