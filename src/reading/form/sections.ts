/**
 * Tập thể or cá nhân, where the second heading was deleted: the numbers begin again, or people stand among the
 * collectives. From there on `individual` is proposed, and the clerk confirms.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { RegistrationReading } from '../../domain/reading.ts'
import { looksLikePerson } from './lines.ts'
import { type BlockReading, beginsAgain } from './rows.ts'

/** @returns every registration of the blocks, in order, and the error where the split is only proposed */
export const proposeSections = (
  blocks: readonly BlockReading[],
): { registrations: RegistrationReading[]; findings: Finding[] } => {
  const registrations = blocks.flatMap(block => block.registrations)
  const from = splitAt(blocks, registrations)
  const first = from === undefined ? undefined : registrations[from]
  if (from === undefined || !first) return { registrations, findings: [] }
  return {
    registrations: registrations.map((one, at) =>
      at >= from && first.section === 'collective' ? { ...one, section: 'individual' } : one,
    ),
    findings: [finding('section-unclear', { text: first.name }, first.source)],
  }
}

/** The place of the first registration that the headings book to the wrong section, as it seems. */
const splitAt = (
  blocks: readonly BlockReading[],
  registrations: readonly RegistrationReading[],
): number | undefined => {
  const again = listAgain(blocks, registrations.length)
  const hasPeople = blocks.some(block => block.section === 'individual')
  const person = hasPeople ? -1 : registrations.findIndex(one => looksLikePerson(one.name))
  // People without a number in front may stand above the row where the numbers begin again.
  return person < 0 ? again : Math.min(person, again ?? person)
}

/** Where a second list begins by its numbers: in a block, or in another block under the same heading. */
const listAgain = (blocks: readonly BlockReading[], count: number): number | undefined => {
  let before = 0
  for (const block of blocks) {
    if (block.again !== undefined) return before + block.again
    before += block.registrations.length
  }
  const last = blocks.at(-1)
  const isOneSection = blocks.every(block => block.section === blocks[0]?.section)
  return last && blocks.length > 1 && isOneSection && beginsAgain(blocks.flatMap(block => block.ordinals))
    ? count - last.registrations.length
    : undefined
}
