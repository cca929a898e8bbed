import { formatNumber } from '../image/bytes.ts'
import type { PlatformModel } from '../report/page/model.ts'
import { choice, drawnByWidth, html, shortened, svg } from './dom.ts'
import {
  type Box,
  type Place,
  pathOf,
  placesOf,
  search,
  type TileMetric,
  tileLayout,
  weight,
} from './tile-layout.ts'
import { arrowKeys, tipOn } from './tip.ts'
import { changeWords, direction, sizeWords } from './words.ts'

type Colour = 'change' | 'layer' | 'package'

interface State {
  model: PlatformModel
  here: Place
  metric: TileMetric
  colour: Colour
  hits: Map<Place, number>
  isSearching: boolean
  width: number
}

/** Paths as tiles: zoomed by click and by keyboard, found by name, coloured by what changed or by whose they are. */
export function drawTreemap(section: HTMLElement, model: PlatformModel): void {
  if (model.tiles === null) return
  const root = placesOf(model.tiles)
  const state: State = {
    model,
    here: root,
    metric: 'size',
    colour: 'change',
    hits: new Map(),
    isSearching: false,
    width: 0,
  }
  const mount = html('div', { class: 'picture' })
  const crumbs = html('div', { class: 'crumbs', role: 'group', 'aria-label': 'Folder' })
  const legend = html('ul', { class: 'legend' })
  const found = html('output', { class: 'quiet' })
  const table = html('details', { class: 'behind' })
  const draw = (focus = false) => {
    if (state.width === 0) return
    drawCrumbs(crumbs, state, zoom)
    drawLegend(legend, state)
    drawTiles(mount, state, zoom, focus)
    drawTable(table, state)
  }
  const zoom = (place: Place) => {
    state.here = place
    draw(true)
  }
  const field = html('input', {
    type: 'search',
    placeholder: 'Search paths',
    'aria-label': 'Search paths',
  })
  field.addEventListener('input', () => {
    state.hits = search(root, field.value)
    state.isSearching = field.value.trim() !== ''
    const all = state.hits.get(root) ?? 0
    found.textContent = state.isSearching
      ? `${formatNumber(all)} ${all === 1 ? 'path' : 'paths'} found`
      : ''
    draw()
  })
  const colours: [Colour, string][] = [
    ['change', 'change'],
    ['layer', 'layer'],
    ...(model.packages.length === 0 ? [] : [['package', 'package'] as [Colour, string]]),
  ]
  section.append(
    html(
      'div',
      { class: 'tools' },
      choice<TileMetric>(
        'Tiles as large as',
        [
          ['size', 'size'],
          ['change', 'change'],
        ],
        value => {
          state.metric = value
          if (weight(state.here, value) === 0) state.here = root
          draw()
        },
      ),
      choice<Colour>('Colour', colours, value => {
        state.colour = value
        draw()
      }),
      field,
      found,
    ),
    crumbs,
    mount,
    legend,
    table,
  )
  section.hidden = false
  drawnByWidth(mount, width => {
    state.width = width
    draw()
  })
}

// --- internal ---

const HUES = 8
const CHARACTER = 6.4
const MOST_ROWS = 200

function heightFor(width: number): number {
  return Math.round(Math.min(560, Math.max(360, width * 0.56)))
}

function drawCrumbs(crumbs: HTMLElement, { here }: State, zoom: (place: Place) => void): void {
  const line: Place[] = []
  for (let place: Place | null = here; place !== null; place = place.parent) line.unshift(place)
  crumbs.replaceChildren(
    ...line.map(place => {
      const name = place.parent === null ? '/' : place.name
      if (place === here) return html('span', { 'aria-current': 'location' }, name)
      const button = html('button', { type: 'button' }, name)
      button.addEventListener('click', () => zoom(place))
      return button
    }),
    html('span', { class: 'quiet' }, `${sizeWords(here.bytes)}, ${changeWords(here.change)}`),
  )
}

