/** Files that LibreOffice itself opened and saved again (`npm run tables:office` makes them): other bytes, the same content. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { byExcel, cellOf, cellWith, editsOf, inShort } from './edited.ts'

const file = (name: string): Buffer => readFileSync(path.join(import.meta.dirname, 'libreoffice', name))

test.each([
  ['track.xlsx', 'tracking'],
  ['track.ods', 'tracking'],
  ['track.xls', 'tracking'],
  ['table.xlsx', 'consolidated'],
  ['table.ods', 'consolidated'],
  ['table.xls', 'consolidated'],
])('%s says what was written, and of which snapshot', async (name, kind) => {
  expect(await editsOf(file(name))).toEqual({
    kind,
    isBaseKnown: true,
    differences: [],
    agreed: [],
    ownColumns: [],
  })
})

test('and edited after that: only the edits', async () => {
  const tracking = await byExcel(
    file('track.xlsx'),
    sheet => {
      cellOf(sheet, 'DVK22-0005', 'Ghi chú').value = 'Nhân rộng'
    },
    'Đăng ký',
  )
  expect(inShort(await editsOf(tracking))).toEqual(['DVK22-0005 note: Duy trì → Nhân rộng (changed)'])
  const table = await byExcel(file('table.xlsx'), sheet => {
    cellWith(sheet, 'Camera an ninh').value = 'Camera giám sát'
  })
  expect(inShort(await editsOf(table))).toEqual([
    'DVK22-0006 model: Camera an ninh → Camera giám sát (changed)',
  ])
})
