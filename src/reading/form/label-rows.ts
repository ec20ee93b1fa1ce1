/**
 * Rows that register nothing: they add up (`Cộng`), set groups apart (`Khối nông thôn`), or say which sector follows
 * (`I. Kinh tế`). A model in such a row makes it no label; what is not known for a label is read as a row like others.
 */
import type { Cell } from '../document/model.ts'
import type { GridBlock } from './grid.ts'
import { cellText } from './grid-cells.ts'
import { isCount, type RowParts } from './row-parts.ts'
import type { FormWords } from './words.ts'

export interface LabelRow {
  /** The sector that follows; undefined for every other label. */
  readonly sector: string | undefined
}

const roman = /^(?:[IVX]+|[A-D])\s*[.)/]?$/
const numbered = /^(?:[IVX]+|[A-D]|\d{1,2})\s*[.)/-]\s*(?=\p{L})/u

/** @returns undefined where the row is none. What a total adds up is not read. */
export const findLabelRow = (parts: RowParts, block: GridBlock, words: FormWords): LabelRow | undefined => {
  const cells = parts.all.filter(cell => cellText(cell) !== '')
  const texts = cells.map(cellText)
  if (isColumnNumbers(texts)) return { sector: undefined }
  const label = texts.find(text => /\p{L}{2}/u.test(text) && !roman.test(text))
  if (label === undefined) return undefined
  const plain: LabelRow = { sector: undefined }
  if (words.isTotal(label)) return texts.every(text => text === label || isCount(text)) ? plain : undefined
  const alone = texts.every(text => text === label || roman.test(text) || /^\d{1,2}\s*[.)/]?$/.test(text))
  const sector = alone ? words.sectorOf(label) : undefined
  const isList = block.columns.some(column => column.role === 'model')
  const whole = cells.some(cell => cellText(cell) === label && reachesOver(cell, block))
  const isNumbered = roman.test(texts[0]!) || /^(?:[IVX]+|[A-D])\s*[.)/]/.test(label)
  if (sector !== undefined && (isList || whole || isNumbered)) return { sector }
  if (!whole && parts.models.some(one => cellText(one.cell) !== '')) return undefined
  const isKnown = texts.every(
    text => roman.test(text) || words.isFurniture(text) || words.isFurniture(`${texts[0]} ${text}`),
  )
  return isKnown || (alone && (whole || isNumbered) && isGroup(label)) ? plain : undefined
}

/** `1 2 3 4 5 6 7`, `(1) (2) (3)`, `A B 1 2 3` under the headings: the columns are numbered, nothing is said. */
const isColumnNumbers = (texts: readonly string[]): boolean => {
  const numbers = texts.map(text => /^\(?(\d{1,2})\)?$/.exec(text)?.[1]).map(one => Number(one ?? Number.NaN))
  const from = texts.findIndex(text => !/^\(?[A-D]\)?$/.test(text))
  return (
    from >= 0 &&
    from <= 2 &&
    texts.length - from >= 4 &&
    numbers.slice(from).every((number, at) => number === numbers[from]! + at)
  )
}

/** Merged over the columns in which models stand. */
const reachesOver = (cell: Cell, block: GridBlock): boolean =>
  cell.columnSpan >= block.columns.filter(column => column.role !== 'none').length - 1

/** `Khối nông thôn`, `II. Các chi bộ trường học`: a heading of a few words that says nothing of what is done. */
const isGroup = (text: string): boolean => {
  const bare = text.replace(numbered, '')
  return (
    /^(?:khối|cụm|nhóm|các|những|lĩnh vực|phần|đối với)\s/iu.test(bare) &&
    bare.split(' ').length <= 10 &&
    !/mô hình|điển hình|["“:;]/iu.test(bare.replace(/:$/, ''))
  )
}
