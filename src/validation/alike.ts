/**
 * Registrations that look like the same thing counted twice: within a unit, in two units, one person for two. A mark for
 * the clerk's eye and nothing more: they stay registered, and stay apart in every count. Worked out from the whole ledger
 * at once, so that it cannot depend on what was processed first.
 */
import { type Finding, finding } from '../domain/finding.ts'
import type { KeptRegistration, Snapshot } from '../domain/ledger.ts'
import { stands } from '../domain/outcome.ts'
import { foldTones } from '../text/fold.ts'
import { personKey } from '../text/person.ts'
import { likenessOf, readLetters } from '../text/similarity.ts'
import { unitKey } from './unit-key.ts'

/** From here on two models' names are taken for one, written differently. */
const alike = 0.85

/** Of more than so many with one name in a unit each is compared with those beside it alone, by the letters of the model. */
const mostCompared = 300
/** Others that a registration hears of. */
const mostHeard = 5

interface Placed {
  readonly one: KeptRegistration
  readonly unit: string
  readonly unitName: string
}

/** What is to be said of a registration, by its id; those of which nothing is to be said are not in it. */
export const findAlike = (
  snapshot: Pick<Snapshot, 'submissions' | 'registrations'>,
): ReadonlyMap<string, readonly Finding[]> => {
  const standing = new Map(snapshot.submissions.filter(stands).map(one => [one.id, one]))
  const placed = snapshot.registrations.flatMap((one): Placed[] => {
    const submission = standing.get(one.submissionId)
    return submission ? [{ one, unit: unitKey(submission), unitName: submission.unitName }] : []
  })
  const said = new Map<string, Finding[]>()
  const say = ({ one }: Placed, what: Finding): void => {
    said.set(one.id, [...(said.get(one.id) ?? []), what])
  }
  inUnit(placed, say)
  acrossUnits(
    repeated(placed.filter(({ one }) => one.section === 'collective' && isNamed(one.name))),
    ({ one }) => (one.model === '' ? '' : `${foldTones(one.name)}\n${foldTones(one.model)}`),
    (own, other) => say(own, finding('alike-across-units', { unit: other.unitName, ...namesOf(other.one) })),
  )
  acrossUnits(
    placed.filter(({ one }) => one.section === 'individual'),
    ({ one }) => personKey(one.name),
    (own, other) => say(own, finding('person-in-two-units', { name: own.one.name, unit: other.unitName })),
  )
  return said
}

const namesOf = ({ name, model }: KeptRegistration): { name: string; model: string } => ({ name, model })

/** A name of its own (`Chi bộ thôn Thượng`): every school has a `Tổ chuyên môn`. */
const isNamed = (name: string): boolean => /\s\p{Lu}/u.test(name.trim())

type Say = (own: Placed, what: Finding) => void

/** Of one collective or person, and nearly the same model; a number that differs makes it another. */
const inUnit = (placed: readonly Placed[], say: Say): void => {
  const who = ({ one, unit }: Placed): string =>
    `${unit}\n${one.section}\n${(one.section === 'individual' && personKey(one.name)) || foldTones(one.name)}`
  // Unit by unit: the keys of all at once would be as much text as the ledger.
  for (const ofUnit of Map.groupBy(placed, one => one.unit).values())
    for (const own of Map.groupBy(ofUnit, who).values()) {
      if (own.length < 2) continue
      const named = own.filter(({ one }) => one.model !== '')
      for (const same of Map.groupBy(named, ({ one }) => numbersIn(one.model)).values()) inGroup(same, say)
    }
}

const inGroup = (group: readonly Placed[], say: Say): void => {
  if (group.length < 2) return
  const read = group.map(placed => ({
    ...{ placed, folded: foldTones(placed.one.model), letters: readLetters(placed.one.model), heard: 0 },
  }))
  const isLarge = read.length > mostCompared
  if (isLarge) read.sort((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0))
  for (const [at, own] of read.entries())
    for (const other of read.slice(at + 1, isLarge ? at + 1 + mostHeard : undefined)) {
      const [one, two] = [own.placed.one, other.placed.one]
      // The same words twice in one form are said by the form's own reading (`repeated-row`).
      if (one.submissionId === two.submissionId && own.folded === other.folded) continue
      if (likenessOf(own.letters, other.letters) < alike) continue
      if (own.heard++ < mostHeard) say(own.placed, finding('alike-in-unit', namesOf(two)))
      if (other.heard++ < mostHeard) say(other.placed, finding('alike-in-unit', namesOf(one)))
    }
}

const numbersIn = (text: string): string => (text.match(/\d+/g) ?? []).join(' ')

/** Each of several units that share a key hears of the first other one. */
const acrossUnits = (
  placed: readonly Placed[],
  keyOf: (one: Placed) => string,
  tell: (own: Placed, other: Placed) => void,
): void => {
  for (const [key, all] of Map.groupBy(placed, keyOf)) {
    const first = all[0]!
    const second = all.find(one => one.unit !== first.unit)
    if (key === '' || !second) continue
    for (const own of all) tell(own, own.unit === first.unit ? second : first)
  }
}

/**
 * Those of which another one has the same name and model, and a few more. Most are there once: folding and keeping the
 * text of a hundred thousand to find that out would cost more than the ledger itself.
 */
const repeated = (placed: readonly Placed[]): Placed[] => {
  const numbers = placed.map(({ one }) => letterNumber(one.model, letterNumber(one.name)))
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return placed.filter((_, at) => counts.get(numbers[at]!)! > 1)
}

/** A number of the letters a to z and digits of a text (FNV-1a): texts that are one when folded have the same. */
const letterNumber = (text: string, seed = 0x811c9dc5): number => {
  const letters = text.normalize('NFD')
  let hash = seed
  for (let at = 0; at < letters.length; at++) {
    const unit = letters.charCodeAt(at)
    const lower = unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit
    if ((lower >= 0x61 && lower <= 0x7a) || (unit >= 0x30 && unit <= 0x39))
      hash = Math.imul(hash ^ lower, 0x01000193)
  }
  return hash | 0
}