function drawTiles(
  mount: HTMLElement,
  state: State,
  zoom: (place: Place) => void,
  focus: boolean,
): void {
  const { width, metric, here } = state
  const height = heightFor(width)
  const boxes = tileLayout(here, { width, height, metric })
  if (boxes.length === 0) {
    mount.replaceChildren(html('p', { class: 'quiet' }, 'Nothing changed here.'))
    return
  }
  const picture = svg('svg', {
    class: 'treemap',
    width,
    height,
    role: 'group',
    'aria-label':
      'Paths as tiles; arrow keys go from tile to tile, Enter looks into a folder, Escape goes back',
  })
  const items = boxes.map(box => {
    const lines = linesOf(box, state)
    const element = tile(box, lines, state)
    picture.append(element)
    return { element, lines }
  })
  picture.append(svg('g', { 'aria-hidden': 'true' }, ...boxes.map(box => wordsOn(box, state))))
  const into = (index: number) => {
    const place = boxes[index]?.place
    const folder = boxes[index]?.merged.length ? place?.parent : folderOf(place)
    if (folder && folder !== here) zoom(folder)
  }
  for (const [index, { element }] of items.entries())
    element.addEventListener('click', () => into(index))
  const elements = items.map(({ element }) => element)
  arrowKeys(elements, 0, (event, index) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      into(index)
    }
    if ((event.key === 'Escape' || event.key === 'Backspace') && here.parent !== null) {
      event.preventDefault()
      zoom(here.parent)
    }
  })
  mount.replaceChildren(picture)
  tipOn(mount, items)
  if (focus) elements[0]?.focus({ preventScroll: true })
}

/** A file is not looked into, but the folder around it is. */
function folderOf(place: Place | undefined): Place | null | undefined {
  return place === undefined || place.children.length > 0 ? place : place.parent
}

function tile(box: Box, lines: string[], state: State): SVGGElement {
  const { x, y, width, height, isOpen } = box
  const hits = hitsOf(box, state)
  const found = !state.isSearching ? '' : hits === 0 ? ' dim' : isOpen ? '' : ' hit'
  const [colour] = colourOf(box, state)
  const group = svg('g', {
    class: `tile ${isOpen ? 'open' : 'closed'} ${colour}${found}`,
    role: 'button',
    'aria-label': lines.join(', '),
  })
  group.append(svg('rect', { x, y, width, height, rx: Math.min(2, width / 4) }))
  return group
}

/** Words on a tile; they are beside the buttons and not in them, for a button's label has all of them. */
function wordsOn(box: Box, state: State): SVGGElement {
  const { x, y, width, height, isOpen, place } = box
  const dim = state.isSearching && hitsOf(box, state) === 0 ? ' dim' : ''
  const words = svg('g', { class: `words ${isOpen ? 'open' : 'closed'}${dim}` })
  const room = Math.floor((width - 8) / CHARACTER)
  if (height < 13 || room < 3) return words
  const [, mark] = colourOf(box, state)
  const folder = place.children.length > 0 && box.merged.length === 0 ? '/' : ''
  const text = `${mark === '' ? '' : `${mark} `}${nameOf(box)}${folder}`
  words.append(
    svg('text', { x: x + 4, y: y + Math.min(12.5, height / 2 + 4.5) }, shortened(text, room)),
  )
  if (isOpen || height < 30 || room < 7) return words
  const amount = state.metric === 'change' ? changeWords(changeOf(box)) : sizeWords(bytesOf(box))
  words.append(svg('text', { class: 'amount', x: x + 4, y: y + 26 }, shortened(amount, room)))
  return words
}

const all = ({ place, merged }: Box): Place[] => (merged.length > 0 ? merged : [place])
const bytesOf = (box: Box) => all(box).reduce((sum, { bytes }) => sum + bytes, 0)
const filesOf = (box: Box) => all(box).reduce((sum, { files }) => sum + files, 0)
const changeOf = (box: Box) =>
  all(box).reduce<number | null>(
    (sum, { change }) => (sum === null || change === null ? null : sum + change),
    0,
  )
const hitsOf = (box: Box, { hits }: State) =>
  all(box).reduce((sum, place) => sum + (hits.get(place) ?? 0), 0)

function nameOf(box: Box): string {
  const { place, merged } = box
  if (merged.length > 0 || place.name === '') {
    const files = filesOf(box)
    return `${formatNumber(files)} smaller ${files === 1 ? 'file' : 'files'}`
  }
  return place.name
}

