import type { PathChange, PlatformComparison } from '../../compare/comparison.ts'
import { formatChange, formatNumber } from '../../image/bytes.ts'
import { type Block, type Cell, cell, code, details, type Line, strong, table } from './document.ts'
import { biggest } from './layer-rows.ts'
import { count, label } from './words.ts'

/** Which paths explain the change. */
export function pathBlocks(
  { paths }: PlatformComparison,
  most: number,
  minimumChange: number,
): Block[] {
  // What the rows leave over has no path of its own.
  const named = (paths ?? []).filter(({ path }) => path !== '')
  const seen = named.filter(({ change }) => Math.abs(change) >= minimumChange)
  if (seen.length === 0 || most === 0 || paths === null) return []
  const { kept } = biggest(
    seen.map(row => ({ row, bytes: row.change })),
    most,
  )
  const shown = kept.map(({ row }) => row)
  const rest = paths.filter(row => !shown.includes(row))
  return [
    details(summary(shown), [
      table(
        [
          { head: ['path'] },
          { head: ['change'], align: 'right' },
          { head: ['files'], align: 'right' },
        ],
        [...shown.map(pathRow), ...(rest.length === 0 ? [] : [restRow(rest)])],
      ),
    ]),
  ]
}

// --- internal ---

function summary(shown: PathChange[]): Line {
  const [first] = shown.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
  if (first === undefined) return []
  const grown = first.change > 0
  const head: Line = [strong(`What ${grown ? 'grew' : 'shrank'}`), ': ', code(rooted(first.path))]
  const more = shown.length === 1 ? '' : ` and ${count(shown.length - 1, 'more path')}`
  return [...head, ` ${formatChange(first.change)}${more}`]
}

function pathRow({ path, files, change }: PathChange): Cell[] {
  return [cell(code(rooted(path))), changeCell(change), cell(formatNumber(files))]
}

function restRow(rest: PathChange[]): Cell[] {
  const files = rest.reduce((sum, row) => sum + row.files, 0)
  const change = rest.reduce((sum, row) => sum + row.change, 0)
  return [cell('everything else'), changeCell(change), cell(formatNumber(files))]
}

function changeCell(change: number): Cell {
  const bar = { bytes: Math.abs(change), status: change > 0 ? 'grown' : 'shrunk' } as const
  return { ...cell(formatChange(change)), bar }
}

function rooted(path: string): string {
  return label(`/${path.replace(/^\/+/, '')}`)
}
