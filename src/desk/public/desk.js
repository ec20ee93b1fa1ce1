/**
 * What every page does in the browser: fetches anew what changed (elements with `data-live` and an id), and keeps a form
 * from being sent twice. Pages work without it.
 */

/** Is somebody in the middle of something there? Then it stays as it is. */
const isInUse = element => {
  const active = document.activeElement
  if (active && element.contains(active) && active.matches('input, select, textarea')) return true
  return element.querySelector('[data-dirty], details[open]') !== null
}

let again = false
let busy = false
const refresh = async () => {
  // The answer to a form: its address gives nothing to who only looks.
  if (document.body.dataset.still !== undefined) return
  if (busy) {
    again = true
    return
  }
  busy = true
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html', 'x-refresh': 'live' } })
    if (!answer.ok || new URL(answer.url).pathname !== location.pathname) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    for (const old of document.querySelectorAll('[data-live][id]')) {
      const next = fresh.getElementById(old.id)
      if (!next || isInUse(old) || next.outerHTML === old.outerHTML) continue
      const focused = document.activeElement?.id
      const within = focused && old.contains(document.activeElement)
      old.replaceWith(next)
      if (within) document.getElementById(focused)?.focus()
      next.dispatchEvent(new CustomEvent('fresh', { bubbles: true }))
    }
  } catch {
    // The desk is being started again, or the network is away: what comes back says hello, and that asks again.
  } finally {
    busy = false
    if (again) {
      again = false
      void refresh()
    }
  }
}

// A browser opens only six connections to one host: pages that nobody sees give theirs back.
let source
const listen = () => {
  if (document.hidden || source || !document.querySelector('[data-live]')) return
  source = new EventSource('/su-kien')
  let greeted = false
  source.addEventListener('change', refresh)
  source.addEventListener('hello', ({ data }) => {
    const isNew = data === document.getElementById('bar')?.dataset.revision
    if (greeted || !isNew) void refresh()
    greeted = true
  })
}
document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    source?.close()
    source = undefined
  } else {
    listen()
    void refresh()
  }
})
addEventListener('pagehide', () => source?.close())
listen()

document.addEventListener('submit', event => {
  const form = event.target
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'post') return
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  form.dataset.sent = 'true'
  setTimeout(() => delete form.dataset.sent, 5000)
})
