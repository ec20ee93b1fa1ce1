/** .xls as LibreOffice writes it: the same document and the same registrations as the .xlsx it was made from. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { XlsxStyle } from '../../scripts/forms/form-xlsx.ts'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { type FilledForm, formXlsx } from '../support/forms.ts'
import { printed, readForms } from './read.ts'

const data = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, 'data/xls', name)))

const unit = 'Trường THCS Kim Thư'
const form: FilledForm = {
  unit,
  date: '2022-02-11',
  collectives: [
    { name: 'Chi bộ thôn Kim Châu', models: { economy: ['Vườn rau sạch', 'Đường hoa'] }, note: 'Mới' },
    {
      name: 'Tổ Văn',
      models: { 'culture-society': 'Tủ sách dùng chung', 'political-system': 'Chi bộ bốn tốt' },
    },
  ],
  individuals: [{ name: 'Cô giáo Nguyễn Thị Hòa', models: { 'security-defence': 'Cổng trường an toàn' } }],
  signer: 'Trần Văn Bình',
}
const rich: XlsxStyle = {
  richText: true,
  offset: { columns: 3, rows: 6 },
  decoy: [['Danh bạ', '0912']],
  hiddenDraft: { unit, collectives: [{ name: 'Nháp', models: { economy: 'Nháp nháp' } }] },
}

describe('a .xls of LibreOffice', () => {
  it.each([
    ['form.xls', {}, ['split-by-line']],
    ['rich.xls', rich, ['split-by-line', 'hidden-passed-over']],
  ])('%s is read as the .xlsx is', async (name, style, codes) => {
    const twin = await formXlsx(form, style)
    expect(await printed(data(name))).toBe(await printed(twin))
    const seen = await readForms(data(name), name)
    expect(seen).toMatchObject({ standing: 'forms', codes })
    expect(seen.rows).toEqual((await readForms(twin, 'a.xlsx')).rows)
    expect(seen.rows).toHaveLength(5)
  })
  it('has a second reader', async () => {
    const { reading, second } = await readFormat(data('rich.xls'))
    expect(await second?.(reading.value!)).toEqual([])
    expect((await second?.({ sections: [], findings: [] }))?.map(one => one.code)).toEqual(['unread-text'])
  })
})
