/**
 * A value and the cell that it came from: hovering, focusing or clicking one lights up all that carry the same
 * `data-source`, and brings them into view where they are in a box that scrolls. Marked cells are one stop of the
 * keyboard; the arrows go from one to the next, Enter to the value beside. And a picture, larger, smaller, turned.
 */

const sourceOf = node => (node instanceof Element ? node.closest('[data-source]') : null)

/** @type {string | undefined} */
let lit
/** @param {Element | null} from */
const light = from => {
  const source = from instanceof HTMLElement ? from.dataset.source : undefined
  if (source === lit) return
  for (const one of document.querySelectorAll('.lit')) one.classList.remove('lit')
  lit = source
  if (source === undefined) return
  for (const one of document.querySelectorAll(`[data-source="${CSS.escape(source)}"]`)) {
    one.classList.add('lit')
    if (one !== from) bringIntoView(one)
  }
}

/** Only within the box around it: the page itself must not jump under the pointer. */
const bringIntoView = element => {
  const box = element.closest('.original, [data-source-box]')
  if (!box || box.scrollHeight <= box.clientHeight) return
  const at = element.getBoundingClientRect()
  const around = box.getBoundingClientRect()
  if (at.top >= around.top && at.bottom <= around.bottom) return
  box.scrollTop += at.top - around.top - (around.height - Math.min(at.height, around.height)) / 2
}

document.addEventListener('pointerover', event => {
  const from = sourceOf(event.target)
  // Leaving for nowhere goes back to what has the focus.
  light(from ?? sourceOf(document.activeElement))
})
document.addEventListener('focusin', event => light(sourceOf(event.target)))
document.addEventListener('click', event => {
  const from = sourceOf(event.target)
  if (from) light(from)
})

const marked = () => [...document.querySelectorAll('.original .marked')]
const prepare = () => {
  const cells = marked()
  const first = cells.find(one => one === document.activeElement) ?? cells[0]
  for (const one of cells) one.setAttribute('tabindex', one === first ? '0' : '-1')
  for (const one of document.querySelectorAll('[data-needs-script]')) one.removeAttribute('hidden')
}
prepare()
document.addEventListener('fresh', prepare)

const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }
document.addEventListener('keydown', event => {
  const from = event.target
  if (!(from instanceof HTMLElement) || !from.matches('.original .marked')) return
  if (event.ctrlKey || event.altKey || event.metaKey) return
  if (event.key === 'Enter') {
    const value = [...document.querySelectorAll(`[data-source="${CSS.escape(from.dataset.source ?? '')}"]`)]
      .filter(one => !one.closest('.original'))
      .map(one => (one.matches(reachable) ? one : one.querySelector(reachable)))
      .find(one => one instanceof HTMLElement)
    if (value instanceof HTMLElement) {
      event.preventDefault()
      value.focus()
    }
    return
  }
  const step = steps[event.key]
  if (!step) return
  const cells = marked()
  const next = cells[cells.indexOf(from) + step]
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  from.setAttribute('tabindex', '-1')
  next.setAttribute('tabindex', '0')
  next.focus()
})
const reachable = 'input, select, textarea, button, a[href], [tabindex]'

/** How a picture is shown: its width beside that of its frame, and quarter turns. */
const looks = new WeakMap()
const turned = [
  '',
  'rotate(90deg) translateY(-100%)',
  'rotate(180deg) translate(-100%, -100%)',
  'rotate(270deg) translateX(-100%)',
]
document.addEventListener('click', event => {
  const button = event.target instanceof Element ? event.target.closest('[data-picture]') : null
  const frame = button?.closest('[data-picture-frame]')
  const image = frame?.querySelector('img')
  const box = image?.parentElement
  if (!(button instanceof HTMLElement) || !image || !box) return
  const before = looks.get(image) ?? { scale: 1, turns: 0 }
  const what = button.dataset.picture
  const look =
    what === 'fit'
      ? { scale: 1, turns: before.turns }
      : what === 'turn'
        ? { scale: 1, turns: (before.turns + 1) % 4 }
        : { ...before, scale: Math.min(8, Math.max(0.25, before.scale * (what === 'larger' ? 1.25 : 0.8))) }
  looks.set(image, look)
  const isSide = look.turns % 2 === 1
  const shape = image.naturalHeight / Math.max(1, image.naturalWidth)
  const across = box.clientWidth * look.scale
  const width = isSide ? across / Math.max(0.01, shape) : across
  image.classList.add('sized')
  image.style.width = `${width}px`
  image.style.height = `${width * shape}px`
  image.style.margin = '0'
  image.style.transformOrigin = '0 0'
  image.style.transform = turned[look.turns] ?? ''
  // What was turned leaves the room that it had: the box takes what it needs now.
  image.style.marginBottom = isSide ? `${width - width * shape}px` : '0'
  image.style.marginRight = isSide ? `${width * shape - width}px` : '0'
})
