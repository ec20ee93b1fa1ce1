/** .rtf, .odt and .ods as LibreOffice writes them: the registrations of the form they were made from; and as accidents leave them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { type FilledForm, formDocx, formXlsx } from '../support/forms.ts'
import { printed, readForms } from './read.ts'

const data = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, 'data/odf-rtf', name)))

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

describe('files of LibreOffice', () => {
  it.each(['form.rtf', 'form.odt'])('%s is read as the .docx is', async name => {
    const twin = await readForms(formDocx(form))
    const seen = await readForms(data(name), name)
    expect(seen).toMatchObject({ standing: 'forms', codes: ['split-by-line'] })
    expect(seen.rows).toEqual(twin.rows)
    expect(seen.rows).toHaveLength(5)
    expect(seen.forms.map(one => [one.evidence, one.signer])).toEqual(
      twin.forms.map(one => [one.evidence, one.signer]),
    )
  })
  it('sheets.ods is read as the .xlsx is', async () => {
    const twin = await formXlsx(form, {
      richText: true,
      offset: { columns: 3, rows: 6 },
      decoy: [['Danh bạ', '0912']],
      hiddenDraft: { unit, collectives: [{ name: 'Nháp', models: { economy: 'Nháp nháp' } }] },
    })
    expect(await printed(data('sheets.ods'))).toBe(await printed(twin))
    const seen = await readForms(data('sheets.ods'), 'sheets.ods')
    expect(seen).toMatchObject({ standing: 'forms', codes: ['split-by-line', 'hidden-passed-over'] })
    expect(seen.rows).toEqual((await readForms(twin, 'a.xlsx')).rows)
  })
  it('has second readers that see what is missing', async () => {
    for (const name of ['form.odt', 'sheets.ods']) {
      const { reading, second } = await readFormat(data(name))
      expect(await second?.(reading.value!)).toEqual([])
      expect((await second?.({ sections: [], findings: [] }))?.map(one => one.code)).toEqual(['unread-text'])
    }
  })
})

describe('damaged', () => {
  const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
    maxLength: 6,
  })
  const damaged = (bytes: Uint8Array, at: readonly (readonly [number, number])[]): Uint8Array => {
    const changed = Uint8Array.from(bytes)
    for (const [place, byte] of at) changed[Math.floor(place * changed.length)] = byte
    return changed
  }
  const whole = async (bytes: Uint8Array): Promise<void> => {
    const { reading } = await readFormat(bytes)
    expect(reading.value !== undefined || reading.findings.length > 0).toBe(true)
  }
  it('.rtf gives findings, and one cut short always says so', async () => {
    const bytes = data('form.rtf')
    const end = Buffer.from(bytes).lastIndexOf('}')
    await fc.assert(
      fc.asyncProperty(changes, at => whole(damaged(bytes, at))),
      { numRuns: 40 },
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: end - 1 }), async length => {
        const { reading } = await readFormat(bytes.subarray(0, length))
        expect(reading.findings.map(one => one.code)).toContain('unreadable-part')
      }),
      { numRuns: 40 },
    )
  })
  it.each(['form.odt', 'sheets.ods'])('the XML of %s gives findings', async name => {
    const entries = unzipSync(data(name))
    await fc.assert(
      fc.asyncProperty(changes, fc.constantFrom('content.xml', 'styles.xml'), (at, part) =>
        whole(zipSync({ ...entries, [part]: damaged(entries[part]!, at) }, { level: 0 })),
      ),
      { numRuns: 30 },
    )
  })
  it('numbers of an .odt or .ods may say anything', async () => {
    const number = fc.constantFrom('-1', '0', '1e9', '99999999999', '', 'NaN', '3')
    for (const name of ['form.odt', 'sheets.ods']) {
      const entries = unzipSync(data(name))
      const xml = Buffer.from(entries['content.xml']!).toString('utf8')
      await fc.assert(
        fc.asyncProperty(number, fc.nat(3), async (value, kept) => {
          let count = 0
          const changed = xml.replace(/(number-\w+-(?:spanned|repeated))="\d+"/g, (all, key: string) =>
            count++ % 4 === kept ? `${key}="${value}"` : all,
          )
          await whole(zipSync({ ...entries, 'content.xml': Buffer.from(changed) }, { level: 0 }))
        }),
        { numRuns: 20 },
      )
    }
  })
})
