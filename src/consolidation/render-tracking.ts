/**
 * Draws the tệp theo dõi as .xlsx: each sheet one flat table with its headings frozen and filters on, no merged cells, so
 * that the clerk can sort and count in it. It decides nothing; what stands where is in the tracking model.
 */
import { localTime } from '../domain/zoned-time.ts'
import { cellText, textFormat } from './cell-text.ts'
import { columnRoom, wrapText } from './text-lines.ts'
import type { TrackingModel } from './tracking-model.ts'
import type { TrackingCell, TrackingColumn, TrackingSheet } from './tracking-sheet.ts'
import {
  inches,
  makeStyles,
  makeWorkbookBytes,
  type RangeName,
  type Sheet,
  type SheetRow,
} from './workbook-bytes.ts'

const size = 12
const lineHeight = 15.75
/** Taller rows would push the rest off the screen; the cell still holds all of its text. */
const linesShown = 12

export interface TrackingNames {
  readonly author: string
  readonly campaign: string
  /** Where a text is longer than a cell can be. @param missing letters */
  readonly tooLong: (missing: number) => string
}

/** @returns the bytes of the .xlsx */
export const renderTracking = (model: TrackingModel, names: TrackingNames): Promise<Buffer> =>
  makeWorkbookBytes(
    {
      title: model.title,
      revision: model.revision,
      asOf: model.asOf,
      author: names.author,
      campaign: names.campaign,
    },
    workbook => {
      const style = makeStyles()
      return model.sheets.map((one): RangeName => {
        const name = one.name.replaceAll("'", '’')
        const sheet = workbook.addWorksheet(name, {
          views: [{ state: 'frozen', ySplit: 1 }],
          properties: { defaultRowHeight: lineHeight },
          headerFooter: { oddHeader: '&A', oddFooter: '&C&P/&N' },
          pageSetup: {
            paperSize: 9,
            orientation: 'landscape',
            fitToPage: true,
            fitToWidth: 1,
            fitToHeight: 0,
            printTitlesRow: '1:1',
            margins: {
              top: inches(15),
              bottom: inches(15),
              left: inches(10),
              right: inches(10),
              header: inches(7),
              footer: inches(7),
            },
          },
        })
        drawSheet(sheet, one, { zone: model.timeZone, style, tooLong: names.tooLong })
        sheet.commit()
        const corner = sheet.getColumn(one.columns.length).letter
        return { name: one.range, range: `'${name}'!$A$1:$${corner}$${one.rows.length + 1}` }
      })
    },
  )

interface Manner {
  readonly zone: string
  readonly style: ReturnType<typeof makeStyles>
  readonly tooLong: (missing: number) => string
}

const drawSheet = (sheet: Sheet, { columns, rows, below }: TrackingSheet, manner: Manner): void => {
  sheet.columns = columns.map(one => ({ width: one.width }))
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: rows.length + 1, column: columns.length },
  }
  const write = (
    values: readonly TrackingCell[],
    kindOf: (index: number) => TrackingColumn['kind'],
    bold: boolean,
    bordered: boolean,
  ): void => {
    const row = sheet.getRow(next++)
    const lines = values.map((value, index) => {
      put(row, index + 1, value, kindOf(index), { bold, bordered }, manner)
      const room = columnRoom(columns[index]?.width ?? 10)
      return typeof value === 'string' ? wrapText(value, room, size, bold).length : 1
    })
    row.height = Math.min(linesShown, Math.max(1, ...lines)) * lineHeight + 3
    row.commit()
  }
  let next = 1
  write(
    columns.map(one => one.heading),
    () => 'text',
    true,
    true,
  )
  for (const row of rows) write(row, index => columns[index]?.kind ?? 'text', false, true)
  next++
  for (const pair of below) write(pair, () => 'text', false, false)
}

const put = (
  row: SheetRow,
  column: number,
  value: TrackingCell,
  kind: TrackingColumn['kind'],
  look: { bold: boolean; bordered: boolean },
  { zone, tooLong, style }: Manner,
): void => {
  const cell = row.getCell(column)
  let format: string | undefined
  if (typeof value === 'string' && value !== '') {
    cell.value = cellText(value, tooLong)
    format = textFormat(value)
  } else if (typeof value === 'number' && kind === 'time') {
    cell.value = wallClock(value, zone)
    format = 'dd/mm/yyyy hh:mm'
  } else if (typeof value === 'number') cell.value = value
  cell.style = style({
    ...look,
    align: look.bold || kind === 'number' ? 'center' : 'left',
    vertical: look.bold ? 'middle' : 'top',
    ...(format ? { format } : {}),
  })
}

/** A sheet's times have no zone: the campaign's wall clock, as a date that sorts and filters. */
const wallClock = (instant: number, zone: string): Date => {
  const { day, time } = localTime(instant, zone)
  return new Date(`${day}T${time}:00Z`)
}
