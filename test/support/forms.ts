/** Filled forms of the letter's campaign for tests: `scripts/forms` with the campaign already given. */
import path from 'node:path'
import type { FilledForm } from '../../scripts/forms/form.ts'
import { type DocxStyle, makeFormDocx } from '../../scripts/forms/form-docx.ts'
import { makeFormXlsx, type XlsxStyle } from '../../scripts/forms/form-xlsx.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'

export type { Entry, FilledForm } from '../../scripts/forms/form.ts'

export const { campaign } = openCampaignFolder(
  path.resolve(import.meta.dirname, '../../templates/dan-van-kheo-2022'),
)
export const formDocx = (form: FilledForm, style?: DocxStyle): Uint8Array =>
  makeFormDocx(campaign, form, style)
export const formXlsx = (form: FilledForm, style?: XlsxStyle): Promise<Uint8Array> =>
  makeFormXlsx(campaign, form, style)
