/**
 * Which unit of the roster is a form from? An exact name or alias, folded, decides; likeness only suggests. The form's own
 * words come first (its `Đơn vị:` line), then its letterhead, then the signature; a file name and the sender's name
 * only suggest. Two that contradict each other, a parent body alone, or a name that is not listed: the clerk decides.
 */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding } from '../domain/finding.ts'
import type { Roster, Unit, UnitEvidence } from '../domain/unit.ts'
import { foldTones } from '../text/fold.ts'
import { likeness } from '../text/similarity.ts'
import { foldUnit } from './fold-unit.ts'

export interface UnitMatch {
  readonly unit: Unit | undefined
  /** The roster's name where one matches, else what the form says; '' where it says nothing. */
  readonly name: string
  readonly findings: readonly Finding[]
}

export interface UnitMatcher {
  match(evidence: readonly UnitEvidence[]): UnitMatch
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
    const readings = tiers.map(texts => {
      const usable = texts.filter(isMeant)
      return { texts: usable, units: [...new Set(usable.flatMap(named))] }
    })
    const decisive = readings.find(one => one.texts.length > 0)
    const said = decisive?.texts[0] ?? tiers.flat()[0] ?? ''
    const undecided = (...findings: Finding[]): UnitMatch => ({ unit: undefined, name: said, findings })
    if (!decisive) {
      if (said !== '') return undecided(finding('unit-parent-only', { unit: said }))
      const hint = hinted(evidence)
      return hint
        ? undecided(finding('unit-suggested', { unit: '…', suggestion: hint.name }))
        : undecided(finding('no-unit'))
    }
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
    const other = readings.flatMap(one => one.units).find(one => one !== unit && !isSameOffice(one, unit))
    if (other)
      return {
        unit: undefined,
        name: unit.name,
        findings: [finding('unit-contradicted', { unit: unit.name, other: other.name })],
      }
    return { unit, name: unit.name, findings: [] }
  }

  /** A file named after a unit, or a sender whose name holds one: only to help the clerk. */
  const hinted = (evidence: readonly UnitEvidence[]): Unit | undefined => {
    const texts = evidence
      .filter(one => one.kind === 'file-name' || one.kind === 'sender')
      .flatMap(one => foldUnit(one.text.replace(/\.[a-z0-9]{2,5}$/i, ''), district))
      // In the middle of a file name too: `DVK MN Kim Thư`.
      .map(text =>
        ` ${text} `
          .replace(/ mn /u, ` ${foldTones('mầm non')} `)
          .replace(/ th /u, ` ${foldTones('tiểu học')} `),
      )
    const found = new Set<Unit>()
    for (const [key, units] of index)
      if (key.length > 5 && texts.some(text => text.includes(` ${key} `)))
        for (const unit of units) found.add(unit)
    return found.size === 1 ? [...found][0] : undefined
  }

  const closest = (text: string): Unit | undefined => {
    let best: { unit: Unit; score: number } | undefined
    for (const unit of roster.units)
      for (const name of [unit.name, ...unit.aliases]) {
        const score = likeness(text, name)
        if (score > (best?.score ?? 0.7)) best = { unit, score }
      }
    return best?.unit
  }
  return { match, named }
}

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
