/**
 * Words with a line drawn through them: what a letter processor struck out, or deleted under tracked changes that were
 * printed. A .pdf keeps no more of it than the line.
 */
import type { Glyph } from './pdf-letters.ts'
import type { Rule } from './pdf-paths.ts'

/** Heights above the baseline at which lines through letters are drawn, in sizes; an underline is below it. */
const through = { low: 0.1, high: 0.5 }
/** Points: letters larger than this are no cell's. */
const largest = 40

/** @returns the struck words, in the order drawn; '' where there are none. A line through one letter is no striking. */
export const struckWords = (glyphs: readonly Glyph[], rules: readonly Rule[]): string => {
  const rows = Map.groupBy(
    glyphs.filter(glyph => glyph.size <= largest),
    glyph => Math.round(glyph.y),
  )
  const struck = new Set<Glyph>()
  for (const { upright, at, from, to } of rules) {
    if (upright) continue
    const under: Glyph[] = []
    for (let y = Math.floor(at); y <= at + largest * through.high + 1; y++)
      for (const glyph of rows.get(y) ?? []) {
        const height = (glyph.y - at) / glyph.size
        const middle = (glyph.x + glyph.endX) / 2
        if (height > through.low && height < through.high && from <= middle && middle <= to) under.push(glyph)
      }
    if (under.filter(glyph => /[\p{L}\p{N}]/u.test(glyph.text)).length > 1)
      for (const glyph of under) struck.add(glyph)
  }
  return [...struck]
    .map(glyph => glyph.text)
    .join('')
    .trim()
}
