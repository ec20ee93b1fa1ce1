import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnRoom, countLines, joinLines, textWidth, wrapText } from '../../src/consolidation/text-lines.ts'

const lines = (text: string, room: number): string[] => wrapText(text, room, 12).map(one => one.text)

test('text wraps between words, at its own breaks, and inside a word that is too long', () => {
  expect(lines('', 100)).toEqual([''])
  expect(lines('Chi bộ thôn Trung', 60)).toEqual(['Chi bộ thôn', 'Trung'])
  expect(lines('một\nhai', 100)).toEqual(['một', 'hai'])
  expect(lines('a'.repeat(30), 54)).toEqual(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(10)])
})

test('tone marks take no room of their own', () => {
  expect(textWidth('vận', 12)).toBeCloseTo(textWidth('van', 12))
  expect(textWidth('Đ', 12)).toBeCloseTo(textWidth('D', 12))
  expect(textWidth('mô hình', 12, true)).toBeGreaterThan(textWidth('mô hình', 12))
})

test('no line is wider than its column, and the lines are the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.integer({ min: 5, max: 40 }),
      (text, width) => {
        const room = columnRoom(width)
        const drawn = wrapText(text, room, 12)
        for (const line of drawn)
          expect(
            textWidth(line.text, 12) <= room || [...new Intl.Segmenter().segment(line.text)].length === 1,
          ).toBe(true)
        expect(joinLines(drawn)).toBe(text)
      },
    ),
  )
})

test('lines are counted as they would be wrapped', () => {
  const texts = fc.string({
    unit: fc.constantFrom(...'aAWi ữỆđ. \n-=@', 'ư\u0323', '😀', '漢', 'nguyễn'),
    maxLength: 120,
  })
  fc.assert(
    fc.property(texts, fc.integer({ min: 20, max: 200 }), fc.boolean(), (text, room, bold) => {
      const lines = wrapText(text, room, 12, bold).length
      expect(countLines(text, room, 12, 1000, bold)).toBe(lines)
      expect(countLines(text, room, 12, 3, bold)).toBe(Math.min(3, lines))
    }),
  )
})
