import { formatBytes, formatChange } from '../image/bytes.ts'
import type { PlatformModel, RowModel } from '../report/page/model.ts'
import { choice, drawnByWidth, goTo, html, shortened, svg } from './dom.ts'
import { type Bar, metricBytes, type StackMetric, stackLayout } from './stack-layout.ts'
import { arrowKeys, tipOn } from './tip.ts'
import { changeMarks, changeWords, sizeWords } from './words.ts'

/**
 * Both images as stacks of layers, pairs joined; a layer leads to its row in the table.
 * @param id of the platform
 */
export function drawStacks(section: HTMLElement, model: PlatformModel, id: string): void {
  const mount = html('div', { class: 'picture' })
  let metric: StackMetric = 'unpacked'
  let width = 0
  const draw = () => {
    if (width > 0) drawAll(mount, model, id, metric, width)
  }
  section.append(
    html(
      'div',
      { class: 'tools' },
      choice<StackMetric>(
        'Layers as tall as they are',
        [
          ['unpacked', 'unpacked'],
          ['compressed', 'compressed'],
          ['download', 'to download'],
        ],
        value => {
          metric = value
          draw()
        },
      ),
      legend(),
    ),
    mount,
    html('p', { class: 'quiet' }, 'A click on a layer opens what is in it, in the table below.'),
  )
  section.hidden = false
  drawnByWidth(mount, space => {
    width = space
    draw()
  })
}

// --- internal ---

const HEIGHT = 460
/** Of the head above each stack. */
const HEAD = 40
const CHARACTER = 6.9

function legend(): HTMLElement {
  const items: [string, string][] = [
    ['grown', '▲ grew'],
    ['shrunk', '▼ shrank'],
    ['added', '+ added'],
    ['removed', '− removed'],
    ['same', '= as it was'],
    ['from', 'striped: of the FROM image'],
  ]
  return html(
    'ul',
    { class: 'legend' },
    ...items.map(([status, text]) =>
      html('li', {}, html('i', { class: `swatch ${status}` }), text),
    ),
  )
}

function drawAll(
  mount: HTMLElement,
  model: PlatformModel,
  id: string,
  metric: StackMetric,
  width: number,
): void {
  const { baseline, candidate, height } = stackLayout(model, metric, HEIGHT)
  const alone = baseline.length === 0
  const column = alone ? width : Math.floor(width * 0.4)
  const right = alone ? 0 : width - column
  const hatch = `hatch-${id}`
  const pattern = svg(
    'pattern',
    {
      id: hatch,
      width: 7,
      height: 7,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    svg('line', { class: 'hatch', x1: 0, x2: 0, y1: 0, y2: 7 }),
  )
  const picture = svg(
    'svg',
    {
      class: 'stacks',
      width,
      height: height + HEAD + 2,
      role: 'group',
      'aria-label': 'Layers of both images; arrow keys go from layer to layer, Enter opens one',
    },
    svg('defs', {}, pattern),
    ...(alone ? [] : heading(model, 'baseline', 0, metric)),
    ...heading(model, 'candidate', right, metric),
  )
  const left = new Map(baseline.map(bar => [bar.row, bar]))
  const others = new Map(candidate.map(bar => [bar.row, bar]))
  for (const shape of joinedShapes(model, left, others, column, right)) picture.append(shape)
  // Beside the buttons and not in them: their label has all of it.
  const words = svg('g', { class: 'words', 'aria-hidden': 'true' })
  const items = model.rows.map((row, index) => {
    const bars: [Bar | undefined, number][] = [
      [left.get(index), 0],
      [others.get(index), right],
    ]
    const element = layer(row, bars, { column, right, metric, hatch })
    picture.append(element)
    words.append(...wordsOn(row, bars, { column, metric }))
    return { element, lines: linesOf(row, metric) }
  })
  picture.append(words)
  const open = (index: number) => openLayer(`${id}-layer-${index}`)
  for (const [index, { element }] of items.entries())
    element.addEventListener('click', () => open(index))
  const first = model.rows.findIndex(({ change }) => change !== 'unchanged')
  arrowKeys(
    items.map(({ element }) => element),
    Math.max(0, first),
    (event, index) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      open(index)
    },
  )
  mount.replaceChildren(picture)
  tipOn(mount, items)
}

function heading(
  model: PlatformModel,
  side: 'baseline' | 'candidate',
  x: number,
  metric: StackMetric,
): SVGElement[] {
  const layers = model.stacks[side].map(row => model.rows[row]?.[side] ?? null)
  const held = side === 'baseline' && metric === 'download'
  const sizes = layers.map(one => metricBytes(one, held ? 'compressed' : metric))
  const total = sizes.reduce<number | null>(
    (sum, bytes) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  )
  const words = metric === 'download' ? (held ? ' is there' : ' to download') : ''
  return [
    svg('text', { class: 'quiet', x, y: 13 }, model.sides[side]),
    svg('text', { class: 'total', x, y: 32 }, `${sizeWords(total)}${words}`),
  ]
}

interface Drawn {
  column: number
  right: number
  metric: StackMetric
  hatch: string
}

