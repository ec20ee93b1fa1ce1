/**
 * Which unit of the roster is a form from? An exact name or alias, folded, decides; likeness only suggests. The form's own
 * words come first (its `Đơn vị:` line), then its letterhead, then the signature; where they name none, the file's
 * name; the sender's name only suggests. Two that contradict each other, a parent body alone, or a name that is not listed: the clerk decides.
 */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding } from '../domain/finding.ts'
import type { Roster, Unit, UnitEvidence } from '../domain/unit.ts'
import { foldTones } from '../text/fold.ts'
import { likeness } from '../text/similarity.ts'
import { foldUnit } from './fold-unit.ts'
import { type Hint, makeHintFinder } from './hints.ts'

export interface UnitMatch {
  readonly unit: Unit | undefined
  /** The roster's name where one matches, else what the form says; '' where it says nothing. */
  readonly name: string
  readonly findings: readonly Finding[]
}

export interface UnitMatcher {
  match(evidence: readonly UnitEvidence[]): UnitMatch
  unit(id: string): Unit | undefined
  /** The units that a text names exactly: usually none or one. */
  named(text: string): readonly Unit[]
}

/** Reads the roster once; matching is a look-up. */
export const makeUnitMatcher = (
  roster: Roster,
  campaign: Pick<Campaign, 'office' | 'parentBodies'>,
): UnitMatcher => {
  const district = campaign.office.place
  const index = new Map<string, Unit[]>()
  for (const unit of roster.units)
    for (const key of new Set([unit.name, ...unit.aliases].flatMap(name => foldUnit(name, district)))) {
      const units = index.get(key) ?? []
      if (!units.includes(unit)) index.set(key, [...units, unit])
    }
  const findHints = makeHintFinder(index, district)
  const parents = new Set(campaign.parentBodies.flatMap(name => foldUnit(name, district)))
  const named = (text: string): Unit[] => [
    ...new Set(foldUnit(text, district).flatMap(key => index.get(key) ?? [])),
  ]
  const isParent = (text: string): boolean => foldUnit(text, district).some(key => parents.has(key))

  const match = (evidence: readonly UnitEvidence[]): UnitMatch => {
    const of = (kind: UnitEvidence['kind']): string[] =>
      evidence.filter(one => one.kind === kind && one.role === 'own').map(one => one.text)
    const tiers = [of('unit-line'), letterheadNames(evidence, named), of('signature')]
    // Phòng GD&ĐT heads the letters of its schools: it is meant itself only where a second place names it as well.
    const isMeant = (text: string): boolean =>
      !isParent(text) ||
      tiers.filter(texts => texts.some(one => named(one).some(unit => named(text).includes(unit)))).length >=
        2
    const own = tiers.map((texts): Reading => {
      const usable = texts.filter(isMeant)
      return { texts: usable, units: [...new Set(usable.flatMap(named))] }
    })
    // `T/M CHI ỦY`, `Chủ tịch UBND xã`: most signatures name no unit at all, and then say nothing of it.
    const decisive = own.find(
      (one, at) => one.texts.length > 0 && (at < signatureTier || one.units.length > 0),
    )
    const said = decisive?.texts[0] ?? tiers.flat()[0] ?? ''
    const hints = findHints(evidence)
    const undecided = (one: Finding, name = said): UnitMatch => ({
      unit: undefined,
      name,
      findings: [one, ...candidates(own, hints)],
    })
    if (!decisive) return byHints(hints, said, undecided, [...tiers.flat()].some(isParent))
    const [unit, second] = decisive.units
    if (!unit) {
      const close = closest(decisive.texts[0]!)
      return undecided(
        close
          ? finding('unit-suggested', { unit: said, suggestion: close.name })
          : finding('unit-not-on-roster', { unit: said }),
      )
    }
    if (second)
      return undecided(
        finding('unit-ambiguous', { candidates: decisive.units.map(one => one.name).join(', ') }),
      )
    const isOther = (one: Unit): boolean => one !== unit && !isSameOffice(one, unit)
    // A file of one school that names another: somebody filled in a colleague's file, or attached the wrong one.
    const other =
      own.flatMap(one => one.units).find(isOther) ??
      hints.find(
        one => one.kind === 'file-name' && one.exact && isOther(one.unit) && one.unit.block === unit.block,
      )?.unit
    if (other)
      return undecided(finding('unit-contradicted', { unit: unit.name, other: other.name }), unit.name)
    const sender = hints.find(one => one.kind === 'sender' && one.exact && isOther(one.unit))
    return {
      unit,
      name: unit.name,
      findings: sender ? [finding('sender-differs', { sender: sender.unit.name, unit: unit.name })] : [],
    }
  }

  /** The form itself names no unit: its file's name may, exactly; a sender's name only suggests. */
  const byHints = (
    hints: readonly Hint[],
    said: string,
    undecided: (one: Finding, name?: string) => UnitMatch,
    hasParent: boolean,
  ): UnitMatch => {
    const units = new Set(hints.map(one => one.unit))
    const [hint] = hints
    if (hint && units.size === 1) {
      const { unit } = hint
      if (hint.kind === 'file-name' && hint.exact)
        return { unit, name: unit.name, findings: [finding('unit-from-file-name', { unit: unit.name })] }
      return undecided(
        finding('unit-suggested', { unit: said || '…', suggestion: unit.name }),
        said || unit.name,
      )
    }
    if (units.size > 1)
      return undecided(finding('unit-ambiguous', { candidates: [...units].map(one => one.name).join(', ') }))
    if (hasParent) return undecided(finding('unit-parent-only', { unit: said }))
    return undecided(said === '' ? finding('no-unit') : finding('unit-not-on-roster', { unit: said }))
  }

  const closest = (text: string): Unit | undefined => {
    // The district's name is in everybody's: alike in nothing else is not alike.
    const own = (name: string): string => {
      const folded = foldUnit(name, district).at(-1)!
      return folded.endsWith(level) ? folded.slice(0, -level.length) : folded
    }
    const sought = own(text)
    let best: { unit: Unit; score: number } | undefined
    for (const unit of roster.units)
      for (const name of [unit.name, ...unit.aliases]) {
        const score = likeness(sought, own(name))
        if (score > (best?.score ?? 0.7)) best = { unit, score }
      }
    return best?.unit
  }
  const byId = new Map(roster.units.map(unit => [unit.id, unit]))
  return { match, named, unit: id => byId.get(id) }
}

