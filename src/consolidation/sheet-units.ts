/** The sheet `Đơn vị`: every unit of the roster, whether it has sent, and whom to call. */
import { stands } from '../domain/outcome.ts'
import { countFigures } from './figures.ts'
import { columnsOf, type Desk, type TrackingCell, type TrackingSheet } from './tracking-sheet.ts'

/** The roster, with what came of each unit; units that sent and are on it no more stand last. */
export const unitSheet = (desk: Desk): TrackingSheet => {
  const { phrase, snapshot, roster, campaignFolder } = desk
  const figures = countFigures(snapshot, roster, campaignFolder.campaign)
  const groups = new Map(
    figures.entries.flatMap(entry => entry.units.map(unit => [unit.id, entry.state] as const)),
  )
  const known = new Set(roster.units.map(unit => unit.id))
  const gone = Map.groupBy(
    snapshot.submissions.filter(one => one.unitId !== null && !known.has(one.unitId)),
    one => one.unitId,
  )
  const registered = new Map(
    [...Map.groupBy(snapshot.registrations, one => one.submissionId)].map(([id, all]) => [id, all.length]),
  )
  const listed = figures.units.map(({ unit, state, registrations }): TrackingCell[] => {
    const groupState = groups.get(unit.id) ?? state
    return [
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
    ]
  })
  const left = [...gone.values()].map((own): TrackingCell[] => {
    const done = own.filter(stands)
    const waits = own.some(one => one.standing === 'review' || one.standing === 'in-progress')
    return [
      own[0]?.unitName ?? '',
      '',
      '',
      phrase(`tracking.state-${waits ? 'verifying' : done.length > 0 ? 'received' : 'missing'}`),
      done.reduce((sum, one) => sum + (registered.get(one.id) ?? 0), 0),
      phrase('tracking.offRoster'),
      '',
      '',
    ]
  })
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
    ]),
    printed: 9,
    rows: [...listed, ...left].map((row, index) => [index + 1, ...row]),
    below: [],
  }
}
