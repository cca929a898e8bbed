/** A line of a plot. */
export interface Line {
  name: string
  points: { x: number; y: number }[]
  isOurs: boolean
}

export interface Panel {
  title: string
  x: string
  lines: Line[]
}

const WIDTH = 460
const HEIGHT = 320
const MARGIN = { left: 52, right: 16, top: 34, bottom: 44 }
const OURS = ['#0969da', '#54aeff', '#0a3069']
const OTHERS = ['#8c959f', '#bf8700', '#cf222e', '#8250df', '#1a7f37']

/** Panels side by side as one SVG; seconds upwards, in steps of powers of ten. */
export function plot(panels: Panel[]): string {
  const height = HEIGHT + 22 * Math.max(...panels.map(({ lines }) => lines.length)) + 12
  const body = panels.map(
    (panel, index) => `<g transform="translate(${index * WIDTH} 0)">${draw(panel)}</g>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${panels.length * WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2328">`,
    `<title>${panels.map(({ title }) => title).join('; ')}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n')
}

// --- internal ---

function draw({ title, x, lines }: Panel): string {
  const points = lines.flatMap(line => line.points)
  const right = Math.max(...points.map(point => point.x)) * 1.05
  const top = 10 ** Math.ceil(Math.log10(Math.max(...points.map(point => point.y))))
  const bottom = 10 ** Math.floor(Math.log10(Math.min(...points.map(point => point.y))))
  const decades = Math.log10(top / bottom)
  const toX = (value: number) =>
    round(MARGIN.left + (value / right) * (WIDTH - MARGIN.left - MARGIN.right))
  const toY = (value: number) =>
    round(
      HEIGHT -
        MARGIN.bottom -
        (Math.log10(value / bottom) / decades) * (HEIGHT - MARGIN.top - MARGIN.bottom),
    )
  const colours = { ours: 0, others: 0 }

  const grid = Array.from(
    { length: Math.round(decades) + 1 },
    (_, power) => bottom * 10 ** power,
  ).map(
    value =>
      `<path d="M${MARGIN.left} ${toY(value)}H${WIDTH - MARGIN.right}" stroke="#d1d9e0"/><text x="${MARGIN.left - 6}" y="${toY(value) + 4}" text-anchor="end">${round(value)} s</text>`,
  )
  const ticks = [...new Set(points.map(point => point.x))].map(
    value =>
      `<text x="${toX(value)}" y="${HEIGHT - MARGIN.bottom + 16}" text-anchor="middle">${value}</text>`,
  )
  const drawn = lines.map(({ name, points, isOurs }, index) => {
    const colour = isOurs
      ? OURS[colours.ours++ % OURS.length]
      : OTHERS[colours.others++ % OTHERS.length]
    const path = points.map((point, at) => `${at === 0 ? 'M' : 'L'}${toX(point.x)} ${toY(point.y)}`)
    const dots = points.map(
      point => `<circle cx="${toX(point.x)}" cy="${toY(point.y)}" r="3" fill="${colour}"/>`,
    )
    const y = HEIGHT + 22 * index + 8
    return [
      `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="${isOurs ? 2.5 : 1.5}"/>`,
      ...dots,
      `<path d="M${MARGIN.left} ${y}h22" stroke="${colour}" stroke-width="${isOurs ? 2.5 : 1.5}"/>`,
      `<text x="${MARGIN.left + 30}" y="${y + 4}">${name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`,
    ].join('')
  })
  return [
    `<text x="${MARGIN.left}" y="20" font-weight="600">${title}</text>`,
    ...grid,
    ...ticks,
    `<text x="${(WIDTH + MARGIN.left) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${x}</text>`,
    ...drawn,
  ].join('\n')
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
