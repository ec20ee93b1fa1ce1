/**
 * The parts of a .docx around its text: types, relations, properties, styles, settings, page headers (ECMA-376 parts 1
 * and 2). The text itself comes in pieces and is packed as it comes. The same input gives the same bytes.
 */
import { page, sizes, twips } from './consolidated-layout.ts'
import {
  contentTypes,
  coreProperties,
  officeRelations,
  type PackageFacts,
  packageRelationships,
  relationships,
  xmlHead,
} from './office-package.ts'
import { makeZip } from './zip.ts'

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const font = 'Times New Roman'

const ownTypes = [
  ['word/document.xml', `${types}.document.main+xml`],
  ['word/styles.xml', `${types}.styles+xml`],
  ['word/settings.xml', `${types}.settings+xml`],
  ['word/header1.xml', `${types}.header+xml`],
  ['word/header2.xml', `${types}.header+xml`],
] as const

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

/** @param body the elements of the document's body, in order, without its section. @returns the bytes of the .docx */
export const makeDocx = async (facts: PackageFacts, body: Iterable<string>): Promise<Buffer> => {
  const zip = makeZip(facts.asOf)
  await zip.add('[Content_Types].xml', [contentTypes(ownTypes)])
  await zip.add('_rels/.rels', [packageRelationships('word/document.xml')])
  await zip.add('docProps/core.xml', [coreProperties(facts, '<dc:language>vi-VN</dc:language>')])
  await zip.add('word/_rels/document.xml.rels', [
    relationships([
      ['rId1', `${officeRelations}/styles`, 'styles.xml'],
      ['rId2', `${officeRelations}/settings`, 'settings.xml'],
      ['rId3', `${officeRelations}/header`, 'header1.xml'],
      ['rId4', `${officeRelations}/header`, 'header2.xml'],
    ]),
  ])
  await zip.add('word/styles.xml', [xmlHead, styles])
  await zip.add('word/settings.xml', [xmlHead, settings])
  await zip.add('word/header1.xml', [xmlHead, header(pageNumber)])
  await zip.add('word/header2.xml', [xmlHead, header('')])
  await zip.add('word/document.xml', wrapped(body))
  return zip.end()
}

function* wrapped(body: Iterable<string>): Generator<string> {
  yield `${xmlHead}<w:document xmlns:w="${main}" xmlns:r="${officeRelations}"><w:body>`
  yield* body
  yield `${section}</w:body></w:document>`
}
