/** A small district's tables as they were written, and hands that edit them: by exceljs, and by SheetJS, which changes other bytes. */
import { read, utils, type WorkBook, write } from '@e965/xlsx'
import type ExcelJS from 'exceljs'
import { drawConsolidated, drawTracking, type TablesInput } from '../../../src/consolidation/draw-tables.ts'
import type { Difference } from '../../../src/consolidation/hand-edits/difference.ts'
import { type HandEdits, readHandEdits } from '../../../src/consolidation/hand-edits/read-hand-edits.ts'
import { makeRecord } from '../../../src/consolidation/written-record.ts'
import type { Snapshot } from '../../../src/domain/ledger.ts'
import { readBook } from '../../../src/reading/read-book.ts'
import { readBack } from '../read-back.ts'
import { at, campaignFolder, type Mail, messageIdOf, rosterOf, snapshotOf, unitOf } from '../snapshots.ts'

export const roster = rosterOf(
  unitOf('mn-hoa-binh', {
    name: 'Trường Mầm non Hòa Bình',
    block: 'Trường Mầm non',
    aliases: ['MN Hòa Bình'],
  }),
  unitOf('mn-kim-thu', { name: 'Trường Mầm non Kim Thư', block: 'Trường Mầm non' }),
  unitOf('xa-cao-vien', { name: 'Đảng ủy xã Cao Viên', block: 'Xã, thị trấn' }),
)
export const mails: readonly Mail[] = [
  {
    unitId: 'mn-hoa-binh',
    rows: [
      { name: 'Tổ Mẫu giáo', sector: 'culture-society', model: 'Trường học hạnh phúc', note: 'Mới' },
      { name: 'Tổ Mẫu giáo', sector: 'culture-society', model: 'Vườn rau của bé', note: 'Mới' },
      { name: 'Tổ Mẫu giáo', sector: 'economy', model: 'Tiết kiệm điện, nước', note: 'Mới' },
      {
        section: 'individual',
        name: 'Cô giáo Nguyễn Thị Lan',
        sector: 'culture-society',
        model: 'Đồ dùng tự làm',
      },
    ],
  },
  {
    unitId: 'mn-kim-thu',
    rows: [
      { name: 'Chi bộ nhà trường', sector: 'political-system', model: 'Chi bộ bốn tốt', note: 'Duy trì' },
    ],
  },
  {
    unitId: 'xa-cao-vien',
    rows: [
      { name: 'Thôn Đống', sector: 'security-defence', model: 'Camera an ninh' },
      { name: 'Thôn Trung', sector: 'economy', model: 'Dồn điền đổi thửa, làm đường giao thông nội đồng' },
    ],
  },
]
export const formOf = (index: number): string => `${messageIdOf(index)}/1#0`
export const now = at('2022-02-14', '16:30')

/** As it was when the tables were written. */
export const asWritten = snapshotOf(mails)
export const inputOf = (snapshot: Snapshot, at = now): TablesInput => ({
  snapshot,
  roster,
  campaignFolder,
  now: at,
})

export const writtenTracking = async (): Promise<Buffer> => (await drawTracking(inputOf(asWritten))).bytes
export const writtenTable = async (snapshot = asWritten): Promise<Buffer> =>
  (await drawConsolidated(inputOf(snapshot), ['xlsx']))[0]!.bytes

/** The edits of a file, against the ledger as it is now (as it was asWritten, unless said). */
export const editsOf = async (
  bytes: Uint8Array,
  over: { snapshot?: Snapshot; base?: Snapshot; isBaseLost?: boolean } = {},
): Promise<HandEdits> => {
  const record = makeRecord(inputOf(over.base ?? asWritten))
  const edits = await readHandEdits({
    ...inputOf(over.snapshot ?? asWritten, now + 3_600_000),
    bytes,
    readBook,
    findRecord: async name =>
      !over.isBaseLost && name.revision === record.revision && (name.asOf ?? record.asOf) === record.asOf
        ? record
        : undefined,
  })
  if (!edits) throw new Error('no table')
  return edits
}

/** `DVK22-0003 sector: Kinh tế → Văn hóa-xã hội (changed)` */
export const inShort = (edits: HandEdits): string[] => edits.differences.map(short)
export const short = (one: Difference): string => {
  const now = one.kind === 'conflict' ? ` | ${one.now}` : ''
  const why = one.reason === null ? one.kind : `${one.kind}, ${one.reason}`
  return `${one.code}${one.field ? ` ${one.field}` : ''}: ${one.was} → ${one.became}${now} (${why})`.trim()
}

export const byExcel = async (
  bytes: Uint8Array,
  edit: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void,
  sheetName?: string,
): Promise<Uint8Array> => {
  const workbook = await readBack(bytes)
  edit(sheetName ? workbook.getWorksheet(sheetName)! : workbook.worksheets[0]!, workbook)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The cell whose text is exactly that, and the only one. */
export const cellWith = (sheet: ExcelJS.Worksheet, text: string): ExcelJS.Cell => {
  const found: ExcelJS.Cell[] = []
  sheet.eachRow(row =>
    row.eachCell(cell => {
      if (cell.value === text && cell.master === cell) found.push(cell)
    }),
  )
  if (found.length !== 1) throw new Error(`${found.length} cells say ${text}`)
  return found[0]!
}
/** The cell of a row of `Đăng ký` under a heading. */
export const cellOf = (sheet: ExcelJS.Worksheet, code: string, heading: string): ExcelJS.Cell =>
  sheet.getCell(Number(cellWith(sheet, code).row), Number(cellWith(sheet, heading).col))

/** Loaded and saved by SheetJS: another file of the same words, in another format where asked. */
export const bySheetJs = (
  bytes: Uint8Array,
  edit: (book: WorkBook) => void = () => {},
  bookType: 'xlsx' | 'biff8' | 'ods' = 'xlsx',
): Uint8Array => {
  const book = read(bytes, { type: 'buffer' })
  edit(book)
  return new Uint8Array(write(book, { type: 'buffer', bookType }))
}
export const setCell = (book: WorkBook, sheet: string, address: string, value: string | number): void => {
  utils.sheet_add_aoa(book.Sheets[sheet]!, [[value]], { origin: address })
}
