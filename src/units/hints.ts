/**
 * Units that the name of a file or of a sender holds, in the middle of it too: `DVK MN Kim Thư.doc`. Weaker than anything
 * the form says; how much weaker is `match.ts`'s to say.
 */
import type { Unit, UnitEvidence } from '../domain/unit.ts'
import { foldBare, foldTones } from '../text/fold.ts'
import { foldUnit } from './fold-unit.ts'

export interface Hint {
  readonly kind: 'file-name' | 'sender'
  readonly text: string
  readonly unit: Unit
  /** With its tone marks; otherwise only without them. */
  readonly exact: boolean
}

type Index = ReadonlyMap<string, readonly Unit[]>

/** @param index folded names to the units that bear them. At most one hint a text: two units in one name say nothing. */
export const makeHintFinder = (
  index: Index,
  district: string,
): ((evidence: readonly UnitEvidence[]) => Hint[]) => {
  const bareIndex = new Map<string, readonly Unit[]>()
  for (const [key, units] of index) {
    const bare = foldBare(key)
    bareIndex.set(bare, [...new Set([...(bareIndex.get(bare) ?? []), ...units])])
  }
  return evidence =>
    evidence.flatMap(({ kind, text, role }): Hint[] => {
      if ((kind !== 'file-name' && kind !== 'sender') || role !== 'own') return []
      const name = text.replace(/\.[a-z0-9]{2,5}$/i, '').replace(/[_.]+/g, ' ')
      const exact = unitsWithin(foldUnit(name, district).map(spelledOut), index)
      if (exact.length > 0) return exact.length === 1 ? [{ kind, text, unit: exact[0]!, exact: true }] : []
      // Names of files are often typed without marks; without them two names can be one: never more than a hint.
      const bare = unitsWithin([foldBare(spelledOut(foldBare(name)))], bareIndex)
      return bare.length === 1 ? [{ kind, text, unit: bare[0]!, exact: false }] : []
    })
}

const shortened = [
  ['mn', 'mầm non'],
  ['th', 'tiểu học'],
  ['đu', 'đảng ủy'],
  ['du', 'đảng ủy'],
].map(([from, to]) => [` ${from} `, ` ${foldTones(to!)} `] as const)

const spelledOut = (text: string): string =>
  shortened.reduce((all, [from, to]) => all.replace(from, to), ` ${text} `).trim()

/** Units of the longest names that stand in the texts as whole words. */
const unitsWithin = (texts: readonly string[], index: Index): Unit[] => {
  const found = [...index].filter(
    ([key]) => key.length > 5 && texts.some(text => ` ${text} `.includes(` ${key} `)),
  )
  // `tiểu học cao viên` stands in `tiểu học cao viên ii` as well: the longer name is the one that is meant.
  const longest = found.filter(
    ([key]) => !found.some(([other]) => other !== key && ` ${other} `.includes(` ${key} `)),
  )
  return [...new Set(longest.flatMap(([, units]) => units))]
}
