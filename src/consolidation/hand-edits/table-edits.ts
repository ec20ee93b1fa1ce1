/**
 * An edited biểu tổng hợp against what was written in it: cell by cell, as far as a cell can be traced to registrations. A
 * unit's or a name's cell is every registration of its row; a line of a sector's cell is one; a note is of those that had
 * it, and of all where there was none.
 */
import type { CampaignFolder } from '../../platform/campaign-folder.ts'
import { tidy } from '../../text/fold.ts'
import { makePhrase } from '../phrases.ts'
import type { WrittenRecord, WrittenRow } from '../written-record.ts'
import { alignLines } from './align-lines.ts'
import { sameWords, type Understanding } from './cell-words.ts'
import type { EditField } from './difference.ts'
import { type BaseRow, baseRows, pairRows } from './pair-rows.ts'
import type { Place, RawEdit, SheetEdits } from './raw-edit.ts'
import { type HandTable, type HandTableRow, type TableCell, textOf } from './table-rows.ts'

export const tableEdits = (
  table: HandTable,
  record: WrittenRecord,
  { campaign, wording }: CampaignFolder,
  words: Understanding,
): SheetEdits => {
  const phrase = makePhrase(wording)
  const at = (key: string): number => record.headings.indexOf(phrase(`tracking.${key}`))
  const places = {
    unit: at('unit'),
    name: at('name'),
    model: at('model'),
    note: at('note'),
    code: at('code'),
  }
  const cellOf = (row: WrittenRow, field: keyof typeof places): string =>
    String(row.cells[places[field]] ?? '')
  const sectors = campaign.form.sectors.map(one => one.id)
  const lineOf = (row: WrittenRow): string => tidy(words.shown(cellOf(row, 'model'))) || '…'
  const ofSector = (row: BaseRow, sector: string): WrittenRow[] =>
    row.rows.filter(one => one.sector === sector)
  const base = baseRows(record, cellOf)
  const { pairs, gone, came } = pairRows(base, table.rows, {
    base: row => sectors.flatMap(sector => ofSector(row, sector).map(lineOf)).join(' '),
    hand: row => row.sectors.flatMap(cell => cell?.lines ?? []).join(' '),
  })
  const place = (cell: TableCell): Place => ({ sheet: table.sheet, address: cell.address })

  const odd = (
    row: BaseRow,
    cell: TableCell,
    column: string,
    was: string,
    reason: 'broken-cell' | 'lines-unclear',
  ): RawEdit => ({
    ...{ ...place(cell), kind: 'odd', column, was, became: textOf(cell), reason },
    code: row.rows.map(one => cellOf(one, 'code')).join(', '),
  })

  /** The unit's or the name's cell. */
  const whole = (row: BaseRow, cell: TableCell, field: 'unit' | 'name'): RawEdit[] => {
    const text = tidy(textOf(cell))
    if (cell.isBroken) return [odd(row, cell, phrase(`tracking.${field}`), row[field], 'broken-cell')]
    if (sameWords(text, row[field])) return []
    return row.rows.map(one => ({ ...place(cell), kind: 'value', row: one, field, text }))
  }

  const models = (row: BaseRow, hand: HandTableRow): RawEdit[] => {
    const edits: RawEdit[] = []
    const went: { row: WrittenRow; cell: TableCell }[] = []
    const arrived: { text: string; cell: TableCell; sector: string }[] = []
    for (const [index, sector] of sectors.entries()) {
      const cell = hand.sectors[index]
      if (!cell) continue
      const own = ofSector(row, sector)
      const before = own.map(lineOf)
      if (cell.isBroken)
        edits.push(odd(row, cell, words.sectorName(sector), before.join('\n'), 'broken-cell'))
      else if (!sameWords(before.join(' '), cell.lines.join(' ')) || before.length < cell.lines.length) {
        const unclear = odd(row, cell, words.sectorName(sector), before.join('\n'), 'lines-unclear')
        const { changed, gone: left, came: right, isUnclear } = alignLines(before, cell.lines, sameWords)
        // A row that goes on below is in pieces, which need not end where lines do.
        if (hand.isContinued && !sameWords(before.join(' '), cell.lines.join(' '))) edits.push(unclear)
        if (hand.isContinued) continue
        if (isUnclear) edits.push(unclear)
        for (const [a, b] of changed)
          edits.push({ ...place(cell), kind: 'value', row: own[a]!, field: 'model', text: cell.lines[b]! })
        went.push(...left.map(a => ({ row: own[a]!, cell })))
        arrived.push(...right.map(b => ({ text: cell.lines[b]!, cell, sector })))
      } else if (before.length > cell.lines.length && !hand.isContinued)
        edits.push(odd(row, cell, words.sectorName(sector), before.join('\n'), 'lines-unclear'))
    }
    const submissions = new Set(row.rows.map(one => one.submissionId))
    const [submissionId] = submissions
    const notes = new Set(row.rows.map(one => cellOf(one, 'note')))
    for (const one of arrived) {
      // A line taken from one sector's cell to another's.
      const moved = went.findIndex(other => sameWords(lineOf(other.row), one.text))
      const [from] = moved < 0 ? [] : went.splice(moved, 1)
      if (from)
        edits.push({
          ...{ ...place(one.cell), kind: 'value', row: from.row, field: 'sector' },
          text: words.sectorName(one.sector),
        })
      else
        edits.push({
          ...{ ...place(one.cell), kind: 'added' },
          submissionId: submissions.size === 1 ? submissionId : undefined,
          texts: textsOf(hand, one, notes.size === 1 ? [...notes][0]! : ''),
        })
    }
    for (const one of went) edits.push({ ...place(one.cell), kind: 'deleted', row: one.row })
    return edits
  }

  const textsOf = (
    hand: HandTableRow,
    one: { text: string; sector: string },
    note: string,
  ): Record<EditField, string> => ({
    ...{
      unit: tidy(textOf(hand.unit)),
      section: words.sectionName(hand.section),
      name: tidy(textOf(hand.name)),
    },
    ...{ sector: words.sectorName(one.sector), model: one.text, note },
  })

  const notes = (row: BaseRow, hand: HandTableRow): RawEdit[] => {
    const cell = hand.note
    if (!cell) return []
    const unplaced = row.rows
      .filter(one => one.sector === null || !sectors.includes(one.sector))
      .map(one => `${phrase('table.unplaced')} ${lineOf(one)}`)
    const distinct = [...Map.groupBy(row.rows, one => tidy(words.shown(cellOf(one, 'note')))).keys()].filter(
      one => one !== '',
    )
    const own = distinct.filter(
      (one, index) =>
        distinct.findIndex(other => sameWords(one.toLowerCase(), other.toLowerCase())) === index,
    )
    const before = [...unplaced, ...own]
    if (cell.isBroken) return [odd(row, cell, phrase('tracking.note'), before.join('\n'), 'broken-cell')]
    if (sameWords(before.join(' '), cell.lines.join(' '))) return []
    const set = (rows: readonly WrittenRow[], text: string): RawEdit[] =>
      rows.map(one => ({ ...place(cell), kind: 'value', row: one, field: 'note', text }))
    const having = (note: string): WrittenRow[] =>
      row.rows.filter(one => sameWords(tidy(cellOf(one, 'note')).toLowerCase(), note.toLowerCase()))
    const unclear = [odd(row, cell, phrase('tracking.note'), before.join('\n'), 'lines-unclear')]
    if (unplaced.length > 0 || hand.isContinued) return unclear
    if (before.length === 0) return set(row.rows, cell.lines.join(' '))
    if (before.length === 1) return set(having(before[0]!), cell.lines.join(' '))
    const { changed, gone: left, came: right, isUnclear } = alignLines(before, cell.lines, sameWords)
    if (isUnclear || right.length > 0) return unclear
    return [
      ...changed.flatMap(([a, b]) => set(having(before[a]!), cell.lines[b]!)),
      ...left.flatMap(a => set(having(before[a]!), '')),
    ]
  }

  const edits = [
    ...pairs.flatMap(([row, hand]) => [
      ...whole(row, hand.unit, 'unit'),
      ...whole(row, hand.name, 'name'),
      ...(row.section === hand.section
        ? []
        : row.rows.map(
            (one): RawEdit => ({
              ...{ ...place(hand.name), kind: 'value', row: one, field: 'section' },
              text: words.sectionName(hand.section),
            }),
          )),
      ...models(row, hand),
      ...notes(row, hand),
    ]),
    ...gone.flatMap(row =>
      row.rows.map((one): RawEdit => ({ sheet: table.sheet, address: '', kind: 'deleted', row: one })),
    ),
    ...came.flatMap(hand =>
      sectors.flatMap((sector, index) =>
        (hand.sectors[index]?.lines ?? []).map(
          (text): RawEdit => ({
            ...{ ...place(hand.sectors[index]!), kind: 'added', submissionId: undefined },
            texts: textsOf(hand, { text, sector }, hand.note ? hand.note.lines.join(' ') : ''),
          }),
        ),
      ),
    ),
  ]
  return { edits, ownColumns: table.ownColumns }
}
