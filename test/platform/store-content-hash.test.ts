/** What counts as the same content, and what does not. */
import { expect, test } from 'vitest'
import { contentHash } from '../../src/validation/content-hash.ts'
import { type SampleRow, sampleForm } from '../support/ledger.ts'

const hash = (...rows: SampleRow[]) => contentHash(sampleForm({ rows }).registrations)
const row: SampleRow = { name: 'Tổ Hòa Bình', model: 'Vườn rau sạch' }

test('tone marks, case, spaces and places do not count', () => {
  const other = sampleForm({
    rows: [{ name: 'TỔ  HOÀ BÌNH ', model: 'vườn rau sạch' }],
  }).registrations
  const elsewhere = other.map(one => ({ ...one, place: 3, source: { kind: 'part' as const } }))
  expect(contentHash(elsewhere)).toBe(hash(row))
  expect(hash(row)).toMatch(/^[0-9a-f]{64}$/)
})

test('name, model, note, sector, section and order do', () => {
  const other = { name: 'Tổ Hoa Binh', model: 'x' }
  const hashes = [
    hash(row),
    hash({ ...row, name: 'Tổ Hoa Bình' }),
    hash({ ...row, model: 'Vườn rau' }),
    hash({ ...row, note: 'cấp huyện' }),
    hash({ ...row, sector: null }),
    hash({ ...row, section: 'individual' }),
    hash(row, other),
    hash(other, row),
    // Nothing runs together.
    hash({ name: 'a', model: 'b c' }),
    hash({ name: 'a b', model: 'c' }),
  ]
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('a form without registrations says nothing', () => {
  expect(hash()).toBeNull()
})
