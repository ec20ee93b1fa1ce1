/**
 * What a .docx and an .xlsx have in common around their own parts (ECMA-376 part 2): the head of an XML part, escaped
 * text, relationships, core properties. Strings in, strings out.
 */

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const packages = 'http://schemas.openxmlformats.org/package/2006'
/** The namespace of `r:id`, and where the types of a document's own relationships begin (part 1, 15). */
export const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const special = /[&<>"]/
/** For element content and attributes in double quotes. */
export const escaped = (text: string): string =>
  special.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text

/** `[Content_Types].xml` (10.1.2.2). @param parts without the leading slash */
export const contentTypes = (parts: readonly (readonly [part: string, type: string])[]): string =>
  `${xmlHead}<Types xmlns="${packages}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  [...parts, ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'] as const]
    .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
    .join('') +
  '</Types>'

/** A part's relationships (9.3). */
export const relationships = (
  all: readonly (readonly [id: string, type: string, target: string])[],
): string =>
  `${xmlHead}<Relationships xmlns="${packages}/relationships">` +
  all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`).join('') +
  '</Relationships>'

/** `_rels/.rels`: where the document itself is, and its properties. */
export const packageRelationships = (document: string): string =>
  relationships([
    ['rId1', `${officeRelations}/officeDocument`, document],
    ['rId2', `${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  ])

export interface PackageFacts {
  readonly title: string
  readonly author: string
  readonly keywords: string
  /** Milliseconds. */
  readonly asOf: number
}

/** `docProps/core.xml` (11.1). @param more elements of one kind of document */
export const coreProperties = ({ title, author, keywords, asOf }: PackageFacts, more: string): string => {
  const made = `${new Date(asOf).toISOString().slice(0, 19)}Z`
  const time = (tag: string): string => `<dcterms:${tag} xsi:type="dcterms:W3CDTF">${made}</dcterms:${tag}>`
  return (
    `${xmlHead}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator>` +
    `<cp:keywords>${escaped(keywords)}</cp:keywords>${more}${time('created')}${time('modified')}` +
    '</cp:coreProperties>'
  )
}
