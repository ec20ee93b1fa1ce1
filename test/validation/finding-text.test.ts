import { expect, test } from 'vitest'
import { findingCodes } from '../../src/domain/finding.ts'
import { writtenFinding } from '../../src/validation/finding-text.ts'
import { campaignFolder } from '../consolidation/snapshots.ts'

const texts = campaignFolder.findingTexts

test("a finding is the campaign's text with its own values", () => {
  expect(writtenFinding({ code: 'late', args: { when: '16/02/2022' } }, texts)).toBe(
    'Gửi sau thời hạn: 16/02/2022.',
  )
})

test('a value that is missing leaves a gap, a text that is missing leaves the code', () => {
  expect(writtenFinding({ code: 'late', args: {} }, texts)).toBe('Gửi sau thời hạn: ….')
  expect(writtenFinding({ code: 'late', args: {} }, {})).toBe('late')
  expect(writtenFinding({ code: 'late', args: {} }, { late: '{toString} {constructor}' })).toBe('… …')
})

test('a value with braces or dollars of its own is put in as it is', () => {
  expect(writtenFinding({ code: 'late', args: { when: '{when} $& $1' } }, texts)).toBe(
    'Gửi sau thời hạn: {when} $& $1.',
  )
})

test('no code is left without words', () => {
  for (const code of findingCodes) expect(writtenFinding({ code, args: {} }, texts)).not.toBe(code)
})
