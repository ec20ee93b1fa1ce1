/** Units added, changed, taken off, and many confirmed at once: each as the person saw it, else the difference is shown. */
import { html } from 'hono/html'
import { isAppError } from '../../../domain/errors.ts'
import type { Unit } from '../../../domain/unit.ts'
import {
  addUnit,
  confirmUnits,
  editUnit,
  type RosterEdit,
  removeUnit,
  type SeenUnits,
} from '../../../units/roster-edits.ts'
import { changeRoster } from '../../change-roster.ts'
import type { Desk, DeskContext } from '../../desk.ts'
import { ownPath, showPage, withDone } from '../../layout.ts'
import { showConflict } from './conflict.ts'
import { unitFiles } from './list.ts'
import { refusalOf, type UnitTrouble } from './refusal.ts'
import { blankUnit, readUnitForm, type TypedUnit, unitForm } from './unit-form.ts'
import { unitPath } from './unit-words.ts'

export const showAdding = (
  c: DeskContext,
  desk: Desk,
  unit: TypedUnit = { ...blankUnit, name: (c.req.query('ten') ?? '').slice(0, 300) },
  troubles: readonly UnitTrouble[] = [],
): Promise<Response> =>
  showForm(c, desk, { action: '/don-vi/them', title: desk.say('units.addTitle'), unit, seen: '', troubles })

interface Shown {
  readonly action: string
  readonly title: string
  readonly unit: TypedUnit
  readonly seen: string
  readonly troubles: readonly UnitTrouble[]
}
const showForm = async (c: DeskContext, desk: Desk, shown: Shown): Promise<Response> => {
  const { units } = await desk.app.roster.roster()
  return showPage(c, desk, {
    ...unitFiles,
    title: shown.title,
    status: shown.troubles.length > 0 ? 400 : 200,
    body: html`<p class="no-print"><a href="/don-vi">${desk.say('units.back')}</a></p><h1>${shown.title}</h1>
${unitForm(desk, { ...shown, roster: units.map(unit => ({ unit })) })}`,
  })
}

export const add = async (c: DeskContext, desk: Desk): Promise<Response> => {
  const { units } = await desk.app.roster.roster()
  const { unit, troubles } = readUnitForm(desk, await c.req.formData(), units, '')
  if (troubles.length > 0) return showAdding(c, desk, unit, troubles)
  const known = new Set(units.map(one => one.id))
  try {
    const after = await changeRoster(desk, c.get('person'), {}, addUnit(unit))
    const made = after.units.findLast(one => !known.has(one.id))
    return c.redirect(withDone(made ? unitPath(made.id) : '/don-vi', 'units.done-added'), 303)
  } catch (error) {
    return showAdding(c, desk, unit, [refusalOf(desk, error)])
  }
}

export const change = async (c: DeskContext, desk: Desk, id: string): Promise<Response> => {
  const typed = await c.req.formData()
  const seen = String(typed.get('seen') ?? '')
  const { units } = await desk.app.roster.roster()
  const before = units.find(one => one.id === id)
  const { unit, troubles } = readUnitForm(desk, typed, units, id)
  const title = before?.name ?? unit.name
  const again = { action: unitPath(id), title, unit, seen }
  if (troubles.length > 0) return showForm(c, desk, { ...again, troubles })
  return tryChange(c, desk, {
    ...{ seen: { [id]: seen }, edit: editUnit(id, unit), done: withDone(unitPath(id), 'units.done-saved') },
    stale: () => showConflict(c, desk, id, seen, unit),
    refused: trouble => showForm(c, desk, { ...again, troubles: [trouble] }),
  })
}

/** Looked at again when it is done: a form may have come since the page was shown. */
export const remove = async (c: DeskContext, desk: Desk, id: string): Promise<Response> => {
  const seen = String((await c.req.formData()).get('seen') ?? '')
  const { submissions } = await desk.app.store.excerpt({ unit: id })
  if (submissions.some(one => one.unitId === id))
    return showRefused(c, desk, { text: desk.say('units.cannotRemove') })
  return tryChange(c, desk, {
    ...{ seen: { [id]: seen }, edit: removeUnit(id), done: withDone('/don-vi', 'units.done-removed') },
    stale: () => showConflict(c, desk, id, seen),
    refused: trouble => showRefused(c, desk, trouble),
  })
}

/** Those that were ticked; or all of one block, as far as it was shown. */
export const confirmMany = async (c: DeskContext, desk: Desk): Promise<Response> => {
  const typed = await c.req.formData()
  const texts = (name: string): string[] => typed.getAll(name).filter(one => typeof one === 'string')
  const seen: SeenUnits = Object.fromEntries(
    texts('seen')
      .map(text => text.split(' '))
      .map(([id = '', mark = '']) => [id, mark]),
  )
  const block = typed.get('block')
  const wished = block === null ? new Set(texts('unit')) : undefined
  const isMeant = (unit: Unit): boolean =>
    seen[unit.id] !== undefined && (wished ? wished.has(unit.id) : unit.block === block)
  const confirmed = block !== null || typed.get('wish') === 'co'
  const back = ownPath(typed.get('back')).startsWith('/don-vi') ? ownPath(typed.get('back')) : '/don-vi'
  if (wished?.size === 0) return showRefused(c, desk, { text: desk.say('units.noneChosen') })
  const edit: RosterEdit = units =>
    confirmUnits(
      units.filter(isMeant).map(unit => unit.id),
      confirmed,
    )(units)
  return tryChange(c, desk, {
    ...{ seen, edit, done: withDone(back, confirmed ? 'units.done-confirmed' : 'units.done-unconfirmed') },
    stale: name => showRefused(c, desk, { text: desk.say('units.staleMany', { name }) }, 409),
    refused: trouble => showRefused(c, desk, trouble),
  })
}

interface Attempt {
  readonly seen: SeenUnits
  readonly edit: RosterEdit
  readonly done: string
  readonly stale: (name: string) => Promise<Response>
  readonly refused: (trouble: UnitTrouble) => Promise<Response>
}
const tryChange = async (c: DeskContext, desk: Desk, wish: Attempt): Promise<Response> => {
  try {
    await changeRoster(desk, c.get('person'), wish.seen, wish.edit)
    return c.redirect(wish.done, 303)
  } catch (error) {
    if (isAppError(error, 'stale-version')) return wish.stale(error.message)
    return wish.refused(refusalOf(desk, error))
  }
}

export const showRefused = (
  c: DeskContext,
  desk: Desk,
  { text }: UnitTrouble,
  status: 400 | 409 = 400,
): Promise<Response> =>
  showPage(c, desk, {
    ...{ ...unitFiles, status, title: desk.say('layout.refused') },
    body: html`<h1>${desk.say('layout.refused')}</h1><p class="wrong" role="alert">${text}</p><p><a class="button main" href="/don-vi">${desk.say('units.back')}</a></p>`,
  })
