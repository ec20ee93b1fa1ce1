/**
 * Cần xử lý by keyboard: a letter presses the button that shows it, never while somebody types, and can be turned off
 * (WCAG 2.1.4). After a decision the next thing has the focus, and what was done is said. Pages work without it.
 */

const isTyping = target =>
  target instanceof Element &&
  target.closest('input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]') !== null

/** Vietnamese keyboards swallow the letter (`Process`), not the key. */
const letterOf = event => {
  if (event.key.length === 1) return event.key.toLowerCase()
  return /^(?:Key|Digit)(.)$/.exec(event.code)?.[1].toLowerCase() ?? ''
}

const switchName = 'tonghop-keys'
const areKeysOn = () => localStorage.getItem(switchName) !== 'off'

/** @param {Element | null} place */
const focusOn = place => {
  if (!(place instanceof HTMLElement)) return
  if (!place.matches('input, select, textarea, button, a[href], summary, [tabindex]')) place.tabIndex = -1
  place.focus()
}

/** Does it, or goes to where something has to be typed or seen. @param {Element | null} element */
const press = element => {
  if (!element) return
  if (element.matches('summary')) {
    const details = element.closest('details')
    details.open = true
    const field = details.querySelector('input:not([type=hidden])')
    focusOn(field)
    if (field instanceof HTMLInputElement && field.type === 'text') field.select()
  } else if (element.matches('input')) focusOn(element)
  else if (element.matches('a[href^="#"]')) {
    const place = document.querySelector(element.getAttribute('href'))
    focusOn(place?.closest('.pane')?.querySelector('.marked') ?? place)
  } else if (element instanceof HTMLElement) element.click()
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
    const open = document.activeElement?.closest('details.ask[open], details.keys[open]')
    if (open instanceof HTMLDetailsElement) {
      open.open = false
      open.querySelector('summary')?.focus()
    } else press(document.querySelector('[data-cancel]'))
    return
  }
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || !areKeysOn()) return
  const letter = letterOf(event)
  if (letter === '') return
  const found = document.querySelector(`[data-key="${CSS.escape(letter)}"]`)
  if (!found) return
  event.preventDefault()
  press(found)
})

// The line that says what was done is taken back by a letter, too; and it is said, since it stood there from the start.
const done = document.querySelector('main > [role="status"]')
const undo = done?.querySelector('button')
if (undo) {
  undo.dataset.key = 'z'
  undo.setAttribute('aria-keyshortcuts', 'Z')
  const key = document.createElement('kbd')
  key.textContent = 'Z'
  undo.append(' ', key)
}
const words = done?.querySelector('p')
if (words) {
  const text = words.textContent
  words.textContent = ''
  setTimeout(() => {
    words.textContent = text
  }, 150)
  // Neither a reload nor a bookmark says it again.
  const address = new URL(location.href)
  for (const name of ['xong', 'rut', 've', 'lai']) address.searchParams.delete(name)
  history.replaceState(null, '', address)
}
const start =
  document.querySelector('[role="alert"]') ??
  document.querySelector('[autofocus]') ??
  document.getElementById('item-title')
if (!location.hash) focusOn(start)

const box = document.getElementById('keys-on')
if (box instanceof HTMLInputElement) {
  box.closest('[data-needs-keys]')?.removeAttribute('hidden')
  box.checked = areKeysOn()
  box.addEventListener('change', () => localStorage.setItem(switchName, box.checked ? 'on' : 'off'))
}

// Somebody else decided what is looked at here.
document.addEventListener('fresh', ({ target }) => {
  const item = document.querySelector('[data-item]')
  if (!(target instanceof HTMLElement) || target.id !== 'item-state' || !(item instanceof HTMLElement)) return
  target.hidden = target.dataset.now === item.dataset.seen
})
