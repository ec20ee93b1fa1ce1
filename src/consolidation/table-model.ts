/**
 * The biểu tổng hợp as data: what stands in which row and column, in words, before anybody draws it. Pure; the .xlsx,
 * the .pdf and the .docx are drawings of this one model. Only registrations of submissions that are
 * `registered` come in: nothing that waits for the clerk is in any row or total. No number, date or signer is
 * invented: the office fills them in on paper.
 */
import type { Snapshot } from '../domain/ledger.ts'
import { stands } from '../domain/outcome.ts'
import type { Section } from '../domain/reading.ts'
import type { Roster } from '../domain/unit.ts'
import { localTime, writtenDay, writtenTime } from '../domain/zoned-time.ts'
import type { CampaignFolder } from '../platform/campaign-folder.ts'
import { foldTones, tidy } from '../text/fold.ts'
import { roman } from '../text/roman.ts'
import { shownText } from './cell-text.ts'
import { makePhrase } from './phrases.ts'
import { type PlacedRegistration, placeRegistrations } from './registration-order.ts'
import { type UnitOrder, unitOrder } from './unit-order.ts'

/** One unit and name with all its models. */
export interface TableRow {
  /** From 1 in each section. */
  readonly ordinal: number
  readonly unit: string
  readonly name: string
  /** Models by sector, in the order of `columns.sectors`; none of them holds a line break. */
  readonly models: readonly (readonly string[])[]
  /** Registered models whose sector is not one of the campaign's; they stand in the note, marked, and are counted. */
  readonly unplaced: readonly string[]
  /** Distinct, in order. */
  readonly notes: readonly string[]
}

export interface TableBlock {
  /** `I. Cơ quan Đảng`; null where the section is not divided. */
  readonly heading: string | null
  readonly rows: readonly TableRow[]
}

/** Counts of one section or of all. Collectives and individuals are rows; models are registrations. */
export interface TableTotal {
  readonly words: string
  readonly units: number
  readonly rows: number
  readonly models: number
  readonly bySector: readonly number[]
  /** For the note's column: `41 mô hình` of collectives, `12 điển hình` of individuals, both in the sum of all. */
  readonly modelWords: string
}

export interface TableSection {
  readonly id: Section
  /** `A. TẬP THỂ` */
  readonly heading: string
  readonly nameHeading: string
  readonly blocks: readonly TableBlock[]
  readonly total: TableTotal
}

export interface ConsolidatedTable {
  readonly revision: number
  /** When the snapshot was taken, milliseconds. */
  readonly asOf: number
  readonly head: { readonly left: readonly string[]; readonly party: string; readonly placeAndDate: string }
  readonly draft: string
  readonly title: string
  readonly basis: string
  readonly asOfWords: string
  readonly columns: {
    readonly ordinal: string
    readonly unit: string
    /** True on every printed page, whichever section is on it. */
    readonly name: string
    readonly sectorGroup: string
    readonly sectors: readonly string[]
    readonly note: string
  }
  readonly sections: readonly TableSection[]
  readonly total: TableTotal
  /** Shown where a section has no row. */
  readonly emptyWords: string
  readonly continuedWords: string
  readonly unplacedWords: string
  readonly foot: { readonly recipients: string; readonly signer: string }
}

interface TableInput {
  readonly snapshot: Snapshot
  readonly roster: Roster
  readonly campaignFolder: CampaignFolder
  /** Milliseconds. */
  readonly now: number
}

