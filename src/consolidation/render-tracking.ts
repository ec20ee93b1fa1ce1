/**
 * Draws the tệp theo dõi as .xlsx: each sheet one flat table with its headings frozen and filters on, no merged cells, so
 * that the clerk can sort and count in it. It decides nothing; what stands where is in the tracking model. A row is made,
 * drawn and gone before the next one.
 */
import { wallClock } from '../domain/zoned-time.ts'
import { cellText, textFormat } from './cell-text.ts'
import { columnRoom, countLines } from './text-lines.ts'
import type { TrackingModel } from './tracking-model.ts'
import type { BatchedSheet, TrackingCell, TrackingColumn, TrackingSheet } from './tracking-sheet.ts'
import { type NamedSheet, writeWorkbook } from './xlsx/book.ts'
import { columnLetter } from './xlsx/markup.ts'
import type { SheetEnding, SheetPage, SheetRow } from './xlsx/sheet.ts'
import { type Look, makeStyles, type Styles } from './xlsx/styles.ts'

const size = 12
const lineHeight = 15.75
const padding = 3
/** Taller rows would push the rest off the screen; the cell still holds all of its text. */
const linesShown = 12

const page: SheetPage = {
  margins: { top: 15, bottom: 15, left: 10, right: 10, head: 7 },
  titles: '$1:$1',
  centred: false,
  header: '&L&A',
  footer: '&C&P/&N',
  headSize: 11,
  firstBare: false,
}

export interface TrackingNames {
  readonly author: string
  readonly campaign: string
  /** Where a text is longer than a cell can be. @param missing letters */
  readonly tooLong: (missing: number) => string
}

/** @returns the bytes of the .xlsx */
export const renderTracking = (
  model: Omit<TrackingModel, 'sheets'> & { readonly sheets: readonly (TrackingSheet | BatchedSheet)[] },
  names: TrackingNames,
): Promise<Buffer> => {
  const { title, revision, asOf } = model
  const styles = makeStyles()
  const sheets = model.sheets.map(one => planSheet(one, styles, model.timeZone, names.tooLong))
  return writeWorkbook({
    facts: { title, revision, asOf, author: names.author, campaign: names.campaign },
    sheets,
    styles,
    shared: false,
  })
}

const planSheet = (
  sheet: TrackingSheet | BatchedSheet,
  styles: Styles,
  zone: string,
  tooLong: TrackingNames['tooLong'],
): NamedSheet => {
  const { columns, below, total } = sheet
  const rooms = columns.map(one => columnRoom(one.width))
  // Asked for once: there are millions of cells.
  const looks = (place: Place): readonly (readonly [number, number])[] =>
    columns.map(one => [styles.of(lookOf(one, place)), styles.of(lookOf(one, place), '@')])
  const looksOf = {
    heading: looks('heading'),
    body: looks('body'),
    total: looks('total'),
    below: looks('below'),
    note: looks('note'),
  }
  // A mail's words stand in the rows of all that it brought.
  const above: { text: string; lines: number }[] = columns.map(() => ({ text: '', lines: 1 }))
  let written = 0
  let rows = 0
  const linesOf = (text: string, at: number, place: Place): number =>
    place === 'note' ? 1 : countLines(text, rooms[at] ?? 0, size, linesShown, isBold(place))
  const draw = (values: readonly TrackingCell[], place: Place): SheetRow => {
    written++
    let lines = 1
    const cells = values.map((value, at): string | number | null => {
      if (typeof value !== 'string') return isTime(columns[at], place) ? asSerial(value, zone) : value
      if (above[at]?.text !== value) above[at] = { text: value, lines: linesOf(value, at, place) }
      lines = Math.max(lines, above[at].lines)
      return cellText(value, tooLong)
    })
    return {
      height: Math.min(linesShown, lines) * lineHeight + padding,
      values: cells,
      styles: values.map((value, at) => {
        const [plain, text] = looksOf[place][at] ?? [0, 0]
        return typeof value === 'string' && value !== '' && textFormat(value) === '@' ? text : plain
      }),
    }
  }
  const heading = (): SheetRow =>
    draw(
      columns.map(one => one.heading),
      'heading',
    )
  const body = (row: readonly TrackingCell[]): SheetRow => {
    rows++
    return draw(row, 'body')
  }
  function* drawn(all: TrackingSheet['rows']): Generator<SheetRow> {
    yield heading()
    for (const row of all) yield body(row)
    yield* drawnBelow()
  }
  async function* drawnInBatches(all: BatchedSheet['batches']): AsyncGenerator<SheetRow[]> {
    yield [heading()]
    for await (const batch of all) yield batch.map(body)
    yield [...drawnBelow()]
  }
  function* drawnBelow(): Generator<SheetRow> {
    if (total) yield draw(total, 'total')
    if (below.length > 0) yield draw([], 'below')
    for (const [label, value] of below)
      yield value === null ? draw([label], 'note') : draw([label, value], 'below')
  }
  const last = columnLetter(columns.length - 1)
  return {
    name: sheet.name.replaceAll("'", '’'),
    range: sheet.range,
    widths: columns.map(one => one.width),
    frozen: 1,
    gridLines: true,
    page,
    ...('batches' in sheet ? { batches: drawnInBatches(sheet.batches) } : { rows: drawn(sheet.rows) }),
    ending: (): SheetEnding => ({
      filter: `A1:${last}${rows + 1}`,
      printed: `A1:${columnLetter(sheet.printed - 1)}${written}`,
      bars: rows === 0 ? [] : barRanges(columns, rows + 1),
    }),
  }
}

const barRanges = (columns: readonly TrackingColumn[], lastRow: number): string[] =>
  columns.flatMap(({ bars }, from) => {
    if (bars === undefined || columns[from - 1]?.bars === bars) return []
    let to = from
    while (columns[to + 1]?.bars === bars) to++
    return [`${columnLetter(from)}2:${columnLetter(to)}${lastRow}`]
  })

/** `note`: a line under the table by itself. */
type Place = 'heading' | 'body' | 'total' | 'below' | 'note'

const isBold = (place: Place): boolean => place === 'heading' || place === 'total'
const isInTable = (place: Place): boolean => place !== 'below' && place !== 'note'

const isTime = (column: TrackingColumn | undefined, place: Place): boolean =>
  column?.kind === 'time' && place === 'body'

const lookOf = (column: TrackingColumn, place: Place): Look => ({
  bold: isBold(place),
  bordered: isInTable(place),
  shaded: place === 'heading',
  align: place === 'heading' || (column.kind === 'number' && isInTable(place)) ? 'center' : 'left',
  overflows: place === 'note',
  vertical: place === 'heading' ? 'middle' : 'top',
  ...(isTime(column, place) ? { format: 'dd/mm/yyyy hh:mm' } : {}),
})

/**
 * A sheet's times have no zone: the campaign's wall clock, to the minute, as days since 30/12/1899 (18.17.4.1), which sort
 * and filter as dates.
 */
const asSerial = (instant: number | null, zone: string): number | null =>
  instant === null ? null : Math.floor(wallClock(instant, zone) / 60_000) / 1440 + 25_569
