/**
 * What needs a decision, as the digest lists it: oldest first, each with its reasons and what to do, and no longer than a
 * phone bears: what is left out is counted, and where it stands is said. Pure.
 */
import { listWaiting, type Waiting } from '../consolidation/waiting.ts'
import { lastOf } from '../domain/decision.ts'
import type { Finding } from '../domain/finding.ts'
import { writtenTimeAndDay } from '../domain/zoned-time.ts'
import { tidy } from '../text/fold.ts'
import { writtenFinding } from '../validation/finding-text.ts'
import type { MailBlock } from './mail-blocks.ts'
import { said } from './mail-blocks.ts'
import type { MailMatter } from './mail-matter.ts'
import { writtenCount } from './written-count.ts'

/** Ten with their reasons are some five screens of a phone. */
const mostItems = 10
const mostReasons = 3
/** Characters. A plan pasted into a cell comes back in its reason. */
const longestReason = 320
const longestName = 90

export interface WaitingList {
  /** All that wait for a decision now. */
  readonly count: number
  readonly blocks: readonly MailBlock[]
}

export const wordWaiting = (matter: MailMatter): WaitingList => {
  const { parts, phrase, snapshot } = matter
  const decisions = Map.groupBy(snapshot.decisions, one => one.subject)
  const isPutOff = ({ subject }: Waiting): boolean =>
    lastOf(decisions.get(subject) ?? [], 'put-off') !== undefined
  const all = listWaiting(snapshot)
  const waiting = all.filter(one => !isPutOff(one))
  const where = {
    sheet: phrase('tracking.waitingSheet'),
    file: phrase('tracking.fileName'),
    folder: parts.tablesFolder,
  }
  const left = waiting.length - mostItems
  const putOff = all.length - waiting.length
  return {
    count: waiting.length,
    blocks: [
      ...waiting.slice(0, mostItems).map((one, at) => itemOf(one, at + 1, matter)),
      ...(left > 0 ? [said(phrase('digest.more', { count: writtenCount(left), ...where }), true)] : []),
      ...(left <= 0 && waiting.length > 0 ? [said(phrase('digest.where', where))] : []),
      ...(putOff > 0 ? [said(phrase('digest.putOff', { count: putOff }))] : []),
    ],
  }
}

const itemOf = (one: Waiting, number: number, { parts, phrase }: MailMatter): MailBlock => {
  const { message, part } = one
  const shown = (text: string): string => cut(tidy(text), longestName)
  const sender = message?.headers?.fromName || message?.headers?.fromAddress || ''
  const came = message && {
    ...writtenTimeAndDay(message.receivedAt, parts.campaign.timeZone),
    sender: shown(sender) || phrase('digest.noSender'),
  }
  return {
    kind: 'item',
    title: `${number}. ${shown(titleOf(one, phrase))}`,
    lines: [
      ...(came ? [phrase('digest.came', came)] : []),
      ...(part?.name && one.kind === 'submission'
        ? [phrase('digest.inFile', { file: shown(part.name) })]
        : []),
      ...reasonsOf(one, parts.findingTexts, phrase),
    ],
  }
}

const titleOf = (
  { kind, submission, part, message, jobError }: Waiting,
  phrase: MailMatter['phrase'],
): string => {
  const subject = message?.headers?.subject || phrase('digest.noSubject')
  if (kind === 'job' || jobError !== '') return phrase('tracking.kind-job')
  if (submission) return phrase('digest.form', { unit: submission.unitName || phrase('digest.noUnit') })
  if (kind === 'part' && part?.name) return phrase('digest.file', { file: part.name })
  return phrase('digest.message', { subject })
}

const reasonsOf = (
  one: Waiting,
  texts: Readonly<Record<string, string>>,
  phrase: MailMatter['phrase'],
): string[] => {
  const written = (finding: Finding): string => cut(tidy(writtenFinding(finding, texts)), longestReason)
  const reasons =
    one.kind === 'job'
      ? [phrase('tracking.jobFailed', { error: cut(tidy(one.jobError), longestName) })]
      : one.reasons.map(written)
  const more = reasons.length - mostReasons
  return [
    ...(reasons.length === 0 ? [phrase('tracking.noReason')] : reasons.slice(0, mostReasons)).map(
      text => `- ${text}`,
    ),
    ...(more > 0 ? [`- ${phrase('digest.moreReasons', { count: more })}`] : []),
  ]
}

/** Out of the middle, marked: what is to be done stands at the end of a reason. */
const cut = (text: string, length: number): string => {
  const letters = [...text]
  if (letters.length <= length) return text
  const tail = Math.floor(length / 2)
  return `${letters.slice(0, length - tail - 5).join('')} […] ${letters.slice(-tail).join('')}`
}
