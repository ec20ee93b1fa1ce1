/**
 * A table of the form as somebody drew it by hand, written row by row: columns dropped, added or put in another order,
 * sectors as rows, blocks under other headings. Gives the grid that both writers draw.
 */
import type { Grid, GridCell } from './form.ts'

/** `<` goes on with the cell at the left, `^` with the one above; a line feed begins another paragraph. */
export type DrawnRow = readonly string[]

/** @param rows all of one length; @param headings places (0-based) of the rows that are headings. Default: the first. */
export const drawn = (rows: readonly DrawnRow[], headings: readonly number[] = [0]): Grid => {
  const width = rows[0]?.length ?? 0
  const odd = rows.find(row => row.length !== width)
  if (odd) throw new Error(`a row of ${odd.length} places among rows of ${width}: ${odd.join(' | ')}`)
  return rows.map((row, at) =>
    row.map((text, column): GridCell | null => {
      if (text === '<' || text === '^') return null
      let columns = 1
      while (row[column + columns] === '<') columns++
      let reach = 1
      while (rows[at + reach]?.[column] === '^') reach++
      return {
        lines: text === '' ? [] : text.split('\n'),
        columns,
        rows: reach,
        heading: headings.includes(at),
      }
    }),
  )
}

/** The letter's headings over collectives: two rows, the sectors under one heading. */
export const collectiveHeading: readonly DrawnRow[] = [
  ['TT', 'Tên tập thể thực hiện', 'Lĩnh vực thực hiện (ghi cụ thể tên mô hình)', '<', '<', '<', 'Ghi chú'],
  ['^', '^', 'Kinh tế', 'Văn hóa-xã hội', 'An ninh quốc phòng', 'Xây dựng hệ thống chính trị', '^'],
]
/** And over individuals, in the same table. */
export const individualHeading: DrawnRow = [
  '',
  'Tên cá nhân thực hiện',
  'Kinh tế',
  'Văn hóa-xã hội',
  'An ninh quốc phòng',
  'Xây dựng hệ thống chính trị',
  '',
]
