/** Files of Word 97-2003 as LibreOffice writes them (see data/doc/README.md): words, tables, what is not shown. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { textOf } from '../../src/reading/document/model.ts'
import { findPooledObjects } from '../../src/reading/formats/enclosed.ts'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { documentOf, printed, readForms } from './read.ts'

const fileOf = (name: string): Uint8Array => readFileSync(path.join(import.meta.dirname, 'data/doc', name))

it('reads a form', async () => {
  const { standing, rows, errors, forms } = await readForms(fileOf('bieu-mau.doc'), 'bieu-mau.doc')
  expect(standing).toBe('forms')
  expect(errors).toEqual([])
  expect(rows).toEqual([
    'collective | Tổ bếp ăn bán trú | culture-society | Bữa ăn sạch cho bé | Năm thứ hai',
    'collective | Tổ bếp ăn bán trú | culture-society | Vườn rau tại trường | Năm thứ hai',
    'collective | Chi đoàn trường mầm non Kim Thư | economy | Góc phế liệu gây quỹ',
    'individual | Đ/c Ngô Thị Thủy | security-defence | Cổng trường an toàn giờ đón trẻ',
  ])
  expect(forms).toHaveLength(1)
})

it('reads headers, boxes, lists, revisions, old letters and tables in one another', async () => {
  expect(await printed(fileOf('van-ban.doc'))).toMatchInlineSnapshot(`
    "
    == header header 1
    ĐẢNG BỘ HUYỆN THANH OAI
    == text-box text box 226
    UBND XÃ KIM THƯ
    == body document
    Kính gửi: Ban Dân vận
    1. Mục một
    2. Mục hai
    • Gạch đầu dòng
    Hiện thêm
    Trang 1
    Trường Mầm non ĐƯỜNG HOA
    +-----------+-----------------------------------------------------------------------------------------------------+
    | ngoài một | +-----------+-----------+ ¶ | trong một | trong hai | ¶ +-----------+-----------+ ¶ dưới bảng trong |
    | cả hàng   | <                                                                                                   |
    |           | hai                                                                                                 |
    +-----------+-----------------------------------------------------------------------------------------------------+
    cuối
    == footer footer 1
    chân trang
    == body document (hidden)
    Ẩn đi
    tracked-changes
    "
  `)
})

it('shows boxes in a group of drawings where the group hangs', async () => {
  const sections = (await documentOf(fileOf('nhom.doc'))).document.sections
  expect(sections.map(({ blocks }) => textOf(blocks))).toEqual([
    'trên',
    'Số: 12/BC',
    'UBND XÃ KIM THƯ',
    'neo ở đây\ndưới',
  ])
})

it('tells how large pictures are, and holds a file that is hardly more than one', async () => {
  expect((await documentOf(fileOf('anh.doc'))).document.pictures).toEqual([1_949])
  const { standing, errors } = await readForms(fileOf('anh.doc'), 'anh.doc')
  expect([standing, ...errors]).toEqual(['review', 'picture-not-read'])
})

it('says what to do with files of Word 2, which are no compound files', async () => {
  const { errors } = await readForms(Uint8Array.of(0xdb, 0xa5, 0x2d, 0, 0, 0, 0, 0), 'cu.doc')
  expect(errors).toEqual(['old-word'])
})

it('sees objects in storages of their own, not an empty pool', () => {
  expect(findPooledObjects(['Root Entry/WordDocument', 'Root Entry/ObjectPool/'])).toEqual([])
  const pool = ['Root Entry/ObjectPool/', 'Root Entry/ObjectPool/_1232264988/']
  expect(findPooledObjects(pool).map(one => one.code)).toEqual(['embedded-part'])
})

const form = fileOf('bieu-mau.doc')
const whole = await readForms(form, 'bieu-mau.doc')

it('never makes half a form of a file cut short', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(form.length - 1), async length => {
      const { standing, rows, errors } = await readForms(form.slice(0, length), 'bieu-mau.doc')
      // The last sector may be cut where only its padding is missing.
      if (errors.length === 0) expect(rows).toEqual(whole.rows)
      else expect(standing).toBe('review')
    }),
    { numRuns: 40 },
  )
})

it('reads on, whatever bytes of a file are changed', async () => {
  const changes = fc.array(fc.record({ at: fc.nat(form.length - 1), byte: fc.nat(255) }), {
    minLength: 1,
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(changes, async all => {
      const bytes = Uint8Array.from(form)
      for (const { at, byte } of all) bytes[at] = byte
      const { value, findings } = (await readFormat(bytes)).reading
      expect(value !== undefined || findings.length > 0).toBe(true)
    }),
    { numRuns: 200 },
  )
})
