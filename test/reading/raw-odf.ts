/** OpenDocument files written element by element, for tests. Texts are XML. */
import { zipped } from '../../scripts/forms/zip.ts'

const urn = 'urn:oasis:names:tc:opendocument:xmlns'
const namespaces = [
  ...['office', 'style', 'text', 'table', 'manifest'].map(name => `xmlns:${name}="${urn}:${name}:1.0"`),
  `xmlns:draw="${urn}:drawing:1.0" xmlns:fo="${urn}:xsl-fo-compatible:1.0" xmlns:svg="${urn}:svg-compatible:1.0"`,
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
].join(' ')

export interface OdfStylesXml {
  /** `office:automatic-styles` of the content. */
  readonly automatic?: string
  /** `office:styles`, with default styles. */
  readonly common?: string
  readonly fonts?: string
  /** `office:master-styles`. */
  readonly masters?: string
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
const odf = (
  mediaType: string,
  body: string,
  { automatic = '', common = '', fonts = '', masters = '' }: OdfStylesXml,
  more: Readonly<Record<string, string>>,
): Uint8Array => {
  const faces = `<office:font-face-decls>${fonts}</office:font-face-decls>`
  return zipped({
    mimetype: `application/vnd.oasis.opendocument.${mediaType}`,
    'content.xml': `${declaration}<office:document-content ${namespaces}>${faces}<office:automatic-styles>${automatic}</office:automatic-styles><office:body>${body}</office:body></office:document-content>`,
    'styles.xml': `${declaration}<office:document-styles ${namespaces}>${faces}<office:styles>${common}</office:styles><office:automatic-styles/><office:master-styles>${masters}</office:master-styles></office:document-styles>`,
    'META-INF/manifest.xml': `${declaration}<manifest:manifest ${namespaces}/>`,
    ...more,
  })
}

export const odt = (
  body: string,
  styles: OdfStylesXml = {},
  more: Readonly<Record<string, string>> = {},
): Uint8Array => odf('text', `<office:text>${body}</office:text>`, styles, more)
export const ods = (
  body: string,
  styles: OdfStylesXml = {},
  more: Readonly<Record<string, string>> = {},
): Uint8Array => odf('spreadsheet', `<office:spreadsheet>${body}</office:spreadsheet>`, styles, more)

/** A flat file. @param kind `text` or `spreadsheet` */
export const flat = (
  kind: string,
  body: string,
  { automatic = '', common = '' }: OdfStylesXml = {},
): Uint8Array =>
  Buffer.from(
    `${declaration}\n<office:document ${namespaces} office:mimetype="application/vnd.oasis.opendocument.${kind}"><office:styles>${common}</office:styles><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document>`,
  )

export const p = (text: string, style = ''): string =>
  `<text:p${style && ` text:style-name="${style}"`}>${text}</text:p>`
export const span = (text: string, style: string): string =>
  `<text:span text:style-name="${style}">${text}</text:span>`
/** A cell of paragraphs, one for each string; `attributes` without `table:`. */
export const cell = (text: string | readonly string[], attributes = ''): string =>
  `<table:table-cell${attributes.replace(/(^| )(?=[a-z-]+=)/g, ' table:')}>${[text]
    .flat()
    .map(one => (one.startsWith('<table:') || one.startsWith('<office:') ? one : p(one)))
    .join('')}</table:table-cell>`
export const covered = '<table:covered-table-cell/>'
export const row = (...cells: readonly string[]): string =>
  `<table:table-row>${cells.map(one => (one.startsWith('<') ? one : cell(one))).join('')}</table:table-row>`
export const table = (...rows: readonly string[]): string => `<table:table>${rows.join('')}</table:table>`

/** A style with a font, by its family. */
export const fontStyle = (name: string, family: string, font: string, more = ''): string =>
  `<style:style style:name="${name}" style:family="${family}" ${more}><style:text-properties style:font-name="${font}"/></style:style>`
export const face = (name: string, family: string): string =>
  `<style:font-face style:name="${name}" svg:font-family="${family}"/>`
