/** Which registration a code goes to when a mail is read otherwise. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Carrier, type Coded, carryCodes } from '../../src/platform/store/carry-codes.ts'

const words = fc.constantFrom('A', 'B', 'C')
const coded: fc.Arbitrary<Coded> = fc.record({
  id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
  section: fc.constantFrom('collective', 'individual'),
  name: words,
  sector: fc.constantFrom('economy', null),
  model: words,
  note: fc.constantFrom('', 'mới'),
})
const all = fc.uniqueArray(coded, { selector: one => one.id, maxLength: 6 })
const numbered = (some: readonly Coded[], waits = false): Carrier[] =>
  some.map((one, at) => ({ ...one, number: at + 1, waits }))

test('each goes to one at most, no two to the same, and where nothing changed none moves', () => {
  fc.assert(
    fc.property(all, all, (before, after) => {
      const carried = carryCodes(numbered(before), after)
      expect(new Set(carried.values()).size).toBe(carried.size)
      for (const id of carried.values()) expect(after.map(one => one.id)).toContain(id)
      const same = carryCodes(numbered(before), before)
      expect(before.map((_, at) => same.get(at + 1))).toEqual(before.map(one => one.id))
    }),
  )
})

test('whoever says the same as before has a code again, in whatever order and place', () => {
  fc.assert(
    fc.property(all, fc.func(fc.nat()), (before, order) => {
      const shuffled = before.toSorted((a, b) => order(a) - order(b))
      const moved = shuffled.map((one, at) => ({ ...one, id: `new ${at}` }))
      const carried = carryCodes(numbered(before), moved)
      expect(carried.size).toBe(before.length)
      const said = ({ id: _, ...rest }: Coded): string => JSON.stringify(rest)
      for (const [number, id] of carried)
        expect(said(moved.find(one => one.id === id)!)).toBe(said(before[number - 1]!))
    }),
  )
})

test('one that was away comes back by its words alone', () => {
  const [one, other] = [
    { id: '1', section: 'collective', name: 'A', sector: null, model: 'B', note: '' },
    { id: '1', section: 'collective', name: 'A', sector: null, model: 'C', note: '' },
  ]
  expect(carryCodes(numbered([one!], true), [other!]).size).toBe(0)
  expect(carryCodes(numbered([one!], true), [{ ...one!, id: '9' }]).get(1)).toBe('9')
  expect(carryCodes(numbered([one!]), [other!]).get(1)).toBe('1')
})
