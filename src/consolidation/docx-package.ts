/**
 * The parts of a .docx around its text: types, relations, properties, styles, settings, page headers (ECMA-376 parts 1
 * and 2). The text itself comes in pieces and is packed as it comes. The same input gives the same bytes.
 */
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { page, sizes, twips } from './consolidated-layout.ts'
import { xmlText } from './word-xml.ts'

export interface DocxFacts {
  readonly title: string
  readonly author: string
  readonly keywords: string
  /** Milliseconds. */
  readonly asOf: number
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const font = 'Times New Roman'

const contentTypes = `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
  ['/word/document.xml', `${types}.document.main+xml`],
  ['/word/styles.xml', `${types}.styles+xml`],
  ['/word/settings.xml', `${types}.settings+xml`],
  ['/word/header1.xml', `${types}.header+xml`],
  ['/word/header2.xml', `${types}.header+xml`],
  ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
]
  .map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`)
  .join('')}</Types>`

const relations = (list: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${packages}/relationships">${list
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

const coreProperties = ({ title, author, keywords, asOf }: DocxFacts): string => {
  const time = `xsi:type="dcterms:W3CDTF">${new Date(asOf).toISOString().slice(0, 19)}Z`
  return `<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(author)}</dc:creator><cp:keywords>${xmlText(keywords)}</cp:keywords><dcterms:created ${time}</dcterms:created><dcterms:modified ${time}</dcterms:modified><dc:language>vi-VN</dc:language></cp:coreProperties>`
}

const fonts = `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`
const sized = (size: number): string => `<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>`
const single = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
/** Of our own name and complete, so that it stays as it is where the appendix is pasted into another document. */
const ownStyle = (id: string, name: string, size: number, align: string): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${single}<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="${align}"/></w:pPr><w:rPr>${fonts}${sized(size)}</w:rPr></w:style>`
const styles = `<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts}${sized(sizes.text)}<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>${single}</w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${ownStyle('BieuO', 'Bieu o', sizes.text, 'left')}${ownStyle('BieuDau', 'Bieu dau', sizes.head, 'center')}</w:styles>`

/** Mode 15: as Word 2013 and later lay out; without it Word says "compatibility mode" in the title bar. */
const settings = `<w:settings xmlns:w="${main}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>`

/** One empty, so that no other document's first page header comes in where this is pasted. */
const header = (content: string): string =>
  `<w:hdr xmlns:w="${main}"><w:p><w:pPr><w:pStyle w:val="BieuDau"/></w:pPr>${content}</w:p></w:hdr>`
const pageNumber = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'

/** A4 across, its margins, the page number from the second page (17.6.17). */
const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/><w:pgSz w:w="${twips(page.width)}" w:h="${twips(page.height)}" w:orient="landscape"/><w:pgMar w:top="${twips(page.top)}" w:right="${twips(page.right)}" w:bottom="${twips(page.bottom)}" w:left="${twips(page.left)}" w:header="${twips(page.number)}" w:footer="${twips(page.number)}" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>`

/**
 * Fields of a moment without a zone: the archive's own times are nobody's business, and would differ by machine. Made when
 * it is needed, since fflate asks it for the time in the zone of then, and refuses one of before 1980.
 */
const noTime = (): Date => new Date(1980, 0, 1)
/** Letters packed at a time. */
const batch = 65_536

/** @param body the elements of the document's body, in order, without its section. @returns the bytes of the .docx */
export const makeDocx = (facts: DocxFacts, body: Iterable<string>): Buffer => {
  const chunks: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  const add = (name: string, pieces: Iterable<string>): void => {
    const part = new ZipDeflate(name, { level: 6 })
    part.mtime = noTime()
    zip.add(part)
    let waiting = declaration
    for (const piece of pieces) {
      waiting += piece
      if (waiting.length < batch) continue
      part.push(strToU8(waiting))
      waiting = ''
    }
    part.push(strToU8(waiting), true)
  }
  add('[Content_Types].xml', [contentTypes])
  add('_rels/.rels', [
    relations([
      [`${office}/officeDocument`, 'word/document.xml'],
      [`${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
  ])
  add('docProps/core.xml', [coreProperties(facts)])
  add('word/_rels/document.xml.rels', [
    relations([
      [`${office}/styles`, 'styles.xml'],
      [`${office}/settings`, 'settings.xml'],
      [`${office}/header`, 'header1.xml'],
      [`${office}/header`, 'header2.xml'],
    ]),
  ])
  add('word/styles.xml', [styles])
  add('word/settings.xml', [settings])
  add('word/header1.xml', [header(`${pageNumber}`)])
  add('word/header2.xml', [header('')])
  add('word/document.xml', wrapped(body))
  zip.end()
  return Buffer.concat(chunks)
}

function* wrapped(body: Iterable<string>): Generator<string> {
  yield `<w:document xmlns:w="${main}" xmlns:r="${office}"><w:body>`
  yield* body
  yield `${section}</w:body></w:document>`
}
