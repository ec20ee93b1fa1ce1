/**
 * A code belongs to what was registered, not to the cell where an earlier reading saw it: `DVK22-0137` was printed, and
 * told by telephone. A registration that a new reading finds in another cell, another file's path or with a better name
 * keeps its code. In turn, each to one that has none yet:
 *
 *   the same place and words → the same words, wherever in the mail → the same section, name and model, where only one is
 *   so on either side → the same place, whatever it says now → nothing: the code waits for its words to come back, and
 *   is never given to another
 */
import { z } from 'zod'
import type { Ledger } from './tables.ts'

export interface Coded {
  readonly id: string
  readonly section: string
  readonly name: string
  readonly sector: string | null
  readonly model: string
  readonly note: string
}
export interface Carrier extends Coded {
  readonly number: number
  /** Its registration went with an earlier reading. */
  readonly waits: boolean
}

/** Pure. @returns the id that each code goes to; a code that goes nowhere is not in it */
export const carryCodes = (before: readonly Carrier[], after: readonly Coded[]): Map<number, string> => {
  const carried = new Map<number, string>()
  const taken = new Set<string>()
  const pair = (
    carriers: readonly Carrier[],
    keyOf: (one: Coded) => string,
    onlyWhereAlone = false,
  ): void => {
    const free = Map.groupBy(
      after.filter(one => !taken.has(one.id)),
      keyOf,
    )
    const open = Map.groupBy(
      carriers.filter(one => !carried.has(one.number)),
      keyOf,
    )
    for (const [key, some] of open) {
      const targets = free.get(key) ?? []
      if (onlyWhereAlone && (some.length > 1 || targets.length > 1)) continue
      for (const [at, target] of targets.slice(0, some.length).entries()) {
        carried.set(some[at]!.number, target.id)
        taken.add(target.id)
      }
    }
  }
  const inPlace = before.filter(one => !one.waits)
  pair(before, one => JSON.stringify([one.id, ...wordsOf(one)]))
  // Who lost its code only now comes before who has been away.
  pair(inPlace, one => JSON.stringify(wordsOf(one)))
  pair(before, one => JSON.stringify(wordsOf(one)))
  pair(inPlace, one => JSON.stringify([one.section, one.name, one.model]), true)
  pair(inPlace, one => one.id)
  return carried
}

const wordsOf = (one: Coded) => [one.section, one.name, one.sector, one.model, one.note] as const

/** The registrations of these submissions that have a code, as they stand. Asked before they are written anew. */
export const readCarriers = async (db: Ledger, submissions: readonly string[]): Promise<Carrier[]> =>
  (await readCoded(db, submissions)).flatMap(({ number, ...one }) =>
    number === null ? [] : [{ ...one, number, waits: false }],
  )

const readCoded = async (db: Ledger, submissions: readonly string[]) => {
  if (submissions.length === 0) return []
  return db
    .selectFrom('registration')
    .leftJoin('code', 'code.registration_id', 'registration.id')
    .select(['registration.id', 'section', 'name', 'sector', 'model', 'note', 'code.number as number'])
    .where('submission_id', 'in', submissions)
    .orderBy('submission_id')
    .orderBy('ordinal')
    .execute()
}

/**
 * @param before what had codes in the submissions that were read otherwise, or went
 * @param submissions those that were written
 */
export const moveCodes = async (
  db: Ledger,
  messageId: string,
  before: readonly Carrier[],
  submissions: readonly string[],
): Promise<void> => {
  const carriers = [...before, ...(await readWaiting(db, messageId))]
  if (carriers.length === 0) return
  const own = new Set(before.map(one => one.number))
  const after = (await readCoded(db, submissions)).filter(one => one.number === null || own.has(one.number))
  const carried = carryCodes(carriers, after)
  const moves = carriers.flatMap(one => {
    const to = carried.get(one.number)
    if (one.waits) return to === undefined ? [] : [{ number: one.number, to }]
    return to === one.id ? [] : [{ number: one.number, to: to ?? waitingName(one) }]
  })
  // Twice: two that change places may not have the same id in between.
  for (const { number } of moves) await setCarrier(db, number, `${waiting}${number}`)
  for (const { number, to } of moves) await setCarrier(db, number, to)
}

/** In place of the id, which may be another's by now: begins so, and says what the registration was. */
const waiting = 'waits '
const Words = z.tuple([z.string(), z.string(), z.string(), z.string().nullable(), z.string(), z.string()])

const waitingName = (one: Carrier): string =>
  `${waiting}${one.number} ${JSON.stringify([one.id, ...wordsOf(one)])}`

const readWaiting = async (db: Ledger, messageId: string): Promise<Carrier[]> => {
  const rows = await db
    .selectFrom('code')
    .selectAll()
    .where('registration_id', '>=', waiting)
    .where('registration_id', '<', 'waits!')
    .orderBy('number')
    .execute()
  return rows.flatMap(({ number, registration_id }) => {
    const said = registration_id.slice(`${waiting}${number} `.length)
    const [id, section, name, sector, model, note] = Words.parse(JSON.parse(said))
    return id.startsWith(`${messageId}/`)
      ? [{ id, section, name, sector, model, note, number, waits: true }]
      : []
  })
}

const setCarrier = async (db: Ledger, number: number, id: string): Promise<void> => {
  await db.updateTable('code').set({ registration_id: id }).where('number', '=', number).execute()
}
