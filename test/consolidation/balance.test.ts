import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanceOf, isEven, sumOf } from '../../src/consolidation/balance.ts'
import type { Snapshot } from '../../src/domain/ledger.ts'
import type { Standing } from '../../src/domain/outcome.ts'
import { messageIdOf, snapshotOf } from './snapshots.ts'

const standing = fc.constantFrom<Standing>('registered', 'review', 'duplicate', 'not-a-form', 'in-progress')

test('received is registered, review, duplicate, not a form and in progress, each counted', () => {
  const balance = balanceOf(
    snapshotOf([
      { rows: [{}] },
      { standing: 'review' },
      { standing: 'duplicate' },
      { standing: 'in-progress' },
      { partOnly: { standing: 'not-a-form', findings: [] } },
    ]),
  )
  expect(balance).toMatchObject({ revision: 7, even: true, oddities: [] })
  expect(balance.messages).toEqual({
    received: 5,
    registered: 1,
    review: 1,
    duplicate: 1,
    'not-a-form': 1,
    'in-progress': 1,
  })
  expect([balance.parts.received, balance.submissions.received]).toEqual([5, 4])
})

test('a ledger whose wholes follow their parts is even, whatever is in it', () => {
  fc.assert(
    fc.property(fc.array(standing, { maxLength: 20 }), standings => {
      const balance = balanceOf(snapshotOf(standings.map(one => ({ standing: one, rows: [{}, {}] }))))
      expect(balance.even).toBe(true)
      for (const tally of [balance.messages, balance.parts, balance.submissions])
        expect(sumOf(tally)).toBe(standings.length)
    }),
  )
})

describe('alarms', () => {
  const whole = snapshotOf([{ rows: [{}, {}] }, { standing: 'review', rows: [{}] }])
  const kinds = (over: Partial<Snapshot>): string[] => {
    const balance = balanceOf({ ...whole, ...over })
    expect(balance.even).toBe(false)
    return [...new Set(balance.oddities.map(one => one.kind))]
  }

  test('a standing that is none of the five', () => {
    const parts = whole.parts.map(one => ({ ...one, standing: 'lost' as Standing }))
    expect(kinds({ parts })).toContain('standing-unknown')
    expect(isEven(balanceOf({ ...whole, parts }).parts)).toBe(false)
  })

  test('rows that hang on nothing', () => {
    expect(kinds({ messages: [] })).toEqual(['part-without-message'])
    expect(kinds({ parts: [] })).toEqual(['submission-without-part'])
    expect(kinds({ submissions: whole.submissions.slice(1) })).toContain('registration-without-submission')
  })

  test('a form that waits in a mail or a file said to be settled', () => {
    const settled = <T extends { standing: Standing }>(all: readonly T[]): T[] =>
      all.map(one => ({ ...one, standing: 'registered' as const }))
    expect(kinds({ messages: settled(whole.messages) })).toContain('message-hides-part')
    expect(kinds({ parts: settled(whole.parts) })).toEqual(['part-hides-submission'])
  })

  test('a mail said to be registered without a registered form', () => {
    const odd = balanceOf(snapshotOf([{ partOnly: { standing: 'registered', findings: [] } }]))
    expect(odd.oddities).toEqual([{ kind: 'registered-without-form', subject: messageIdOf(0) }])
  })

  test('a registered model without a code, and a code given twice', () => {
    const [first, second, third] = whole.registrations
    expect(kinds({ registrations: [{ ...first!, codeNumber: null }, second!, third!] })).toEqual([
      'code-missing',
    ])
    expect(kinds({ registrations: [first!, { ...second!, codeNumber: 1 }, third!] })).toEqual([
      'code-repeated',
    ])
  })
})
