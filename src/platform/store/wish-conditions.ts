/** Which registrations a wish means, as conditions on their rows. Nothing of order, sums or pages. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { RegistrationWish } from '../../domain/wishes.ts'
import { foldBare } from '../../text/fold.ts'
import { noneOf, oneOf } from './lists.ts'
import type { Ledger, Tables } from './tables.ts'

/** A wish with what was looked up for it, once for all that is asked with it. */
export interface FullWish {
  readonly wish: RegistrationWish
  /** Ids of forms: of these alone, or of all but these. Undefined: of any. */
  readonly forms: { readonly among: readonly string[] } | { readonly except: readonly string[] } | undefined
  /** Of each term: names that it fits, of units that no roster has; they stand in the forms alone. */
  readonly names: readonly (readonly string[])[]
  /** Of none of these sectors. */
  readonly otherThan?: readonly string[]
}

type Conditions = Expression<SqlBool>[]

export const completeWish = async (db: Ledger, wish: RegistrationWish): Promise<FullWish> => ({
  ...{ wish, forms: await formsOf(db, wish), names: await namesOf(db, wish) },
})

/**
 * Nearly all forms of a ledger stand, as a rule: where nothing else is asked of them, the few that do not are named. A
 * form's row is long, and is looked at here only.
 */
const formsOf = async (db: Ledger, wish: RegistrationWish): Promise<FullWish['forms']> => {
  const { state, units, marks = [], since, before } = wish
  const isAsked = units !== undefined || marks.length > 0 || since !== undefined || before !== undefined
  const ids = async (conditions: (eb: FormBuilder) => Expression<SqlBool>): Promise<string[]> => {
    const rows = await db.selectFrom('submission').select('id').where(conditions).execute()
    return rows.map(row => row.id)
  }
  if (isAsked || state === 'waiting' || state === 'superseded')
    return { among: await ids(eb => formConditions(eb, wish)) }
  if (state === 'any') return undefined
  return {
    except: await ids(eb => eb.or([eb('standing', '!=', 'registered'), eb('superseded_by', 'is not', null)])),
  }
}

const namesOf = async (db: Ledger, { terms }: RegistrationWish): Promise<FullWish['names']> => {
  if (terms.length === 0) return []
  const rows = await db
    .selectFrom('submission')
    .select('unit_name')
    .distinct()
    .where('unit_id', 'is', null)
    .execute()
  const known = rows.map(row => ({ name: row.unit_name, folded: ` ${foldBare(row.unit_name)}` }))
  return terms.map(({ text }) => known.filter(one => one.folded.includes(` ${text}`)).map(one => one.name))
}

type FormBuilder = ExpressionBuilder<Tables, 'submission'>

const formConditions = (
  eb: FormBuilder,
  { state, units, marks = [], since, before }: RegistrationWish,
): Expression<SqlBool> => {
  const conditions: Conditions = [
    ...(units ? [oneOf('submission.unit_id', units)] : []),
    ...(state === 'standing' ? [eb('standing', '=', 'registered'), eb('superseded_by', 'is', null)] : []),
    ...(state === 'waiting' ? [eb('standing', 'in', ['review', 'in-progress'])] : []),
    ...(state === 'superseded'
      ? [eb.or([eb('superseded_by', 'is not', null), eb('standing', '=', 'duplicate')])]
      : []),
    // Quotes within a finding's values are escaped, so that these words stand nowhere else.
    ...marks.map(mark => eb('findings_json', 'like', `%"code":"${mark}"%`)),
    ...(since === undefined && before === undefined
      ? []
      : [
          eb('message_id', 'in', inner =>
            inner
              .selectFrom('message')
              .select('message.id')
              .where('received_at', '>=', since ?? 0)
              .where('received_at', '<', before ?? Number.MAX_SAFE_INTEGER),
          ),
        ]),
  ]
  return eb.and(conditions)
}

export const registrationConditions = (
  eb: ExpressionBuilder<Tables, 'registration'>,
  { wish, forms, names, otherThan }: FullWish,
): Expression<SqlBool> => {
  const { section, sector, code, terms } = wish
  const conditions: Conditions = [
    ...(forms && 'among' in forms ? [oneOf('registration.submission_id', forms.among)] : []),
    ...(forms && 'except' in forms && forms.except.length > 0
      ? [noneOf('registration.submission_id', forms.except)]
      : []),
    ...(section ? [eb('registration.section', '=', section)] : []),
    ...(sector ? [eb('registration.sector', '=', sector)] : []),
    ...(sector === null ? [eb('registration.sector', 'is', null)] : []),
    ...(otherThan
      ? [eb.or([eb('registration.sector', 'is', null), noneOf('registration.sector', otherThan)])]
      : []),
    ...(code === undefined
      ? []
      : [
          eb('registration.id', 'in', inner =>
            inner.selectFrom('code').select('registration_id').where('number', '=', code),
          ),
        ]),
    ...terms.map(({ text, units }, at) =>
      eb.or([
        // What was folded holds letters, digits and single spaces: none of LIKE's own signs.
        eb('registration.folded', 'like', `% ${text}%`),
        eb('registration.folded', 'like', `${text}%`),
        ...ofUnits(eb, units, names[at] ?? []),
      ]),
    ),
  ]
  return eb.and(conditions)
}

const ofUnits = (
  eb: ExpressionBuilder<Tables, 'registration'>,
  units: readonly string[],
  names: readonly string[],
): Conditions =>
  units.length + names.length === 0
    ? []
    : [
        eb('registration.submission_id', 'in', inner =>
          inner
            .selectFrom('submission')
            .select('submission.id')
            .where(of =>
              of.or([
                ...(units.length > 0 ? [oneOf('submission.unit_id', units)] : []),
                ...(names.length > 0
                  ? [of.and([of('unit_id', 'is', null), oneOf('submission.unit_name', names)])]
                  : []),
              ]),
            ),
        ),
      ]
