/**
 * The few elements of WordprocessingML that our documents are made of, written in the order that its schema asks for
 * (ECMA-376 part 1, 17; Word refuses to open a file whose elements are out of order). Strings in, strings out.
 */
import { shownText } from './cell-text.ts'

const xmlText = (text: string): string =>
  shownText(text).replace(/[&<>"]/g, letter => `&#${letter.charCodeAt(0)};`)

/** The paragraph styles of `docx-package.ts`. */
export type ParagraphStyle = 'BieuO' | 'BieuDau'

export interface ParagraphLook {
  readonly style: ParagraphStyle
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly align?: 'left' | 'center'
  /** Stays on the page of what follows. */
  readonly keepsWithNext?: boolean
  /** White before it, twips. */
  readonly before?: number
  /** A line below it, these many twips from the cell's left and right edge. */
  readonly ruled?: { readonly left: number; readonly right: number }
  /** As high as this, twips, whatever is in it. */
  readonly exactly?: number
}

/** 17.3.1.22 */
export const paragraph = (text: string, look: ParagraphLook): string => {
  const spacing = [
    ...(look.before ? [`w:before="${look.before}"`] : []),
    ...(look.exactly ? [`w:line="${look.exactly}" w:lineRule="exact"`] : []),
  ]
  const properties = [
    `<w:pStyle w:val="${look.style}"/>`,
    look.keepsWithNext ? '<w:keepNext/>' : '',
    look.ruled ? '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>' : '',
    spacing.length > 0 ? `<w:spacing ${spacing.join(' ')}/>` : '',
    look.ruled ? `<w:ind w:left="${look.ruled.left}" w:right="${look.ruled.right}"/>` : '',
    look.align ? `<w:jc w:val="${look.align}"/>` : '',
  ]
  return `<w:p><w:pPr>${properties.join('')}</w:pPr>${text === '' ? '' : run(text, look)}</w:p>`
}

/** 17.3.2.25 */
const run = (text: string, { bold, italic, underline }: ParagraphLook): string => {
  const properties = `${bold ? '<w:b/><w:bCs/>' : ''}${italic ? '<w:i/><w:iCs/>' : ''}${underline ? '<w:u w:val="single"/>' : ''}`
  return `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`
}

/** 17.4.66: half a point. */
const line = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'

export interface CellShape {
  /** Twips. */
  readonly width: number
  readonly span?: number
  /** The cell below goes on with it, or it goes on with the one above. */
  readonly merge?: 'restart' | 'continue'
  readonly middle?: boolean
  /** The table's lines do not go around it; the one above it stays. */
  readonly isOutside?: boolean
}

const outside = `<w:tcBorders><w:top ${line}/>${['left', 'bottom', 'right'].map(side => `<w:${side} w:val="nil"/>`).join('')}</w:tcBorders>`

/** 17.4.65. @param paragraphs one at least, as the schema asks */
export const tableCell = (shape: CellShape, paragraphs: string): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${shape.width}" w:type="dxa"/>` +
  `${shape.span && shape.span > 1 ? `<w:gridSpan w:val="${shape.span}"/>` : ''}` +
  `${shape.merge ? `<w:vMerge w:val="${shape.merge}"/>` : ''}` +
  `${shape.isOutside ? outside : ''}` +
  `${shape.middle ? '<w:vAlign w:val="center"/>' : ''}</w:tcPr>${paragraphs}</w:tc>`

/** 17.4.78. `isWhole`: not split over two pages. `isHeading`: repeated on every page. */
export const tableRow = (cells: string, over: { isWhole?: boolean; isHeading?: boolean } = {}): string => {
  const properties = `${over.isWhole ? '<w:cantSplit/>' : ''}${over.isHeading ? '<w:tblHeader/>' : ''}`
  return `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells}</w:tr>`
}

const margin = (side: string, width: number): string => `<w:${side} w:w="${width}" w:type="dxa"/>`
const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
/**
 * Everything of a table before its rows (17.4.37, 17.4.48): fixed widths, and the white in a cell beside and above its
 * words, in twips. Ends with `tableEnd`.
 */
export const tableStart = (
  widths: readonly number[],
  over: { bordered: boolean; side: number; above: number },
): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((sum, one) => sum + one, 0)}" w:type="dxa"/>` +
  '<w:tblInd w:w="0" w:type="dxa"/>' +
  `<w:tblBorders>${sides.map(side => `<w:${side} ${over.bordered ? line : 'w:val="nil"'}/>`).join('')}</w:tblBorders>` +
  '<w:tblLayout w:type="fixed"/>' +
  `<w:tblCellMar>${margin('top', over.above)}${margin('left', over.side)}${margin('bottom', over.above)}${margin('right', over.side)}</w:tblCellMar>` +
  `</w:tblPr><w:tblGrid>${widths.map(width => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`
export const tableEnd = '</w:tbl>'
