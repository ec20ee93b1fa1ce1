/**
 * What a workbook says of itself, before any sheet: its sheets, shared strings, cell styles with their fonts, the drawings
 * over its sheets (ECMA-376 part 1, 18.2 to 18.8). Reads no cell.
 */
import { isDateFormat } from './sheet-dates.ts'
import { childElements, findChild, readXml, textContent, type XmlElement } from './xml.ts'
import type { ZipEntries } from './zip.ts'

export interface Sheet {
  readonly name: string
  readonly part: string
  readonly isHidden: boolean
}
/** What is absent is as the cell's style says. */
export interface Run {
  readonly text: string
  readonly font: string | undefined
  readonly isStruck?: boolean
}
export interface CellStyle {
  readonly font: string | undefined
  readonly isStruck: boolean
  readonly isDate: boolean
}
export interface Book {
  readonly sheets: readonly Sheet[]
  readonly strings: readonly (readonly Run[])[]
  /** The list of strings is not as long as it says (18.4.9, uniqueCount): cells may point to their neighbours' texts. */
  readonly lostStrings: boolean
  readonly styles: readonly CellStyle[]
  /** Days are counted from 1904 (old Macs). */
  readonly from1904: boolean
}

export const readWorkbook = (entries: Pick<ZipEntries, 'get'>): Book | undefined => {
  const xmlOf = (name: string): XmlElement | undefined => {
    const bytes = entries.get(name)
    return bytes && readXml(bytes)
  }
  const main =
    targetsOf(xmlOf('_rels/.rels'), '').find(one => one.type.endsWith('/officeDocument'))?.target ??
    'xl/workbook.xml'
  const workbook = xmlOf(main)
  if (!workbook) return undefined
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const targets = targetsOf(xmlOf(`${folder}_rels/${main.slice(folder.length)}.rels`), folder)
  const partOf = (type: string): string | undefined => targets.find(one => one.type.endsWith(type))?.target
  const stylesPart = partOf('/styles')
  const stringsPart = partOf('/sharedStrings')
  const stringsRoot = stringsPart === undefined ? undefined : xmlOf(stringsPart)
  const items = stringsRoot ? childElements(stringsRoot).filter(one => one.name === 'si') : []
  const said = stringsRoot?.attributes.uniqueCount
  return {
    sheets: childElements(findChild(workbook, 'sheets') ?? workbook)
      .filter(element => element.name === 'sheet')
      .flatMap(element => {
        const target = targets.find(one => one.id === element.attributes['r:id'])
        // Chart, dialog and macro sheets hold no cells.
        if (target && /(chart|dialog|macro)sheet$/i.test(target.type)) return []
        const isHidden = /hidden/i.test(element.attributes.state ?? '')
        return [{ name: element.attributes.name ?? '', part: target?.target ?? '', isHidden }]
      }),
    strings: items.map(runsOf),
    lostStrings: said !== undefined && Number(said) !== items.length,
    styles: readCellStyles(stylesPart === undefined ? undefined : xmlOf(stylesPart)),
    from1904: /^(1|true)$/.test(findChild(workbook, 'workbookPr')?.attributes.date1904 ?? ''),
  }
}

export interface BesideCells {
  /** Text drawn over the sheet, a list of runs a paragraph: shapes and text boxes, in the order of the file. */
  readonly drawn: readonly Run[][]
  /** Remarks on cells (18.7), with their author's name as Excel writes it into them. */
  readonly comments: readonly string[]
}

export const besideCells = (entries: Pick<ZipEntries, 'get'>, sheet: Sheet): BesideCells => {
  const folder = sheet.part.slice(0, sheet.part.lastIndexOf('/') + 1)
  const relations = entries.get(`${folder}_rels/${sheet.part.slice(folder.length)}.rels`)
  const targets = targetsOf(relations && readXml(relations), folder)
  const partsOf = (type: string): XmlElement[] =>
    targets
      .filter(one => one.type.endsWith(type))
      .flatMap(({ target }) => {
        const bytes = entries.get(target)
        return bytes ? [readXml(bytes)] : []
      })
  // Where people answer each other, the old remarks only say that this Excel cannot show them (MS-XLSX 2.1.71).
  const threads = partsOf('/threadedComment')
  const comments = threads.length > 0 ? threads : partsOf('/comments')
  return { drawn: partsOf('/drawing').flatMap(paragraphsIn), comments: comments.flatMap(commentsIn) }
}

