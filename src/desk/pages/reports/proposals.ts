/**
 * What a later reading of the archive says otherwise of forms that somebody decided about: row by row, beside who decided
 * what. Taking it takes those decisions back; keeping it asks no more about that reading.
 */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { makePhrase } from '../../../consolidation/phrases.ts'
import { isAtLeast } from '../../../domain/account.ts'
import { sectorName } from '../../../domain/campaign.ts'
import { type Decision, holdingReading } from '../../../domain/decision.ts'
import { isAppError } from '../../../domain/errors.ts'
import { isError } from '../../../domain/finding.ts'
import { partsAround } from '../../../domain/identity.ts'
import { type Excerpt, type KeptSubmission, type Proposal, rowsOf } from '../../../domain/ledger.ts'
import { compareRows, type RowDifference, type RowValues } from '../../../validation/differences.ts'
import { writtenFinding } from '../../../validation/finding-text.ts'
import { type Desk, type DeskContext, type DeskEnv, type DeskRoutes, haveDone } from '../../desk.ts'
import { type Html, showPage, withDone } from '../../layout.ts'
import { when } from '../../when.ts'

const at = '/bao-cao/de-xuat'
/** Forms on one page. */
const shown = 50

export const proposalsPage = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  return new Hono<DeskEnv>()
    .get(at, async c => {
      const all = await app.store.proposals()
      const some = all.slice(0, shown)
      const excerpt = await app.store.excerpt({ messages: some.map(one => one.messageId) })
      return showPage(c, desk, {
        ...{ title: say('proposals.title'), at: 'reports', styles: ['reports.css'] },
        body: html`<p><a href="/bao-cao">${say('reports.back')}</a></p><h1>${say('proposals.title')}</h1>
<p>${say('proposals.lead')}</p>
${all.length === 0 ? html`<p>${say('proposals.none')}</p>` : ''}
${all.length > shown ? html`<p>${say('proposals.more', { count: all.length, shown })}</p>` : ''}
${some.map((one, number) => card(desk, c, one, excerpt, number))}`,
      })
    })
    .post(`${at}/:what{nhan|giu}`, async c => {
      const typed = await c.req.parseBody()
      const [readAt, version] = [Number(typed.readAt), Number(typed.version)]
      if (!Number.isInteger(readAt) || !Number.isInteger(version)) return c.notFound()
      const what = c.req.param('what') === 'nhan' ? 'accept' : 'keep'
      const wish = { what, submissionId: String(typed.form ?? ''), readAt, version } as const
      try {
        const jobs = await app.store.answerProposal({
          ...wish,
          by: c.get('person').shown,
          at: app.clock.now(),
        })
        await haveDone(desk, what === 'accept' ? 'read' : 'validate', jobs)
        return c.redirect(withDone(at, `proposals.done-${what}`), 303)
      } catch (error) {
        if (!isAppError(error, 'stale-version')) throw error
        return c.redirect(withDone(at, 'proposals.done-not-stale'), 303)
      }
    })
}

const card = (desk: Desk, c: DeskContext, proposal: Proposal, excerpt: Excerpt, number: number): Html => {
  const { say, app } = desk
  const form = excerpt.submissions.find(one => one.id === proposal.submissionId)
  const message = excerpt.messages.find(one => one.id === proposal.messageId)
  if (!form || !message) return html``
  const part = excerpt.parts.find(one => one.messageId === form.messageId && one.path === form.partPath)
  const read = proposal.reading.form
  const held = holdingOf(form, excerpt.decisions)
  const errors = (read?.findings ?? []).filter(isError)
  return html`<section class="card" aria-labelledby="proposal-${number}">
<h2 id="proposal-${number}">${form.unitName || say('proposals.noUnit')}</h2>
<p class="detail">${say('proposals.from', {
    file: part?.name || say('proposals.body'),
    when: when(desk, message.receivedAt),
    read: when(desk, proposal.at),
  })} <a href="/thu/${message.id}">${say('proposals.mail')}</a></p>
${
  read
    ? rowTable(desk, compareRows(rowsOf(form), read.registrations))
    : html`<p class="note">${say('proposals.gone')}</p>`
}
${errors.length > 0 ? html`<p>${say('proposals.errors')}</p><ul>${errors.map(one => html`<li>${writtenFinding(one, app.folder.findingTexts)}</li>`)}</ul>` : ''}
<h3>${say('proposals.decidedHeading')}</h3>
${
  held.length > 0
    ? html`<ul>${held.map(one => html`<li>${decisionLine(desk, one, form)}</li>`)}</ul>`
    : html`<p>${say('proposals.heldByOther')}</p>`
}
${isAtLeast(c.get('person').role, 'clerk') ? answerForm(desk, proposal, form, held.length > 0) : ''}</section>`
}

const answerForm = (
  { say }: Desk,
  proposal: Proposal,
  form: KeptSubmission,
  mayAccept: boolean,
): Html => html`
<form method="post" action="${at}/giu" class="row"><input type="hidden" name="form" value="${form.id}">
<input type="hidden" name="readAt" value="${proposal.at}"><input type="hidden" name="version" value="${form.version}">
<button>${say('proposals.keep')}</button>
${mayAccept ? html`<button formaction="${at}/nhan">${say('proposals.accept')}</button>` : ''}</form>
${mayAccept ? html`<p class="hint">${say('proposals.acceptHint')}</p>` : ''}`

/** What would be taken back: about the form, the parts that it lies in, and its mail. */
const holdingOf = (form: KeptSubmission, decisions: readonly Decision[]): Decision[] =>
  [form.messageId, ...partsAround(form.messageId, form.partPath), form.id].flatMap(subject =>
    holdingReading(decisions.filter(one => one.subject === subject)),
  )

const decisionLine = (desk: Desk, one: Decision, form: KeptSubmission): string =>
  desk.say(one.subject === form.id ? 'proposals.decided' : 'proposals.decidedWider', {
    ...{ by: one.by, when: when(desk, one.at) },
    what: makePhrase(desk.app.folder.wording)(`tracking.decision-${one.kind}`),
  })

const rowTable = (desk: Desk, all: readonly RowDifference[]): Html => {
  const { say } = desk
  const other = all.filter(one => one.kind !== 'same')
  return html`${
    other.length === 0
      ? html`<p>${say('proposals.sameRows')}</p>`
      : html`<div class="scroll"><table class="list stack"><thead><tr><th scope="col">${say('proposals.column-what')}</th>
<th scope="col">${say('proposals.column-now')}</th><th scope="col">${say('proposals.column-new')}</th></tr></thead><tbody>${other.map(
          one => html`<tr><th scope="row">${say(`proposals.row-${one.kind}`)}</th>
<td><span class="phone-label">${say('proposals.column-now')}: </span>${written(desk, one.before)}</td>
<td><span class="phone-label">${say('proposals.column-new')}: </span>${written(desk, one.after)}</td></tr>`,
        )}</tbody></table></div>`
  }${all.length > other.length ? html`<p class="hint">${say('proposals.sameCount', { count: all.length - other.length })}</p>` : ''}`
}

const written = ({ app }: Desk, row: RowValues | undefined): Html => {
  if (!row) return html`–`
  const { campaign, wording } = app.folder
  const sector = sectorName(campaign, row.sector) ?? ''
  const texts = [makePhrase(wording)(`section.${row.section}`), row.name, sector, row.model, row.note]
  return html`${texts.filter(text => text !== '').join('; ')}`
}
