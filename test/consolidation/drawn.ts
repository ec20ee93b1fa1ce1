/**
 * The biểu tổng hợp read back from each of its drawings by a library that did not draw it: SheetJS for .xlsx, pdf.js (in
 * unpdf) for .pdf, mammoth for .docx. All give the same: the lines of the table from the first section's heading to the
 * last sum, each as the texts of its cells, without white space (lines wrap differently in each).
 */
import XLSX from '@e965/xlsx'
import mammoth from 'mammoth'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { getDocumentProxy } from 'unpdf'

export const bare = (text: string): string => text.normalize('NFC').replace(/\s+/gu, '')
const continued = '(tiếp)'

/** What a row taller than a page, or than Excel's highest row, goes on with below: its TT is empty. */
const joinContinued = (lines: readonly (readonly string[])[]): string[][] => {
  const joined: string[][] = []
  for (const line of lines) {
    const before = joined.at(-1)
    if (line[0] === '' && before?.length === line.length)
      for (const [column, text] of line.entries()) before[column] += text === continued ? '' : text
    else joined.push([...line])
  }
  return joined
}

export const linesOfXlsx = (bytes: Uint8Array): string[][] => {
  const book = XLSX.read(bytes, { type: 'buffer' })
  const sheet = book.Sheets[book.SheetNames[0]!]!
  const rows = XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: '', raw: true })
  const texts = rows.map(row => row.map(cell => bare(String(cell))))
  const from = texts.findIndex(row => row[0]!.startsWith('A.'))
  const to = texts.findLastIndex(row => row[0]!.startsWith('Tổngcộng'))
  return joinContinued(
    texts.slice(from, to + 1).map(row => {
      const isRow = row[0] === '' || /^\d+$/.test(row[0]!) || row[0] === 'TT'
      return isRow ? row : row.filter((text, column) => column === 0 || text !== '')
    }),
  )
}

export const linesOfDocx = async (bytes: Buffer): Promise<string[][]> => {
  const { value, messages } = await mammoth.convertToHtml({ buffer: bytes })
  // Its own style names are all that mammoth may not know.
  const strange = messages.filter(one => !one.message.startsWith('Unrecognised paragraph style'))
  if (strange.length > 0) throw new Error(`mammoth: ${strange[0]!.message}`)
  const [, ...tables] = elementsOf(parseFragment(value), 'table')
  const rows = tables.flatMap(table => elementsOf(table, 'tr'))
  const texts = rows.map(row =>
    [...elementsOf(row, 'td'), ...elementsOf(row, 'th')].map(cell => bare(textOf(cell))),
  )
  const from = texts.findIndex(row => row[0]!.startsWith('A.'))
  const to = texts.findLastIndex(row => row[0]!.startsWith('Tổngcộng'))
  return texts.slice(from, to + 1)
}

type Node = DefaultTreeAdapterTypes.Node
const childrenOf = (node: Node): Node[] => ('childNodes' in node ? node.childNodes : [])
const elementsOf = (node: Node, name: string): Node[] =>
  childrenOf(node).flatMap(child => (child.nodeName === name ? [child] : elementsOf(child, name)))
const textOf = (node: Node): string =>
  'value' in node ? String(node.value) : childrenOf(node).map(textOf).join('')

export interface DrawnWord {
  readonly page: number
  readonly text: string
  /** Points from the paper's lower left corner, of the baseline's beginning and end. */
  readonly x: number
  readonly y: number
  readonly right: number
  readonly size: number
  /** Undefined: an artifact, on paper only. */
  readonly tag: string | undefined
}
export interface DrawnPdf {
  readonly pages: number
  /** Of the first page, points: left, bottom, right, top. */
  readonly paper: readonly number[]
  readonly words: readonly DrawnWord[]
  /** Tables as their tags say: rows of cells. */
  readonly rows: readonly (readonly string[])[]
  readonly info: Readonly<Record<string, unknown>>
}

interface StructNode {
  readonly role?: string
  readonly id?: string
  readonly type?: string
  readonly children?: readonly StructNode[]
}

export const readPdf = async (bytes: Uint8Array): Promise<DrawnPdf> => {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const words: DrawnWord[] = []
  const rows: string[][] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true })
    const byId = new Map<string, string>()
    const marks: (string | undefined)[] = []
    for (const item of content.items) {
      if ('str' in item) {
        const id = marks.at(-1)
        if (id !== undefined) byId.set(id, (byId.get(id) ?? '') + item.str)
        if (item.str.trim() !== '')
          words.push({
            page: number,
            text: item.str,
            x: item.transform[4],
            y: item.transform[5],
            right: item.transform[4] + item.width,
            size: item.transform[0],
            tag: id,
          })
      } else if (item.type === 'endMarkedContent') marks.pop()
      else marks.push(item.id ?? undefined)
    }
    const tree = (await page.getStructTree()) as StructNode | null
    const textOfNode = (node: StructNode): string =>
      node.type === 'content' ? (byId.get(node.id!) ?? '') : (node.children ?? []).map(textOfNode).join('')
    const visit = (node: StructNode): void => {
      if (node.role === 'TR') {
        const row = (node.children ?? []).map(cell => bare(textOfNode(cell)))
        // A page's tree also has the rows of other pages, without their words.
        if (row.some(text => text !== '')) rows.push(row)
      } else for (const child of node.children ?? []) visit(child)
    }
    if (tree) visit(tree)
  }
  const { info } = await document.getMetadata()
  const paper = (await document.getPage(1)).view
  return { pages: document.numPages, paper, words, rows, info: info as Record<string, unknown> }
}

export const linesOfPdf = ({ rows }: DrawnPdf): string[][] => {
  const from = rows.findIndex(row => row[0]?.startsWith('A.'))
  const to = rows.findLastIndex(row => row[0]?.startsWith('Tổngcộng'))
  return joinContinued(rows.slice(from, to + 1))
}