function layer(
  row: RowModel,
  bars: [Bar | undefined, number][],
  { column, right, metric, hatch }: Drawn,
): SVGGElement {
  const status = statusOf(row, metric)
  const group = svg('g', {
    class: `layer ${status}`,
    role: 'button',
    'aria-label': linesOf(row, metric).join(', '),
  })
  const [before, after] = [bars[0]?.[0], bars[1]?.[0]]
  if (before !== undefined && after !== undefined)
    group.append(ribbon(before, after, column, right, 'ribbon'))
  for (const [bar, x] of bars) {
    if (bar === undefined) continue
    const place = {
      x,
      y: bar.y + HEAD,
      width: column,
      height: bar.height,
      rx: Math.min(3, bar.height / 2),
    }
    group.append(svg('rect', { class: 'fill', ...place }))
    if (row.upstream !== null) group.append(svg('rect', { fill: `url(#${hatch})`, ...place }))
  }
  return group
}

function wordsOn(
  row: RowModel,
  bars: [Bar | undefined, number][],
  { column, metric }: Pick<Drawn, 'column' | 'metric'>,
): SVGElement[] {
  const after = bars[1]?.[0]
  return bars.flatMap(([bar, x]) => {
    if (bar === undefined || bar.height < 15) return []
    const change = bar === after ? changeOf(row, metric) : null
    const amount = change === null || change === 0 ? '' : formatChange(change)
    const room = Math.floor((column - 16) / CHARACTER) - amount.length - (amount === '' ? 0 : 2)
    const y = bar.y + HEAD + Math.min(bar.height / 2 + 4.5, 24)
    const text = shortened(`${markOf(row, metric)} ${row.instruction}`, room)
    return [
      svg('text', { x: x + 7, y }, text),
      svg('text', { class: 'amount', x: x + column - 7, y, 'text-anchor': 'end' }, amount),
    ]
  })
}

function ribbon(from: Bar, to: Bar, column: number, right: number, name: string): SVGElement {
  const [a, b] = [from.y + HEAD, from.y + from.height + HEAD]
  const [c, d] = [to.y + HEAD, to.y + to.height + HEAD]
  const middle = (column + right) / 2
  const curve = `M${column} ${a}C${middle} ${a} ${middle} ${c} ${right} ${c}L${right} ${d}C${middle} ${d} ${middle} ${b} ${column} ${b}Z`
  return svg('path', { class: name, d: curve })
}

/** Layers that became one, or one that was split: each is joined with its share of the one. */
function joinedShapes(
  { rows }: PlatformModel,
  left: Map<number, Bar>,
  others: Map<number, Bar>,
  column: number,
  right: number,
): SVGElement[] {
  const groups = Map.groupBy(
    rows.flatMap(({ group }, row) => (group === undefined ? [] : [{ group, row }])),
    ({ group }) => group,
  )
  return [...groups.values()].flatMap(members => {
    const [before, after] = [left, others].map(side =>
      members.flatMap(({ row }) => side.get(row) ?? []),
    )
    if (before === undefined || after === undefined) return []
    const one = before.length === 1 ? before[0] : after.length === 1 ? after[0] : undefined
    if (one === undefined) return []
    const many = one === before[0] && before.length === 1 ? after : before
    const whole = many.reduce((sum, { height }) => sum + height, 0)
    let y = one.y + one.height
    return many.map(bar => {
      const height = (bar.height / whole) * one.height
      y -= height
      const share = { ...one, y, height }
      return many === before
        ? ribbon(bar, share, column, right, 'ribbon joined')
        : ribbon(share, bar, column, right, 'ribbon joined')
    })
  })
}

function changeOf(row: RowModel, metric: StackMetric): number | null {
  if (metric === 'download') return metricBytes(row.candidate, 'download')
  if (row.change === 'unchanged') return 0
  const before = metricBytes(row.baseline, metric)
  const after = metricBytes(row.candidate, metric)
  return before === null || after === null ? null : after - before
}

function statusOf(row: RowModel, metric: StackMetric): string {
  if (row.change === 'added' || row.change === 'removed') return row.change
  const change = changeOf(row, metric)
  if (metric === 'download') return change === 0 ? 'same' : 'grown'
  if (change === null || change === 0) return row.change === 'unchanged' ? 'same' : 'rebuilt'
  return change > 0 ? 'grown' : 'shrunk'
}

function markOf(row: RowModel, metric: StackMetric): string {
  const marks: Record<string, string> = { grown: '▲', shrunk: '▼' }
  return marks[statusOf(row, metric)] ?? changeMarks[row.change]
}

function linesOf(row: RowModel, metric: StackMetric): string[] {
  const { baseline, candidate, change, line, upstream } = row
  const said = metric === 'download' ? 'compressed' : metric
  const sizes = [
    ...(baseline === null ? [] : [`baseline ${sizeWords(metricBytes(baseline, said))}`]),
    ...(candidate === null ? [] : [`now ${sizeWords(metricBytes(candidate, said))}`]),
  ]
  const fetched = metricBytes(candidate, 'download')
  const how =
    metric !== 'download'
      ? changeWords(changeOf(row, metric))
      : candidate === null || fetched === 0
        ? 'nothing to download'
        : fetched === null
          ? 'download unknown'
          : `${formatBytes(fetched)} to download`
  return [
    shortened(row.instruction, 160),
    [line, upstream === null ? '' : `FROM ${upstream}`].filter(text => text !== '').join(', '),
    `${change}: ${sizes.join(', ')} (${said})`,
    how,
  ].filter(text => text !== '')
}

/** Opens a row of the table of layers, also one that a filter hides. */
function openLayer(id: string): void {
  const body = document.getElementById(id)
  const details = body?.querySelector('details')
  const summary = details?.querySelector('summary')
  if (body === null || details === null || details === undefined || summary == null) return
  body.hidden = false
  details.open = true
  goTo(summary)
}
