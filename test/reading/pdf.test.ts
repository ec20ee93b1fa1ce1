/** .pdf as LibreOffice writes it: the same registrations as the .docx it was made from, nothing doubted without reason. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FilledForm, formDocx } from '../support/forms.ts'
import { readForms } from './read.ts'

const data = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, 'data/pdf', name)))

const form: FilledForm = {
  unit: 'Trường THCS Kim Thư',
  date: '2022-02-11',
  collectives: [
    { name: 'Tổ Văn', models: { economy: ['Vườn rau sạch của các hộ thôn Kim', 'Đường hoa'] } },
    {
      name: 'Tổ Toán',
      models: { 'culture-society': 'Tủ sách chung', 'political-system': 'Chi bộ bốn tốt' },
      note: 'Mới',
    },
  ],
  individuals: [{ name: 'Cô giáo Hòa', models: { 'security-defence': 'Cổng trường an toàn' } }],
  signer: 'Trần Văn Bình',
}
const long: FilledForm = {
  ...form,
  collectives: Array.from({ length: 18 }, (_, at) => ({
    name: `Tổ ${at + 1}`,
    models: { economy: `Vườn rau sạch của các hộ thôn Kim số ${at + 1}` },
  })),
}

describe('a .pdf of LibreOffice', () => {
  it.each([
    ['form.pdf', form, ['split-by-line'], 5],
    ['pages.pdf', long, [], 19],
  ] as const)('%s is read as the .docx is', async (name, filled, codes, count) => {
    const seen = await readForms(data(name), 'a.pdf')
    const twin = await readForms(formDocx(filled), 'a.docx')
    expect(seen).toMatchObject({ standing: 'forms', codes })
    expect(seen.rows).toEqual(twin.rows)
    expect(seen.rows).toHaveLength(count)
    expect(seen.forms).toHaveLength(1)
    expect(seen.forms[0]).toMatchObject({ signer: 'Trần Văn Bình', evidence: twin.forms[0]?.evidence })
  })
})
