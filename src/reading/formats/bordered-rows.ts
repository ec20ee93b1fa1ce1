/**
 * The shape of a table row that says where each of its cells ends, as rows of .doc and .rtf do: no grid for the whole table,
 * each row has borders of its own. Where a format keeps them is its own matter.
 */

export interface CellShape {
  /** Part of a set merged to the right: 0 for none; one number for the set's first cell, another for those that go on. */
  horizontal: number
  /** Goes on from the cell above. */
  continuesAbove: boolean
}

export interface RowShape {
  /** Left border of each cell and the right one of the last, in twentieths of a point; ascending. */
  readonly borders: readonly number[]
  readonly cells: readonly CellShape[]
  /** Where on the page the table was laid by hand; absent where it stands in the text. */
  readonly position?: string
}

/**
 * Which cells only go on to the right. Word's older papers call a set's first cell 1 and the others 2, MS-DOC 2.9.317 the
 * other way round: the first of a set is the leftmost, whatever it is called.
 */
export const continuedToTheRight = (cells: readonly CellShape[]): readonly boolean[] => {
  let first = 0
  return cells.map(({ horizontal }, at) => {
    const before = at > 0 ? cells[at - 1]!.horizontal : 0
    if (horizontal === 0) return false
    if (before === 0 || horizontal === first) {
      first = horizontal
      return false
    }
    return true
  })
}
