/** One unit: has its form arrived, what became of each, what it registered, whom to call, and all that was decided of it. */
import { html } from 'hono/html'
import { isAtLeast } from '../../../domain/account.ts'
import { decisionShapes, unitSubject } from '../../../domain/decision.ts'
import { AppError } from '../../../domain/errors.ts'
import type { Excerpt } from '../../../domain/ledger.ts'
import { stands } from '../../../domain/outcome.ts'
import type { Unit } from '../../../domain/unit.ts'
import { writtenDay, writtenTimeAndDay } from '../../../domain/zoned-time.ts'
import { unitMark } from '../../../units/roster-edits.ts'
import type { Desk, DeskContext } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { unitFiles } from './list.ts'
import { perhapsIts } from './perhaps-its.ts'
import { countUnit, seeRoster } from './seen-roster.ts'
import { unitForm } from './unit-form.ts'
import { formsOf, historyOf, mailsOf, registrationsOf } from './unit-ledger.ts'
import { callLinks, stateOf, unitPath } from './unit-words.ts'

export const showUnit = async (c: DeskContext, desk: Desk, id: string): Promise<Response> => {
  const { say, app } = desk
  const { store } = app
  const roster = await seeRoster(desk)
  const seen = roster.units.find(one => one.unit.id === id)
  const excerpt = await store.excerpt({ unit: id })
  const past = await store.decisions(unitSubject(id))
  if (!seen && past.length === 0 && excerpt.submissions.every(one => one.unitId !== id))
    throw new AppError('not-found', `no unit ${id}`)
  const about = new Set([
    id,
    ...excerpt.submissions.filter(one => one.unitId === id).map(one => one.messageId),
  ])
  const mails = (await store.sentMails()).filter(mail => mail.about.some(one => about.has(one)))
  const mayChange = isAtLeast(c.get('person').role, 'clerk')
  const unit = seen?.unit
  const gone = past.flatMap(one => decisionShapes['change-unit'].safeParse(one.before).data?.unit ?? [])
  const name =
    unit?.name ?? gone.at(-1)?.name ?? excerpt.submissions.find(one => one.unitId === id)?.unitName ?? id
  const group =
    unit && unit.group !== '' ? roster.units.filter(one => one.unit.group === unit.group && one !== seen) : []
  const groupLine =
    group.length === 0
      ? html``
      : html`<p>${say('units.sameGroup', { group: unit?.group ?? '' })} ${group.map(
          (one, at) =>
            html`${at > 0 ? '; ' : ''}<a href="${unitPath(one.unit.id)}">${one.unit.name}</a> (${stateOf(desk, one.state)})`,
        )}.</p>`
  return showPage(c, desk, {
    ...unitFiles,
    title: `${name} - ${say('units.title')}`,
    body: html`<p class="no-print"><a href="/don-vi">${say('units.back')}</a></p>
<h1>${name}</h1>
<div id="unit-state" data-live class="card answer ${countUnit(id, excerpt).state}">
<p class="lead">${answer(desk, id, excerpt)}</p>
${groupLine}
${unit ? await perhapsIts(desk, unit) : html`<p>${say('units.offRoster')}</p>`}
</div>
${unit ? facts(desk, unit) : ''}
${unit && mayChange && !unit.confirmed ? confirmation(desk, unit) : ''}
<section id="unit-forms" data-live>${formsOf(desk, id, excerpt)}${registrationsOf(desk, id, excerpt)}</section>
${mailsOf(desk, mails)}
${
  unit && mayChange
    ? html`<details class="edit no-print"><summary>${say('units.editTitle')}</summary>
${unitForm(desk, { action: unitPath(id), unit, seen: unitMark(unit), troubles: [], roster: roster.units })}
${removal(desk, unit, excerpt)}</details>`
    : ''
}
<section id="unit-history" data-live>${historyOf(desk, id, excerpt, past)}</section>`,
  })
}

/** "Has ours arrived?" in one sentence. */
const answer = (desk: Desk, id: string, excerpt: Excerpt): string => {
  const { say, app } = desk
  const { registered, waiting, registrations, state } = countUnit(id, excerpt)
  const messages = new Map(excerpt.messages.map(one => [one.id, one.receivedAt]))
  const last = Math.max(
    0,
    ...excerpt.submissions
      .filter(one => one.unitId === id && (state === 'verifying' ? !stands(one) : stands(one)))
      .map(one => messages.get(one.messageId) ?? 0),
  )
  const values = {
    ...writtenTimeAndDay(last, app.folder.campaign.timeZone),
    registered,
    waiting,
    registrations,
  }
  if (state === 'missing') return say('units.answer-missing')
  if (state === 'received') return say('units.answer-received', values)
  return say(registered > 0 ? 'units.answer-verifying-more' : 'units.answer-verifying', values)
}

const facts = (desk: Desk, unit: Unit): Html => {
  const { say } = desk
  const line = (label: string, value: Html | string): Html =>
    value === '' ? html`` : html`<dt>${label}</dt><dd>${value}</dd>`
  return html`<dl class="facts">
${line(say('units.field-contact'), unit.contact)}
${unit.phone === '' ? line(say('units.field-phone'), say('units.noPhone')) : line(say('units.field-phone'), callLinks(unit.phone))}
${line(say('units.field-addresses'), unit.addresses.join(', '))}
${line(say('units.field-block'), unit.block)}
${line(say('units.field-group'), unit.group)}
${line(say('units.field-aliases'), unit.aliases.join('; '))}
${line(say('units.field-extendedTo'), unit.extendedTo && writtenDay(unit.extendedTo))}
${line(say('units.field-confirmed'), say(unit.confirmed ? 'units.confirmedLong' : 'units.unconfirmedLong'))}
</dl>`
}

const confirmation = ({ say }: Desk, unit: Unit): Html =>
  html`<form method="post" action="/don-vi/xac-nhan" class="no-print"><input type="hidden" name="unit" value="${unit.id}"><input type="hidden" name="seen" value="${unit.id} ${unitMark(unit)}"><input type="hidden" name="back" value="${unitPath(unit.id)}">
<p><button name="wish" value="co">${say('units.confirmOne')}</button></p></form>`

const removal = ({ say }: Desk, unit: Unit, excerpt: Excerpt): Html =>
  excerpt.submissions.some(one => one.unitId === unit.id)
    ? html`<p class="hint">${say('units.cannotRemove')}</p>`
    : html`<details><summary>${say('units.removeTitle')}</summary>
<form method="post" action="${unitPath(unit.id)}/bo" class="row"><input type="hidden" name="seen" value="${unitMark(unit)}"><p>${say('units.removeHint')}</p><button class="danger">${say('units.remove')}</button></form></details>`
