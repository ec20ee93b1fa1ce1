/** The fields of a unit, as they are shown and as they come back. What a unit may not be is told by the rules of the workbook. */
import { html } from 'hono/html'
import type { Unit } from '../../../domain/unit.ts'
import { isDay, writtenDay } from '../../../domain/zoned-time.ts'
import { foldTones } from '../../../text/fold.ts'
import { readRosterRows } from '../../../units/roster-rows.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import type { SeenUnit } from './seen-roster.ts'
import { unitPath } from './unit-words.ts'

/** As typed: the unit without its id. */
export type TypedUnit = Omit<Unit, 'id'>
export interface UnitTrouble {
  readonly text: string
  /** The unit that has the name already. */
  readonly unit?: Unit
}

export interface UnitFormInput {
  readonly action: string
  readonly unit: TypedUnit
  /** Its mark as this page shows it; '': a new one. */
  readonly seen: string
  readonly troubles: readonly UnitTrouble[]
  readonly roster: readonly Pick<SeenUnit, 'unit'>[]
}

export const blankUnit: TypedUnit = {
  ...{ name: '', block: '', group: '', aliases: [], confirmed: true },
  ...{ contact: '', phone: '', addresses: [], extendedTo: '' },
}

export const unitForm = ({ say }: Desk, { action, unit, seen, troubles, roster }: UnitFormInput): Html => {
  const known = (field: 'block' | 'group'): string[] => [
    ...new Set(roster.map(one => one.unit[field]).filter(Boolean)),
  ]
  const options = (all: readonly string[]): Html =>
    html`${all.map(one => html`<option value="${one}"></option>`)}`
  return html`${unitTroubles(troubles)}
<form method="post" action="${action}" class="fields card unit-fields">
<input type="hidden" name="seen" value="${seen}">
<label>${say('units.field-name')} <input name="name" required maxlength="300" value="${unit.name}"></label>
<label>${say('units.field-block')} <input name="block" required maxlength="200" list="blocks" value="${unit.block}"></label>
<datalist id="blocks">${options(known('block'))}</datalist>
<label>${say('units.field-group')} <span class="hint">${say('units.groupHint')}</span> <input name="group" maxlength="200" list="groups" value="${unit.group}"></label>
<datalist id="groups">${options(known('group'))}</datalist>
<label>${say('units.field-aliases')} <span class="hint">${say('units.aliasesHint')}</span> <textarea name="aliases" rows="${Math.max(3, unit.aliases.length + 1)}" maxlength="5000">${unit.aliases.join('\n')}</textarea></label>
<label>${say('units.field-contact')} <input name="contact" maxlength="200" value="${unit.contact}" autocomplete="off"></label>
<label>${say('units.field-phone')} <input name="phone" type="tel" maxlength="100" value="${unit.phone}" autocomplete="off"></label>
<label>${say('units.field-addresses')} <span class="hint">${say('units.addressesHint')}</span> <textarea name="addresses" rows="2" maxlength="2000">${unit.addresses.join('\n')}</textarea></label>
<label>${say('units.field-extendedTo')} <span class="hint">${say('units.extendedHint')}</span> <input name="extendedTo" maxlength="20" value="${isDay(unit.extendedTo) ? writtenDay(unit.extendedTo) : unit.extendedTo}" autocomplete="off"></label>
<label class="check"><span><input name="confirmed" type="checkbox" value="x"${unit.confirmed ? html` checked` : ''}> ${say('units.confirmedLabel')}</span></label>
<div class="row"><button class="main">${say(seen === '' ? 'units.add' : 'units.save')}</button></div>
</form>`
}

export const unitTroubles = (troubles: readonly UnitTrouble[]): Html =>
  troubles.length === 0
    ? html``
    : html`<div class="wrong" role="alert"><ul>${troubles.map(
        ({ text, unit }) =>
          html`<li>${text}${unit ? html` <a href="${unitPath(unit.id)}">${unit.name}</a>` : ''}</li>`,
      )}</ul></div>`

/** @param id of the unit that is changed; '' for a new one */
export const readUnitForm = (
  { say }: Desk,
  typed: FormData,
  roster: readonly Unit[],
  id: string,
): { readonly unit: TypedUnit; readonly troubles: readonly UnitTrouble[] } => {
  const text = (name: string): string => {
    const value = typed.get(name)
    return typeof value === 'string' ? value.slice(0, 10_000) : ''
  }
  const cells = {
    ...{ id: 'typed', name: text('name'), block: text('block'), group: text('group') },
    ...{ aliases: text('aliases'), confirmed: text('confirmed'), contact: text('contact') },
    ...{ phone: text('phone'), addresses: text('addresses'), extendedTo: text('extendedTo') },
  }
  const { roster: read, troubles } = readRosterRows([{ row: 1, cells }])
  const lines = text('aliases').split(/\r?\n/).filter(Boolean)
  const asTyped = {
    ...blankUnit,
    ...cells,
    aliases: lines,
    addresses: text('addresses').split(/\s+/).filter(Boolean),
  }
  const unit = { ...(read.units[0] ?? asTyped), confirmed: cells.confirmed !== '' }
  if (troubles.length > 0 || !read.units[0])
    return {
      unit: {
        ...unit,
        addresses: asTyped.addresses,
        extendedTo: read.units[0]?.extendedTo || cells.extendedTo,
      },
      troubles: troubles.map(({ code, values }) => ({
        text: say(`units.trouble-${code === 'no-units' ? 'name-missing' : code}`, { text: '', ...values }),
      })),
    }
  const own = new Map([unit.name, ...unit.aliases].map(name => [foldTones(name), name]))
  const clashes = roster
    .filter(one => one.id !== id)
    .flatMap(one =>
      [one.name, ...one.aliases].flatMap((name): UnitTrouble[] => {
        const same = own.get(foldTones(name))
        return same === undefined
          ? []
          : [{ text: say('units.trouble-name-taken', { text: same }), unit: one }]
      }),
    )
  return { unit, troubles: clashes.slice(0, 5) }
}
