import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listWaiting } from '../../src/consolidation/waiting.ts'
import type { Finding } from '../../src/domain/finding.ts'
import type { Snapshot } from '../../src/domain/ledger.ts'
import type { Standing } from '../../src/domain/outcome.ts'
import { at, messageIdOf, snapshotOf } from './snapshots.ts'

const codes = (snapshot: Snapshot): string[] =>
  listWaiting(snapshot).map(one => `${one.kind}: ${one.reasons.map(reason => reason.code).join(', ')}`)
const found = (code: Finding['code']): Finding => ({ code, args: {} })

test('a form waits for its errors; its warnings stand beside, what was read is there', () => {
  const snapshot = snapshotOf([
    { standing: 'review', rows: [{ model: '' }], findings: [found('no-model'), found('late')] },
    { rows: [{}], findings: [found('late')] },
  ])
  const [one, ...rest] = listWaiting(snapshot)
  expect(one).toMatchObject({
    kind: 'submission',
    reasons: [{ code: 'no-model' }],
    warnings: [{ code: 'late' }],
    read: [{ name: 'Chi bộ 1', model: '' }],
    part: { name: 'DVK 0.docx' },
  })
  expect(rest).toEqual([])
})

test("an error of the mail is the reason of every form in it, and the mail's own where it has none", () => {
  const held = [found('authentication-failed')]
  expect(codes(snapshotOf([{ standing: 'review', messageFindings: held }]))).toEqual([
    'submission: authentication-failed',
  ])
  expect(
    codes(
      snapshotOf([
        {
          messageFindings: [found('unreadable-message')],
          partOnly: { standing: 'review', findings: [found('unreadable-part')] },
        },
      ]),
    ),
  ).toEqual(['message: unreadable-message', 'part: unreadable-part'])
})

test('an archive that waits only for what is in it is not listed beside it', () => {
  const snapshot = snapshotOf([
    { partOnly: { standing: 'review', findings: [found('form-read')], format: 'zip' } },
  ])
  const [zip] = snapshot.parts
  const inner = { ...zip!, id: `${zip!.id}/1`, path: '1/1', findings: [found('encrypted-part')] }
  expect(codes({ ...snapshot, parts: [zip!, inner] })).toEqual(['part: encrypted-part'])
})

test('the evidence that the clerk decides by stands beside the reason, what is only for the record does not', () => {
  const snapshot = snapshotOf([
    {
      partOnly: {
        standing: 'review',
        findings: ['form-unclear', 'form-headings', 'tracked-changes'].map(one =>
          found(one as 'form-unclear'),
        ),
      },
    },
  ])
  expect(listWaiting(snapshot)[0]?.warnings.map(one => one.code)).toEqual(['form-headings'])
})

test('what stands at review without a reason is listed all the same', () => {
  const snapshot = snapshotOf([{ partOnly: { standing: 'review', findings: [] } }])
  expect(codes(snapshot)).toEqual(['part: '])
  expect(codes({ ...snapshot, parts: [] })).toEqual(['message: '])
})

test('jobs that failed for good come last, with their mail', () => {
  const snapshot = snapshotOf([{ standing: 'in-progress' }, { standing: 'review' }], {
    failedJobs: [
      { kind: 'read', subject: messageIdOf(0), error: 'TypeError' },
      { kind: 'validate', subject: `${messageIdOf(0)}/1#0`, error: 'RangeError' },
    ],
  })
  expect(listWaiting(snapshot).slice(1)).toMatchObject([
    { kind: 'job', jobError: 'TypeError', message: { id: messageIdOf(0) } },
    { kind: 'job', jobError: 'RangeError', message: { id: messageIdOf(0) }, submission: { unitName: 'u1' } },
  ])
})

test('oldest mail first, whatever the order of the rows', () => {
  const snapshot = snapshotOf([
    { standing: 'review', receivedAt: at('2022-02-12', '09:00') },
    { standing: 'review', receivedAt: at('2022-02-11', '09:00') },
  ])
  expect(listWaiting(snapshot).map(one => one.message?.id)).toEqual([messageIdOf(1), messageIdOf(0)])
})

test('every mail, file and form at review is reached, and nothing else is', () => {
  const standing = fc.constantFrom<Standing>('registered', 'review', 'duplicate', 'in-progress')
  const mail = fc.record({
    standing,
    findings: fc.constantFrom([], [found('no-model')], [found('late')]),
    messageFindings: fc.constantFrom([], [found('authentication-failed')]),
  })
  fc.assert(
    fc.property(fc.array(mail, { maxLength: 10 }), mails => {
      const snapshot = snapshotOf(mails)
      const waiting = listWaiting(snapshot)
      const reached = new Set(waiting.map(one => one.message?.id))
      const atReview = snapshot.messages.filter(one => one.standing === 'review').map(one => one.id)
      expect([...reached].toSorted()).toEqual(atReview.toSorted())
      expect(waiting.filter(one => one.kind === 'submission')).toHaveLength(atReview.length)
    }),
  )
})

test('a second form is shown beside the one that stands, row by row', () => {
  const snapshot = snapshotOf([
    { rows: [{ model: 'Vườn rau sạch' }, { model: 'Ngõ sạch' }] },
    {
      standing: 'review',
      findings: [found('second-submission')],
      rows: [{ model: 'Vườn rau sạch' }, { model: 'Ngõ xanh, sạch' }, { model: 'Đọc sách' }],
    },
  ])
  const [one] = listWaiting(snapshot)
  expect(one?.against?.submission.id).toBe(snapshot.submissions[0]!.id)
  expect(one?.against?.rows.map(row => row.kind)).toEqual(['same', 'changed', 'added'])
})
