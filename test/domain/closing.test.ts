/** Closed or open: the last word in effect, of the campaign alone. */
import { expect, test } from 'vitest'
import { closingOf } from '../../src/domain/closing.ts'
import { campaignSubject, type Decision, type DecisionKind } from '../../src/domain/decision.ts'

const decisions = (...kinds: readonly (readonly [DecisionKind, object?, string?])[]): Decision[] =>
  kinds.map(([kind, after = {}, subject = campaignSubject], at) => ({
    ...{ id: at + 1, subject, by: `người ${at + 1}`, at: at * 1000, kind, before: null, after },
  }))

test('the last of close and reopen says, and an undone one says nothing', () => {
  expect(closingOf([])).toBeNull()
  expect(closingOf(decisions(['close']))).toEqual({ by: 'người 1', at: 0 })
  expect(closingOf(decisions(['close'], ['reopen']))).toBeNull()
  expect(closingOf(decisions(['close'], ['reopen'], ['close']))).toEqual({ by: 'người 3', at: 2000 })
  expect(closingOf(decisions(['close'], ['undo', { decision: 1 }]))).toBeNull()
  expect(closingOf(decisions(['close'], ['reopen'], ['undo', { decision: 2 }]))).toEqual({
    ...{ by: 'người 1', at: 0 },
  })
})

test('what is said of anything else closes nothing', () => {
  expect(closingOf(decisions(['close', {}, 'summary 2022-02-11']))).toBeNull()
  expect(closingOf(decisions(['close'], ['dismiss', { reason: '' }, 'a'.repeat(64)]))).not.toBeNull()
})
