/** Compound files whose directory is no tree: libraries follow its links for ever. */
import { expect, it } from 'vitest'
import { makeMsg } from '../../scripts/forms/outlook-files.ts'
import { kindOfOle, openOle } from '../../src/reading/formats/ole.ts'
import { Refused } from '../../src/reading/formats/reading.ts'

const whole = makeMsg({ subject: 'a', body: 'b', attachments: [{ name: 'c', data: Buffer.from('d') }] })
/** One link of the directory's entry changed: 68 left, 72 right, 76 child. */
const linked = (entry: number, field: number, to: number): Uint8Array => {
  const copy = Buffer.from(whole)
  copy.writeUInt32LE(to, (copy.readUInt32LE(48) + 1) * 512 + entry * 128 + field)
  return copy
}
const reason = (bytes: Uint8Array): string => {
  try {
    openOle(bytes)
    return 'opened'
  } catch (error) {
    if (error instanceof Refused) return `${error.finding.code} ${error.finding.args.reason ?? ''}`.trim()
    throw error
  }
}

it('opens a whole one', () => {
  expect(reason(whole)).toBe('opened')
  expect(kindOfOle(openOle(whole))).toBe('msg')
})

it('refuses a directory that goes round in a circle, or leads to one place twice', () => {
  expect(reason(linked(1, 68, 1))).toBe('hostile-part ole-tree')
  expect(reason(linked(2, 72, 0))).toBe('hostile-part ole-tree')
  for (const entry of [0, 1, 2, 3])
    for (const field of [68, 72, 76])
      for (const to of [0, 1, 2, 3])
        expect(reason(linked(entry, field, to))).toMatch(/^(opened|hostile-part|unreadable-part)/)
})

it('refuses what is cut off', () => {
  expect(reason(whole.slice(0, 700))).toBe('unreadable-part')
  expect(reason(Buffer.from('PK'))).toBe('unreadable-part')
})
