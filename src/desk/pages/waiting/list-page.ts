/** The list of what waits, by kind of reason; what was put off stands apart at its end, with the note. */
import { html } from 'hono/html'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { itemPath } from './item-path.ts'
import type { ItemWords } from './item-words.ts'
import { limitedTo, type Queued } from './line.ts'
import { reasonKinds } from './reason-kinds.ts'

/** What a page of the list holds. */
const perPage = 50

export interface ListInput {
  readonly line: readonly Queued[]
  readonly kept: string
  /** From 1. */
  readonly page: number
  readonly words: ItemWords
  readonly scansToCheck: number
}

export const listPage = (desk: Desk, { line, kept, page, words, scansToCheck }: ListInput): Html => {
  const { say } = desk
  const limited = limitedTo(line, kept)
  const open = limited.filter(one => !one.putOff)
  const last = Math.max(1, Math.ceil(limited.length / perPage))
  const at = Math.min(Math.max(1, page), last)
  const shown = limited.slice((at - 1) * perPage, at * perPage)
  const groups = [...Map.groupBy(shown, one => (one.putOff ? 'put-off' : one.kind))]
  const first = open[0] ?? limited[0]
  return html`<h1>${say('waiting.title')}</h1>
<div id="waiting-list" data-live>
${
  first === undefined
    ? html`<p class="lead">${say('waiting.nothing')}</p>`
    : html`<p><a class="button main" href="${itemPath(first.waiting, kept)}" data-key="b">${say(
        'waiting.start',
        {
          count: open.length || limited.length,
        },
      )} <kbd>B</kbd></a></p>`
}
${chips(desk, line, kept)}
${scansToCheck > 0 ? html`<p><a href="/can-xu-ly/doi-chieu">${say('waiting.checks', { count: scansToCheck })}</a></p>` : ''}
${groups.map(([kind, items]) => {
  const all = limited.filter(one => (one.putOff ? 'put-off' : one.kind) === kind).length
  return html`<section aria-labelledby="kind-${kind}"><h2 id="kind-${kind}">${say(`waiting.kind-${kind}`)} (${all})</h2>
${table(desk, items, kept, words)}</section>`
})}
${last > 1 ? pager(desk, at, last, kept) : ''}
</div>`
}

const chips = ({ say }: Desk, line: readonly Queued[], kept: string): Html => {
  const open = line.filter(one => !one.putOff)
  const counted = [
    { id: '', label: say('waiting.all'), count: line.length },
    ...reasonKinds.map(kind => ({
      ...{ id: kind as string, label: say(`waiting.kind-${kind}`) },
      count: open.filter(one => one.kind === kind).length,
    })),
    { id: 'de-lai', label: say('waiting.kind-put-off'), count: line.length - open.length },
  ].filter(one => one.count > 0)
  if (counted.length < 3 && kept === '') return html``
  return html`<nav aria-label="${say('waiting.byKind')}"><ul class="chips">${counted.map(
    one =>
      html`<li><a class="button" href="/can-xu-ly${one.id === '' ? '' : `?loai=${one.id}`}"${
        one.id === kept ? html` aria-current="page"` : ''
      }>${one.label} <span class="number">${one.count}</span></a></li>`,
  )}</ul></nav>`
}

const table = (desk: Desk, items: readonly Queued[], kept: string, words: ItemWords): Html => {
  const { say } = desk
  return html`<table class="list stack waiting-table"><thead><tr>
<th scope="col">${say('waiting.about')}</th><th scope="col">${say('waiting.why')}</th><th scope="col">${say('waiting.received')}</th></tr></thead>
<tbody>${items.map(({ waiting, putOff }) => {
    const [reason, ...more] = waiting.reasons
    const { message } = waiting
    return html`<tr><th scope="row"><a href="${itemPath(waiting, kept)}">${words.title(waiting)}</a>
<span class="detail">${fromWhere(desk, waiting)}</span></th>
<td>${waiting.kind === 'job' ? say('waiting.jobFailed') : reason ? words.finding(reason) : say('waiting.noReason')}${
      more.length > 0
        ? html` <span class="detail">${say('waiting.moreReasons', { count: more.length })}</span>`
        : ''
    }${putOff ? html`<p class="putoff">${say('waiting.putOffNote', putOffValues(putOff, words))}</p>` : ''}</td>
<td>${message ? words.moment(message.receivedAt) : ''}<span class="detail">${words.sender(waiting)}</span></td></tr>`
  })}</tbody></table>`
}

/** What it came in: the file of a form, the mail of a file. */
const fromWhere = ({ say }: Desk, { kind, part, message }: Queued['waiting']): Html => {
  const where = kind === 'part' ? message?.headers?.subject : kind === 'submission' ? part?.name : undefined
  return html`${say(`waiting.thing-${kind}`)}${where ? html`${say('waiting.colon')} ${where}` : ''}`
}

export const putOffValues = (
  { note, decision }: NonNullable<Queued['putOff']>,
  words: ItemWords,
): Record<string, string> => ({ by: decision.by, when: words.moment(decision.at), note: note || '…' })

const pager = ({ say }: Desk, at: number, last: number, kept: string): Html => {
  const link = (page: number, label: string): Html =>
    page < 1 || page > last
      ? html``
      : html`<a class="button" href="/can-xu-ly?${new URLSearchParams({ ...(kept ? { loai: kept } : {}), trang: String(page) }).toString()}">${label}</a>`
  return html`<nav class="row" aria-label="${say('waiting.pages')}">${link(at - 1, say('waiting.pageBefore'))}
<span>${say('waiting.pageOf', { page: at, last })}</span>${link(at + 1, say('waiting.pageAfter'))}</nav>`
}
