/** However a form is written down or sent, the same is read of it. */
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { tcvn3, vni } from '../../scripts/corpus/kit.ts'
import { drawn } from '../../scripts/forms/drawn.ts'
import type { Grid } from '../../scripts/forms/form.ts'
import type { FormReading } from '../../src/domain/reading.ts'
import { readFile, readMessage } from '../../src/reading/read-message.ts'
import { campaign, type Entry, type FilledForm, formDocx, formXlsx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { encodeTcvn3, encodeVni } from '../text/encode.ts'
import {
  above,
  cell,
  collectiveHeading,
  docx,
  font,
  individualHeading,
  paragraph,
  row,
  run,
  signature,
  table,
} from './raw-docx.ts'
import { writtenRow } from './read.ts'

const word = fc.constantFrom(
  'vườn',
  'đường',
  'hoa',
  'tự',
  'quản',
  'sạch',
  'thắp',
  'sáng',
  'quê',
  'em',
  'gìn',
  'giữ',
  'thủy',
  'lợi',
  'nước',
  'ưu',
  'phẳng',
)
const phrase = (first: string) =>
  fc.array(word, { minLength: 2, maxLength: 5 }).map(words => `${first} ${words.join(' ')}`)
const sectorIds = campaign.form.sectors.map(sector => sector.id)
const entry = (name: string) =>
  fc
    .tuple(
      phrase(name),
      fc.uniqueArray(fc.constantFrom(...sectorIds), { minLength: 1, maxLength: 3 }),
      fc.array(phrase('Mô'), { minLength: 3, maxLength: 3 }),
      fc.option(phrase('Ghi'), { nil: undefined }),
    )
    .map(([text, sectors, models, note]) => ({
      name: text,
      // No model twice in a row: that would be a doubt of its own.
      models: Object.fromEntries(sectors.map((sector, at) => [sector, `${models[at]} ${at + 1}`])),
      ...(note === undefined ? {} : { note }),
    }))
const filled: fc.Arbitrary<FilledForm> = fc
  .record({
    collectives: fc.array(entry('Tổ'), { minLength: 1, maxLength: 4 }),
    individuals: fc.array(entry('Bà'), { maxLength: 3 }),
  })
  .map(form => ({ unit: 'Trường THCS Kim Thư', signer: 'Trần Văn Bình', ...form }))

/** What the filling says, in the form's order. */
const expected = (form: FilledForm): string[] =>
  (['collective', 'individual'] as const).flatMap(section =>
    (section === 'collective' ? (form.collectives ?? []) : (form.individuals ?? [])).flatMap(one =>
      sectorIds.flatMap(sector => {
        const model = one.models?.[sector]
        return model === undefined
          ? []
          : [[section, one.name, sector, model, one.note ?? ''].join(' | ').replace(/ \| $/, '')]
      }),
    ),
  )

const rowsOf = (forms: readonly FormReading[]): string[] => {
  expect(forms).toHaveLength(1)
  expect(forms[0]!.findings.filter(one => !['repeated-row', 'tracked-changes'].includes(one.code))).toEqual(
    [],
  )
  expect(forms[0]!.evidence[0]).toEqual({ kind: 'unit-line', text: 'Trường THCS Kim Thư', role: 'own' })
  expect(forms[0]!.signer).toBe('Trần Văn Bình')
  return forms[0]!.registrations.map(writtenRow)
}
const fromFile = async (bytes: Uint8Array): Promise<string[]> =>
  rowsOf((await readFile(bytes, 'a', campaign)).parts.flatMap(part => part.forms))
const fromMail = async (bytes: Uint8Array): Promise<string[]> =>
  rowsOf((await readMessage(bytes, campaign)).parts.flatMap(part => part.forms))

const forAll = (runs: number, read: (form: FilledForm, salt: number) => Promise<string[]>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(filled, fc.nat(1000), async (form, salt) => {
      expect(await read(form, salt)).toEqual(expected(form))
    }),
    { numRuns: runs },
  )

describe('the same registrations', () => {
  it('from a .docx', () => forAll(40, form => fromFile(formDocx(form))))
  it('in runs of any length', () =>
    forAll(25, (form, salt) => fromFile(formDocx(form, { runLength: (salt % 7) + 1 }))))
  it('in NFD', () => forAll(20, form => fromFile(formDocx(form, { decomposed: true }))))
  it('with rows that begin late', () => forAll(20, form => fromFile(formDocx(form, { gridBefore: true }))))
  it('in two tables', () => forAll(20, form => fromFile(formDocx({ ...form, twoTables: true }))))
  it('from an .xlsx, anywhere on the sheet', () =>
    forAll(15, async (form, salt) =>
      fromFile(
        await formXlsx(form, { offset: { columns: salt % 5, rows: salt % 9 }, richText: salt % 2 === 0 }),
      ),
    ))
  it('from a zip in a forwarded mail', () =>
    forAll(10, async form => {
      const inner = await makeMail({
        attachments: [{ filename: 'a.zip', content: zipSync({ 'a.docx': formDocx(form) }) }],
      })
      return fromMail(
        await makeMail({
          attachments: [{ filename: 'f.eml', content: inner, contentType: 'message/rfc822' }],
        }),
      )
    }))
  it('in old letters altogether, .docx and .xlsx', () =>
    forAll(12, async (form, salt) => {
      const style = { letters: salt % 2 === 0 ? tcvn3 : vni }
      return fromFile(salt % 3 === 0 ? await formXlsx(form, style) : formDocx(form, style))
    }))
  it('with its columns moved about, and a sector without a word left out', () =>
    fc.assert(
      fc.asyncProperty(
        filled,
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
        fc.boolean(),
        async (form, order, isSheet) => {
          const moved = { ...form, tables: [movedTable(form, order)] }
          const rows = await fromFile(isSheet ? await formXlsx(moved) : formDocx(moved))
          // In the order of the columns now; said of the same rows.
          expect(rows.toSorted()).toEqual(expected(form).toSorted())
        },
      ),
      { numRuns: 20 },
    ))
  it('with a name merged down over a row for each model', () =>
    forAll(20, (form, salt) => {
      const merged = { ...form, collectives: form.collectives?.flatMap(rowEach) ?? [] }
      return fromFile(formDocx(merged, { gridBefore: salt % 2 === 0 }))
    }))
  it('from a mail passed on with its words quoted', () =>
    forAll(10, async form =>
      fromMail(
        await makeMail({
          subject: 'Fwd: Gửi biểu mẫu',
          text: '---------- Forwarded message ---------\nTừ: THCS Kim Thư\n\n> Trường gửi biểu mẫu.',
          attachments: [{ filename: 'a.docx', content: formDocx(form) }],
        }),
      ),
    ))
  it.each([
    ['TCVN3', '.VnTime', (text: string) => encodeTcvn3(text)],
    ['VNI', 'VNI-Times', encodeVni],
  ])('typed in %s', (_, name, encode) =>
    forAll(20, (form, salt) => fromFile(legacyDocx(form, name, encode, (salt % 3) + 1))),
  )
})

/** A row for each model of this one, the name and its number merged down over them. */
const rowEach = (one: Entry): Entry[] =>
  sectorIds
    .flatMap(sector => (one.models?.[sector] === undefined ? [] : [{ [sector]: one.models[sector] }]))
    .map((models, at) => ({
      ...(at === 0 ? { name: one.name ?? '' } : { continued: true }),
      models,
      ...(one.note === undefined ? {} : { note: one.note }),
    }))

/** @param order of name, the four sectors and the note behind TT; the first sector that no row speaks of has no column */
const movedTable = (form: FilledForm, order: readonly number[]): Grid => {
  const entries = [...(form.collectives ?? []), ...(form.individuals ?? [])]
  const idle = order.find(
    at => at > 0 && at < 5 && entries.every(one => one.models?.[sectorIds[at - 1]!] === undefined),
  )
  const columns = order.filter(at => at !== idle)
  const heading = (name: string): string[] => {
    const texts = [name, ...campaign.form.sectors.map(sector => sector.name), 'Ghi chú']
    return ['TT', ...columns.map(at => texts[at]!)]
  }
  const rows = (all: readonly Entry[]): string[][] =>
    all.map((one, at) => {
      const texts = [one.name, ...sectorIds.map(sector => one.models?.[sector]), one.note]
      return [String(at + 1), ...columns.map(column => String(texts[column] ?? ''))]
    })
  const collectives = rows(form.collectives ?? [])
  return drawn(
    [
      heading('Tên tập thể thực hiện'),
      ...collectives,
      heading('Tên cá nhân thực hiện'),
      ...rows(form.individuals ?? []),
    ],
    [0, collectives.length + 1],
  )
}

/** The rows in an old font, cut into runs; the headings in Unicode, as when a new form is filled on an old machine. */
const legacyDocx = (
  form: FilledForm,
  fontName: string,
  encode: (text: string) => string,
  length: number,
): Uint8Array => {
  const typed = (text: string): string =>
    cell(
      paragraph(
        (encode(text).match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [''])
          .map(part => run(part, font(fontName)))
          .join(''),
      ),
    )
  const rows = (entries: FilledForm['collectives']): string[] =>
    (entries ?? []).map((one, at) =>
      row([
        String(at + 1),
        typed(String(one.name)),
        ...sectorIds.map(sector => typed(String(one.models?.[sector] ?? ''))),
        typed(String(one.note ?? '')),
      ]),
    )
  return docx(
    [
      ...above,
      table([...collectiveHeading, ...rows(form.collectives), individualHeading, ...rows(form.individuals)]),
      ...signature,
      paragraph(run('Trần Văn Bình')),
    ].join(''),
  )
}
