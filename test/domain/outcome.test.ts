/** How a whole's outcome derives from its parts, and what an error of the message itself does to it. */
import { expect, it } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import { deriveOutcome, messageOutcome, type Standing } from '../../src/domain/outcome.ts'

it('takes the strongest of the parts', () => {
  expect(deriveOutcome([])).toBe('not-a-form')
  expect(deriveOutcome(['not-a-form', 'duplicate'])).toBe('duplicate')
  expect(deriveOutcome(['duplicate', 'registered', 'not-a-form'])).toBe('registered')
  expect(deriveOutcome(['registered', 'review'])).toBe('review')
  expect(deriveOutcome(['review', 'in-progress'])).toBe('in-progress')
})

it.each<[Standing[], 'authentication-failed' | 'reader-stopped' | 'no-authentication-result', Standing]>([
  [['registered'], 'authentication-failed', 'review'],
  [['not-a-form'], 'authentication-failed', 'not-a-form'],
  [['in-progress'], 'authentication-failed', 'in-progress'],
  [[], 'reader-stopped', 'review'],
  [['registered'], 'no-authentication-result', 'registered'],
])('%j with %s is %s', (parts, code, outcome) => {
  expect(messageOutcome(parts, [finding(code)])).toBe(outcome)
})
