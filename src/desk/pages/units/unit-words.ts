/** How the pages of units say a state, a number to call, and what changed of a unit. */
import { html } from 'hono/html'
import type { UnitState } from '../../../consolidation/figures.ts'
import type { Unit } from '../../../domain/unit.ts'
import { writtenDay } from '../../../domain/zoned-time.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import type { SeenUnit } from './seen-roster.ts'

export const unitPath = (id: string): string => `/don-vi/${id}`

/** What stands by the group alone says so. */
export const stateTag = ({ say }: Desk, { state, shown }: Pick<SeenUnit, 'state' | 'shown'>): Html =>
  html`<span class="tag ${shown}">${say(`units.state-${shown}`)}</span>${
    state === shown ? '' : html` <span class="detail">${say('units.byGroup')}</span>`
  }`

export const stateOf = ({ say }: Desk, state: UnitState): string => say(`units.state-${state}`)

/** Each number by itself, to be called with one touch; words among them stay. */
export const callLinks = (phone: string): Html =>
  html`${phone.split(/([\d+][\d\s.()-]{6,}\d)/).map(piece => {
    const digits = piece.replace(/[^\d+]/g, '')
    return /^\+?\d{8,}$/.test(digits) ? html`<a href="tel:${digits}">${piece}</a>` : piece
  })}`

export const unitFields = [
  ...(['name', 'block', 'group', 'aliases', 'confirmed'] as const),
  ...(['contact', 'phone', 'addresses', 'extendedTo'] as const),
] as const
export type UnitField = (typeof unitFields)[number]

/** What a field says, for people. */
export const writtenField = ({ say }: Desk, unit: Unit, field: UnitField): string => {
  const value = unit[field]
  if (typeof value === 'boolean') return say(value ? 'units.confirmed' : 'units.unconfirmed')
  if (typeof value !== 'string') return value.join('; ')
  return field === 'extendedTo' && value !== '' ? writtenDay(value) : value
}

export interface FieldChange {
  readonly field: UnitField
  readonly before: string
  readonly after: string
}
export const fieldChanges = (desk: Desk, before: Unit, after: Unit): FieldChange[] =>
  unitFields.flatMap(field => {
    const one = { field, before: writtenField(desk, before, field), after: writtenField(desk, after, field) }
    return one.before === one.after ? [] : [one]
  })

/** `Điện thoại: (trống) → 0912…`, one a line. */
export const changeLines = ({ say }: Desk, changes: readonly FieldChange[]): Html =>
  html`<ul class="changes">${changes.map(
    ({ field, before, after }) =>
      html`<li>${say(`units.field-${field}`)}: <del>${before || say('units.empty')}</del> <span aria-hidden="true">→</span> <ins>${after || say('units.empty')}</ins></li>`,
  )}</ul>`
