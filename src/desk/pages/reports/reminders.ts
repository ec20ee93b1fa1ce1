/**
 * Mails back to the units: reminders that wait for somebody to let them go, units that have to be called, and what became of
 * reminders and receipts. What is let go the service sends, within minutes; nothing is sent from here.
 */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { makePhrase } from '../../../consolidation/phrases.ts'
import { isAtLeast } from '../../../domain/account.ts'
import { isAppError } from '../../../domain/errors.ts'
import type { SentMail } from '../../../domain/ledger.ts'
import type { Unit } from '../../../domain/unit.ts'
import { addDays, writtenDay } from '../../../domain/zoned-time.ts'
import { wordReminder } from '../../../replies/reminder-words.ts'
import { type DraftReminder, dropDrafts, viewDrafts } from '../../../replies/reminders.ts'
import { readStopped, type Stopped } from '../../../summary/hand-over.ts'
import { renderBlocks } from '../../../summary/mail-blocks.ts'
import { type Desk, type DeskContext, type DeskEnv, type DeskRoutes, take } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { mailPath } from './mail-words.ts'
import { mailTable } from './overview.ts'

const at = '/bao-cao/nhac'

export const remindersPage = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  const { campaign } = app.folder
  return new Hono<DeskEnv>()
    .get(at, async c => {
      const mails = await app.store.sentMails()
      const stopped = await readStopped(app)
      const { reminders, receipts } = campaign.mails
      return showPage(c, desk, {
        ...{ title: say('reminders.title'), at: 'reports', styles: ['reports.css'] },
        body: html`<p><a href="/bao-cao">${say('reports.back')}</a></p><h1>${say('reminders.title')}</h1>
${outcomes(desk, c)}
<h2>${say('reminders.remindersHeading')}</h2>
${reminders ? await draftsOf(desk, c, reminders.daysBefore) : html`<p>${say('reminders.off')}</p>`}
${reminders || mails.some(one => one.kind === 'reminder') ? sentOf(desk, 'reminder', mails, stopped) : ''}
<h2>${say('reminders.receiptsHeading')}</h2>
${receipts ? '' : html`<p>${say('reminders.receiptsOff')}</p>`}
${receipts || mails.some(one => one.kind === 'receipt') ? sentOf(desk, 'receipt', mails, stopped) : ''}`,
      })
    })
    .post(`${at}/:what{cho-gui|bo}`, async c => {
      const { chosen = [] } = await c.req.parseBody({ all: true })
      const what = c.req.param('what') === 'bo' ? 'drop' : 'release'
      const counts = await decide(desk, c, what, [chosen].flat().map(String))
      return c.redirect(`${at}?${new URLSearchParams(counts)}`, 303)
    })
}

/** @param chosen `2 reminder 2022-02-12 mn-kim-thu`: how many decisions were seen, and the mail. @returns how many of each outcome */
const decide = async (
  desk: Desk,
  c: DeskContext,
  what: 'release' | 'drop',
  chosen: readonly string[],
): Promise<Record<string, string>> => {
  const parts = desk.app.mailParts()
  const person = c.get('person')
  const { drafts } = await viewDrafts(parts)
  let done = 0
  let late = 0
  for (const text of chosen) {
    const [, seen = '', id = ''] = /^(\d+) (.+)$/.exec(text) ?? []
    const draft = drafts.find(one => one.id === id)
    if (!draft || draft.seen !== Number(seen)) late++
    else if (what === 'drop') {
      await dropDrafts(parts, [id], person.shown)
      done++
    } else if (
      await unlessStale(() => take(desk, person, { subject: id, kind: 'release', after: {} }, draft.seen))
    )
      done++
    else late++
  }
  return { [what]: String(done), late: String(late) }
}

/** Somebody else decided in between: counted, and shown as it stands. */
const unlessStale = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    if (isAppError(error, 'stale-version')) return false
    throw error
  }
}

const outcomes = ({ say }: Desk, c: DeskContext): Html => {
  const counts = (['release', 'drop', 'late'] as const).map(one => ({ one, count: Number(c.req.query(one)) }))
  const told = counts.filter(({ count }) => Number.isInteger(count) && count > 0)
  if (told.length > 0)
    return html`<div class="${told.some(({ one }) => one === 'late') ? 'note' : 'done'}" role="status">${told.map(
      ({ one, count }) => html`<p>${say(`reminders.outcome-${one}`, { count })}</p>`,
    )}</div>`
  return c.req.query('late') === '0'
    ? html`<p class="note" role="status">${say('reminders.nothingChosen')}</p>`
    : html``
}

