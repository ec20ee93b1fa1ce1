/**
 * Makes the campaign's blank form, as the letter's appendix has it, from `campaign.yaml`: `bieu-mau-454.docx` and `.xlsx`
 * in the campaign's folder. Run `node scripts/make-blank-forms.ts [campaign]`; the same campaign gives the same bytes.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Campaign } from '../src/domain/campaign.ts'
import { openCampaignFolder } from '../src/platform/campaign-folder.ts'
import { makeBlankDocx } from './forms/blank-docx.ts'
import { makeFormXlsx } from './forms/form-xlsx.ts'

/** The letter's own ordinals: its misprint is kept, units have the form with it. */
const ordinals = ['1', '2', '3', '3']

/** File name to bytes. */
export const makeBlankForms = async (campaign: Campaign): Promise<Record<string, Uint8Array>> => {
  const number = campaign.letter.number.split('-')[0]
  const form = { unit: '', collectives: ordinals.map(ordinal => ({ ordinal })) }
  return {
    [`bieu-mau-${number}.docx`]: await makeBlankDocx(campaign, form),
    [`bieu-mau-${number}.xlsx`]: await makeFormXlsx(campaign, form, { sheet: 'Biểu mẫu' }),
  }
}

if (import.meta.main) {
  const folder = path.resolve(import.meta.dirname, '../templates', process.argv[2] ?? 'dan-van-kheo-2022')
  for (const [name, bytes] of Object.entries(await makeBlankForms(openCampaignFolder(folder).campaign)))
    writeFileSync(path.join(folder, name), bytes)
}
