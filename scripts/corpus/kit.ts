/** Short ways to write cases: a form in one of our two formats, with the file's name and what it stands for. */
import { encodeTcvn3, encodeVni } from '../../test/text/encode.ts'
import type { FilledForm, Lettering } from '../forms/form.ts'
import { type DocxStyle, makeFormDocx } from '../forms/form-docx.ts'
import { makeFormXlsx, type XlsxStyle } from '../forms/form-xlsx.ts'
import type { CorpusCase, Truth } from './case.ts'
import { campaignFolder } from './folder.ts'

export const { campaign } = campaignFolder
export const docx = (form: FilledForm, style?: DocxStyle): Uint8Array => makeFormDocx(campaign, form, style)
export const xlsx = (form: FilledForm, style?: XlsxStyle): Promise<Uint8Array> =>
  makeFormXlsx(campaign, form, style)

/** TCVN3 has seven capitals of its own; the others are typed small in the font of capitals, as whole lines of them are. */
export const tcvn3: Lettering = text =>
  (text.match(/[^\P{Lu}A-ZĂÂÊÔƠƯĐ]+|(?:\P{Lu}|[A-ZĂÂÊÔƠƯĐ])+/gu) ?? []).map(piece =>
    /^[^\P{Lu}A-ZĂÂÊÔƠƯĐ]/u.test(piece)
      ? { text: encodeTcvn3(piece.toLowerCase()), font: '.VnTimeH' }
      : { text: encodeTcvn3(piece), font: '.VnTime' },
  )
export const vni: Lettering = text => [{ text: encodeVni(text), font: 'VNI-Times' }]

/** The letter's columns, in one heading row, as units draw them again. */
export const heading: readonly string[] = [
  'TT',
  'Tên tập thể thực hiện',
  'Kinh tế',
  'Văn hóa-xã hội',
  'An ninh quốc phòng',
  'Xây dựng hệ thống chính trị',
  'Ghi chú',
]

/** Seven columns for tables written without: office programs make up bad ones of their own. */
export const withColumns = (body: string): string =>
  body.replaceAll(
    '<w:tblGrid></w:tblGrid>',
    `<w:tblGrid>${[700, 2900, 2200, 2200, 2200, 2400, 1900].map(width => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
  )

/** A case by its class, which names it too: `cell/semicolon` → `cell-semicolon`. */
export const make = (
  kind: string,
  about: CorpusCase['about'],
  input: CorpusCase['input'],
  truth: Truth,
  more: { readonly name?: string; readonly file?: string } = {},
): CorpusCase => ({
  name: more.name ?? kind.replaceAll('/', '-'),
  class: kind,
  about,
  file: more.file ?? 'input.docx',
  input,
  truth,
})
