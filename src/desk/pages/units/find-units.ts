/**
 * Units as people ask for them on the phone: without tone marks, "mn kim thu", the beginning of a word, a name that only
 * the unit itself uses. A number or letter is itself: "cao vien 1" is never Cao Viên 10. Pure.
 */
import type { Unit } from '../../../domain/unit.ts'
import { foldBare } from '../../../text/fold.ts'
import { foldUnit } from '../../../units/fold-unit.ts'

/** @returns all of them where nothing is asked; those whose name is exactly that, where there are */
export const findUnits = <T extends { readonly unit: Unit }>(
  units: readonly T[],
  asked: string,
  district: string,
): T[] => {
  const readings = wordsOf(asked, district)
  if (readings.length === 0) return [...units]
  const found = units.flatMap(one => {
    const names = [one.unit.name, ...one.unit.aliases, one.unit.group].flatMap(name =>
      wordsOf(name, district),
    )
    const hit = names.some(words => readings.some(wish => wish.every(term => hasTerm(words, term))))
    const exact = names.some(words => readings.some(wish => wish.join(' ') === words.join(' ')))
    return hit ? [{ one, exact }] : []
  })
  const exact = found.filter(one => one.exact)
  return (exact.length === 1 ? exact : found).map(({ one }) => one)
}

/** As written, and with the usual abbreviations written out. */
const wordsOf = (text: string, district: string): string[][] =>
  [...new Set([text, ...foldUnit(text, district)].map(foldBare))]
    .filter(one => one !== '')
    .map(one => one.split(' '))

const hasTerm = (words: readonly string[], term: string): boolean =>
  words.some(word => (/\d/.test(term) || term.length < 2 ? word === term : word.startsWith(term)))
