/**
 * XML Spreadsheet 2003 (what Excel 2002 and 2003 save as XML, and many programs export under the name .xls) to `Document`,
 * in the shape that .xlsx has. Fonts come from styles and from the HTML inside a cell.
 * Source: Microsoft, XML Spreadsheet Reference (Office XP), elements by their names.
 */
import { limits } from '../limits.ts'
import type { FontRun } from './lettering.ts'
import { attempt, type DocumentReading, hostile, tooLarge, unreadable } from './reading.ts'
import { dayText, numberText } from './sheet-dates.ts'
import { makeBookBuilder, makeMerges, makeRanges, type SheetCell } from './sheet-document.ts'
import { childElements, findChild, isElement, readXml, textContent, type XmlElement } from './xml.ts'

export const readXmlSpreadsheet = (bytes: Uint8Array): Promise<DocumentReading> =>
  attempt(() => {
    const root = readXml(bytes)
    if (root.name !== 'ss:Workbook') throw unreadable()
    const fonts = readFonts(root)
    const builder = makeBookBuilder()
    const sheets = childElements(root).filter(one => one.name === 'ss:Worksheet')
    if (sheets.length > limits.sheets) throw tooLarge(`${limits.sheets} sheets`)
    for (const sheet of sheets) {
      const { cells, comments, ...layout } = readTable(findChild(sheet, 'ss:Table'), fonts)
      const options = findChild(sheet, 'x:WorksheetOptions')
      const visible = findChild(options, 'x:Visible')
      const name = sheet.attributes['ss:Name'] ?? ''
      builder.addSheet(
        {
          ...layout,
          name,
          isHidden: visible !== undefined && /hidden/i.test(textContent(visible)),
        },
        cells,
      )
      builder.addComments(name, comments)
    }
    return builder.finish()
  })

type Drawn = Omit<FontRun, 'text'>
/** How text in a style is drawn, as its parents say where it does not; `Default` is every cell's. */
type Fonts = (style: string | undefined) => Drawn

const readFonts = (root: XmlElement): Fonts => {
  const styles = new Map<string, Readonly<Record<'font' | 'strike' | 'parent', string | undefined>>>()
  const parent = findChild(root, 'ss:Styles')
  for (const style of parent ? childElements(parent) : [])
    styles.set(style.attributes['ss:ID'] ?? '', {
      font: findChild(style, 'ss:Font')?.attributes['ss:FontName'],
      strike: findChild(style, 'ss:Font')?.attributes['ss:StrikeThrough'],
      parent: style.attributes['ss:Parent'],
    })
  const said = (style: string | undefined, what: 'font' | 'strike'): string | undefined => {
    let name = style
    // Parents of parents are not allowed; a circle of them must not hold us.
    for (let steps = 0; name !== undefined && steps < 10; steps++) {
      const known = styles.get(name)
      if (known?.[what] !== undefined) return known[what]
      name = known?.parent
    }
    return styles.get('Default')?.[what]
  }
  return style => ({ font: said(style, 'font'), isStruck: said(style, 'strike') === '1' })
}

/** Where the file says, or right after the one before: never back. */
const placeAfter = (element: XmlElement, before: number): number => {
  const index = Number(element.attributes['ss:Index'] ?? before + 1)
  if (!Number.isInteger(index) || index <= before) throw unreadable()
  return index
}
const countOf = (element: XmlElement, name: string): number => {
  const count = Number(element.attributes[name] ?? 0)
  if (!Number.isInteger(count) || count < 0) throw unreadable()
  return count
}
const isHidden = (element: XmlElement): boolean => element.attributes['ss:Hidden'] === '1'

const readTable = (table: XmlElement | undefined, fonts: Fonts) => {
  const merges = makeMerges()
  const hiddenRows: (readonly [number, number])[] = []
  const hiddenColumns: (readonly [number, number])[] = []
  const columnStyles = new Map<number, string | undefined>()
  const cells: SheetCell[] = []
  const comments: string[] = []
  const children = table ? childElements(table) : []
  const top = table ? Math.max(countOf(table, 'ss:TopCell') - 1, 0) : 0
  const left = table ? Math.max(countOf(table, 'ss:LeftCell') - 1, 0) : 0
  let before = left
  for (const column of children.filter(one => one.name === 'ss:Column')) {
    const from = placeAfter(column, before)
    const to = from + countOf(column, 'ss:Span')
    if (isHidden(column)) hiddenColumns.push([from, to])
    if (to > 16_384) throw hostile('column outside the sheet')
    for (let at = from; at <= to; at++) columnStyles.set(at, column.attributes['ss:StyleID'])
    before = to
  }
  before = top
  for (const row of children.filter(one => one.name === 'ss:Row')) {
    const at = placeAfter(row, before)
    before = at + countOf(row, 'ss:Span')
    if (isHidden(row)) hiddenRows.push([at, before])
    let column = left
    for (const cell of childElements(row).filter(one => one.name === 'ss:Cell')) {
      const place = { row: at, column: placeAfter(cell, column) }
      const across = countOf(cell, 'ss:MergeAcross')
      const down = countOf(cell, 'ss:MergeDown')
      column = place.column + across
      if (across > 0 || down > 0) merges.add(place, { row: at + down, column })
      const ofColumn = columnStyles.get(place.column)
      const style = cell.attributes['ss:StyleID'] ?? row.attributes['ss:StyleID'] ?? ofColumn
      const comment = findChild(cell, 'ss:Comment')
      if (comment) comments.push(textContent(findChild(comment, 'ss:Data') ?? comment))
      cells.push({ ...place, ...cellValue(cell, fonts(style ?? table?.attributes['ss:StyleID'])) })
    }
  }
  return {
    merges,
    isHiddenRow: makeRanges(hiddenRows),
    isHiddenColumn: makeRanges(hiddenColumns),
    cells,
    comments,
  }
}

/** By the type of its data. A formula without its value, and an error, are unread. */
const cellValue = (cell: XmlElement, drawn: Drawn): Pick<SheetCell, 'runs' | 'isUnread'> => {
  const data = findChild(cell, 'ss:Data')
  const formula = cell.attributes['ss:Formula']
  if (!data)
    return formula === undefined ? { runs: [] } : { runs: [{ text: formula, ...drawn }], isUnread: true }
  const text = textContent(data)
  switch (data.attributes['ss:Type']) {
    case 'Number':
      return {
        runs: [
          { text: Number.isNaN(Number(text)) ? text : numberText(Number(text), false, false), ...drawn },
        ],
      }
    case 'DateTime':
      return { runs: [{ text: dayText(text), ...drawn }] }
    case 'Boolean':
      return { runs: [{ text: text.trim() === '1' ? 'TRUE' : 'FALSE', ...drawn }] }
    case 'Error':
      return { runs: [{ text, ...drawn }], isUnread: true }
    default:
      return { runs: htmlRuns(data, drawn) }
  }
}

/** Bold, colours and fonts are HTML inside the data; a `Font` with a face draws its letters, an `S` strikes them through. */
const htmlRuns = (element: XmlElement, drawn: Drawn): FontRun[] =>
  element.children.flatMap((node): FontRun[] => {
    if (!isElement(node)) return [{ text: node, ...drawn }]
    if (/(?:^|:)br$/i.test(node.name)) return [{ text: '\n', ...drawn }]
    return htmlRuns(node, {
      font: node.attributes['html:Face'] ?? node.attributes.Face ?? drawn.font,
      isStruck: drawn.isStruck || /(?:^|:)s$/i.test(node.name),
    })
  })
