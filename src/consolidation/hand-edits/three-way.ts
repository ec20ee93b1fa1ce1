/**
 * Three sides of each edit: what was written, what the file says, what the ledger says now. The same on two of them is no
 * difference, or one that can simply be taken over; three different ones are a conflict. A value that changed in the
 * ledger since is thereby never taken for an edit.
 */
import type { KeptRegistration, KeptSubmission, Snapshot } from '../../domain/ledger.ts'
import { stands } from '../../domain/outcome.ts'
import type { CampaignFolder } from '../../platform/campaign-folder.ts'
import { makePhrase } from '../phrases.ts'
import type { WrittenRecord, WrittenRow } from '../written-record.ts'
import { sameWords, typed, type Understanding } from './cell-words.ts'
import type { Change, Difference, DifferenceReason, EditField, RowValues } from './difference.ts'
import type { RawEdit } from './raw-edit.ts'

interface Sides {
  readonly record: WrittenRecord
  /** False: the record is of the ledger now, since nothing is known of what was written. */
  readonly isBaseKnown: boolean
  readonly snapshot: Snapshot
  readonly campaignFolder: CampaignFolder
  readonly words: Understanding
}
type RowField = Exclude<EditField, 'unit'>

export const judgeEdits = (edits: readonly RawEdit[], sides: Sides): Difference[] => {
  const { record, isBaseKnown, snapshot, campaignFolder, words } = sides
  const phrase = makePhrase(campaignFolder.wording)
  const place = (key: string): number => record.headings.indexOf(phrase(`tracking.${key}`))
  const places = new Map<string, number>(
    ['unit', 'name', 'model', 'note', 'code'].map(key => [key, place(key)]),
  )
  const cellOf = (row: WrittenRow, key: string): string => String(row.cells[places.get(key) ?? -1] ?? '')
  const submissions = new Map(snapshot.submissions.filter(stands).map(one => [one.id, one]))
  const registrations = new Map(
    snapshot.registrations.filter(one => submissions.has(one.submissionId)).map(one => [one.id, one]),
  )
  const ofSubmission = Map.groupBy(registrations.values(), one => one.submissionId)
  const rowsOf = Map.groupBy(record.rows, row => row.submissionId)

  const baseValue = (row: WrittenRow, field: RowField): string | null =>
    field === 'section' || field === 'sector' ? row[field] : cellOf(row, field)
  const isEqual = (field: RowField, one: string | null, other: string | null): boolean =>
    field === 'section' || field === 'sector'
      ? one === other
      : sameWords(words.shown(one ?? ''), words.shown(other ?? ''))
  const inWords = (field: RowField, value: string | null): string =>
    field === 'sector'
      ? words.sectorName(value)
      : field === 'section'
        ? words.sectionName(value as KeptRegistration['section'])
        : (value ?? '')
  const unitName = (submission: KeptSubmission): string =>
    words.unitName(submission.unitId) || submission.unitName

  const numbers = new Map(edits.map((edit, index) => [edit, index + 1]))
  const difference = (
    edit: RawEdit,
    more: Omit<Difference, 'number' | 'sheet' | 'address' | 'code'> & { code?: string },
  ): Difference => ({
    number: numbers.get(edit) ?? 0,
    ...{ sheet: edit.sheet, address: edit.address },
    code: 'row' in edit ? cellOf(edit.row, 'code') : '',
    ...more,
  })
  const column = (field: EditField): string => phrase(`tracking.${field}`)

  type ValueEdit = Extract<RawEdit, { kind: 'value' }>

  const judgeValue = (edit: ValueEdit, field: RowField): Difference[] => {
    const { row, text } = edit
    const base = baseValue(row, field)
    const now = registrations.get(row.id)
    const submission = submissions.get(row.submissionId)
    const said = { field, column: column(field), was: inWords(field, base), became: typed(text) }
    const lost = (reason: DifferenceReason): Difference[] => [
      difference(edit, {
        kind: 'not-traceable',
        reason,
        ...said,
        now: now ? inWords(field, now[field]) : '',
        change: null,
      }),
    ]
    if (typed(text) === '' && field !== 'note') return lost('emptied')
    // What a cell could not hold whole is not put back from what it holds.
    if (!sameWords(words.shown(base ?? ''), base ?? '')) return lost('too-long')
    const value =
      field === 'section' ? words.section(text) : field === 'sector' ? words.sector(text) : typed(text)
    if (value === undefined) return lost(field === 'section' ? 'section-unknown' : 'sector-unknown')
    if (isEqual(field, value, base)) return []
    if (!now || !submission) return lost('gone')
    if (isEqual(field, value, now[field])) return []
    const change: Change = {
      ...{ kind: 'set', submissionId: submission.id, version: submission.version, registrationId: row.id },
      values: { [field]: value },
    }
    return [
      difference(edit, {
        ...verdict(isEqual(field, now[field], base)),
        ...said,
        now: inWords(field, now[field]),
        change,
      }),
    ]
  }

  const verdict = (isUntouched: boolean): Pick<Difference, 'kind' | 'reason'> =>
    !isBaseKnown
      ? { kind: 'conflict', reason: 'base-unknown' }
      : isUntouched
        ? { kind: 'changed', reason: null }
        : { kind: 'conflict', reason: 'changed-since' }

  /** A form is one unit's: it moves when every row of it was given the same other one. */
  const judgeUnits = (unitEdits: readonly ValueEdit[], deleted: ReadonlySet<string>): Difference[] =>
    [...Map.groupBy(unitEdits, one => one.row.submissionId)].flatMap(([id, own]) => {
      const rows = (rowsOf.get(id) ?? []).filter(row => !deleted.has(row.id))
      const submission = submissions.get(id)
      const units = new Set(own.map(one => words.unit(one.text)?.id))
      const [unitId] = units
      const said = (edit: ValueEdit) => ({
        ...({
          field: 'unit',
          column: column('unit'),
          was: cellOf(edit.row, 'unit'),
          became: typed(edit.text),
        } as const),
        now: submission ? unitName(submission) : '',
      })
      const lost = (reason: DifferenceReason): Difference[] =>
        own.map(edit => difference(edit, { kind: 'not-traceable', reason, ...said(edit), change: null }))
      if (own.every(one => typed(one.text) === '')) return lost('emptied')
      if (units.has(undefined)) return lost('unit-unknown')
      const [first] = own
      if (!first || own.every(one => words.unit(one.text)?.id === one.row.unitId)) return []
      if (!submission) return lost('gone')
      if (units.size > 1 || new Set(own.map(one => one.row.id)).size < rows.length) return lost('unit-split')
      if (submission.unitId === unitId) return []
      const change = { kind: 'unit', submissionId: id, version: submission.version, unitId: unitId! } as const
      const codes = rows.map(row => cellOf(row, 'code')).join(', ')
      return [
        difference(first, {
          ...verdict(submission.unitId === first.row.unitId),
          ...said(first),
          code: codes,
          change,
        }),
      ]
    })

  const summary = (row: WrittenRow): string =>
    [cellOf(row, 'unit'), cellOf(row, 'name'), words.sectorName(row.sector), cellOf(row, 'model')].join('; ')
  const summaryNow = (one: KeptRegistration): string =>
    [one.name, words.sectorName(one.sector), one.model].join('; ')

  const judgeDeleted = (edit: Extract<RawEdit, { kind: 'deleted' }>): Difference[] => {
    const { row } = edit
    const now = registrations.get(row.id)
    const submission = submissions.get(row.submissionId)
    // What was there when we wrote, and is missing in a file whose base nobody knows, may simply have come later.
    if (!now || !submission || !isBaseKnown) return []
    const fields: RowField[] = ['section', 'name', 'sector', 'model', 'note']
    const isUntouched = fields.every(field => isEqual(field, now[field], baseValue(row, field)))
    const change = {
      ...({ kind: 'delete', submissionId: submission.id, version: submission.version } as const),
      registrationId: row.id,
    }
    return [
      difference(edit, {
        ...(isUntouched ? ({ kind: 'row-deleted', reason: null } as const) : verdict(false)),
        ...{ field: null, column: '', was: summary(row), became: '', now: summaryNow(now), change },
      }),
    ]
  }

  const judgeAdded = (edit: Extract<RawEdit, { kind: 'added' }>): Difference[] => {
    const { texts } = edit
    const said = {
      ...{ field: null, column: '', was: '', now: '' },
      became: [texts.unit, texts.name, texts.sector, texts.model].map(typed).join('; '),
    }
    const lost = (reason: DifferenceReason): Difference[] => [
      difference(edit, { kind: 'not-traceable', reason, ...said, change: null }),
    ]
    const section = words.section(texts.section)
    const sector = words.sector(texts.sector)
    const unit = words.unit(texts.unit)
    if ([texts.name, texts.model].some(text => typed(text) === '')) return lost('row-incomplete')
    if (!section) return lost('section-unknown')
    if (!sector) return lost('sector-unknown')
    if (!unit) return lost('unit-unknown')
    const near = edit.submissionId === undefined ? undefined : submissions.get(edit.submissionId)
    const forms =
      near?.unitId === unit.id ? [near] : [...submissions.values()].filter(one => one.unitId === unit.id)
    const [submission, another] = forms
    if (!submission) return lost('no-form')
    if (another) return lost('several-forms')
    const values: RowValues = {
      ...{ section, sector, name: typed(texts.name), model: typed(texts.model), note: typed(texts.note) },
    }
    const isThere = (ofSubmission.get(submission.id) ?? []).some(one => hasValues(one, values))
    if (isThere) return []
    const change = { kind: 'add', submissionId: submission.id, version: submission.version, values } as const
    return [
      difference(edit, {
        kind: isBaseKnown ? 'row-added' : 'conflict',
        reason: isBaseKnown ? null : 'base-unknown',
        ...said,
        change,
      }),
    ]
  }

  const deleted = new Set(edits.flatMap(one => (one.kind === 'deleted' ? one.row.id : [])))
  const unitEdits = edits.filter((one): one is ValueEdit => one.kind === 'value' && one.field === 'unit')
  return [
    ...edits.flatMap((edit): Difference[] => {
      if (edit.kind === 'deleted') return judgeDeleted(edit)
      if (edit.kind === 'added') return judgeAdded(edit)
      if (edit.kind === 'value') return edit.field === 'unit' ? [] : judgeValue(edit, edit.field)
      const { code, column: heading, was, became, reason } = edit
      return [
        difference(edit, {
          ...{
            kind: 'not-traceable',
            reason,
            code,
            field: null,
            column: heading,
            was,
            became,
            now: '',
            change: null,
          },
        }),
      ]
    }),
    ...judgeUnits(unitEdits, deleted),
  ].sort((one, other) => one.number - other.number)
}

/** Is it the same row, in other letters or white space at most? */
export const hasValues = (one: RowValues, values: Partial<RowValues>): boolean =>
  Object.entries(values).every(([field, value]) => {
    const own = one[field as keyof RowValues]
    return field === 'section' || field === 'sector' ? own === value : sameWords(own ?? '', value ?? '')
  })
