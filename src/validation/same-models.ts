/**
 * Names of models that look like one model written differently, in whatever units: the same but for marks, quotes, spaces
 * and numbers in words, or but for a letter. Proposals for the clerk and nothing more: nothing is counted together by them.
 */
import type { ModelWording } from '../domain/wishes.ts'
import { foldBare, tidy } from '../text/fold.ts'
import { likenessOf, readLetters } from '../text/similarity.ts'

export interface ModelGroup {
  /** At least two; the most frequent first, of equals the one that was registered first. */
  readonly wordings: readonly GroupedWording[]
}
export interface GroupedWording extends ModelWording {
  /** The same as the first one but for what nobody reads; else it is only alike. */
  readonly isSame: boolean
}

/** As in `alike.ts`. */
const alike = 0.85
/** Each name is held against so many beside it, by their beginnings and by their ends. */
const neighbours = 5
/** Of more names than any district has, only those that are the same are told. */
const mostCompared = 20_000

/** The words for 1 to 10 without marks; what else they may mean (a year, a woman) they mean in both names. */
const numberWords = new Map(
  ['mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi'].map((word, at) => [
    word,
    String(at + 1),
  ]),
)

interface Read {
  readonly key: string
  readonly words: readonly string[]
  readonly numbers: string
  /** Words that begin with a capital where no sentence does: somebody's or some place's name. */
  readonly names: ReadonlySet<string>
  readonly wordings: ModelWording[]
}

/** The largest first, of equals the one that was registered first. */
export const findSameModels = (all: readonly ModelWording[]): ModelGroup[] => {
  const byKey = new Map<string, Read>()
  for (const wording of all) {
    const read = readModel(wording)
    if (read.key === '') continue
    const known = byKey.get(read.key)
    if (known) known.wordings.push(wording)
    else byKey.set(read.key, read)
  }
  const read = [...byKey.values()]
  const groupOf = new Map(read.map(one => [one, [one]]))
  for (const [one, other] of read.length > mostCompared ? [] : nearPairs(read)) {
    const [mine, others] = [groupOf.get(one)!, groupOf.get(other)!]
    if (mine === others) continue
    mine.push(...others)
    for (const each of others) groupOf.set(each, mine)
  }
  const places = new Map(all.map((wording, at) => [wording.model, at]))
  return [...new Set(groupOf.values())]
    .map(members => asGroup(members, places))
    .filter(group => group.wordings.length > 1)
    .sort((a, b) => countOf(b) - countOf(a) || placeIn(places, a) - placeIn(places, b))
}

const placeIn = (places: ReadonlyMap<string, number>, { wordings }: ModelGroup): number =>
  places.get(wordings[0]?.model ?? '') ?? 0

const countOf = ({ wordings }: ModelGroup): number =>
  wordings.reduce((sum, one) => sum + one.registrations.length, 0)

const asGroup = (members: readonly Read[], places: ReadonlyMap<string, number>): ModelGroup => {
  const wordings = members.flatMap(one => one.wordings.map(wording => ({ ...wording, key: one.key })))
  wordings.sort(
    (a, b) =>
      b.registrations.length - a.registrations.length ||
      (places.get(a.model) ?? 0) - (places.get(b.model) ?? 0),
  )
  const first = wordings[0]!.key
  return { wordings: wordings.map(({ key, ...one }) => ({ ...one, isSame: key === first })) }
}

const readModel = (wording: ModelWording): Read => {
  const bare = foldBare(wording.model).replace(/^(?:mo hinh )+(?=.)/, '')
  const words = bare.split(' ').map(word => numberWords.get(word) ?? word)
  const capitals = tidy(wording.model).match(/(?<=[\p{L}\p{N},]\s)\p{Lu}[\p{L}\p{M}]*/gu) ?? []
  return {
    // Spaces between letters are forgotten; those between numbers tell 1 2 from 12.
    key: words.join(' ').replace(/(?<=\p{L}) (?=\p{L})/gu, ''),
    words,
    numbers: words.filter(word => /^\d+$/.test(word)).join(' '),
    names: new Set(capitals.map(foldBare)),
    wordings: [wording],
  }
}

function* nearPairs(read: readonly Read[]): Generator<readonly [Read, Read]> {
  const backwards = new Map(read.map(one => [one, [...one.key].reverse().join('')]))
  const orders = [(one: Read): string => one.key, (one: Read): string => backwards.get(one) ?? '']
  for (const keyOf of orders) {
    const sorted = read.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    for (const [at, one] of sorted.entries())
      for (const other of sorted.slice(at + 1, at + 1 + neighbours))
        if (isNear(one, other)) yield [one, other]
  }
}

/** One word differs, by one letter, and it is nobody's name: `Thượng` and `Thương` may be two villages. */
const isNear = (one: Read, other: Read): boolean => {
  if (one.numbers !== other.numbers || one.words.length !== other.words.length) return false
  const different = one.words.flatMap((word, at) =>
    word === other.words[at] ? [] : [[word, other.words[at]!] as const],
  )
  const [pair] = different
  if (!pair || different.length > 1 || !isMistyped(...pair)) return false
  if (one.names.has(pair[0]) && other.names.has(pair[1])) return false
  const [left, right] = [one.wordings[0]!.model, other.wordings[0]!.model]
  return likenessOf(readLetters(left), readLetters(right)) >= alike
}

/** A letter more, less, another or two exchanged; in words that are long enough for that to be a slip. */
const isMistyped = (one: string, other: string): boolean => {
  if (Math.min(one.length, other.length) < 3 || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  const [rest, otherRest] = [one.slice(start), other.slice(start)]
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    (rest.slice(2) === otherRest.slice(2) && rest[0] === otherRest[1] && rest[1] === otherRest[0])
  )
}