const draftsOf = async (desk: Desk, c: DeskContext, daysBefore: readonly number[]): Promise<Html> => {
  const { say, app } = desk
  const { drafts, toCall, unknownMails } = await viewDrafts(app.mailParts())
  const mayChange = isAtLeast(c.get('person').role, 'clerk')
  const { lastDay } = app.folder.campaign
  const days = daysBefore
    .map(days => addDays(lastDay, 1 - days))
    .sort()
    .map(writtenDay)
  return html`
${unknownMails > 0 ? html`<p class="note">${say('reminders.unknown', { count: unknownMails })} <a href="/can-xu-ly">${say('reminders.unknownLink')}</a></p>` : ''}
${
  drafts.length === 0
    ? html`<p>${say('reminders.none', { days: days.join(', ') })}</p>`
    : html`<form method="post" action="${at}/cho-gui"><p>${say('reminders.lead', { count: drafts.length })}</p>
<div class="scroll"><table class="list stack"><thead><tr>
${mayChange ? html`<th scope="col">${say('reminders.column-choose')}</th>` : ''}
<th scope="col">${say('reminders.column-unit')}</th><th scope="col">${say('reminders.column-to')}</th>
<th scope="col">${say('reminders.column-text')}</th></tr></thead><tbody>${drafts.map(one => draftRow(desk, one, mayChange))}</tbody></table></div>
${
  mayChange
    ? html`<p class="row"><button class="main">${say('reminders.release')}</button>
<button class="danger" formaction="${at}/bo">${say('reminders.drop')}</button></p>`
    : ''
}</form>`
}
${
  toCall.length === 0
    ? ''
    : html`<h3>${say('reminders.callHeading', { count: toCall.length })}</h3><p class="hint">${say('reminders.callHint')}</p>
<ul>${toCall.map(units => callLine(desk, units))}</ul>`
}`
}

const namesOf = (units: readonly Unit[]): string => units.map(unit => unit.name).join('; ')

const draftRow = ({ say, app }: Desk, draft: DraftReminder, mayChange: boolean): Html => {
  const { folder, clock } = app
  const words = wordReminder(draft, {
    ...{ now: clock.now(), campaign: folder.campaign, phrase: makePhrase(folder.wording) },
  })
  const names = namesOf(draft.units)
  return html`<tr>${
    mayChange
      ? html`<td class="tick-cell">${
          draft.isReleased
            ? html`<span class="tag in-progress">${say('reminders.going')}</span>`
            : html`<label class="box"><input type="checkbox" name="chosen" value="${draft.seen} ${draft.id}" checked><span class="hidden-words">${names}</span></label>`
        }</td>`
      : ''
  }<th scope="row">${names}<br><span class="hint">${say('reminders.due', { day: writtenDay(draft.dueDay) })}</span></th>
<td>${draft.addresses.join(', ')}</td>
<td><details class="fold"><summary>${words.subject}</summary><pre class="mail-text">${renderBlocks(words.subject, words.blocks).text}</pre>
<a href="${mailPath(draft.id)}">${say('reminders.look')}</a></details></td></tr>`
}

const callLine = ({ say }: Desk, units: readonly Unit[]): Html => {
  const [known = units[0]!] = units.filter(unit => unit.phone !== '' || unit.contact !== '')
  const number = known.phone.replace(/[^\d+]/g, '')
  return html`<li><strong>${namesOf(units)}</strong>: ${known.contact} ${
    known.phone === ''
      ? html`<span class="hint">${say('reminders.noPhone')}</span>`
      : html`<a href="tel:${number}">${known.phone}</a>`
  }</li>`
}

/** How many went, and those that did not, one by one. */
const sentOf = (
  desk: Desk,
  kind: 'reminder' | 'receipt',
  mails: readonly SentMail[],
  stopped: ReadonlyMap<string, Stopped>,
): Html => {
  const { say } = desk
  const own = mails.filter(one => one.kind === kind).toReversed()
  const count = (...states: SentMail['state'][]): number =>
    own.filter(one => states.includes(one.state)).length
  const failed = own.filter(one => one.state === 'refused' || one.state === 'doubtful')
  const sent = own.filter(one => one.state === 'sent').slice(0, mostShown)
  return html`<p>${say('reminders.counts', { sent: count('sent'), sending: count('sending'), failed: failed.length, dropped: count('dropped') })}</p>
${failed.length > 0 ? html`<h3>${say('reminders.failedHeading')}</h3>${mailTable(desk, failed, stopped)}` : ''}
${sent.length > 0 ? html`<details class="fold"><summary>${say('reminders.sent', { count: sent.length })}</summary>${mailTable(desk, sent, stopped)}</details>` : ''}`
}
const mostShown = 300
