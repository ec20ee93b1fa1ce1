/**
 * The rows being edited: split, joined, added and removed by the server, without leaving the page; a row is split where
 * the cursor stands in its model. What was typed and not saved is not left by mistake.
 */

/** Where the cursor was in which model. */
let caret = { field: '', at: 0 }
document.addEventListener('focusout', ({ target }) => {
  if (target instanceof HTMLTextAreaElement && target.name === 'model')
    caret = { field: target.id, at: target.selectionStart }
})

let isChanged = false
document.addEventListener('input', ({ target }) => {
  if (target instanceof Element && target.closest('#editor')) isChanged = true
})
addEventListener('beforeunload', event => {
  if (isChanged && document.getElementById('editor')) event.preventDefault()
})

/** What to go on with: the second half, the joined model, the row that took the place, the new row. */
const next = (work, place) => {
  const rows = document.querySelectorAll('#editor .rows > li')
  const last = rows.length - 1
  const [at, name] = {
    tach: [place + 1, 'model'],
    gop: [place, 'model'],
    xoa: [Math.min(place, last), 'name'],
    them: [last, 'name'],
  }[work] ?? [0, 'name']
  return rows[at]?.querySelector(`[name="${name}"]`) ?? document.querySelector('#editor [value="them"]')
}

const doRowWork = async (form, button) => {
  const [work, place = ''] = button.value.split(':')
  const fields = new FormData(form, button)
  if (work === 'tach' && caret.field === `model-${place}`) fields.set('cho', String(caret.at))
  const answer = await fetch(form.action, { method: 'POST', body: fields, headers: { 'x-refresh': 'rows' } })
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.getElementById('editor')
  // Signed out meanwhile, or the like: the whole page has to be seen.
  if (!fresh) {
    form.submit()
    return
  }
  form.replaceWith(fresh)
  isChanged = true
  const target = next(work, Number(place))
  if (target instanceof HTMLElement) target.focus()
}

// Before `desk.js`, which lets a form go only once.
document.addEventListener(
  'submit',
  event => {
    const { target: form, submitter: button } = event
    if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return
    if (form.id === 'editor' && 'rowWork' in button.dataset) {
      event.preventDefault()
      void doRowWork(form, button)
    } else isChanged = false
  },
  { capture: true },
)
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('[data-cancel]')) isChanged = false
})
