/**
 * The rows of the biểu tổng hợp as a sheet has them: values, looks, heights, and which cells are merged. What stands in
 * which row is the drawing's to say (`render-consolidated.ts`).
 */
import { cellText, textFormat } from './cell-text.ts'
import { columnsBefore, sizes } from './consolidated-layout.ts'
import type { TableLine } from './table-lines.ts'
import type { ConsolidatedTable, TableTotal } from './table-model.ts'
import { columnRoom, countLines, type DrawnLine, joinLines, wrapText } from './text-lines.ts'
import { columnLetter } from './xlsx/markup.ts'
import type { SheetRow } from './xlsx/sheet.ts'
import type { Look, Styles } from './xlsx/styles.ts'

const size = sizes.text
/** Points: a line of the font as Excel draws it, and the white above and below. */
const lineHeight = 15.75
const padding = 3
/** Excel draws no row higher than 409 points; longer text goes on in a row below, so that paper shows all of it. */
const linesInRow = 24

type Value = string | number
export interface Span {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly look: Look
}

export interface Pen {
  readonly columns: number
  /** Of the rows drawn so far: `A1:C1`. */
  readonly merges: readonly string[]
  skip(): SheetRow
  spans(spans: readonly Span[]): SheetRow
  heading(columns: ConsolidatedTable['columns']): Iterable<SheetRow>
  line(line: TableLine, continuedWords: string): Iterable<SheetRow>
  total(total: TableTotal): SheetRow
}

const headingLook: Look = { bold: true, bordered: true }
const lineLook: Look = { align: 'left', bordered: true }
const totalLook: Look = { bold: true, bordered: true }
const ordinalLook: Look = { align: 'center', vertical: 'top', bordered: true }
const cellLook: Look = { align: 'left', vertical: 'top', bordered: true }
/** What a cell of a row looks like, by its column. */
const rowLook = (column: number): Look => (column === 1 ? ordinalLook : cellLook)

