/** Letters of files that know no fonts: each line by itself, then by the others. */
import { describe, expect, it } from 'vitest'
import { printDocument } from '../../src/reading/document/print.ts'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { openWithSheetJs } from '../../src/reading/formats/sheetjs.ts'
import { encodeTcvn3, encodeVni } from '../text/encode.ts'

const printed = async (rows: readonly (readonly string[])[]): Promise<string> => {
  const csv = `sep=;\r\n${rows.map(row => row.join(';')).join('\r\n')}`
  const { format, value } = (await readFormat(Buffer.from(csv))).reading
  expect(format).toBe('csv')
  return value ? printDocument(value) + value.findings.map(one => one.code).join(' ') : ''
}
const rows = [
  ['TT', 'Tên tập thể thực hiện', 'Kinh tế', 'Ghi chú'],
  ['1', 'Tổ 3', 'Trồng rau sạch', 'Vũ Lan'],
  ['2', 'Hội Phụ nữ', 'Tuyến đường hoa', 'từ'],
]

describe('a table in one encoding', () => {
  it.each([
    ['TCVN3', encodeTcvn3],
    ['VNI', encodeVni],
    ['Unicode', (text: string) => text],
  ])('%s is read whole, lines that would read in two ways too', async (_, encode) => {
    const drawing = await printed(rows.map(row => row.map(encode)))
    for (const text of rows.flat()) expect(drawing).toContain(`| ${text} `)
    expect(drawing).not.toContain('legacy-letters')
  })
})

describe('a line that reads in two ways', () => {
  it('is Unicode where nothing is in old letters', async () => {
    const drawing = await printed([
      ['Vò Lan', 'Lê Thanh', 'thé'],
      ['Hà', 'Tường', 'né'],
    ])
    expect(drawing).toContain('Vò Lan')
    expect(drawing).not.toContain('legacy-letters')
  })
  it('is doubted where both are', async () => {
    const drawing = await printed([
      ['Vò Lan', encodeTcvn3('Hội Phụ nữ'), encodeTcvn3('Tuyến đường')],
      ['Tổ tự quản', '2', '3'],
    ])
    expect(drawing).toContain('Vò Lan')
    expect(drawing).toContain('legacy-letters')
  })
})

it('a library that throws words instead of errors is caught where it is called', async () => {
  const strange =
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><OWN><A>1</A></OWN></Workbook>'
  await expect(openWithSheetJs(Buffer.from(strange))).rejects.toBeInstanceOf(Error)
})
