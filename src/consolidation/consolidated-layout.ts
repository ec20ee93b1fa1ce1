/**
 * How the biểu tổng hợp lies on paper, said once for its three drawings (.xlsx, .pdf, .docx): page, margins, columns,
 * sizes of letters. The measure is what offices print: A4 across, margins 20/20/30/15 mm, Times New Roman 12 and 13.
 * Nothing here draws.
 */

/** Millimetres. */
export const page = {
  width: 297,
  height: 210,
  top: 20,
  bottom: 20,
  left: 30,
  right: 15,
  /** From the paper's upper edge to the page number. */
  number: 10,
} as const

/** Millimetres between the margins: 252. */
export const bodyWidth = page.width - page.left - page.right
export const bodyHeight = page.height - page.top - page.bottom

/** Points. */
export const sizes: { readonly text: number; readonly head: number } = { text: 12, head: 13 }

/** Millimetres; the sectors share what the others leave. TT holds four digits, the note `1073 điển hình` on one line. */
const widths = { ordinal: 12, unit: 37, name: 37, note: 30 } as const

/** Columns before the sectors: TT, unit, name. */
export const columnsBefore = 3

/** @returns millimetres of each column, from the left; together `bodyWidth` */
export const columnWidths = (sectors: number): number[] => {
  const { ordinal, unit, name, note } = widths
  const left = bodyWidth - ordinal - unit - name - note
  return [ordinal, unit, name, ...Array.from({ length: sectors }, () => left / sectors), note]
}

/** Millimetres of white between a cell's line and its words, left and right. */
export const cellMargin = 1.5
/** Points of white above and below the words of a cell, and between two models of one cell. */
export const cellPadding = 2
export const betweenModels = 3

/** Millimetres left free below the signer's office, to sign and stamp. */
export const signingRoom = 25

export const points = (millimetres: number): number => (millimetres * 72) / 25.4
/** Twentieths of a point, as WordprocessingML measures (ECMA-376 part 1, 22.9.2.14). */
export const twips = (millimetres: number): number => Math.round(points(millimetres) * 20)
/** Excel's column width: digits of the page's font at 12 points, 8 pixels each at 96 dpi; never wider than asked. */
export const digits = (millimetres: number): number => Math.floor((millimetres / 25.4) * 96) / 8