function colourOf(box: Box, { colour, model }: State): [name: string, mark: string] {
  const { place, isOpen, merged } = box
  if (colour === 'change') {
    const change = changeOf(box)
    // A folder is as its files are; its head says what they come to.
    return direction(change, bytesOf(box))
  }
  const index = colour === 'layer' ? place.row : place.package
  if (index === null || merged.length > 0) return ['hue-none', '']
  if (isOpen && colour === 'layer') return ['hue-none', '']
  const mark = colour === 'layer' ? `${index + 1}` : shortened(model.packages[index] ?? '', 24)
  return [`hue-${index % HUES}`, isOpen ? '' : mark]
}

function linesOf(box: Box, state: State): string[] {
  const { place, merged } = box
  const files = filesOf(box)
  const row = place.row === null || merged.length > 0 ? null : (state.model.rows[place.row] ?? null)
  const hits = hitsOf(box, state)
  const many = box.merged.length > 0 || place.name === ''
  return [
    many
      ? `${nameOf(box)} in ${pathOf(place.parent ?? place)}`
      : `${pathOf(place)}${place.children.length > 0 ? '/' : ''}`,
    `${sizeWords(bytesOf(box))}, ${changeWords(changeOf(box))}${files > 1 && !many ? `, ${formatNumber(files)} files` : ''}`,
    row === null ? '' : `layer ${(place.row ?? 0) + 1}: ${shortened(row.instruction, 90)}`,
    place.package === null || many ? '' : `package ${state.model.packages[place.package] ?? ''}`,
    state.isSearching && hits > 0 ? `${formatNumber(hits)} found` : '',
  ].filter(text => text !== '')
}

function drawLegend(legend: HTMLElement, { colour, model, here }: State): void {
  const item = (name: string, text: string) =>
    html('li', {}, html('i', { class: `swatch ${name}` }), text)
  if (colour === 'change') {
    legend.replaceChildren(
      item('grown', '▲ grew'),
      item('shrunk', '▼ shrank'),
      item('added', '+ added'),
      item('removed', '− removed'),
      item('same', 'as it was'),
      item('unknown', '? unknown'),
    )
    return
  }
  const sums = new Map<number, number>()
  const visit = (place: Place) => {
    const index = colour === 'layer' ? place.row : place.package
    if (place.children.length === 0 && index !== null)
      sums.set(index, (sums.get(index) ?? 0) + place.bytes)
    for (const child of place.children) visit(child)
  }
  visit(here)
  const largest = [...sums].sort((a, b) => b[1] - a[1]).slice(0, 12)
  legend.replaceChildren(
    ...largest.map(([index, bytes]) => {
      const name =
        colour === 'layer'
          ? `${index + 1} ${shortened(model.rows[index]?.instruction ?? '', 50)}`
          : (model.packages[index] ?? '')
      return item(`hue-${index % HUES}`, `${name} ${sizeWords(bytes)}`)
    }),
    item(
      'hue-none',
      colour === 'layer' ? 'folders, and several files' : 'no package that is known',
    ),
  )
}

/** What the tiles show, to be read. */
function drawTable(behind: HTMLDetailsElement, { here, metric }: State): void {
  const rows = here.children
    .toSorted((a, b) => weight(b, metric) - weight(a, metric))
    .slice(0, MOST_ROWS)
  const cells = (texts: string[]) =>
    texts.map((text, index) => html('td', index === 0 ? {} : { class: 'number' }, text))
  behind.replaceChildren(
    html('summary', {}, `${pathOf(here)} as a table`),
    html(
      'div',
      { class: 'table', role: 'group', tabindex: 0, 'aria-label': `Paths in ${pathOf(here)}` },
      html(
        'table',
        {},
        html(
          'thead',
          {},
          html(
            'tr',
            {},
            ...['path', 'change', 'size', 'files'].map((text, index) =>
              html('th', { scope: 'col', class: index === 0 ? null : 'number' }, text),
            ),
          ),
        ),
        html(
          'tbody',
          {},
          ...rows.map(place =>
            html(
              'tr',
              {},
              ...cells([
                place.name === '' ? 'smaller files' : place.name,
                changeWords(place.change),
                sizeWords(place.bytes),
                formatNumber(place.files),
              ]),
            ),
          ),
        ),
      ),
    ),
  )
}
