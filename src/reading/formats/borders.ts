/**
 * Columns from the places of cells' borders, for formats whose rows each say for themselves where their cells end (RTF,
 * .doc). Not for formats that count columns.
 */

/** Twentieths of a point. No column that somebody writes in is narrower than 2 mm. */
export const narrow = 113

/**
 * Borders dragged by hand stand a hair's breadth apart in rows that look aligned: borders that close together are one.
 * Without it a model would seem to stand across two sectors.
 * @param cells the left and right border of every cell of the table, in twentieths of a point
 * @returns the column that begins at a border; a cell's span is the difference of its two
 */
export const columnsOfBorders = (
  cells: readonly { readonly left: number; readonly right: number }[],
): ((border: number) => number) => {
  const borders = [...new Set(cells.flatMap(({ left, right }) => [left, right]))].sort((a, b) => a - b)
  const snapped = new Map<number, number>()
  const plain = new Map<number, number>()
  let column = 0
  for (const [at, border] of borders.entries()) {
    if (at > 0 && border - borders[at - 1]! >= narrow) column++
    snapped.set(border, column)
    plain.set(border, at)
  }
  // A cell that would lose its whole width shows that the narrow columns are meant.
  const vanishes = cells.some(({ left, right }) => snapped.get(left) === snapped.get(right))
  const columns = vanishes ? plain : snapped
  return border => columns.get(border) ?? 0
}
