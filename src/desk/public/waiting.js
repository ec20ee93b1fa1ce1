/**
 * Cần xử lý by keyboard: a letter presses the button that shows it, never while somebody types, and can be turned off
 * (WCAG 2.1.4). Values and their cells light up together. Pages work without it.
 */

const isTyping = target =>
  target instanceof Element && target.closest('input, select, textarea, [contenteditable]') !== null

/** Vietnamese keyboards swallow the letter (`Process`), not the key. */
const letterOf = event => {
  if (event.key.length === 1) return event.key.toLowerCase()
  return /^(?:Key|Digit)(.)$/.exec(event.code)?.[1].toLowerCase() ?? ''
}

const press = element => {
  if (element instanceof HTMLElement && element.matches('summary')) {
    const details = element.parentElement
    if (details instanceof HTMLDetailsElement) details.open = true
    const field = details?.querySelector('input:not([type=hidden]), textarea')
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      field.focus()
      field.select()
    }
    return
  }
  if (element instanceof HTMLInputElement) {
    element.focus()
    return
  }
  if (element instanceof HTMLElement) element.click()
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing) return
  const editor = document.getElementById('editor')
  if (event.key === 'Enter' && event.ctrlKey && editor instanceof HTMLFormElement) {
    event.preventDefault()
    press(editor.querySelector('button.main'))
    return
  }
  if (event.key === 'Escape') {
    const open = document.activeElement?.closest('details.ask[open]')
    if (open instanceof HTMLDetailsElement) {
      open.open = false
      open.querySelector('summary')?.focus()
      return
    }
    press(document.querySelector('[data-cancel]'))
    return
  }
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return
  const letter = letterOf(event)
  if (letter === '') return
  const found = document.querySelector(`[data-key="${CSS.escape(letter)}"]`)
  if (!found) return
  event.preventDefault()
  press(found)
})
