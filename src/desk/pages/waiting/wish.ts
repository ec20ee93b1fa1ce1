/** What a form of an item asks for: a decision, something that has to be asked back, or rows that are still being edited. */
import { asCorrected, type DecisionKind } from '../../../domain/decision.ts'
import type { Finding } from '../../../domain/finding.ts'
import type { Roster, Unit } from '../../../domain/unit.ts'
import { foldBare, foldTones } from '../../../text/fold.ts'
import type { Desk } from '../../desk.ts'
import type { NewUnit } from './add-unit.ts'
import { acceptable } from './advice.ts'
import { answeredBy, isBlank, joinRows, readTypedRows, splitRow } from './edit-rows.ts'
import { isAboutRows, type TypedRow } from './editor.ts'
import { type Item, settledRows } from './find-item.ts'
import type { Typed } from './item-page.ts'
import { proposalsOf } from './reasons.ts'

export type Wish =
  | {
      readonly kind: 'decide'
      readonly decision: { readonly kind: DecisionKind; readonly before: unknown; readonly after: unknown }
      /** Kept, should somebody have been quicker. */
      readonly typed: Typed
    }
  /** The page comes back with what was typed. */
  | { readonly kind: 'again'; readonly typed: Typed; readonly isAsked: boolean }
  | { readonly kind: 'read-again' }
  | { readonly kind: 'new-unit'; readonly unit: NewUnit; readonly typed: Typed }

/** The values of a field of the form. */
export type Fields = (name: string) => readonly string[]

export const readWish = async (desk: Desk, item: Item, fields: Fields): Promise<Wish | undefined> => {
  const one = (name: string): string => (fields(name)[0] ?? '').trim().normalize('NFC')
  const [work = '', place = ''] = one('viec').split(':')
  const decide = (kind: DecisionKind, after: unknown, typed: Typed = {}, before: unknown = null): Wish => ({
    ...{ kind: 'decide', typed },
    decision: { kind, before, after },
  })
  const { submission } = item.waiting
  switch (work) {
    case 'chap-nhan':
      return acceptable(item).length > 0 ? decide('accept', { findings: acceptable(item) }) : undefined
    case 'bo':
      return asked(one('reason'), 'reason', text =>
        decide('dismiss', { reason: text }, { fields: { reason: text } }),
      )
    case 'de-lai':
      return asked(one('note'), 'note', text => decide('put-off', { note: text }, { fields: { note: text } }))
    case 'doc-lai':
      return { kind: 'read-again' }
    case 'don-vi': {
      if (!submission) return undefined
      const roster = await desk.app.roster.roster()
      // One that was pressed below the field stands behind what was typed into it.
      const sought = (fields('sought').at(-1) ?? '').trim()
      const unit = findUnit(roster, one('unit'), sought)
      if (!unit) return { kind: 'again', isAsked: true, typed: { fields: { unit: sought }, ask: 'unit' } }
      const before = submission.unitId === null ? null : { unitId: submission.unitId }
      return decide('unit', { unitId: unit.id }, { fields: { unit: unit.name } }, before)
    }
    case 'them-don-vi': {
      if (!submission) return undefined
      const unit = { name: one('name'), block: one('block'), confirmed: one('confirmed') !== '' }
      const typed = { fields: { newName: unit.name, newBlock: unit.block } }
      return unit.name === '' || unit.block === ''
        ? { kind: 'again', isAsked: true, typed: { ...typed, ask: 'new-unit' } }
        : { kind: 'new-unit', unit, typed }
    }
    case 'thay':
      return submission && decide('replace', { of: one('of') })
    case 'bo-sung':
      return submission && decide('add', {})
    case 'de-xuat': {
      const chosen = proposalsOf({ desk, item }).find(proposal => String(proposal.number) === one('so'))
      if (!chosen) return undefined
      const findings = [chosen.finding]
      return chosen.rows ? correction(item, chosen.rows, findings) : decide('accept', { findings })
    }
    case 'sua':
    case 'them':
    case 'tach':
    case 'gop':
    case 'xoa':
      return submission && readEdit(desk, item, fields, work, Number(place))
    default:
      return undefined
  }
}

const asked = (text: string, field: string, then: (text: string) => Wish): Wish =>
  text === '' ? { kind: 'again', isAsked: true, typed: { ask: field } } : then(text)

/** By its id, or by what was typed where that is one unit's name or alias, with or without tone marks; else nobody's. */
const findUnit = ({ units }: Roster, id: string, sought: string): Unit | undefined => {
  const own = units.find(unit => unit.id === id)
  if (own || sought === '') return own
  for (const fold of [foldTones, foldBare]) {
    const found = units.filter(unit => [unit.name, ...unit.aliases].some(name => fold(name) === fold(sought)))
    if (found.length > 0) return found.length === 1 ? found[0] : undefined
  }
  return undefined
}

const correction = (
  item: Item,
  rows: readonly TypedRow[],
  findings: readonly Finding[],
  typed: Typed = {},
): Wish => ({
  kind: 'decide',
  typed: { rows, ...typed },
  decision: {
    kind: 'correct',
    before: { rows: settledRows(item).map(asCorrected), findings: [] },
    after: { rows, findings },
  },
})

const readEdit = (desk: Desk, item: Item, fields: Fields, work: string, place: number): Wish => {
  const before = settledRows(item)
  const sectors = new Set(desk.app.folder.campaign.form.sectors.map(one => one.id))
  const rows = readTypedRows(fields, before, sectors)
  const ticked = fields('looked').map(Number)
  const again = (next: readonly TypedRow[], ask?: string): Wish => ({
    ...{ kind: 'again', isAsked: ask !== undefined },
    typed: { rows: next, ticked, ...(ask === undefined ? {} : { ask }) },
  })
  switch (work) {
    case 'them': {
      const last = rows.at(-1)
      const empty = { from: null, name: '', sector: null, model: '', note: '' }
      return again([...rows, { ...empty, section: last?.section ?? 'collective' }])
    }
    case 'tach': {
      const at = Number(fields('cho')[0] ?? '')
      return again(splitRow(rows, place, Number.isInteger(at) && at > 0 ? at : undefined))
    }
    case 'gop':
      return again(joinRows(rows, place))
    case 'xoa':
      return again(rows.filter((_, at) => at !== place))
    default: {
      const filled = rows.filter(row => !isBlank(row))
      if (filled.length === 0) return again(rows, 'no-rows')
      const aboutRows = item.waiting.reasons.filter((one, at) => isAboutRows(one.code) && ticked.includes(at))
      const answered = answeredBy(
        before,
        filled,
        item.waiting.reasons.filter(one => isAboutRows(one.code)),
      )
      return correction(item, filled, [...new Set([...aboutRows, ...answered])], { ticked })
    }
  }
}
