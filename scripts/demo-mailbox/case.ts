/** One mail of the demo's mailbox: what it stands for, its bytes, and what must become of it. */
import type { Campaign } from '../../src/domain/campaign.ts'
import type { FindingCode } from '../../src/domain/finding.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import type { Section } from '../../src/domain/reading.ts'
import type { Entry, FilledForm } from '../forms/form.ts'
import type { Mail } from './mail.ts'

export interface ExpectedRegistration {
  readonly unit: string
  readonly section: Section
  readonly name: string
  readonly sector: string
  readonly model: string
  readonly note: string
}

/** What must become of a mail. */
export interface Expectation {
  readonly outcome: Outcome
  /** Codes that must be among the findings of the mail, its parts and forms: the reason of a review first. */
  readonly findings: readonly FindingCode[]
  /** All of them, whatever the order; empty unless registered. */
  readonly registrations: readonly ExpectedRegistration[]
  /** Where a later version will do better: what is right then. */
  readonly later?: string
}

export interface Case extends Expectation {
  /** Ends the file's name; the place in time begins it. */
  readonly slug: string
  readonly about: string
  /** As it is in the file; or its bytes as they are, where no writer would make them. */
  readonly mail: Mail
  /** Changes the finished bytes: what goes wrong on the way. */
  readonly damage?: (bytes: Uint8Array) => Uint8Array
}

export const registered = (
  registrations: readonly ExpectedRegistration[],
  findings: readonly FindingCode[] = [],
): Expectation => ({ outcome: 'registered', findings, registrations })
export const review = (reason: FindingCode, later?: string): Expectation => ({
  outcome: 'review',
  findings: [reason],
  registrations: [],
  ...(later === undefined ? {} : { later }),
})
export const notAForm = (reason: FindingCode): Expectation => ({
  outcome: 'not-a-form',
  findings: [reason],
  registrations: [],
})
export const duplicate: Expectation = {
  outcome: 'duplicate',
  findings: ['same-content'],
  registrations: [],
}

/** The registrations that a form holds where every line of a model cell is one model, as it stands. */
export const saidBy = (campaign: Campaign, unit: string, form: FilledForm): ExpectedRegistration[] => [
  ...fromEntries(campaign, unit, 'collective', form.collectives ?? []),
  ...fromEntries(campaign, unit, 'individual', form.individuals ?? []),
]

const fromEntries = (
  campaign: Campaign,
  unit: string,
  section: Section,
  entries: readonly Entry[],
): ExpectedRegistration[] => {
  let name = ''
  return entries.flatMap(entry => {
    if (!entry.continued) name = oneLine(entry.name)
    return campaign.form.sectors.flatMap(({ id }) => {
      const models = entry.models?.[id] ?? []
      return (typeof models === 'string' ? [models] : models).map(model => ({
        unit,
        section,
        name,
        sector: id,
        model,
        note: oneLine(entry.note),
      }))
    })
  })
}

const oneLine = (text: Entry['name']): string =>
  text === undefined ? '' : typeof text === 'string' ? text : text.join(' ')
