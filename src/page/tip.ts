import { html } from './dom.ts'

/** Words beside what the pointer is over, or what has the focus. The same words are its label, so nobody hears them twice. */
export function tipOn(
  mount: HTMLElement,
  items: Iterable<{ element: SVGElement; lines: string[] }>,
): void {
  mount.querySelector('.tip')?.remove()
  const tip = html('div', { class: 'tip', 'aria-hidden': 'true', hidden: true })
  mount.append(tip)
  const hide = () => {
    tip.hidden = true
  }
  for (const { element, lines } of items) {
    const show = (x: number, y: number) => {
      const [first = '', ...rest] = lines
      tip.replaceChildren(html('strong', {}, first), ...rest.map(line => html('span', {}, line)))
      tip.hidden = false
      const space = mount.getBoundingClientRect()
      const left = Math.min(x - space.left + 12, space.width - tip.offsetWidth)
      tip.style.left = `${Math.max(0, left)}px`
      const below = y - space.top + 16
      const fits = y + 16 + tip.offsetHeight < innerHeight
      tip.style.top = `${fits ? below : Math.max(0, y - space.top - tip.offsetHeight - 12)}px`
    }
    element.addEventListener('pointermove', event => show(event.clientX, event.clientY))
    element.addEventListener('pointerleave', hide)
    element.addEventListener('focus', () => {
      const { left, bottom } = element.getBoundingClientRect()
      show(left, bottom - 12)
    })
    element.addEventListener('blur', hide)
  }
}

/** Of many items one is in the order of Tab; arrows go to the others. */
export function arrowKeys(
  elements: SVGElement[],
  first: number,
  keys: (event: KeyboardEvent, index: number) => void,
): void {
  for (const [index, element] of elements.entries()) {
    element.setAttribute('tabindex', index === first ? '0' : '-1')
    element.addEventListener('keydown', event => {
      const next = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
      const other =
        event.key === 'Home'
          ? elements[0]
          : event.key === 'End'
            ? elements.at(-1)
            : next === undefined
              ? undefined
              : elements[index + next]
      if (other === undefined) return keys(event, index)
      event.preventDefault()
      for (const one of elements) one.setAttribute('tabindex', one === other ? '0' : '-1')
      other.focus()
    })
  }
}
