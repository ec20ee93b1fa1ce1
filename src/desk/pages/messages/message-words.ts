/** What the page of a mail is written with: the campaign's own words, as the tệp theo dõi has them. */
import type { SheetWords } from '../../../consolidation/sheet-words.ts'
import { makeDecisionWords } from '../../../consolidation/written-decision.ts'
import type { Decision } from '../../../domain/decision.ts'
import type { Finding } from '../../../domain/finding.ts'
import type { Excerpt } from '../../../domain/ledger.ts'
import { writtenFinding } from '../../../validation/finding-text.ts'
import type { Desk } from '../../desk.ts'
import { sheetWordsOf } from '../../sheet-words.ts'
import { when } from '../../when.ts'

export interface MessageWords {
  readonly sheet: SheetWords
  finding(one: Finding): string
  /** What a decision carries; '' where there is nothing to say. */
  decision(one: Decision): string
  moment(at: number): string
}

/** @param excerpt of the mail and of those that its forms speak of */
export const makeMessageWords = async (desk: Desk, excerpt: Excerpt): Promise<MessageWords> => {
  const { folder, roster } = desk.app
  const sheet = sheetWordsOf(desk, excerpt, await roster.roster())
  const words = makeDecisionWords(sheet)
  return {
    sheet,
    finding: one => writtenFinding(one, folder.findingTexts),
    decision: ({ kind, after }) => words(kind, after),
    moment: at => when(desk, at),
  }
}
