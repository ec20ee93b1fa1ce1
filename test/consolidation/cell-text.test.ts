import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellLimits, cellText, textFormat } from '../../src/consolidation/cell-text.ts'

describe('text as a cell can hold it', () => {
  test('letters that XML has no place for are shown as U+FFFD', () => {
    expect(cellText('a\u0000b\u000bc\u001fd\u007fe\ufffe')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffd')
    expect(cellText('a\ud800b\udc00c😀')).toBe('a\ufffdb\ufffdc😀')
  })

  test('line breaks of any system are line feeds; tabs stay', () => {
    expect(cellText('a\r\nb\rc\td')).toBe('a\nb\nc\td')
  })

  test('words that look like an escape of the file format are escaped themselves', () => {
    expect(cellText('_x0041_ _xyz_ _x005f_')).toBe('_x005F_x0041_ _xyz_ _x005F_x005f_')
  })

  test('what is too long for a cell says how much is missing', () => {
    const text = cellText('ă'.repeat(40_000), missing => ` [còn ${missing} ký tự]`)
    expect(cellLimits.length - text.length).toSatisfy(spare => spare >= 0 && spare < 3)
    const missing = Number(text.match(/ \[còn (\d+) ký tự\]$/)?.[1])
    expect(text.indexOf(' [') + missing).toBe(40_000)
    expect(cellText('a'.repeat(cellLimits.length))).toHaveLength(cellLimits.length)
  })

  test('more line breaks than a cell may have become strokes', () => {
    const text = cellText(Array.from({ length: 400 }, (_, line) => `dòng ${line}`).join('\n'))
    expect(text.split('\n')).toHaveLength(cellLimits.lineFeeds)
    expect(text.split(/\n| \/ /)).toHaveLength(400)
  })

  test('whatever comes in, a cell can hold what comes out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(150), (text, times) => {
        const cell = cellText(text.repeat(times))
        expect(cell.length).toBeLessThanOrEqual(cellLimits.length)
        expect(cell).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/)
        expect(cell.isWellFormed()).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  test('long text is no text format: Excel 2007 would draw ##### for it', () => {
    expect(textFormat('=1+1')).toBe('@')
    expect(textFormat('a'.repeat(256))).toBe('General')
  })
})
