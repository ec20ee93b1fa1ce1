/**
 * Two people changed one unit: what it was when this one looked, what the other made of it, and what this one typed, field
 * by field. The form below has the other's fields, with those that this one changed in place of them.
 */
import { html } from 'hono/html'
import { decisionShapes, unitSubject } from '../../../domain/decision.ts'
import type { Unit } from '../../../domain/unit.ts'
import { unitMark } from '../../../units/roster-edits.ts'
import type { Desk, DeskContext } from '../../desk.ts'
import { showPage } from '../../layout.ts'
import { when } from '../../when.ts'
import { unitFiles } from './list.ts'
import { type TypedUnit, unitForm } from './unit-form.ts'
import { type UnitField, unitFields, unitPath, writtenField } from './unit-words.ts'

/** @param seen the mark of the unit as this person saw it. @param typed absent: it was to be taken off */
export const showConflict = async (
  c: DeskContext,
  desk: Desk,
  id: string,
  seen: string,
  typed?: TypedUnit,
): Promise<Response> => {
  const { say, app } = desk
  const past = (await app.store.decisions(unitSubject(id))).filter(one => one.kind === 'change-unit')
  const last = past.at(-1)
  const { units } = await app.roster.roster()
  const now = units.find(unit => unit.id === id)
  const base = past
    .flatMap(one => [decisionShapes['change-unit'].safeParse(one.before).data?.unit ?? []].flat())
    .find(unit => unitMark(unit) === seen)
  const wish = typed && { ...typed, id }
  const shown = unitFields.filter(field => {
    const texts = [base, now, wish].flatMap(unit => (unit ? [writtenField(desk, unit, field)] : []))
    return new Set(texts).size > 1
  })
  const cell = (unit: Unit | undefined, field: UnitField) =>
    html`<td>${unit ? writtenField(desk, unit, field) : ''}</td>`
  const title = say('units.conflictTitle')
  return showPage(c, desk, {
    ...{ ...unitFiles, title, status: 409 },
    body: html`<h1>${title}</h1>
<p class="wrong" role="alert">${
      last
        ? say('units.conflictBy', { by: last.by, when: when({ app }, last.at) })
        : say('units.conflictByFile')
    } ${say(now ? 'units.conflictHint' : 'units.conflictGone')}</p>
<div class="scroll"><table class="list"><thead><tr><th scope="col">${say('units.conflictField')}</th>
${base ? html`<th scope="col">${say('units.conflictSeen')}</th>` : ''}<th scope="col">${say('units.conflictNow')}</th>${wish ? html`<th scope="col">${say('units.conflictTyped')}</th>` : ''}</tr></thead>
<tbody>${shown.map(
      field =>
        html`<tr><th scope="row">${say(`units.field-${field}`)}</th>${base ? cell(base, field) : ''}${cell(now, field)}${wish ? cell(wish, field) : ''}</tr>`,
    )}</tbody></table></div>
<p><a class="button" href="${now ? unitPath(id) : '/don-vi'}">${say('units.conflictKeep')}</a></p>
${
  now && wish
    ? html`<h2>${say('units.conflictEdit')}</h2>${unitForm(desk, { action: unitPath(id), unit: merge(base, now, wish), seen: unitMark(now), troubles: [], roster: units.map(unit => ({ unit })) })}`
    : ''
}`,
  })
}

/** Without the unit as it was seen, all that was typed is meant. */
const merge = (base: Unit | undefined, now: Unit, typed: Unit): Unit => {
  const isMeant = (field: UnitField): boolean =>
    !base || JSON.stringify(base[field]) !== JSON.stringify(typed[field])
  return { ...now, ...Object.fromEntries(unitFields.filter(isMeant).map(field => [field, typed[field]])) }
}
