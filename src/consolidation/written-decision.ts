/** What a decision carries, in a clerk's words: by its kind, as `domain/decision.ts` shapes it. */
import { type DecisionKind, decisionShapes } from '../domain/decision.ts'
import { shortCode } from '../domain/identity.ts'
import { writtenMoment } from '../domain/zoned-time.ts'
import type { SheetWords } from './sheet-words.ts'
import { writtenRow } from './written-differences.ts'

/** @returns words for `before` or `after`; '' where there is nothing to say. What has another shape is shown as it is. */
export const makeDecisionWords = (words: SheetWords): ((kind: DecisionKind, value: unknown) => string) => {
  const { phrase, snapshot, texts, campaignFolder, unitOf, messageOf } = words
  const submissions = new Map(snapshot.submissions.map(one => [one.id, one]))
  const formName = (id: string): string => {
    const messageId = submissions.get(id)?.messageId ?? id
    const message = messageOf(messageId)
    if (!message) return id
    const when = writtenMoment(message.receivedAt, campaignFolder.campaign.timeZone)
    return phrase('tracking.formOf', { when, code: shortCode(messageId) })
  }
  type Said = {
    readonly [K in DecisionKind]?: (after: ReturnType<(typeof decisionShapes)[K]['parse']>) => string
  }
  const said: Said = {
    accept: ({ findings }) => texts(findings),
    unit: ({ unitId }) => unitOf({ unitId, unitName: unitId }).name,
    correct: ({ rows }) => rows.map(row => writtenRow(row, words)).join('\n'),
    replace: ({ of }) => formName(of),
    dismiss: ({ reason }) => reason,
    'put-off': ({ note }) => note,
    purge: ({ messages }) => phrase('tracking.purgedMails', { count: messages.length }),
    typed: ({ as }) => formName(as),
    enter: ({ way, from }) =>
      phrase(`tracking.entry-${way}`, { from: from || phrase('tracking.entryNobody') }),
    'send-again': ({ as }) => as,
    'change-unit': ({ unit }) => unit?.name ?? phrase('tracking.unitRemoved'),
    'change-account': ({ shown, role, active, isPasswordNew }) =>
      [
        ...[shown, phrase(`tracking.role-${role}`)],
        ...(active ? [] : [phrase('tracking.shutOut')]),
        ...(isPasswordNew ? [phrase('tracking.newPassword')] : []),
      ].join(', '),
    undo: ({ decision }) => phrase('tracking.undone', { number: decision }),
  }
  return (kind, value) => {
    if (value === null || value === undefined) return ''
    const parsed = decisionShapes[kind].safeParse(value)
    if (!parsed.success) return JSON.stringify(value)
    const write = said[kind] as ((after: unknown) => string) | undefined
    return write ? write(parsed.data) : ''
  }
}
