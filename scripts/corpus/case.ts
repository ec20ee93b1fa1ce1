/**
 * One case of the labelled corpus: a file or a mail as a unit sends it, and the truth: what a careful person reads in it,
 * by the field guide. The truth is written here by hand, never taken from what the program says.
 */
import type { FindingCode } from '../../src/domain/finding.ts'
import type { Section } from '../../src/domain/reading.ts'
import type { CellText, Entry, FilledForm } from '../forms/form.ts'

export const sectors = ['economy', 'culture-society', 'security-defence', 'political-system'] as const
export type Sector = (typeof sectors)[number]

export interface TrueRegistration {
  readonly section: Section
  readonly name: string
  readonly sector: Sector | null
  readonly model: string
  readonly note: string
}

export interface TrueForm {
  /** A unit's id on the campaign's roster; or null with what the form says. */
  readonly unit: string | { readonly id: null; readonly name: string }
  /** Default: the whole's. */
  readonly outcome?: 'registered' | 'review'
  readonly registrations: readonly TrueRegistration[]
}

export interface Truth {
  readonly outcome: 'registered' | 'review' | 'not-a-form'
  /** Two readings are fair, or the way it is written leaves a doubt: asking the clerk is right too. */
  readonly mayReview?: true
  /** Absent: nobody can say what is in it, and what is read of it is not compared. */
  readonly forms?: readonly TrueForm[]
  /** Codes that must be among the findings. On a registered case no other warning may stand beside them. */
  readonly findings: readonly FindingCode[]
}

/** How an office program, not this repository, made the file: it is committed, and made again only on demand. */
export type OfficeKind = 'doc' | 'xls' | 'odt' | 'ods' | 'rtf' | 'pdf' | 'docx' | 'xlsx' | 'html'
export interface OfficeMade {
  readonly from: Uint8Array
  readonly fromKind: 'docx' | 'xlsx'
  readonly to: OfficeKind
}
/** Made by hand or by another program, and committed. */
export interface Kept {
  readonly kept: string
}

export interface CorpusCase {
  /** The folder's name: `docx-plain`. */
  readonly name: string
  /** A short path: `docx/letterhead`, `mail/forwarded`, `cell/semicolon`. */
  readonly class: string
  /** Which line of the guide it stands for; who writes such a thing; what must come out. */
  readonly about: readonly [line: string, who: string, must: string]
  /** The file's name as it was sent: part of the evidence. Its extension is that of `input`. `.eml` is a mail. */
  readonly file: string
  readonly input: Uint8Array | OfficeMade | Kept
  readonly truth: Truth
}

const letters = {
  e: 'economy',
  c: 'culture-society',
  s: 'security-defence',
  p: 'political-system',
} as const
type SectorLetter = keyof typeof letters

/** A collective's model: `tt('Chi hội Phụ nữ', 'c', 'Đường hoa', 'note')`. Sectors by e, c, s, p; null where none can be told. */
export const tt = (
  name: string,
  sector: SectorLetter | null,
  model: string,
  note = '',
): TrueRegistration => ({
  section: 'collective',
  name,
  sector: sector === null ? null : letters[sector],
  model,
  note,
})
/** A person's. */
export const cn = (
  name: string,
  sector: SectorLetter | null,
  model: string,
  note = '',
): TrueRegistration => ({
  ...tt(name, sector, model, note),
  section: 'individual',
})

/** A row of a filled form: models by the same letters. */
export const row = (
  name: CellText,
  models: Partial<Record<SectorLetter, CellText>>,
  note?: CellText,
): Entry => ({
  name,
  models: Object.fromEntries(
    Object.entries(models).map(([letter, text]) => [letters[letter as SectorLetter], text]),
  ),
  ...(note === undefined ? {} : { note }),
})
/** The row goes on under the TT and the name of the one above. */
export const more = (models: Partial<Record<SectorLetter, CellText>>, note?: CellText): Entry => {
  const { name: _, ...rest } = row('', models, note)
  return { ...rest, continued: true }
}

/** What a form says where each model cell holds one model, as it stands. */
export const said = (form: FilledForm): TrueRegistration[] => {
  const of = (section: Section, entries: readonly Entry[]): TrueRegistration[] => {
    let name = ''
    return entries.flatMap(entry => {
      if (!entry.continued) name = oneLine(entry.name)
      return sectors.flatMap(sector =>
        entry.models?.[sector] === undefined
          ? []
          : [{ section, name, sector, model: oneLine(entry.models[sector]), note: oneLine(entry.note) }],
      )
    })
  }
  return [...of('collective', form.collectives ?? []), ...of('individual', form.individuals ?? [])]
}
const oneLine = (text: CellText | undefined): string =>
  text === undefined ? '' : typeof text === 'string' ? text : text.join(' ')

export const registered = (
  unit: string,
  registrations: readonly TrueRegistration[],
  ...findings: readonly FindingCode[]
): Truth => ({ outcome: 'registered', forms: [{ unit, registrations }], findings })

/** Held back, and what is read of it. `unit` null: not known. */
export const review = (
  reason: FindingCode | readonly FindingCode[],
  unit?: TrueForm['unit'],
  registrations?: readonly TrueRegistration[],
): Truth => ({
  outcome: 'review',
  ...(unit !== undefined && registrations ? { forms: [{ unit, registrations }] } : {}),
  findings: typeof reason === 'string' ? [reason] : reason,
})

export const notAForm = (reason: FindingCode): Truth => ({
  outcome: 'not-a-form',
  forms: [],
  findings: [reason],
})