const signatureTier = 2
const level = foldTones(' huyện')

interface Reading {
  readonly texts: readonly string[]
  readonly units: readonly Unit[]
}

const places = {
  'file-name': 'unit-in-file-name',
  sender: 'unit-in-sender',
} as const

/** Every unit that some place names, with the words there: what the clerk chooses from. */
const candidates = (own: readonly Reading[], hints: readonly Hint[]): Finding[] => [
  ...own.flatMap((reading, at) =>
    reading.units.map(unit =>
      finding((['unit-in-line', 'unit-in-letterhead', 'unit-in-signature'] as const)[at]!, {
        text: reading.texts.join(' / '),
        unit: unit.name,
      }),
    ),
  ),
  ...hints.map(one => finding(places[one.kind], { text: one.text, unit: one.unit.name })),
]

/** The form of a commune's Đảng ủy is often signed for its UBND: one office, and the form's own line decides. */
const isSameOffice = (one: Unit, other: Unit): boolean =>
  one.group !== '' && foldTones(one.group) === foldTones(other.group)

/** The unit's own lines; a name broken over two lines is tried joined as well, and wins when only that is listed. */
const letterheadNames = (evidence: readonly UnitEvidence[], named: (text: string) => Unit[]): string[] => {
  const lines = evidence.filter(one => one.kind === 'letterhead')
  const names: string[] = []
  for (const [at, line] of lines.entries()) {
    if (line.role === 'parent') continue
    const above = lines[at - 1]
    const joined = above?.role === 'parent' ? `${above.text} ${line.text}` : undefined
    names.push(
      joined !== undefined && named(line.text).length === 0 && named(joined).length > 0 ? joined : line.text,
    )
  }
  // The other column of a letterhead holds a slogan or a number: a line that names a unit is meant.
  const listed = names.filter(name => named(name).length > 0)
  return listed.length > 0 ? listed : names
}
