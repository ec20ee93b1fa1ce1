/** The sheet `Đơn vị`: every unit of the roster, whether it has sent, and whom to call. */
import type { KeptSubmission } from '../domain/ledger.ts'
import { stands } from '../domain/outcome.ts'
import { writtenDay } from '../domain/zoned-time.ts'
import type { Figures } from './figures.ts'
import type { SheetWords } from './sheet-words.ts'
import { columnsOf, rowsOf, type TrackingCell, type TrackingSheet } from './tracking-sheet.ts'

/** The roster, with what came of each unit; units that sent and are on it no more stand last. */
export const unitSheet = (words: SheetWords, figures: Figures): TrackingSheet => {
  const { phrase } = words
  return {
    name: phrase('tracking.unitsSheet'),
    range: 'DonVi',
    columns: columnsOf(phrase, [
      ['ordinal', 6, 'number'],
      ['unit', 40],
      ['block', 30],
      ['group', 22],
      ['state', 26],
      ['models', 10, 'number'],
      ['roster', 20],
      ['contact', 24],
      ['phone', 16],
      ['addresses', 32],
      ['extendedTo', 13],
      ['waitingForms', 12, 'number'],
      ['lastReceived', 17, 'time'],
    ]),
    printed: 9,
    rows: rowsOf(() => unitRows(words, figures)),
    below: [],
  }
}

function* unitRows({ phrase, snapshot, roster }: SheetWords, figures: Figures): Generator<TrackingCell[]> {
  const groups = new Map(
    figures.entries.flatMap(entry => entry.units.map(unit => [unit.id, entry.state] as const)),
  )
  const received = new Map(snapshot.messages.map(one => [one.id, one.receivedAt]))
  const lastOf = new Map<string | null, number>()
  for (const { unitId, messageId } of snapshot.submissions)
    lastOf.set(unitId, Math.max(lastOf.get(unitId) ?? 0, received.get(messageId) ?? 0))
  let ordinal = 0
  for (const { unit, state, registrations, waiting } of figures.units) {
    const groupState = groups.get(unit.id) ?? state
    yield [
      ++ordinal,
      unit.name,
      unit.block,
      unit.group,
      // The other unit of its group sent for both.
      state === 'missing' && groupState !== 'missing'
        ? phrase('tracking.stateByGroup', { state: phrase(`tracking.state-${groupState}`) })
        : phrase(`tracking.state-${state}`),
      registrations,
      phrase(unit.confirmed ? 'tracking.confirmed' : 'tracking.unconfirmed'),
      unit.contact,
      unit.phone,
      unit.addresses.join('\n'),
      unit.extendedTo === '' ? '' : writtenDay(unit.extendedTo),
      waiting,
      lastOf.get(unit.id) || null,
    ]
  }
  const known = new Set(roster.units.map(unit => unit.id))
  const gone = Map.groupBy(
    snapshot.submissions.filter(one => one.unitId !== null && !known.has(one.unitId)),
    one => one.unitId,
  )
  for (const [unitId, own] of gone) {
    const waiting = own.filter(waits).length
    const standing = new Set(own.filter(stands).map(one => one.id))
    yield [
      ++ordinal,
      own[0]?.unitName ?? '',
      '',
      '',
      phrase(`tracking.state-${waiting > 0 ? 'verifying' : standing.size > 0 ? 'received' : 'missing'}`),
      snapshot.registrations.filter(one => standing.has(one.submissionId)).length,
      phrase('tracking.offRoster'),
      '',
      '',
      '',
      '',
      waiting,
      lastOf.get(unitId) || null,
    ]
  }
}

const waits = (one: KeptSubmission): boolean => one.standing === 'review' || one.standing === 'in-progress'
