/** Registrations as people look for them: by words without marks, unit, sector, code; a page of them, and how many there are. */
import { type ExpressionBuilder, sql } from 'kysely'
import type { FoundRegistration, FoundRegistrations, RegistrationWish } from '../../domain/wishes.ts'
import type { Ledger, Tables } from './tables.ts'

export const findRegistrations = async (db: Ledger, wish: RegistrationWish): Promise<FoundRegistrations> => {
  const matching = db
    .selectFrom('registration')
    .innerJoin('submission', 'submission.id', 'registration.submission_id')
    .innerJoin('message', 'message.id', 'submission.message_id')
    .leftJoin('code', 'code.registration_id', 'registration.id')
    .where(eb => eb.and(conditions(eb, wish)))
  const { total } = await matching
    .select(eb => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching
    .selectAll('registration')
    .select([
      'code.number as code_number',
      'submission.message_id',
      'submission.unit_id',
      'submission.unit_name',
      'submission.standing',
      'submission.superseded_by',
      'message.received_at',
    ])
    .orderBy(sql`code.number is null`)
    .orderBy('code.number')
    .orderBy('message.received_at')
    .orderBy('registration.id')
    .offset(wish.from)
    .limit(wish.count)
    .execute()
  return {
    total: Number(total),
    rows: rows.map(
      (row): FoundRegistration => ({
        ...{ id: row.id, section: row.section, name: row.name, sector: row.sector, model: row.model },
        ...{ note: row.note, source: JSON.parse(row.source_json), place: row.place },
        ...{ submissionId: row.submission_id, codeNumber: row.code_number, messageId: row.message_id },
        ...{ unitId: row.unit_id, unitName: row.unit_name, standing: row.standing },
        ...{ supersededBy: row.superseded_by, receivedAt: row.received_at },
      }),
    ),
  }
}

type Joined = ExpressionBuilder<
  Tables & { code: { number: number | null; registration_id: string | null } },
  'registration' | 'submission' | 'message' | 'code'
>

const conditions = (eb: Joined, wish: RegistrationWish) => {
  const { units, section, sector, code, state } = wish
  return [
    ...wish.terms.map(term =>
      eb.or([
        // What was folded holds letters, digits and spaces: none of LIKE's own signs.
        eb('registration.folded', 'like', `%${term.text}%`),
        ...(term.units.length > 0 ? [eb('submission.unit_id', 'in', [...term.units])] : []),
      ]),
    ),
    ...(units ? [units.length > 0 ? eb('submission.unit_id', 'in', [...units]) : eb.lit(false)] : []),
    ...(section ? [eb('registration.section', '=', section)] : []),
    ...(sector === undefined
      ? []
      : [sector === null ? eb('registration.sector', 'is', null) : eb('registration.sector', '=', sector)]),
    ...(code === undefined ? [] : [eb('code.number', '=', code)]),
    ...(state === 'standing'
      ? [eb('submission.standing', '=', 'registered'), eb('submission.superseded_by', 'is', null)]
      : []),
    ...(state === 'waiting' ? [eb('submission.standing', 'in', ['review', 'in-progress'])] : []),
    ...(state === 'superseded' ? [eb('submission.superseded_by', 'is not', null)] : []),
  ]
}
