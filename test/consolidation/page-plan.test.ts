import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Piece, type PlannedPage, planPages } from '../../src/consolidation/page-plan.ts'

const room = 100
const heading: Piece<string> = { height: 10, cells: [] }
const piece = (height: number, over: Partial<Piece<string>> = {}): Piece<string> => ({
  height,
  cells: [],
  heading,
  ...over,
})
/** Lines of 10, split between them. */
const tall = (lines: number, over: Partial<Piece<string>> = {}): Piece<string> =>
  piece(lines * 10, {
    ...over,
    split: limit => {
      const fit = Math.max(1, Math.min(lines - 1, Math.floor(limit / 10)))
      return [piece(fit * 10), tall(lines - fit, over)]
    },
  })
const heights = (pages: Iterable<PlannedPage<string>>): string[] =>
  [...pages].map(page => page.map(one => `${one.isRepeated ? 'h' : ''}${one.piece.height}`).join(' '))

describe('pages', () => {
  test('fill from the top; what does not fit begins the next, below the heading', () => {
    expect(heights(planPages([piece(40), piece(40), piece(30), piece(20)], room))).toEqual([
      '40 40',
      'h10 30 20',
    ])
  })

  test('one at least, even of nothing', () => {
    expect([...planPages<string>([], room)]).toEqual([[]])
  })

  test('what keeps with the next never ends a page, nor does a chain of such', () => {
    const kept = (height: number): Piece<string> => piece(height, { keepsWithNext: true })
    expect(heights(planPages([piece(70), kept(10), piece(30)], room))).toEqual(['70', 'h10 10 30'])
    expect(heights(planPages([piece(60), kept(10), kept(10), kept(10), piece(30)], room))).toEqual([
      '60',
      'h10 10 10 10 30',
    ])
    // Where it all fits, nothing moves.
    expect(heights(planPages([piece(60), kept(10), piece(30)], room))).toEqual(['60 10 30'])
  })

  test('a piece that fits a page is not split, however little room is left for it', () => {
    expect(heights(planPages([piece(50), tall(9), piece(10)], room))).toEqual(['50', 'h10 90', 'h10 10'])
  })

  test('one taller than a page is split between lines, and begins where it stands', () => {
    expect(heights(planPages([piece(40), tall(20), piece(10)], room))).toEqual([
      '40 60',
      'h10 90',
      'h10 50 10',
    ])
    // Not for a line or two.
    expect(heights(planPages([piece(90), tall(20)], room))).toEqual(['90', 'h10 90', 'h10 90', 'h10 20'])
  })

  test('a sum below one that is split still has a part of it above', () => {
    const last = (lines: number): Piece<string> => tall(lines, { keepsWithNext: true })
    expect(heights(planPages([last(18), piece(20)], room))).toEqual(['100', 'h10 70', 'h10 10 20'])
    expect(heights(planPages([last(9), piece(20)], room))).toEqual(['80', 'h10 10 20'])
  })
})

test('whatever comes: all of it, in order, inside the page, never a kept piece at the foot', () => {
  const kept = fc.integer({ min: 5, max: 15 }).map(height => piece(height, { keepsWithNext: true }))
  const any = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 5, max: 60 }).map(height => piece(height)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 2, max: 45 }), fc.boolean())
        .map(([lines, keepsWithNext]) => tall(lines, { keepsWithNext })),
    },
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.option(kept), any), { maxLength: 30 }), list => {
      const pieces = list.flatMap(([before, one]) => (before ? [before, one] : [one]))
      const pages = [...planPages(pieces, room)]
      const placed = pages.flatMap(page => page.filter(one => !one.isRepeated))
      const sum = (list: readonly { height: number }[]): number =>
        list.reduce((all, one) => all + one.height, 0)
      expect(sum(placed.map(one => one.piece))).toBe(sum(pieces))
      for (const [index, page] of pages.entries()) {
        if (index > 0) expect(page[0]!.isRepeated).toBe(true)
        let y = 0
        for (const one of page) {
          expect(one.y).toBe(y)
          y += one.piece.height
        }
        expect(y).toBeLessThanOrEqual(room)
        if (index < pages.length - 1) expect(page.at(-1)!.piece.keepsWithNext ?? false).toBe(false)
      }
    }),
    { numRuns: 500 },
  )
})
