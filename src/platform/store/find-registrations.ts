/**
 * Registrations as people look for them: a page of them in the order that was asked for, and what all of them add up to.
 * A ledger of a hundred thousand has to answer while somebody waits: nothing is sorted that stands in order already, and
 * no row is made that is not shown.
 */
import { sql } from 'kysely'
import type {
  FoundRegistration,
  FoundRegistrations,
  RegistrationOrder,
  RegistrationPage,
  RegistrationSums,
  RegistrationWish,
} from '../../domain/wishes.ts'
import { oneOf } from './lists.ts'
import type { Ledger } from './tables.ts'
import { completeWish, type FullWish, registrationConditions } from './wish-conditions.ts'

export const findRegistrations = async (
  db: Ledger,
  wish: RegistrationWish,
  page: RegistrationPage,
): Promise<FoundRegistrations> => {
  const full = await completeWish(db, wish)
  const sums = await sumUp(db, full, page.sectors)
  const ids: string[] = []
  let { from } = page
  for (const piece of from < sums.all && page.count > 0 ? await piecesOf(db, full, page, sums) : []) {
    const left = page.count - ids.length
    if (left > 0 && from < piece.count) ids.push(...(await readPage(db, piece, from, left)))
    from = Math.max(0, from - piece.count)
  }
  return { sums, rows: await readRegistrations(db, ids) }
}

/** Of all that is found, in order: what a download goes by, however long it takes and whatever comes in meanwhile. */
export const findRegistrationIds = async (
  db: Ledger,
  wish: RegistrationWish,
  order: RegistrationOrder,
): Promise<string[]> => {
  const full = await completeWish(db, wish)
  const sums = await sumUp(db, full, order.sectors)
  const ids: string[] = []
  for (const piece of await piecesOf(db, full, order, sums))
    ids.push(...(await readPage(db, piece, 0, piece.count)))
  return ids
}

const matching = (db: Ledger, wish: FullWish) =>
  db.selectFrom('registration').where(eb => registrationConditions(eb, wish))

const sumUp = async (db: Ledger, wish: FullWish, sectors: readonly string[]): Promise<RegistrationSums> => {
  // Added up row by row: `group by` would sort them first.
  const row: Record<string, unknown> = await matching(db, wish)
    .select(eb => [
      eb.fn.countAll().as('all'),
      sql`sum(case when section = 'collective' then 1 else 0 end)`.as('collective'),
      ...sectors.map((sector, at) =>
        sql`sum(case when sector = ${sector} then 1 else 0 end)`.as(`sector${at}`),
      ),
    ])
    .executeTakeFirstOrThrow()
  const [all, collective] = [Number(row.all), Number(row.collective)]
  const listed = sectors.map((sector, at) => ({ sector, count: Number(row[`sector${at}`]) }))
  const others = all - listed.reduce((sum, one) => sum + one.count, 0)
  return {
    all,
    bySection: { collective, individual: all - collective },
    bySector: others > 0 ? [...listed, { sector: null, count: others }] : listed,
  }
}

/** What follows one another, each in order of its codes. */
interface Piece {
  readonly wish: FullWish
  readonly count: number
}

const piecesOf = async (
  db: Ledger,
  full: FullWish,
  { by, units, sectors }: RegistrationOrder,
  sums: RegistrationSums,
): Promise<Piece[]> => {
  if (by === 'sector')
    return sums.bySector.map(({ sector, count }) => ({
      wish: sector === null ? { ...full, otherThan: sectors } : { ...full, wish: { ...full.wish, sector } },
      count,
    }))
  if (by === 'unit') return unitPieces(db, full, units)
  return [{ wish: full, count: sums.all }]
}

