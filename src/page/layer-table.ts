import { html } from './dom.ts'

/** Has the table of layers sorted by a click on a head, and filtered by words and kind of change. */
export function enhanceLayers(table: HTMLTableElement): void {
  const bodies = [...table.tBodies]
  for (const head of table.querySelectorAll<HTMLElement>('thead th[data-sort]'))
    sortBy(table, bodies, head)
  const mount = table.closest('.table')
  if (mount !== null) mount.before(filters(bodies))
}

// --- internal ---

function sortBy(table: HTMLTableElement, bodies: HTMLElement[], head: HTMLElement): void {
  const key = head.dataset.sort ?? ''
  const button = html('button', { type: 'button', title: 'Sort' }, head.textContent ?? '')
  head.replaceChildren(button)
  const standard = key === 'order' ? 'ascending' : 'descending'
  if (key === 'order') head.setAttribute('aria-sort', 'ascending')
  button.addEventListener('click', () => {
    const now = head.getAttribute('aria-sort')
    const next = now === null ? standard : now === 'ascending' ? 'descending' : 'ascending'
    for (const other of table.querySelectorAll('thead th')) other.removeAttribute('aria-sort')
    head.setAttribute('aria-sort', next)
    const sign = next === 'ascending' ? 1 : -1
    const value = (body: HTMLElement) => {
      const number = Number(body.dataset[key])
      return key === 'change' ? Math.abs(number) : number
    }
    table.append(...bodies.toSorted((a, b) => sign * (value(a) - value(b))))
  })
}

function filters(bodies: HTMLElement[]): HTMLElement {
  const field = html('input', {
    type: 'search',
    placeholder: 'Filter layers',
    'aria-label': 'Filter layers by instruction, path or package',
  })
  const kind = html(
    'select',
    { 'aria-label': 'Which layers' },
    ...[
      ['', 'all layers'],
      ['changed', 'changed'],
      ['own', 'not of the FROM image'],
    ].map(([value = '', text = '']) => html('option', { value }, text)),
  )
  const left = html('output', { class: 'quiet' })
  const texts = new Map<HTMLElement, string>()
  const textOf = (body: HTMLElement) => {
    const known = texts.get(body) ?? (body.textContent ?? '').toLowerCase()
    texts.set(body, known)
    return known
  }
  const apply = () => {
    const wanted = field.value.trim().toLowerCase()
    let shown = 0
    for (const body of bodies) {
      const isKind =
        kind.value === '' ||
        (kind.value === 'own'
          ? body.classList.contains('own')
          : body.querySelector('.mark.unchanged') === null)
      body.hidden = !isKind || (wanted !== '' && !textOf(body).includes(wanted))
      if (!body.hidden) shown += 1
    }
    left.textContent = shown === bodies.length ? '' : `${shown} of ${bodies.length} layers`
  }
  field.addEventListener('input', apply)
  kind.addEventListener('change', apply)
  return html('div', { class: 'tools' }, field, kind, left)
}
