/**
 * Nhập bản đăng ký: rows are added without asking the server, Enter goes on as in a sheet, files may be dropped. Without
 * it the page's own buttons do the same.
 */

/** @param {HTMLElement} item a row, made blank */
const clear = item => {
  for (const field of item.querySelectorAll('input:not([type="hidden"]), select'))
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = ''
}

/** @param {HTMLElement} list */
const addRow = list => {
  const last = list.lastElementChild
  if (!(last instanceof HTMLElement)) return undefined
  const next = /** @type {HTMLElement} */ (last.cloneNode(true))
  clear(next)
  next.classList.remove('doubted')
  list.append(next)
  return next
}

/** @param {Element | null | undefined} item @param {string} [name] */
const focusIn = (item, name) => {
  const field = item?.querySelector(name ? `[name="${name}"]` : 'input:not([type="hidden"])')
  if (field instanceof HTMLElement) field.focus()
}

const form = document.querySelector('form[data-rows]')

form?.addEventListener('click', event => {
  const button = event.target instanceof Element ? event.target.closest('[data-add]') : null
  if (!(button instanceof HTMLElement)) return
  const list = form.querySelector(`[data-block="${button.dataset.add}"]`)
  if (!(list instanceof HTMLElement)) return
  const next = addRow(list)
  if (!next) return
  event.preventDefault()
  focusIn(next)
})

form?.addEventListener('keydown', event => {
  if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.defaultPrevented) return
  const field = event.target
  if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLSelectElement)) return
  if (field.type === 'file') return
  const row = field.closest('.entry-row')
  // Nothing is sent by a key that a clerk presses to go on.
  event.preventDefault()
  if (!row) {
    focusIn(form.querySelector('.entry-row'))
    return
  }
  const fields = [...row.querySelectorAll('input:not([type="hidden"]), select')]
  const place = fields.indexOf(field)
  const next = fields[place + 1]
  if (next instanceof HTMLElement) {
    next.focus()
    return
  }
  const list = row.parentElement
  if (list) focusIn(row.nextElementSibling ?? addRow(list))
})

for (const zone of document.querySelectorAll('[data-drop]')) {
  const input = zone.querySelector('input[type="file"]')
  if (!(zone instanceof HTMLElement) || !(input instanceof HTMLInputElement)) continue
  zone.addEventListener('dragover', event => {
    event.preventDefault()
    zone.classList.add('over')
  })
  zone.addEventListener('dragleave', () => zone.classList.remove('over'))
  zone.addEventListener('drop', event => {
    zone.classList.remove('over')
    const files = event.dataTransfer?.files
    if (!files || files.length === 0) return
    event.preventDefault()
    input.files = files
  })
}

// What is wrong is read first.
const wrong = document.getElementById('wrong')
if (wrong instanceof HTMLElement) wrong.focus()

export {}
