/**
 * What a file's own certain wraps show of its writer: LibreOffice draws the space at which it wraps, Word tags each
 * paragraph. One wrap that says otherwise, and the sign counts for nothing.
 */
import { fitBetween, goesOnWith, isSamePiece, type Signs } from './pdf-breaks.ts'
import { type FilledGrid, measureOf } from './pdf-cells.ts'
import { type TextLine, textOfLine } from './pdf-lines.ts'

const none: Signs = { spaces: false, tags: false }
/** Points of room that a space surely has. */
const surely = 2

/** @param tables of all pages */
export const readSigns = (tables: readonly FilledGrid[]): Signs => {
  const cells = tables.flatMap(table => table.cells.map(cell => ({ cell, table })))
  const inner = cells.flatMap(({ cell }) => cell.tables)
  const ends = cells.flatMap(({ cell }) => cell.lines.at(-1) ?? [])
  const count = { drawn: 0, missing: 0, same: 0, other: 0 }
  for (const { cell, table } of cells) {
    const measure = measureOf(cell, table.padding, none)
    for (const [before, line] of pairs(cell.lines)) {
      const { isCentred, free, next } = fitBetween(before, line, measure)
      // In lower case, and no room: a wrap whatever the writer leaves behind.
      if (next !== 'does-not' || !goesOnWith.test(textOfLine(line))) continue
      if (isCentred) continue
      if (before.endsInSpace) count.drawn++
      else if (free > surely) count.missing++
      const same = isSamePiece(before, line)
      if (same === true) count.same++
      else if (same === false) count.other++
    }
  }
  const below: Signs = inner.length > 0 ? readSigns(inner) : { spaces: true, tags: true }
  // The last line of a cell ends a paragraph for certain: Word draws a space there too.
  const atEnds = ends.filter(line => line.endsInSpace).length
  return {
    spaces:
      count.drawn > 0 &&
      count.missing === 0 &&
      atEnds * 20 <= ends.length &&
      (inner.length === 0 || below.spaces),
    tags: count.same > 0 && count.other === 0 && (inner.length === 0 || below.tags),
  }
}

const pairs = (lines: readonly TextLine[]): (readonly [TextLine, TextLine])[] =>
  lines.slice(1).map((line, at) => [lines[at]!, line] as const)
