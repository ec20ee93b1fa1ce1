/** What the sheets of the tệp theo dõi, and the pages that speak as they do, call units, sectors, findings and codes. */
import type { Finding } from '../domain/finding.ts'
import { writtenCode } from '../domain/identity.ts'
import type { KeptMessage, KeptRegistration, KeptSubmission } from '../domain/ledger.ts'
import { writtenFinding } from '../validation/finding-text.ts'
import { makePhrase, type Phrase } from './phrases.ts'
import type { TrackingInput } from './tracking-sheet.ts'

export interface SheetWords extends TrackingInput {
  readonly phrase: Phrase
  readonly sectorName: (id: string | null) => string
  readonly texts: (findings: readonly Finding[]) => string
  /** Of the roster as it is now; of a unit that is not on it, what the form says, and no block. */
  readonly unitOf: (form: Pick<KeptSubmission, 'unitId' | 'unitName'> | undefined) => {
    readonly name: string
    readonly block: string
  }
  readonly messageOf: (id: string | undefined) => KeptMessage | undefined
  /** `DVK22-0137`; '' where it has none. */
  readonly codeOf: (one: Pick<KeptRegistration, 'codeNumber'>) => string
}

export const makeSheetWords = (input: TrackingInput): SheetWords => {
  const { campaign, wording, findingTexts } = input.campaignFolder
  const sectors = new Map(campaign.form.sectors.map(one => [one.id, one.name]))
  const units = new Map(input.roster.units.map(unit => [unit.id, unit]))
  const messages = new Map(input.snapshot.messages.map(one => [one.id, one]))
  return {
    ...input,
    phrase: makePhrase(wording),
    sectorName: id => (id === null ? '' : (sectors.get(id) ?? id)),
    texts: findings => [...new Set(findings.map(one => writtenFinding(one, findingTexts)))].join('\n'),
    unitOf: form => units.get(form?.unitId ?? '') ?? { name: form?.unitName ?? '', block: '' },
    messageOf: id => messages.get(id ?? ''),
    codeOf: ({ codeNumber }) => (codeNumber === null ? '' : writtenCode(campaign.code, codeNumber)),
  }
}
