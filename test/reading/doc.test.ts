/** Files of Word 97-2003 as LibreOffice writes them (see data/doc/README.md): words, tables, what is not shown. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readForms } from './read.ts'

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
