import { html } from './dom.ts'

/** Offers a cure to be copied: its commands, or its sentence where there are none. */
export function enhanceCure(cure: HTMLElement): void {
  const text = cure.dataset.copy ?? ''
  const button = html('button', { type: 'button', class: 'copy' }, 'Copy')
  button.addEventListener('click', () => {
    copy(text).then(
      () => say(button, 'Copied'),
      () => say(button, 'Not copied'),
    )
  })
  cure.append(' ', button)
}

// --- internal ---

function say(button: HTMLElement, word: string): void {
  button.textContent = word
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 1500)
}

/** A page from disk may be told that it has no clipboard; then the way that is older is taken. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const field = html('textarea', { class: 'off-screen' })
    field.value = text
    document.body.append(field)
    field.select()
    const done = document.execCommand('copy')
    field.remove()
    if (!done) throw new Error('no clipboard')
  }
}