/** @throws AppError bad-campaign where a text is missing from the wording */
export const makeTable = ({ snapshot, roster, campaignFolder, now }: TableInput): ConsolidatedTable => {
  const { campaign, wording } = campaignFolder
  const phrase = makePhrase(wording)
  const sectors = campaign.form.sectors.map(one => one.id)
  const order = unitOrder(roster, phrase('table.offRoster'))
  const placed = placeRegistrations(snapshot, stands)
  const at = localTime(now, campaign.timeZone)

  const sections = campaign.form.sections.map((section, index): TableSection => {
    const letter = String.fromCharCode(65 + index)
    const own = placed.filter(one => one.registration.section === section.id)
    const rows = rowsOf(own, order, sectors)
    const counts = countsOf(own, order, sectors, rows.length)
    return {
      id: section.id,
      heading: phrase('table.section', { letter, label: section.label }),
      nameHeading: section.nameHeading,
      blocks: section.id === 'collective' ? blocksOf(rows) : rows.length > 0 ? [{ heading: null, rows }] : [],
      total: {
        ...counts,
        words: phrase(`table.${section.id}Total`, { letter, units: counts.units, rows: counts.rows }),
        modelWords: phrase(`table.${section.id}Models`, { count: counts.models }),
      },
    }
  })

  const [first, second] = campaign.form.sections
  const rowCount = (id: Section): number => sections.find(one => one.id === id)?.total.rows ?? 0
  const all = countsOf(placed, order, sectors, rowCount('collective') + rowCount('individual'))
  return {
    revision: snapshot.revision,
    asOf: now,
    head: {
      left: [campaign.office.parent, campaign.office.name, '*'],
      party: campaign.office.party,
      placeAndDate: phrase('table.placeAndDate', { place: campaign.office.place, year: campaign.year }),
    },
    draft: phrase('table.draft'),
    title: phrase('table.title', { year: campaign.year }),
    basis: phrase('table.basis', {
      number: campaign.letter.number,
      date: writtenDay(campaign.letter.date),
      issuer: campaign.letter.issuer,
    }),
    asOfWords: phrase('table.asOf', { time: writtenTime(at.time), date: writtenDay(at.day) }),
    columns: {
      ordinal: phrase('table.ordinal'),
      unit: phrase('table.unit'),
      name: phrase('table.nameOfBoth', {
        first: first?.nameHeading ?? '',
        second: second?.nameHeading ?? '',
      }),
      sectorGroup: phrase('table.sectorGroup'),
      sectors: campaign.form.sectors.map(one => one.name),
      note: phrase('table.note'),
    },
    sections,
    total: {
      ...all,
      words: phrase('table.grandTotal', {
        units: all.units,
        collectives: rowCount('collective'),
        individuals: rowCount('individual'),
      }),
      modelWords: phrase('table.allModels', { count: all.models }),
    },
    emptyWords: phrase('table.empty'),
    continuedWords: phrase('table.continued'),
    unplacedWords: phrase('table.unplaced'),
    foot: { recipients: phrase('table.recipients'), signer: phrase('table.signer') },
  }
}

interface GroupedRow extends TableRow {
  readonly block: string
}

/** One row for a unit and name: the unit's place, then the order in which the names came. */
const rowsOf = (
  placed: readonly PlacedRegistration[],
  order: UnitOrder,
  sectors: readonly string[],
): GroupedRow[] => {
  const byUnit = Map.groupBy(placed, one => order(one).key)
  const units = [...byUnit.values()].sort((a, b) => {
    const [rankA, rankB] = [order(a[0]!).rank, order(b[0]!).rank]
    return rankA === rankB ? 0 : rankA - rankB
  })
  return units
    .flatMap(own => [...Map.groupBy(own, one => foldTones(one.registration.name)).values()])
    .map((group, index) => {
      const unit = order(group[0]!)
      const modelsWhere = (wanted: (sector: string | null) => boolean): string[] =>
        group.filter(one => wanted(one.registration.sector)).map(one => shown(one.registration.model) || '…')
      return {
        ordinal: index + 1,
        block: unit.block,
        unit: shown(unit.name),
        name: shown(group[0]!.registration.name),
        models: sectors.map(id => modelsWhere(sector => sector === id)),
        unplaced: modelsWhere(sector => sector === null || !sectors.includes(sector)),
        notes: distinctNotes(group),
      }
    })
}

/** Words as all drawings show them: one line, no marks that turn its direction, nothing that paper cannot hold. */
const shown = (text: string): string => shownText(tidy(text))

/** The same note, repeated for each model of a row, is said once. */
const distinctNotes = (group: readonly PlacedRegistration[]): string[] => {
  const notes = group.map(one => shown(one.registration.note)).filter(note => note !== '')
  return [...Map.groupBy(notes, foldTones).values()].map(same => same[0]!)
}

const blocksOf = (rows: readonly GroupedRow[]): TableBlock[] =>
  [...Map.groupBy(rows, row => row.block)].map(([block, own], index) => ({
    heading: `${roman(index + 1)}. ${shown(block)}`,
    rows: own,
  }))

const countsOf = (
  placed: readonly PlacedRegistration[],
  order: UnitOrder,
  sectors: readonly string[],
  rows: number,
): Pick<TableTotal, 'units' | 'rows' | 'models' | 'bySector'> => ({
  units: new Set(placed.map(one => order(one).key)).size,
  rows,
  models: placed.length,
  bySector: sectors.map(id => placed.filter(one => one.registration.sector === id).length),
})
