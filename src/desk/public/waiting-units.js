/**
 * The unit sought while somebody types, with or without tone marks: the first that match stand below as buttons, which
 * the arrows reach. Without it the field offers the browser's own list.
 */

import { fold } from './fold.js'

const most = 8

for (const field of document.querySelectorAll('[data-find-unit]')) {
  if (!(field instanceof HTMLInputElement) || !(field.list instanceof HTMLElement)) continue
  const options = [...field.list.querySelectorAll('option')].map(one => ({
    name: one.value,
    block: one.textContent,
    bare: ` ${one.dataset.bare ?? ''}`,
  }))
  field.removeAttribute('list')
  const found = document.createElement('ul')
  found.className = 'found-units'
  const said = document.createElement('p')
  said.className = 'hint'
  said.setAttribute('role', 'status')
  const label = field.closest('label')
  label?.after(said, found)

  const show = () => {
    const words = fold(field.value).split(' ').filter(Boolean)
    const all =
      words.length === 0 ? [] : options.filter(one => words.every(word => one.bare.includes(` ${word}`)))
    said.textContent =
      words.length === 0 ? '' : (field.dataset.found ?? '').replace('{count}', String(all.length))
    found.replaceChildren(
      ...all.slice(0, most).map(one => {
        const item = document.createElement('li')
        const button = document.createElement('button')
        button.name = 'sought'
        button.value = one.name
        button.textContent = one.name
        const block = document.createElement('span')
        block.className = 'detail'
        block.textContent = ` ${one.block}`
        button.append(block)
        item.append(button)
        return item
      }),
    )
  }
  field.addEventListener('input', show)
  show()
  const buttons = () => [...found.querySelectorAll('button')]
  field.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    const [first, second] = buttons()
    if (!first) return
    event.preventDefault()
    // Enter takes what is beyond doubt; of several it goes to the first.
    if (event.key === 'Enter' && !second) first.click()
    else first.focus()
  })
  found.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const at = buttons().findIndex(one => one.matches(':focus'))
    if (!step || at < 0) return
    event.preventDefault()
    const target = buttons()[at + step] ?? (step < 0 ? field : undefined)
    target?.focus()
  })
}