const unitPieces = async (db: Ledger, full: FullWish, order: readonly string[]): Promise<Piece[]> => {
  const counts = await matching(db, full)
    .select(eb => ['submission_id', eb.fn.countAll().as('count')])
    .groupBy('submission_id')
    .execute()
  const forms = await db.selectFrom('submission').select(['id', 'unit_id', 'unit_name']).execute()
  const formOf = new Map(forms.map(form => [form.id, form]))
  const units = new Map<string, { id: string; name: string; count: number; forms: string[] }>()
  for (const { submission_id, count } of counts) {
    const form = formOf.get(submission_id)
    if (!form) throw new Error(`registrations of ${submission_id} hang on no submission`)
    const id = form.unit_id ?? ''
    // No id has a space.
    const key = id || `named ${form.unit_name}`
    const unit = units.get(key) ?? { id, name: form.unit_name, count: 0, forms: [] }
    unit.count += Number(count)
    unit.forms.push(submission_id)
    units.set(key, unit)
  }
  const ranks = new Map(order.map((id, rank) => [id, rank]))
  const rankOf = ({ id }: { id: string }): number => ranks.get(id) ?? order.length
  return [...units.values()]
    .sort((a, b) => rankOf(a) - rankOf(b) || byName.compare(a.name, b.name))
    .map(unit => ({ wish: { ...full, forms: { among: unit.forms } }, count: unit.count }))
}

const byName = new Intl.Collator('vi')

/** So many are sorted sooner than looked for among all, in the order of their codes. */
const fewEnough = 5000

/** Codes stand in order already; of what was never registered there is little, and it comes last. */
const readPage = async (
  db: Ledger,
  { wish: full, count: all }: Piece,
  from: number,
  count: number,
): Promise<string[]> => {
  const coded = db
    .selectFrom('code')
    .innerJoin('registration', 'registration.id', 'code.registration_id')
    .where(eb => registrationConditions(eb as never, full))
  const limit = Math.min(count, all - from)
  const rows = await coded
    .select('registration.id')
    // With a sign before it no index gives the order.
    .orderBy(all <= fewEnough ? sql`+code.number` : sql`code.number`)
    .offset(from)
    .limit(limit)
    .execute()
  const ids = rows.map(row => row.id)
  // Whatever stands was given a code when it first did.
  if (ids.length === limit) return ids
  const { before } = await coded.select(eb => eb.fn.countAll().as('before')).executeTakeFirstOrThrow()
  const others = await matching(db, full)
    .innerJoin('submission', 'submission.id', 'registration.submission_id')
    .innerJoin('message', 'message.id', 'submission.message_id')
    .where('registration.id', 'not in', eb => eb.selectFrom('code').select('registration_id'))
    .select('registration.id')
    .orderBy('message.received_at')
    .orderBy('submission.id')
    .orderBy('registration.ordinal')
    .offset(Math.max(0, from - Number(before)))
    .limit(limit - ids.length)
    .execute()
  return [...ids, ...others.map(row => row.id)]
}

/** Those of these that are there still, in this order. */
export const readRegistrations = async (db: Ledger, ids: readonly string[]): Promise<FoundRegistration[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('registration')
    .where(oneOf('registration.id', ids))
    .innerJoin('submission', 'submission.id', 'registration.submission_id')
    .innerJoin('message', 'message.id', 'submission.message_id')
    .leftJoin('code', 'code.registration_id', 'registration.id')
    .selectAll('registration')
    .select([
      'code.number as code_number',
      'submission.message_id',
      'submission.unit_id',
      'submission.unit_name',
      'submission.standing',
      'submission.superseded_by',
      'submission.findings_json',
      'submission.version',
      'message.received_at',
    ])
    .execute()
  const found = new Map(
    rows.map((row): [string, FoundRegistration] => [
      row.id,
      {
        ...{ id: row.id, section: row.section, name: row.name, sector: row.sector, model: row.model },
        ...{ note: row.note, source: JSON.parse(row.source_json), place: row.place },
        ...{ submissionId: row.submission_id, codeNumber: row.code_number, messageId: row.message_id },
        ...{ unitId: row.unit_id, unitName: row.unit_name, standing: row.standing },
        ...{
          supersededBy: row.superseded_by,
          receivedAt: row.received_at,
          version: row.version,
          findings: JSON.parse(row.findings_json),
        },
      },
    ]),
  )
  return ids.flatMap(id => found.get(id) ?? [])
}
