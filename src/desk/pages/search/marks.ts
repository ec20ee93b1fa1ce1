/** What a registration carries that a clerk may want to know at a glance: of its own cell, and of its form as a whole. */
import { type Finding, severityOf } from '../../../domain/finding.ts'
import { sourceKey } from '../../../domain/source.ts'
import type { FoundRegistration } from '../../../domain/wishes.ts'
import { writtenFinding } from '../../../validation/finding-text.ts'
import type { Desk } from '../../desk.ts'

/** Short where there are short words for it. */
export const marksOf = (desk: Desk, row: Pick<FoundRegistration, 'findings' | 'source'>): string[] => {
  const { say } = desk
  const words = findingsOf(row).map(one =>
    say.has(`search.mark-${one.code}`)
      ? say(`search.mark-${one.code}`)
      : writtenFinding(one, desk.app.folder.findingTexts),
  )
  return [...new Set(words)]
}

/** Errors and warnings, and a sender that is new; those about other cells are others'. */
export const findingsOf = ({
  findings,
  source,
}: Pick<FoundRegistration, 'findings' | 'source'>): Finding[] => {
  const own = sourceKey(source)
  return findings.filter(
    one =>
      (severityOf(one) !== 'info' || one.code === 'sender-new') &&
      (one.source === undefined || sourceKey(one.source) === own),
  )
}
