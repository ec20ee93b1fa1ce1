/**
 * `select[data-search]`: a list of units is searched by typing, without tone marks, in any part of a name or alias. The
 * select stays in the form and holds what was chosen; without JavaScript it is the list itself. (WAI-ARIA 1.2, combobox
 * with a list.)
 */

import { fold } from './fold.js'

const most = 60

/** @param {HTMLSelectElement} select */
const makePicker = select => {
  const options = [...select.options].filter(option => option.value !== '')
  const box = document.createElement('div')
  box.className = 'picker'
  const input = document.createElement('input')
  const list = document.createElement('ul')
  const id = `${select.id}-list`
  Object.assign(list, { id, hidden: true })
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', select.dataset.label ?? '')
  input.type = 'text'
  input.autocomplete = 'off'
  input.spellcheck = false
  input.id = `${select.id}-search`
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': id,
  }))
    input.setAttribute(name, value)
  if (select.getAttribute('aria-invalid')) input.setAttribute('aria-invalid', 'true')
  input.required = select.required
  select.required = false
  box.append(input, list)
  select.before(box)
  select.hidden = true
  const label = document.querySelector(`label[for="${select.id}"]`)
  label?.setAttribute('for', input.id)

  /** @type {HTMLOptionElement[]} */
  let found = []
  let at = -1
  const chosen = () => (select.value === '' ? undefined : select.selectedOptions[0])
  const showChosen = () => {
    input.value = chosen()?.text ?? ''
    input.setCustomValidity('')
  }
  const close = () => {
    list.hidden = true
    at = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  /** @param {number} next */
  const mark = next => {
    at = next
    for (const [place, item] of [...list.children].entries())
      item.setAttribute('aria-selected', String(place === at))
    const item = list.children[at]
    if (item && found.length > 0) {
      input.setAttribute('aria-activedescendant', item.id)
      item.scrollIntoView({ block: 'nearest' })
    } else input.removeAttribute('aria-activedescendant')
  }
  const open = () => {
    const terms = fold(input.value).split(' ')
    const isAll = input.value === (chosen()?.text ?? '')
    found = options
      .filter(
        option => isAll || terms.every(term => (option.dataset.words ?? fold(option.text)).includes(term)),
      )
      .slice(0, most)
    list.replaceChildren(
      ...(found.length > 0 ? found : [undefined]).map((option, place) => {
        const item = document.createElement('li')
        item.id = `${id}-${place}`
        item.setAttribute('role', 'option')
        item.textContent = option?.text ?? select.dataset.none ?? ''
        const block = option?.parentElement instanceof HTMLOptGroupElement ? option.parentElement.label : ''
        if (block) {
          const small = document.createElement('small')
          small.textContent = ` ${block}`
          item.append(small)
        }
        item.addEventListener('mousedown', event => {
          event.preventDefault()
          if (option) choose(option)
        })
        return item
      }),
    )
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
    mark(found.length > 0 && !isAll ? 0 : -1)
  }
  /** @param {HTMLOptionElement} option */
  const choose = option => {
    select.value = option.value
    select.dispatchEvent(new Event('change', { bubbles: true }))
    showChosen()
    close()
  }
  input.addEventListener('input', () => {
    select.value = ''
    input.setCustomValidity('')
    open()
  })
  input.addEventListener('click', () => {
    if (list.hidden) open()
  })
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (list.hidden) open()
      const count = found.length
      if (count > 0) mark((at + (event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1) + count) % count)
    } else if (event.key === 'Enter') {
      const option = list.hidden ? undefined : found[at]
      if (option) {
        event.preventDefault()
        choose(option)
      }
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    }
  })
  input.addEventListener('blur', () => {
    // What was typed in full, or leaves only one, is meant; anything else is nothing.
    const terms = fold(input.value)
    const exact = options.filter(option => fold(option.text) === terms)
    const only = exact.length === 1 ? exact[0] : undefined
    if (select.value === '' && only) select.value = only.value
    close()
    if (select.value !== '') showChosen()
    else if (input.value !== '') input.setCustomValidity(select.dataset.none ?? ' ')
  })
  showChosen()
}

for (const select of document.querySelectorAll('select[data-search]'))
  if (select instanceof HTMLSelectElement) makePicker(select)
