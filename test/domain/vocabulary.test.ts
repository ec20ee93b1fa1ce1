/** Small rules of the domain: how a whole's outcome derives, identity of what was received, errors, findings. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError, type ErrorCode, errorPolicy } from '../../src/domain/errors.ts'
import { finding, findingCodes, isError, severityOf } from '../../src/domain/finding.ts'
import { registrationId, sha256, submissionId, writtenCode } from '../../src/domain/identity.ts'
import { deriveOutcome, outcomes, type Standing } from '../../src/domain/outcome.ts'
import { type Source, sourceKey } from '../../src/domain/source.ts'

const standings: readonly Standing[] = [...outcomes, 'in-progress']

describe('the outcome of a whole', () => {
  it('is the strongest of what is in it', () => {
    expect(deriveOutcome(['not-a-form', 'registered', 'duplicate'])).toBe('registered')
    expect(deriveOutcome(['registered', 'review'])).toBe('review')
    expect(deriveOutcome(['duplicate', 'not-a-form'])).toBe('duplicate')
    expect(deriveOutcome(['review', 'in-progress'])).toBe('in-progress')
    expect(deriveOutcome([])).toBe('not-a-form')
  })

  it('knows neither order nor grouping: parts in containers in messages come to the same', () => {
    const some = fc.array(fc.constantFrom(...standings))
    fc.assert(
      fc.property(some, some, (one, other) => {
        const flat = deriveOutcome([...one, ...other])
        expect(deriveOutcome([...other, ...one])).toBe(flat)
        expect(deriveOutcome([deriveOutcome(one), deriveOutcome(other)])).toBe(flat)
      }),
    )
  })
})

describe('identity', () => {
  it('of bytes is their SHA-256', () => {
    expect(sha256(Buffer.from('abc'))).toBe(createHash('sha256').update('abc').digest('hex'))
    expect(sha256(new Uint8Array())).toMatch(/^e3b0c442/)
  })

  it('of a registration is its place, whatever stands there', () => {
    const at = (source: Source, place = 0) =>
      registrationId(submissionId('m', '2', 0), {
        section: 'collective',
        name: 'x',
        sector: null,
        model: 'y',
        note: '',
        source,
        place,
      })
    const cell: Source = { kind: 'cell', part: 'word/document.xml', table: 0, row: 3, cell: 2 }
    const places = [
      at(cell),
      at(cell, 1),
      at({ ...cell, row: 4 }),
      at({ kind: 'sheet', sheet: 'A', address: 'D7' }),
      at({ kind: 'paragraph', part: 'word/document.xml', paragraph: 3 }),
    ]
    expect(new Set(places).size).toBe(places.length)
    expect(at(cell)).toBe(places[0])
    expect(sourceKey({ kind: 'part' })).toBe('')
  })

  it('has codes of four digits, and more where there are more', () => {
    expect([1, 137, 12345].map(number => writtenCode('DVK22', number))).toEqual([
      'DVK22-0001',
      'DVK22-0137',
      'DVK22-12345',
    ])
  })
})

describe('errors and findings', () => {
  it('an error knows by its code whether to try again', () => {
    for (const [code, policy] of Object.entries(errorPolicy))
      expect(new AppError(code as ErrorCode, 'x').retryable).toBe(policy === 'retry')
  })

  it('a finding cuts what it quotes, and is an error by its code alone', () => {
    const long = finding('unread-residue', { text: 'ă'.repeat(500) })
    expect(long.args.text).toHaveLength(200)
    expect(isError(long)).toBe(true)
    expect(severityOf(finding('late'))).toBe('warning')
    expect(new Set(findingCodes).size).toBe(findingCodes.length)
  })
})