/** Draws row after row, counting them. */
export const makePen = (widths: readonly number[], styles: Styles): Pen => {
  const last = widths.length
  const merges: string[] = []
  let drawn = 0
  const room = (from: number, to = from): number =>
    columnRoom(widths.slice(from - 1, to).reduce((sum, width) => sum + width, 0))
  const linesOf = (value: Value, from: number, to: number, look: Look): number =>
    countLines(String(value), room(from, to), look.size ?? size, Number.POSITIVE_INFINITY, look.bold)
  const height = (lines: number, points = size): number =>
    Math.min(409, lines * lineHeight * (points / size) + padding)
  const merge = (from: number, to: number, rows = 1): void => {
    if (to > from || rows > 1)
      merges.push(`${columnLetter(from - 1)}${drawn}:${columnLetter(to - 1)}${drawn + rows - 1}`)
  }
  /** Every cell of a merged one has its look, for the lines around it. */
  const row = (spans: readonly { from: number; to: number; value: Value; look: Look }[]): RowDraft => {
    const values: (Value | null)[] = Array.from({ length: last }, () => null)
    const numbers: (number | undefined)[] = Array.from({ length: last }, () => undefined)
    for (const { from, to, value, look } of spans) {
      values[from - 1] = typeof value === 'string' ? cellText(value) : value
      const number = styles.of(look, typeof value === 'string' ? textFormat(value) : undefined)
      for (let at = from; at <= to; at++) numbers[at - 1] = number
    }
    drawn++
    return { values, styles: numbers }
  }

  const highest = (values: readonly Value[], look: (column: number) => Look): number =>
    Math.max(1, ...values.map((value, index) => linesOf(value, index + 1, index + 1, look(index + 1))))
  const drawRow = (
    values: readonly Value[],
    look: (column: number) => Look,
    lines = highest(values, look),
  ): SheetRow => {
    const cells = values.map((value, index) => ({
      ...{ from: index + 1, to: index + 1, value, look: look(index + 1) },
    }))
    return { ...row(cells), height: height(lines) }
  }
  /** What no row can show goes on in rows below. */
  function* drawCells(
    [[ordinal = ''] = [], ...cells]: readonly (readonly string[])[],
    continued: string,
  ): Generator<SheetRow> {
    const texts = cells.map(paragraphs => paragraphs.join('\n'))
    const whole = [Number(ordinal), ...texts]
    const lines = highest(whole, rowLook)
    if (lines <= linesInRow) {
      yield drawRow(whole, rowLook, lines)
      return
    }
    const drawn = texts.map((text, index) => wrapText(text, room(index + 2), size))
    const parts = Math.ceil(Math.max(...drawn.map(lines => lines.length)) / linesInRow)
    for (let part = 0; part < parts; part++) {
      const piece = (lines: readonly DrawnLine[]): string =>
        joinLines(lines.slice(part * linesInRow, (part + 1) * linesInRow))
      const [unit = '', name = '', ...rest] = drawn.map(piece)
      yield drawRow(
        part === 0 ? [Number(ordinal), unit, name, ...rest] : ['', unit, name || continued, ...rest],
        rowLook,
      )
    }
  }
  const spans = (all: readonly Span[]): SheetRow => {
    const drawnRow = row(all.map(({ text, ...one }) => ({ ...one, value: text })))
    for (const { from, to } of all) merge(from, to)
    return {
      ...drawnRow,
      height: Math.max(
        ...all.map(({ from, to, text, look }) => height(linesOf(text, from, to, look), look.size)),
      ),
    }
  }
  const total = ({ words, bySector, modelWords }: TableTotal): SheetRow => {
    const one = (at: number, value: Value) => ({ from: at, to: at, value, look: totalLook })
    const drawnRow = row([
      { from: 1, to: columnsBefore, value: words, look: { ...totalLook, align: 'left' } },
      ...bySector.map((count, index) => one(columnsBefore + 1 + index, count)),
      one(last, modelWords),
    ])
    merge(1, columnsBefore)
    const lines = Math.max(
      linesOf(words, 1, columnsBefore, totalLook),
      linesOf(modelWords, last, last, totalLook),
    )
    return { ...drawnRow, height: height(lines) }
  }

  return {
    columns: last,
    merges,
    skip: () => ({ ...row([]), height: lineHeight }),
    spans,
    total,
    *heading(texts) {
      const look = headingLook
      const upper = row([
        ...[texts.ordinal, texts.unit, texts.name].map((value, index) => ({
          ...{ from: index + 1, to: index + 1, value, look },
        })),
        { from: columnsBefore + 1, to: last - 1, value: texts.sectorGroup, look },
        { from: last, to: last, value: texts.note, look },
      ])
      for (const column of [1, 2, 3, last]) merge(column, column, 2)
      merge(columnsBefore + 1, last - 1)
      const upperHeight = height(linesOf(texts.sectorGroup, columnsBefore + 1, last - 1, look))
      yield { ...upper, height: upperHeight }
      const below = ['', '', '', ...texts.sectors, '']
      const lines = texts.sectors.map((text, index) => linesOf(text, 4 + index, 4 + index, look))
      const tallest = Math.max(linesOf(texts.name, 3, 3, look), linesOf(texts.unit, 2, 2, look))
      yield {
        ...row(below.map((value, index) => ({ from: index + 1, to: index + 1, value, look }))),
        height: Math.max(height(Math.max(...lines)), height(tallest) - upperHeight),
      }
    },
    *line(line, continuedWords) {
      const across = (text: string, look: Look): SheetRow =>
        spans([{ from: 1, to: last, text, look: { ...lineLook, ...look } }])
      switch (line.kind) {
        case 'section':
          yield across(line.text, { bold: true })
          return
        case 'block':
          yield across(line.text, { bold: true, italic: true })
          return
        case 'empty':
          yield across(line.text, { italic: true })
          return
        case 'heading':
          yield drawRow(line.texts, () => headingLook)
          return
        case 'row':
          yield* drawCells(line.cells, continuedWords)
          return
        case 'total':
          yield total(line.total)
      }
    },
  }
}

type RowDraft = Omit<SheetRow, 'height'>
