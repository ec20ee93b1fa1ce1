/** Đơn vị: copies the list for Zalo, prints it, ticks a whole block at once. */

/** @type {NodeListOf<HTMLButtonElement>} */
const copyButtons = document.querySelectorAll('button[data-copy]')
for (const button of copyButtons)
  button.addEventListener('click', async () => {
    const text = /** @type {HTMLTextAreaElement} */ (document.getElementById(button.dataset.copy))
    const state = document.getElementById('copy-state')
    text.focus()
    text.select()
    try {
      // Only over TLS and on this machine; elsewhere the text stays selected.
      await navigator.clipboard.writeText(text.value)
      state.textContent = button.dataset.copied
    } catch {
      state.textContent = document.execCommand('copy') ? button.dataset.copied : button.dataset.byHand
    }
  })

/** @type {NodeListOf<HTMLButtonElement>} */
const printButtons = document.querySelectorAll('button[data-print]')
for (const button of printButtons) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

for (const block of document.querySelectorAll('[data-block]')) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const found = block.querySelectorAll('tbody input[type="checkbox"]')
  const boxes = [...found]
  const words = block.querySelector('thead th .hidden-words')
  if (boxes.length === 0 || !words) continue
  const all = document.createElement('input')
  all.type = 'checkbox'
  all.setAttribute('aria-label', `${words.textContent}: ${block.querySelector('h2').textContent}`)
  words.replaceWith(all)
  const look = () => {
    const ticked = boxes.filter(box => box.checked).length
    all.checked = ticked === boxes.length
    all.indeterminate = ticked > 0 && ticked < boxes.length
  }
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked
  })
  for (const box of boxes) box.addEventListener('change', look)
  look()
}
