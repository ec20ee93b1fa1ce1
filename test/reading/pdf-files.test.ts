/** Files that are no plain .pdf with text: scans, locked and damaged ones, fields, remarks, enclosed files, bombs. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { limits } from '../../src/reading/limits.ts'
import { makePdf, type RawPdf, text } from './raw-pdf.ts'

const codesOf = async (bytes: Uint8Array): Promise<string[]> =>
  (await readFormat(bytes)).reading.findings.map(one => one.code)
const codes = (pdf: RawPdf): Promise<string[]> => codesOf(makePdf(pdf))

const picture = {
  100: '<< /Type /XObject /Subtype /Image /Width 600 /Height 800 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 3 >>\nstream\nabc\nendstream',
}
const scan = 'q 600 0 0 800 0 0 cm /I Do Q\n'
const words = text(
  50,
  50,
  'Đây là một trang có đủ chữ để không ai cho rằng nó chỉ là một bản quét của biểu mẫu.',
)

describe('scans', () => {
  it('a page without words waits, beside pages with words too', async () => {
    expect(await codes({ pages: [{ content: scan }], objects: picture })).toEqual(['picture-not-read'])
    expect(await codes({ pages: [{ content: words }, { content: scan }], objects: picture })).toEqual([
      'picture-not-read',
    ])
  })
  it('words that a machine recognised are doubted', async () => {
    const ocr = scan + text(50, 50, 'Chi bộ', { more: '3 Tr' })
    expect(await codes({ pages: [{ content: ocr }], objects: picture })).toEqual(['text-from-ocr'])
  })
  it('a stamp on a page of words is none', async () => {
    const stamp = 'q 80 0 0 80 400 100 cm /I Do Q\n'
    expect(await codes({ pages: [{ content: words + stamp }], objects: picture })).toEqual([])
  })
})

describe('beside the page', () => {
  const annotation = (body: string): RawPdf => ({
    pages: [{ content: words, more: '/Annots [101 0 R]' }],
    objects: { 101: `<< /Type /Annot /Rect [50 50 250 80] /F 4 ${body} >>` },
  })
  it('remarks are passed over with a warning, written boxes are not', async () => {
    expect(await codes(annotation('/Subtype /Text /Contents (Sua lai)'))).toEqual(['hidden-passed-over'])
    expect(await codes(annotation('/Subtype /FreeText /Contents (Mo hinh moi)'))).toContain('unread-text')
    expect(await codes(annotation('/Subtype /Link /Contents (trang)'))).toEqual([])
  })
  it('an enclosed file is one', async () => {
    const names = '/Names << /EmbeddedFiles << /Names [(a.txt) 101 0 R] >> >>'
    const objects = {
      101: '<< /Type /Filespec /F (a.txt) /EF << /F 102 0 R >> >>',
      102: '<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream',
    }
    expect(await codes({ pages: [{ content: words }], catalog: names, objects })).toEqual(['embedded-part'])
  })
})

describe('locked, damaged, too large', () => {
  it('a password', async () => {
    const key = '0'.repeat(64)
    const objects = { 101: `<< /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>` }
    const id = `/Encrypt 101 0 R /ID [<${'1'.repeat(32)}> <${'1'.repeat(32)}>]`
    expect(await codes({ pages: [{ content: words }], objects, trailer: id })).toEqual(['encrypted-part'])
  })
  it('too many pages are refused, not cut', async () => {
    const pages = Array.from({ length: limits.pdf.pages + 1 }, () => ({ content: '' }))
    expect(await codes({ pages })).toEqual(['part-too-large'])
  })
  it('a stream that inflates beyond all measure is refused before it is parsed', async () => {
    const content = ' '.repeat(limits.pdf.inflatedBytes + 1)
    expect(await codes({ pages: [{ content }], isPacked: true })).toEqual(['part-too-large'])
    // Not even where a remark says that it is locked.
    const locked = Buffer.concat([
      makePdf({ pages: [{ content }], isPacked: true }),
      Buffer.from('% /Encrypt\n'),
    ])
    expect(await codesOf(locked)).toEqual(['part-too-large'])
  })
  it('cut short anywhere, it is never taken for whole, and nothing is thrown', async () => {
    const whole = makePdf({ pages: [{ content: words }, { content: words }], isPacked: true })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 9, max: whole.length - 8 }), async length => {
        expect(await codesOf(whole.slice(0, length))).not.toEqual([])
      }),
      { numRuns: 25 },
    )
  })
  it('a changed byte throws nothing', async () => {
    const whole = makePdf({ pages: [{ content: words }] })
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const changed = whole.slice()
        changed[at] = byte
        expect(Array.isArray(await codesOf(changed))).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})
