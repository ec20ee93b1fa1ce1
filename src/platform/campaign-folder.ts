/**
 * Opens a campaign's folder: `campaign.yaml`, `findings.yaml`, `wording.yaml` and the starting roster. An invalid file
 * is refused with its line and the reason; nothing is guessed and no default hides a misspelt key.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { Campaign } from '../domain/campaign.ts'
import { AppError } from '../domain/errors.ts'
import { findingCodes } from '../domain/finding.ts'

/** A campaign with its wordings. Texts hold `{placeholders}`. */
export interface CampaignFolder {
  readonly folder: string
  readonly campaign: Campaign
  /** The clerk's text of every finding code. */
  readonly findingTexts: Readonly<Record<string, string>>
  /** Texts of tables and mails, by dotted key. */
  readonly wording: Readonly<Record<string, string>>
  /** The starting roster's file: CSV. */
  readonly unitsFile: string
}

const FindingTexts = z.strictObject(Object.fromEntries(findingCodes.map(code => [code, z.string().min(1)])))
const Wording = z.record(z.string(), z.record(z.string(), z.string()))

/** @param folder e.g. `templates/dan-van-kheo-2022`. @throws AppError bad-campaign, naming file, line and reason */
export const openCampaignFolder = (folder: string): CampaignFolder => {
  const read = <T>(name: string, schema: z.ZodType<T>): T => readYaml(path.join(folder, name), schema)
  const name = path.basename(path.resolve(folder))
  const campaign = read(
    'campaign.yaml',
    Campaign.refine(one => one.id === name, {
      error: `the folder is named ${name}; give both the same name`,
      path: ['id'],
    }),
  )
  const wording = Object.entries(read('wording.yaml', Wording)).flatMap(([group, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${group}.${key}`, text] as const),
  )
  return {
    folder,
    campaign,
    findingTexts: read('findings.yaml', FindingTexts) as Record<string, string>,
    wording: Object.fromEntries(wording),
    unitsFile: path.join(folder, 'units.csv'),
  }
}

/** The campaign's blank form in Word, as units get it; undefined where the folder has none. */
export const findBlankForm = (folder: string): { name: string; bytes: Uint8Array } | undefined => {
  const name = readdirSync(folder).find(one => /\.docx$/i.test(one))
  return name === undefined ? undefined : { name, bytes: readFileSync(path.join(folder, name)) }
}

const readYaml = <T>(file: string, schema: z.ZodType<T>): T => {
  const lines = new LineCounter()
  const document = parseDocument(textOf(file), { lineCounter: lines })
  const broken = document.errors[0]
  // yaml's own message goes on with the place again, and a drawing of it.
  if (broken) throw refused(file, broken.linePos?.[0].line ?? 1, broken.message.split(' at line ')[0] ?? '')
  const checked = schema.safeParse(document.toJS())
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  const where = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : (issue?.path ?? [])
  const reason = `${where.length > 0 ? where.join('.') : 'the file'}: ${issue ? writtenIssue(issue) : ''}`
  // The node that is wrong, or the nearest one around it when the key is missing.
  for (let depth = where.length; depth >= 0; depth--) {
    const node = document.getIn(where.slice(0, depth), true)
    const range = node && typeof node === 'object' && 'range' in node ? (node.range as [number] | null) : null
    if (range) throw refused(file, lines.linePos(range[0]).line, reason)
  }
  throw refused(file, 1, reason)
}

const writtenIssue = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys') return 'there is no such key'
  return /received undefined$/.test(issue.message) ? 'is missing' : issue.message
}

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError(
      'bad-campaign',
      `${file} cannot be read; check CAMPAIGN and the folder under templates`,
      { cause },
    )
  }
}

const refused = (file: string, line: number, reason: string): AppError =>
  new AppError('bad-campaign', `${file}, line ${line}: ${reason}`)