const commentsIn = (root: XmlElement): string[] =>
  childElements(findChild(root, 'commentList') ?? root).flatMap(one => {
    const text = findChild(one, 'text')
    if (!text) return []
    const isRich = childElements(text).length > 0
    return [
      isRich
        ? runsOf(text)
            .map(run => run.text)
            .join('')
        : textContent(text),
    ]
  })

const paragraphsIn = (element: XmlElement): Run[][] =>
  element.name === 'a:p' ? [drawnRuns(element)] : childElements(element).flatMap(paragraphsIn)

/** Runs and fields with their font (21.1.2.3.8, 21.1.2.3.7), and breaks. */
const drawnRuns = (paragraph: XmlElement): Run[] =>
  childElements(paragraph).flatMap((one): Run[] => {
    if (one.name === 'a:br') return [{ text: '\n', font: undefined }]
    const text = findChild(one, 'a:t')
    const properties = findChild(one, 'a:rPr')
    const font = findChild(properties, 'a:latin')?.attributes.typeface
    const isStruck = /^(sng|dbl)Strike$/.test(properties?.attributes.strike ?? '')
    return text ? [{ text: textContent(text), font, isStruck }] : []
  })

const targetsOf = (
  root: XmlElement | undefined,
  folder: string,
): { id: string; type: string; target: string }[] =>
  (root ? childElements(root) : []).map(one => {
    const target = one.attributes.Target ?? ''
    return {
      id: one.attributes.Id ?? '',
      type: one.attributes.Type ?? '',
      target: target.startsWith('/')
        ? target.slice(1)
        : new URL(target, `file:///${folder}`).pathname.slice(1),
    }
  })

/** A string item (18.4.8): plain, or runs with fonts of their own; phonetic hints are not part of the text. */
export const runsOf = (item: XmlElement): Run[] => {
  const runs = childElements(item).filter(one => one.name === 'r')
  if (runs.length === 0) return [{ text: stringText(findChild(item, 't')), font: undefined }]
  return runs.map(run => {
    const properties = findChild(run, 'rPr')
    return {
      text: stringText(findChild(run, 't')),
      font: findChild(properties, 'rFont')?.attributes.val,
      ...(properties && { isStruck: isStruckIn(properties) }),
    }
  })
}

/** A line through the letters (18.4.10), in a font or a run's properties. */
const isStruckIn = (properties: XmlElement): boolean => {
  const strike = findChild(properties, 'strike')
  return strike !== undefined && !/^(0|false)$/.test(strike.attributes.val ?? '')
}

/** `_x000D_` stands for a carriage return (22.4.2.4, ST_Xstring). */
export const stringText = (element: XmlElement | undefined): string =>
  element
    ? textContent(element).replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : ''

const readCellStyles = (root: XmlElement | undefined): CellStyle[] => {
  if (!root) return []
  const list = (name: string): XmlElement[] => {
    const parent = findChild(root, name)
    return parent ? childElements(parent) : []
  }
  const fonts = list('fonts').map(font => ({
    font: findChild(font, 'name')?.attributes.val,
    isStruck: isStruckIn(font),
  }))
  const formats = new Map(
    list('numFmts').map(one => [one.attributes.numFmtId, one.attributes.formatCode ?? '']),
  )
  return list('cellXfs').map(one => ({
    ...(fonts[Number(one.attributes.fontId ?? 0)] ?? { font: undefined, isStruck: false }),
    isDate: isDateFormat(Number(one.attributes.numFmtId ?? 0), formats.get(one.attributes.numFmtId)),
  }))
}
