/** Mails with filled forms of the roster's units, one model each that no other has: for end-to-end tests. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { projectFolder } from '../../src/config.ts'
import { readRosterCsv } from '../../src/units/roster-csv.ts'
import { campaign, formDocx } from './forms.ts'
import { makeMail } from './mail.ts'

const roster = readRosterCsv(
  readFileSync(path.join(projectFolder, 'templates/dan-van-kheo-2022/units.csv'), 'utf8'),
)
// A form that names Phòng GD&ĐT alone waits for the clerk: it heads the letters of its schools.
const units = roster.units.filter(unit => !campaign.parentBodies.includes(unit.name))

export const modelOf = (at: number): string => `Mô hình thứ ${at}`

/** The form of the `at`-th unit (0 to 156). */
export const mailOf = (at: number): Promise<Buffer> => {
  const unit = units[at]!
  const form = formDocx({
    unit: unit.name,
    collectives: [{ name: `Tổ dân vận ${unit.name}`, models: { economy: modelOf(at) } }],
  })
  return makeMail({
    from: `donvi${at}@hanoi.gov.vn`,
    subject: `Đăng ký mô hình ${at}`,
    text: 'Kính gửi Ban Dân vận Huyện ủy.',
    attachments: [{ filename: `bieu mau ${at}.docx`, content: Buffer.from(form) }],
  })
}

/** The models of `mailOf` that stand in a biểu tổng hợp, in its order. */
export const modelsIn = async (file: string): Promise<string[]> => {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const found: string[] = []
  workbook.worksheets[0]?.eachRow(row => {
    row.eachCell(cell => {
      const { value } = cell
      if (
        typeof value === 'string' &&
        value.startsWith('Mô hình thứ') &&
        (!cell.isMerged || cell.master === cell)
      )
        found.push(value)
    })
  })
  return found
}
