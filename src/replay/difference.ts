/** What is otherwise between two states of one form: registrations by what they say, findings by code and values. Pure. */
import type { Finding } from '../domain/finding.ts'
import type { KeptRegistration } from '../domain/ledger.ts'
import type { Standing } from '../domain/outcome.ts'

/** What a registration says. */
export type Said = Pick<KeptRegistration, 'section' | 'name' | 'sector' | 'model' | 'note'> & {
  readonly codeNumber: number | null
}
export interface Changed<T> {
  readonly from: T
  readonly to: T
}

/** What is otherwise; what is undefined or empty is as before. */
export interface Difference {
  /** `superseded`: registered, and another form stands in its place. */
  readonly outcome?: Changed<Standing | 'superseded' | null>
  readonly unit?: Changed<string>
  readonly added: readonly Said[]
  readonly removed: readonly Said[]
  readonly changed: readonly Changed<Said>[]
  readonly newFindings: readonly Finding[]
  readonly goneFindings: readonly Finding[]
}

export const isNone = (one: Difference): boolean =>
  !one.outcome &&
  !one.unit &&
  [one.added, one.removed, one.changed, one.newFindings, one.goneFindings].every(all => all.length === 0)

export const saidBetween = (
  was: readonly (Said & { readonly id: string })[],
  is: readonly (Said & { readonly id: string })[],
): Pick<Difference, 'added' | 'removed' | 'changed'> => {
  const wordsOf = ({ section, name, sector, model, note }: Said): string =>
    JSON.stringify([section, name, sector, model, note])
  const removed = without(was, is, wordsOf)
  const added = without(is, was, wordsOf)
  const pairs = removed.flatMap(one => {
    const other = added.find(
      two =>
        (one.codeNumber !== null && two.codeNumber === one.codeNumber) ||
        (one.id !== '' && two.id === one.id),
    )
    return other ? [{ from: one, to: other }] : []
  })
  return {
    changed: pairs,
    removed: removed.filter(one => !pairs.some(pair => pair.from === one)),
    added: added.filter(one => !pairs.some(pair => pair.to === one)),
  }
}

export const findingsBetween = (
  was: readonly Finding[],
  is: readonly Finding[],
): Pick<Difference, 'newFindings' | 'goneFindings'> => {
  const keyOf = (one: Finding): string => JSON.stringify([one.code, one.args])
  return { newFindings: without(is, was, keyOf), goneFindings: without(was, is, keyOf) }
}

/** As a multiset: what of `all` is not in `others`. */
const without = <T>(all: readonly T[], others: readonly T[], keyOf: (one: T) => string): T[] => {
  const left = new Map<string, number>()
  for (const one of others) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1)
  return all.filter(one => {
    const count = left.get(keyOf(one)) ?? 0
    if (count > 0) left.set(keyOf(one), count - 1)
    return count === 0
  })
}
