/** One entry: what was put in, and what became of it; from here it is taken back. */
import { html } from 'hono/html'
import { sectorName } from '../../../domain/campaign.ts'
import { decisionShapes, lastOf } from '../../../domain/decision.ts'
import { AppError } from '../../../domain/errors.ts'
import { isError } from '../../../domain/finding.ts'
import { writtenCode } from '../../../domain/identity.ts'
import { type Excerpt, type KeptSubmission, rowsOf } from '../../../domain/ledger.ts'
import { writtenFinding } from '../../../validation/finding-text.ts'
import type { Desk, DeskContext } from '../../desk.ts'
import { findScans } from '../../entry/scans.ts'
import { type Html, showPage } from '../../layout.ts'
import { when } from '../../when.ts'
import { itemPath } from '../waiting/item-path.ts'
import { stateOf } from './entry-state.ts'
import { unitNameOf } from './entry-unit.ts'

export const entryPage = async (desk: Desk, c: DeskContext, id: string): Promise<Response> => {
  const { say, app } = desk
  const { store } = app
  const excerpt = await store.excerpt({ messages: [id] })
  const [message] = excerpt.messages
  const own = excerpt.decisions.filter(one => one.subject === id)
  const enter = lastOf(own, 'enter')
  if (!message || !enter) throw new AppError('not-found', `${id} was not entered by anybody`)
  const { way, from, of } = decisionShapes.enter.parse(enter.decision.after)
  const unit = unitNameOf(own, await app.roster.roster())
  const state = stateOf(excerpt, message)
  const fact = (name: string, value: string | Html): Html => html`<dt>${name}</dt><dd>${value}</dd>`
  const body = html`<h1>${say('enter.entry-title', { unit })}</h1>
<div id="entry" data-live>
<p><span class="tag ${state.tag}">${say(`enter.state-${state.key}`)}</span> ${say(`enter.explain-${state.key}`)}
${state.key === 'review' ? html`<a href="${await waitingPath(desk, id)}">${say('enter.to-waiting')}</a>` : ''}</p>
<dl class="facts">
${fact(say('enter.way-short'), say(`enter.way-${way}`))}
${fact(say('enter.received'), when(desk, message.receivedAt))}
${of.length === 0 ? '' : fact(say('enter.typed-of'), await scansOf(desk, of))}
${from === '' ? '' : fact(say('enter.from'), from)}
${fact(say('enter.by'), say('enter.by-when', { by: enter.decision.by, when: when(desk, enter.decision.at) }))}
</dl>
${excerpt.submissions.map(one => submission(desk, excerpt, one))}
${partsLeft(desk, excerpt)}
</div>
<div class="row no-print entry-after">
<a class="button main" href="/nhap">${say('enter.next')}</a>
<a class="button" href="/thu/${id}">${say('enter.as-mail')}</a>
${
  state.key === 'taken-back'
    ? ''
    : html`<form method="post" action="/nhap/${id}/rut-lai"><input type="hidden" name="seen" value="${own.length}">
<button class="danger">${say('enter.take-back')}</button></form>`
}
</div>`
  return showPage(c, desk, { title: say('enter.title'), at: 'enter', styles: ['enter.css'], body })
}

/** Where what waits of it is decided. */
const waitingPath = async (desk: Desk, message: string): Promise<string> => {
  const item = (await desk.waiting()).items.find(one => one.message?.id === message)
  return item ? itemPath(item) : '/can-xu-ly'
}

const scansOf = async (desk: Desk, ids: readonly string[]): Promise<Html> => {
  const scans = await findScans(desk, ids)
  return html`${scans.map(({ part, message }, at) => html`${at > 0 ? ', ' : ''}<a href="/thu/${message.id}">${part.name || part.path}</a>`)}`
}

const submission = (desk: Desk, excerpt: Excerpt, one: KeptSubmission): Html => {
  const { say } = desk
  const { campaign, findingTexts } = desk.app.folder
  const codes = new Map(excerpt.registrations.map(row => [row.id, row.codeNumber]))
  const rows = excerpt.registrations.filter(row => row.submissionId === one.id)
  const reasons = one.findings.filter(each => isError(each) || each.code === 'awaiting-paper')
  return html`${
    reasons.length === 0
      ? ''
      : html`<ul class="doubts">${reasons.map(each => html`<li>${writtenFinding(each, findingTexts)}</li>`)}</ul>`
  }
${
  rowsOf(one).length === 0
    ? ''
    : html`<div class="scroll" role="region" tabindex="0" aria-label="${say('enter.table')}"><table class="list"><caption>${say('enter.table')}</caption>
<thead><tr><th scope="col">${say('enter.code')}</th><th scope="col">${say('enter.section')}</th><th scope="col">${say('enter.who')}</th><th scope="col">${say('enter.sector')}</th><th scope="col">${say('enter.model')}</th><th scope="col">${say('enter.note')}</th></tr></thead>
<tbody>${rows.map(row => {
        const number = codes.get(row.id) ?? null
        const code = number === null ? '' : writtenCode(campaign.code, number)
        return html`<tr><td>${code}</td><td>${say(`enter.block-${row.section}`)}</td><td>${row.name}</td><td>${sectorName(campaign, row.sector) ?? ''}</td><td>${row.model}</td><td>${row.note}</td></tr>`
      })}</tbody></table></div>`
}`
}

/** Files of it that could not be read as a form, with the reason. */
const partsLeft = (desk: Desk, { parts }: Excerpt): Html => {
  const waiting = parts.filter(part => part.standing === 'review' && part.findings.some(isError))
  if (waiting.length === 0) return html``
  const { findingTexts } = desk.app.folder
  return html`<ul class="doubts">${waiting.map(
    part =>
      html`<li>${part.name} ${part.findings
        .filter(isError)
        .map(one => writtenFinding(one, findingTexts))
        .join(' ')}</li>`,
  )}</ul>`
}
