import { formatBytes, formatChange } from '../image/bytes.ts'
import type { TrendModel } from '../report/page/model.ts'
import { choice, drawnByWidth, html, shortened, svg } from './dom.ts'
import { arrowKeys, tipOn } from './tip.ts'
import { type Dot, type TrendMetric, trendLayout } from './trend-layout.ts'

/** How an image weighed in, commit by commit, with its budget as a line and its largest steps named. */
export function drawTrend(section: HTMLElement, model: TrendModel): void {
  const metrics = (['unpacked', 'compressed'] as const).filter(
    metric => model.points.filter(point => point[metric] !== null).length > 1,
  )
  let [metric] = metrics
  if (metric === undefined) return
  const mount = html('div', { class: 'picture' })
  const steps = html('ol', { class: 'steps' })
  let width = 0
  const draw = () => {
    if (width > 0 && metric !== undefined) drawAll(mount, steps, model, metric, width)
  }
  if (metrics.length > 1)
    section.append(
      html(
        'div',
        { class: 'tools' },
        choice<TrendMetric>(
          'Size',
          metrics.map(one => [one, one]),
          value => {
            metric = value
            draw()
          },
        ),
      ),
    )
  section.append(mount, steps)
  section.hidden = false
  drawnByWidth(mount, space => {
    width = space
    draw()
  })
}

// --- internal ---

const HEIGHT = 280
const LEFT = 66
const TOP = 18
const BOTTOM = 44
const RIGHT = 14

function drawAll(
  mount: HTMLElement,
  steps: HTMLElement,
  model: TrendModel,
  metric: TrendMetric,
  width: number,
): void {
  const area = { left: LEFT, top: TOP, width: width - LEFT - RIGHT, height: HEIGHT - TOP - BOTTOM }
  const layout = trendLayout(model, metric, area)
  if (layout === null) return
  const { dots, ticks, budgets, largest } = layout
  const end = width - RIGHT
  const ground = HEIGHT - BOTTOM
  const picture = svg('svg', {
    class: 'trend',
    width,
    height: HEIGHT,
    role: 'group',
    'aria-label': `${metric} size of ${model.title} over ${dots.length} commits; arrow keys go from commit to commit`,
  })
  picture.append(
    ...ticks.flatMap(({ bytes, y }) => [
      svg('line', { class: 'grid', x1: LEFT, x2: end, y1: y, y2: y }),
      svg(
        'text',
        { class: 'axis', x: LEFT - 8, y: y + 4, 'text-anchor': 'end' },
        formatBytes(bytes),
      ),
    ]),
    ...commitNames(dots, largest, ground),
    svg('polyline', { class: 'line', points: dots.map(({ x, y }) => `${x},${y}`).join(' ') }),
    ...budgets.flatMap(({ name, bytes, y }) => [
      svg('line', { class: 'limit', x1: LEFT, x2: end, y1: y, y2: y }),
      svg(
        'text',
        { class: 'limit', x: end, y: y - 5, 'text-anchor': 'end' },
        `${name} ${formatBytes(bytes)}`,
      ),
    ]),
    ...tags(dots, ground),
  )
  const ranks = svg('g', { class: 'words ranks', 'aria-hidden': 'true' })
  const items = dots.map(dot => {
    const rank = largest.indexOf(dot)
    const lines = linesOf(dot)
    const link = svg('a', {
      class: rank < 0 ? 'dot' : `dot named ${(dot.step ?? 0) > 0 ? 'grown' : 'shrunk'}`,
      'aria-label': lines.join(', '),
      href: model.commits === null ? null : `${model.commits}${dot.point.commit}`,
      role: model.commits === null ? 'img' : null,
    })
    link.append(svg('circle', { cx: dot.x, cy: dot.y, r: rank < 0 ? 3.5 : 9 }))
    if (rank >= 0)
      ranks.append(
        svg('text', { x: dot.x, y: dot.y + 4, 'text-anchor': 'middle' }, String(rank + 1)),
      )
    picture.append(link)
    return { element: link, lines }
  })
  picture.append(ranks)
  arrowKeys(
    items.map(({ element }) => element),
    items.length - 1,
    () => undefined,
  )
  mount.replaceChildren(picture)
  steps.replaceChildren(...largest.map(dot => stepItem(dot, model)))
  tipOn(mount, items)
}

/** The first, the last, and what stands out; as many as there is room for. */
function commitNames(dots: Dot[], largest: Dot[], ground: number): SVGElement[] {
  const wanted = [dots[0], dots.at(-1), ...largest].filter(dot => dot !== undefined)
  const taken: number[] = []
  return wanted.flatMap(dot => {
    if (taken.some(x => Math.abs(x - dot.x) < 62)) return []
    taken.push(dot.x)
    const anchor = dot === dots[0] ? 'start' : dot === dots.at(-1) ? 'end' : 'middle'
    return [
      svg('line', { class: 'tick', x1: dot.x, x2: dot.x, y1: ground, y2: ground + 5 }),
      svg(
        'text',
        { class: 'axis', x: dot.x, y: ground + 19, 'text-anchor': anchor },
        dot.point.commit.slice(0, 7),
      ),
    ]
  })
}

function tags(dots: Dot[], ground: number): SVGElement[] {
  let last = Number.NEGATIVE_INFINITY
  return dots.flatMap(({ x, point }) => {
    const [tag] = point.tags ?? []
    if (tag === undefined) return []
    const line = svg('line', { class: 'tag', x1: x, x2: x, y1: TOP, y2: ground })
    if (x - last < 46) return [line]
    last = x
    return [
      line,
      svg(
        'text',
        { class: 'axis tag', x, y: ground + 36, 'text-anchor': 'middle' },
        shortened(tag, 12),
      ),
    ]
  })
}

function linesOf({ point, bytes, step }: Dot): string[] {
  return [
    `${formatBytes(bytes)}${step === null ? '' : ` (${formatChange(step)})`}`,
    `${point.commit.slice(0, 7)} ${point.subject}`.trim(),
    point.tags?.length ? `tagged ${point.tags.join(', ')}` : '',
  ].filter(text => text !== '')
}

function stepItem({ point, step }: Dot, { commits }: TrendModel): HTMLElement {
  const short = point.commit.slice(0, 7)
  const commit =
    commits === null
      ? html('code', {}, short)
      : html('a', { href: `${commits}${point.commit}` }, short)
  const change = html(
    'strong',
    { class: (step ?? 0) > 0 ? 'grown' : 'shrunk' },
    formatChange(step ?? 0),
  )
  const paths = (point.paths ?? []).map(({ path, change: bytes }) =>
    html('li', {}, html('code', {}, path), ` ${formatChange(bytes)}`),
  )
  return html(
    'li',
    {},
    change,
    ' ',
    commit,
    ` ${point.subject}`,
    paths.length === 0 ? null : html('ul', {}, ...paths),
  )
}
