/**
 * .ods (OpenDocument 1.3, spreadsheet) to `Document`: one table a sheet on the sheet's own grid, cells as text, in the
 * shape that every format of sheets has. No formula is ever computed: the value that the writer stored is read.
 */
import type { Document } from '../document/model.ts'
import { limits } from '../limits.ts'
import type { FontRun } from './lettering.ts'
import { openOdf } from './odf-parts.ts'
import { type OdfStyles, readOdfStyles } from './odf-styles.ts'
import { boxesIn, isDrawing, makeContent, type OdfTextState, readText } from './odf-text.ts'
import { odsCellRuns } from './ods-cells.ts'
import { isGrouping, repeats, spans } from './odt-table.ts'
import { attempt, type DocumentReading, tooLarge, unreadable } from './reading.ts'
import { type Merges, makeBookBuilder, makeMerges, type SheetCell } from './sheet-document.ts'
import { childElements, findChild, textContent, type XmlElement } from './xml.ts'
import type { ZipEntries } from './zip.ts'

export const readOds = (entries: ZipEntries): Promise<DocumentReading> =>
  attempt(() => {
    const { content, styles } = openOdf(entries)
    return readOdsRoots(content, styles)
  })

/** @param content with `office:body`; @param common with the document's styles: the same in a flat file. @throws Refused */
export const readOdsRoots = (content: XmlElement, common: XmlElement | undefined): Document => {
  const body = findChild(findChild(content, 'office:body'), 'office:spreadsheet')
  if (!body) throw unreadable()
  const tables = childElements(body).filter(one => one.name === 'table:table')
  if (tables.length > limits.sheets) throw tooLarge(`${limits.sheets} sheets`)
  const styles = readOdfStyles(content, common)
  const builder = makeBookBuilder()
  for (const table of tables) {
    const name = table.attributes['table:name'] ?? ''
    const style = styles.find({ family: 'table', name: table.attributes['table:style-name'] })
    const isHidden = findChild(style, 'style:table-properties')?.attributes['table:display'] === 'false'
    const rows = rowsOf(table)
    const columns = columnsOf(table)
    const merges = makeMerges()
    const aside: Aside = { drawn: [], hidden: [] }
    builder.addSheet(
      {
        name,
        isHidden,
        merges,
        isHiddenRow: row => stretchAt(rows, row)?.isHidden === true,
        isHiddenColumn: column => stretchAt(columns, column)?.isHidden === true,
      },
      cellsOf(rows, columns, merges, styles, aside),
    )
    for (const shapes of childElements(table).filter(one => one.name === 'table:shapes'))
      aside.drawn.push(...childElements(shapes))
    builder.addDrawn({ name, isHidden }, drawnRuns(aside, styles))
    builder.addComments(name, aside.hidden)
  }
  return builder.finish()
}

/** Rows or columns that are alike, 1-based, both ends inside. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly isHidden: boolean
  readonly element: XmlElement
}

/** What stands in cells without being their value: drawings; remarks and other words that are not drawn. */
interface Aside {
  readonly drawn: XmlElement[]
  readonly hidden: string[]
}

const stretchesOf = (table: XmlElement, kind: 'row' | 'column'): Stretch[] => {
  const stretches: Stretch[] = []
  let at = 1
  const add = (parent: XmlElement, isFolded: boolean): void => {
    for (const element of childElements(parent)) {
      const { name, attributes } = element
      if (isGrouping(element)) add(element, isFolded || attributes['table:display'] === 'false')
      else if (name === `table:table-${kind}`) {
        const count = repeats(element, `${kind}s`)
        // `collapse` by hand, `filter` by a filter (19.749).
        const isHidden = isFolded || /^(collapse|filter)$/.test(attributes['table:visibility'] ?? '')
        stretches.push({ from: at, to: at + count - 1, isHidden, element })
        at += count
      }
    }
  }
  add(table, false)
  return stretches
}
/** They stand in order, without gaps. */
const stretchAt = (stretches: readonly Stretch[], at: number): Stretch | undefined => {
  let low = 0
  let high = stretches.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (stretches[middle]!.to < at) low = middle + 1
    else high = middle
  }
  const found = stretches[low]
  return found && found.from <= at && at <= found.to ? found : undefined
}

