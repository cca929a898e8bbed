// Elements from data. Text only ever becomes a text node or an attribute's value, so nothing in it is markup.

type Attributes = Record<string, string | number | boolean | null | undefined>
type Child = Node | string | null

export function html<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  return filled(document.createElement(name), attributes, children)
}

export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Name] {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children)
}

/** A title for sighted and blind alike is the label; SVG's own `title` shows late. */
export function shortened(text: string, length: number): string {
  const points = Array.from(text)
  if (points.length <= length) return text
  return length < 2 ? '' : `${points.slice(0, length - 1).join('')}…`
}

/** Scrolls there as the reader likes it, and puts the focus on it. */
export function goTo(element: HTMLElement): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'center' })
  element.focus({ preventScroll: true })
}

/** Draws now, when the width changes, and when it first can be seen. */
export function drawnByWidth(element: HTMLElement, draw: (width: number) => void): void {
  let last = 0
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0)
    if (width === 0 || width === last) return
    last = width
    draw(width)
  }).observe(element)
}

/** A choice of one; calls back with what was chosen. */
export function choice<Value extends string>(
  name: string,
  options: [value: Value, text: string][],
  chosen: (value: Value) => void,
): HTMLElement {
  const group = `choice-${count++}`
  return html(
    'fieldset',
    { class: 'choice' },
    html('legend', {}, name),
    ...options.map(([value, text], index) => {
      const input = html('input', { type: 'radio', name: group, value, checked: index === 0 })
      input.addEventListener('change', () => chosen(value))
      return html('label', {}, input, html('span', {}, text))
    }),
  )
}

// --- internal ---

let count = 0

function filled<Kind extends Element>(
  element: Kind,
  attributes: Attributes,
  children: Child[],
): Kind {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter(child => child !== null))
  return element
}
