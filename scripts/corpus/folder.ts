/** Where the corpus lies, and how a case's truth is written in its folder. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { readStartingRoster } from '../../src/commands/starting-roster.ts'
import { findingCodes } from '../../src/domain/finding.ts'
import { Section } from '../../src/domain/reading.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { type CorpusCase, sectors, type TrueForm } from './case.ts'

const project = path.resolve(import.meta.dirname, '../..')
export const corpusFolder = path.join(project, 'fixtures/corpus')
export const campaignFolder = openCampaignFolder(path.join(project, 'templates/dan-van-kheo-2022'))
export const roster = readStartingRoster(campaignFolder.unitsFile)

const Registration = z.strictObject({
  section: Section,
  name: z.string(),
  sector: z.enum(sectors).nullable(),
  model: z.string(),
  note: z.string(),
})
const Form = z.strictObject({
  unit: z.strictObject({ id: z.string().nullable(), name: z.string() }),
  outcome: z.enum(['registered', 'review']),
  registrations: z.array(Registration),
})
/** `submission.json`: the truth, in the shape of what `tonghop read` prints, without sources. */
export const Submission = z.strictObject({
  class: z.string(),
  /** The file's name as it was sent. */
  file: z.string(),
  outcome: z.enum(['registered', 'review', 'not-a-form']),
  mayReview: z.literal(true).optional(),
  forms: z.array(Form).optional(),
  findings: z.array(z.enum(findingCodes as [(typeof findingCodes)[number], ...typeof findingCodes])),
})
export type Submission = z.infer<typeof Submission>

export const submissionOf = ({ class: kind, file, truth }: CorpusCase): Submission => ({
  class: kind,
  file,
  outcome: truth.outcome,
  ...(truth.mayReview && { mayReview: true }),
  ...(truth.forms && {
    forms: truth.forms.map(form => ({
      unit: unitOf(form.unit),
      outcome: form.outcome ?? (truth.outcome === 'registered' ? 'registered' : 'review'),
      registrations: [...form.registrations],
    })),
  }),
  findings: [...truth.findings],
})

const unitOf = (unit: TrueForm['unit']): { id: string | null; name: string } => {
  if (typeof unit !== 'string') return unit
  const found = roster.units.find(one => one.id === unit)
  if (!found) throw new Error(`${unit} is not on the roster`)
  return { id: unit, name: found.name }
}

/** A case as it lies in the folder. */
export interface StoredCase {
  readonly name: string
  /** Path of `input.…`. */
  readonly input: string
  readonly bytes: Uint8Array
  readonly truth: Submission
  /** What was accepted as seen; undefined where nothing was yet. */
  readonly document: string | undefined
}

/** All, by name; or those whose names are given. */
export const readCorpus = (names: readonly string[] = []): StoredCase[] =>
  readdirSync(corpusFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && (names.length === 0 || names.includes(entry.name)))
    .map(({ name }): StoredCase => {
      const folder = path.join(corpusFolder, name)
      const input = readdirSync(folder).find(one => one.startsWith('input.'))
      if (!input) throw new Error(`${name} has no input: run npm run corpus`)
      const document = path.join(folder, 'document.txt')
      return {
        name,
        input: path.join(folder, input),
        bytes: new Uint8Array(readFileSync(path.join(folder, input))),
        truth: Submission.parse(JSON.parse(readFileSync(path.join(folder, 'submission.json'), 'utf8'))),
        document: existsSync(document) ? readFileSync(document, 'utf8') : undefined,
      }
    })
