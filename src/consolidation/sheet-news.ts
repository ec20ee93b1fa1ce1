/** The sheet `Phát sinh`: what is new since the last report: units, their registrations, what waits. */
import { shortCode } from '../domain/identity.ts'
import { stands } from '../domain/outcome.ts'
import { localTime, writtenDay } from '../domain/zoned-time.ts'
import { unitKey } from '../validation/unit-key.ts'
import { cameAfter, findLastReport, isNewRegistration, type LastReport } from './news.ts'
import { byCode } from './registration-order.ts'
import { reasonOf } from './sheet-waiting.ts'
import type { SheetWords } from './sheet-words.ts'
import { columnsOf, rowsOf, type TrackingCell, type TrackingSheet } from './tracking-sheet.ts'
import type { Waiting } from './waiting.ts'
import { writtenRow } from './written-differences.ts'

export const newsSheet = (words: SheetWords, waiting: readonly Waiting[]): TrackingSheet => {
  const { phrase, snapshot, campaignFolder } = words
  const report = findLastReport(snapshot)
  const at = report && localTime(report.at, campaignFolder.campaign.timeZone)
  return {
    name: phrase('tracking.newsSheet'),
    range: 'PhatSinh',
    columns: columnsOf(phrase, [
      ['kind', 16],
      ['unit', 30],
      ['block', 26],
      ['code', 13],
      ['content', 70],
      ['receivedAt', 17, 'time'],
      ['messageCode', 13],
    ]),
    printed: 7,
    rows: rowsOf(() => newsRows(words, report, waiting)),
    below: [
      [phrase('tracking.lastReport'), at ? `${writtenDay(at.day)} ${at.time}` : phrase('tracking.noReport')],
    ],
  }
}

/** Units of which nothing was registered before (a form that was replaced since counts), then registrations by code, then what waits. */
function* newsRows(
  words: SheetWords,
  report: LastReport | undefined,
  waiting: readonly Waiting[],
): Generator<TrackingCell[]> {
  // Before the first report everything is new: the other sheets list it.
  if (!report) return
  const { phrase, snapshot, unitOf, messageOf } = words
  const registered = new Map(
    snapshot.submissions.filter(one => one.standing === 'registered').map(one => [one.id, one]),
  )
  const standing = new Map([...registered].filter(([, one]) => stands(one)))
  const isNew = (one: (typeof listed)[number]): boolean =>
    isNewRegistration(report, one, messageOf(registered.get(one.submissionId)?.messageId))
  const listed = snapshot.registrations.filter(one => registered.has(one.submissionId))
  const fresh = listed.filter(one => standing.has(one.submissionId) && isNew(one)).sort(byCode)
  const keyOf = (submissionId: string): string => unitKey(registered.get(submissionId)!)
  const before = new Set(listed.filter(one => !isNew(one)).map(one => keyOf(one.submissionId)))
  for (const [key, own] of Map.groupBy(fresh, one => keyOf(one.submissionId))) {
    const submission = standing.get(own[0]!.submissionId)!
    if (before.has(key)) continue
    yield [
      phrase('tracking.unit'),
      unitOf(submission).name,
      unitOf(submission).block,
      '',
      phrase('tracking.firstForm', { count: own.length }),
      messageOf(submission.messageId)?.receivedAt ?? null,
      shortCode(submission.messageId),
    ]
  }
  for (const one of fresh) {
    const submission = standing.get(one.submissionId)!
    yield [
      phrase('tracking.model'),
      unitOf(submission).name,
      unitOf(submission).block,
      words.codeOf(one),
      writtenRow(one, words),
      messageOf(submission.messageId)?.receivedAt ?? null,
      shortCode(submission.messageId),
    ]
  }
  for (const one of waiting) {
    if (!cameAfter(report, one.message)) continue
    yield [
      phrase('tracking.waitingSheet'),
      unitOf(one.submission).name,
      unitOf(one.submission).block,
      '',
      reasonOf(one, words),
      one.message?.receivedAt ?? null,
      shortCode(one.message?.id ?? one.subject),
    ]
  }
}
