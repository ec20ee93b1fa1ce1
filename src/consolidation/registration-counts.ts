/** What registrations add up to, of the campaign and of each of its blocks: whoever asks has chosen those that count. */
import type { Campaign } from '../domain/campaign.ts'
import type { KeptRegistration, KeptSubmission } from '../domain/ledger.ts'
import type { Section } from '../domain/reading.ts'
import { foldTones } from '../text/fold.ts'
import { unitKey } from '../validation/unit-key.ts'

/** Registrations of registered submissions. `all = collective + individual`. */
export interface RegistrationCounts {
  readonly all: number
  readonly collective: number
  readonly individual: number
}

export interface SectorFigures {
  /** A sector of the campaign; null: none (never in registered submissions, unless the campaign's sectors changed). */
  readonly sector: string | null
  readonly count: number
}

export interface Registered {
  readonly registration: KeptRegistration
  readonly submission: KeptSubmission
}

export const countRegistrations = (registered: readonly Registered[]): RegistrationCounts => {
  const collective = registered.filter(one => one.registration.section === 'collective').length
  return { all: registered.length, collective, individual: registered.length - collective }
}

export const sectorCounter = (campaign: Campaign) => {
  const known = campaign.form.sectors.map(sector => sector.id)
  return (registered: readonly Registered[]): SectorFigures[] => {
    const count = (wanted: (sector: string | null) => boolean): number =>
      registered.filter(one => wanted(one.registration.sector)).length
    const sectors = known.map(sector => ({ sector, count: count(one => one === sector) }))
    const none = count(one => one === null || !known.includes(one))
    return none > 0 ? [...sectors, { sector: null, count: none }] : sectors
  }
}

/** How many names there are of each section, each counted once in its unit. */
export const countNames = (registered: readonly Registered[]): Record<Section, number> => {
  const counts = { collective: 0, individual: 0 }
  // Unit by unit: the names of all at once are many.
  for (const own of Map.groupBy(registered, one => unitKey(one.submission)).values()) {
    const names = new Set(own.map(one => `${one.registration.section} ${foldTones(one.registration.name)}`))
    for (const name of names) counts[name.startsWith('collective ') ? 'collective' : 'individual']++
  }
  return counts
}
