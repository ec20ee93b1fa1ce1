/** What these pages are written with: the campaign's words, and how what waits is named to a clerk. */
import type { SheetWords } from '../../../consolidation/sheet-words.ts'
import { partName, senderOf } from '../../../consolidation/tracking-sheet.ts'
import type { Waiting } from '../../../consolidation/waiting.ts'
import { makeDecisionWords } from '../../../consolidation/written-decision.ts'
import type { DecisionKind } from '../../../domain/decision.ts'
import type { Finding } from '../../../domain/finding.ts'
import type { Excerpt } from '../../../domain/ledger.ts'
import type { Roster } from '../../../domain/unit.ts'
import { writtenFinding } from '../../../validation/finding-text.ts'
import type { Desk } from '../../desk.ts'
import { isWords } from '../../original/part-names.ts'
import { sheetWordsOf } from '../../sheet-words.ts'
import { when } from '../../when.ts'

export interface ItemWords {
  readonly roster: Roster
  readonly phrase: SheetWords['phrase']
  readonly sectorName: SheetWords['sectorName']
  readonly sheet: SheetWords
  finding(one: Finding): string
  /** What a decision carries. */
  decision(kind: DecisionKind, value: unknown): string
  moment(at: number): string
  /** What it is about: the unit, the file, the mail. */
  title(one: Waiting): string
  sender(one: Waiting): string
  file(one: Waiting): string
}

export const makeItemWords = async (desk: Desk, excerpt: Excerpt): Promise<ItemWords> => {
  const { folder, roster: file } = desk.app
  const roster = await file.roster()
  const sheet = sheetWordsOf(desk, excerpt, roster)
  const fileOf = ({ part, submission }: Waiting): string =>
    part && isWords(part)
      ? sheet.phrase('tracking.body')
      : part || submission
        ? partName(part, part?.path ?? submission?.partPath ?? '', sheet.phrase)
        : ''
  let decisionWords: ItemWords['decision'] | undefined
  return {
    ...{ roster, sheet, phrase: sheet.phrase, sectorName: sheet.sectorName, file: fileOf },
    finding: one => writtenFinding(one, folder.findingTexts),
    decision: (kind, value) => {
      decisionWords ??= makeDecisionWords(sheet)
      return decisionWords(kind, value)
    },
    moment: at => when(desk, at),
    title: one => {
      if (one.submission) return one.submission.unitName || desk.say('waiting.no-unit')
      return one.part ? fileOf(one) : one.message?.headers?.subject || desk.say('waiting.no-subject')
    },
    sender: one => senderOf(one.message) || desk.say('waiting.no-sender'),
  }
}