/** Cells that are looked at, blank ones too. */
const mostCells = 4 * limits.table.cells

const rowsOf = (table: XmlElement): Stretch[] => stretchesOf(table, 'row')
const columnsOf = (table: XmlElement): Stretch[] => stretchesOf(table, 'column')

function* cellsOf(
  rows: readonly Stretch[],
  columns: readonly Stretch[],
  merges: Merges,
  styles: OdfStyles,
  aside: Aside,
): Iterable<SheetCell> {
  let count = 0
  for (const { from, to, element } of rows) {
    const cells = childElements(element).filter(one => /^table:(covered-)?table-cell$/.test(one.name))
    const filled = new Set(cells.filter(isFilled))
    if (filled.size === 0) continue
    for (let row = from; row <= to; row++) {
      let column = 1
      for (const cell of cells) {
        const wide = repeats(cell, 'columns')
        if (filled.has(cell))
          for (let at = column; at < column + wide; at++) {
            const columnSpan = spans(cell, 'columns')
            const rowSpan = spans(cell, 'rows')
            if (columnSpan > 1 || rowSpan > 1)
              merges.add({ row, column: at }, { row: row + rowSpan - 1, column: at + columnSpan - 1 })
            const style =
              cell.attributes['table:style-name'] ??
              element.attributes['table:default-cell-style-name'] ??
              stretchAt(columns, at)?.element.attributes['table:default-cell-style-name']
            // What is in them may come to nothing, and then the sheet's builder does not count them.
            if (++count > mostCells) throw tooLarge(`${mostCells} cells`)
            yield { row, column: at, ...readCell(cell, style, styles, aside) }
          }
        column += wide
      }
    }
  }
}

/** Something is in it, or it covers others. Blank cells with a style can be repeated over the whole sheet. */
const isFilled = (cell: XmlElement): boolean =>
  (cell.attributes['office:value-type'] ?? 'string') !== 'string' ||
  cell.attributes['table:number-columns-spanned'] !== undefined ||
  cell.attributes['table:formula'] !== undefined ||
  /\S/.test(textContent(cell)) ||
  childElements(cell).some(one => one.name !== 'text:p' || one.children.length > 0)

const readCell = (
  cell: XmlElement,
  style: string | undefined,
  styles: OdfStyles,
  aside: Aside,
): Pick<SheetCell, 'runs' | 'isUnread'> => {
  const drawn = styles.drawnBy({ family: 'table-cell', name: style })
  const written: FontRun[] = []
  const hidden: string[] = []
  const state: OdfTextState = { styles, hidden }
  let lines = 0
  for (const child of childElements(cell))
    if (child.name === 'text:p' || child.name === 'text:h') {
      const content = makeContent()
      readText(child, drawn, state, content)
      if (lines++ > 0) written.push({ text: '\n', font: drawn.font })
      written.push(...content.runs)
      aside.drawn.push(...content.drawings)
    } else if (isDrawing(child)) aside.drawn.push(child)
    else readText({ ...cell, children: [child] }, drawn, state, makeContent())
  aside.hidden.push(...hidden.join('').split('\n'))
  return odsCellRuns(cell, written, drawn)
}

/** Text of shapes, a paragraph each; shapes with cells' styles have none of their own. */
const drawnRuns = ({ drawn, hidden }: Aside, styles: OdfStyles): FontRun[][] =>
  drawn.flatMap(boxesIn).flatMap(box =>
    paragraphsIn(box).map(paragraph => {
      const content = makeContent()
      readText(
        paragraph,
        styles.drawnBy({ family: 'paragraph', name: paragraph.attributes['text:style-name'] }),
        { styles, hidden },
        content,
      )
      return content.runs
    }),
  )

const paragraphsIn = (element: XmlElement): XmlElement[] =>
  /^text:[ph]$/.test(element.name) ? [element] : childElements(element).flatMap(paragraphsIn)
