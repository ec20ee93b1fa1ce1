/** Whatever a file holds, reading ends with findings, never with an exception; and what was damaged is never made up. */
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readFile, readMessage } from '../../src/reading/read-message.ts'
import { campaign, formDocx, formXlsx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { seen } from './read.ts'

const form = {
  unit: 'Trường THCS Kim Thư',
  collectives: [
    { name: 'Chi bộ 1', models: { economy: 'Vườn rau sạch', 'culture-society': 'Đường hoa' }, note: 'Mới' },
    { name: '', models: { 'security-defence': 'Camera an ninh' }, continued: true },
  ],
  individuals: [{ name: 'Trần Văn Bình', models: { 'political-system': 'Họp dân đúng kỳ' } }],
}
const models = ['Vườn rau sạch', 'Đường hoa', 'Camera an ninh', 'Họp dân đúng kỳ']

/** Takes elements out of a part's XML, or doubles them, each as its text says. */
const damaged = (xml: string, cuts: readonly { at: number; length: number; twice: boolean }[]): string => {
  const tags = xml.split(/(?=<)/)
  for (const { at, length, twice } of cuts) {
    const place = 4 + (at % Math.max(1, tags.length - 8))
    const taken = tags.slice(place, place + length)
    tags.splice(place, twice ? 0 : length, ...(twice ? taken : []))
  }
  return tags.join('')
}
const cuts = fc.array(
  fc.record({ at: fc.nat(5_000), length: fc.integer({ min: 1, max: 12 }), twice: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 4,
  },
)

const readsOn = async (bytes: Uint8Array, name: string): Promise<void> => {
  const reading = await readFile(bytes, name, campaign)
  // Without its list of types it is a zip of files like any other: each waits.
  expect(reading.parts.length).toBeGreaterThan(0)
  for (const part of reading.parts) expect(part.findings.length).toBeGreaterThan(0)
  const { forms, errors } = seen(reading)
  if (errors.length > 0) return
  // What is registered without an error says only what the file said, each under a name.
  for (const one of forms.flatMap(each => each.registrations)) {
    expect(without(one.model, models), one.model).toBe('')
    expect(one.model).not.toBe('')
    expect(without(one.name, ['Chi bộ 1', 'Trần Văn Bình']), one.name).toBe('')
    expect(one.name).not.toBe('')
  }
}

/** Elements taken out between two texts leave them as one: what is left must be whole texts. */
const without = (text: string, known: readonly string[]): string =>
  known.reduce((rest, one) => rest.replaceAll(one, ''), text).trim()

describe('a damaged file', () => {
  it.each(['docx', 'xlsx'] as const)('.%s with elements missing or doubled', async kind => {
    const whole = unzipSync(kind === 'docx' ? formDocx(form) : await formXlsx(form))
    const parts = Object.keys(whole).filter(name =>
      /(document|sheet1|styles|sharedStrings|workbook)\.xml$/.test(name),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parts), cuts, async (part, list) => {
        const entries = { ...whole, [part]: strToU8(damaged(strFromU8(whole[part]!), list)) }
        await readsOn(zipSync(entries, { level: 0 }), `a.${kind}`)
      }),
      { numRuns: 150 },
    )
  })
  it('with bytes changed or cut off', async () => {
    const whole = formDocx(form)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const bytes = Uint8Array.from(whole)
        bytes[at] = byte
        await readsOn(cut ? bytes.slice(0, at) : bytes, 'a.docx')
      }),
      { numRuns: 80 },
    )
  })
  it('of bytes that mean nothing, whatever they begin with', async () => {
    const begins = fc.constantFrom(
      'PK\u0003\u0004',
      '%PDF-1.4\n',
      '{\\rtf1{\\fonttbl{',
      '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
      'Rar!\u001a\u0007',
      // Bytes alone may by chance be a text, and are one then.
      '\u0002',
    )
    await fc.assert(
      fc.asyncProperty(begins, fc.uint8Array({ maxLength: 300 }), async (begin, rest) => {
        const reading = await readFile(Buffer.concat([Buffer.from(begin, 'latin1'), rest]), 'a.bin', campaign)
        expect(reading.parts.map(part => part.standing)).toEqual(['review'])
      }),
      { numRuns: 100 },
    )
  })
  it('mails with lines missing or bytes changed', async () => {
    const mail = await makeMail({ attachments: [{ filename: 'biểu.docx', content: formDocx(form) }] })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(mail.length - 1), fc.nat(255)), { maxLength: 5 }),
        fc.nat(60),
        async (changes, from) => {
          const bytes = Buffer.from(mail)
          for (const [at, byte] of changes) bytes[at] = byte
          const lines = bytes.toString('latin1').split('\r\n')
          lines.splice(from % lines.length, 1)
          const reading = await readMessage(Buffer.from(lines.join('\r\n'), 'latin1'), campaign)
          expect(reading.parts.length).toBeGreaterThan(0)
          for (const part of reading.parts) expect(part.findings.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 60 },
    )
  })
})
