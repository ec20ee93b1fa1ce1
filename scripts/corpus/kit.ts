/** Short ways to write cases: a form in one of our two formats, with the file's name and what it stands for. */
import type { FilledForm } from '../forms/form.ts'
import { type DocxStyle, makeFormDocx } from '../forms/form-docx.ts'
import { makeFormXlsx, type XlsxStyle } from '../forms/form-xlsx.ts'
import type { CorpusCase, Truth } from './case.ts'
import { campaignFolder } from './folder.ts'

export const { campaign } = campaignFolder
export const docx = (form: FilledForm, style?: DocxStyle): Uint8Array => makeFormDocx(campaign, form, style)
export const xlsx = (form: FilledForm, style?: XlsxStyle): Promise<Uint8Array> =>
  makeFormXlsx(campaign, form, style)

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
