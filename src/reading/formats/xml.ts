/**
 * XML parts of office files as a small tree. Namespaces are brought to the prefixes of the standards, whatever the
 * writer chose (WPS writes `x:row`, strict files other URIs). No DTD: entities of one's own are the billion-laughs attack.
 */
import { SaxesParser } from 'saxes'
import { limits } from '../limits.ts'

export interface XmlElement {
  /** `w:p`, `mc:Choice`; without prefix in SpreadsheetML's main namespace. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
}

/** The file is not XML that we read; `hostile` where honest writers never do this. */
export class XmlRefused extends Error {
  readonly hostile: boolean
  constructor(message: string, hostile: boolean) {
    super(message)
    this.hostile = hostile
  }
}

/** Transitional and strict (ISO/IEC 29500) URIs, by the prefix that this program calls them. */
const prefixes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
    'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
    'http://schemas.openxmlformats.org/spreadsheetml/2006/main': '',
    'http://purl.oclc.org/ooxml/spreadsheetml/main': '',
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
    'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
    'http://schemas.openxmlformats.org/package/2006/relationships': '',
    'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
    'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
    'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing': 'xdr',
    'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
    'http://purl.oclc.org/ooxml/drawingml/main': 'a',
    'http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments': '',
    'urn:schemas-microsoft-com:office:spreadsheet': 'ss',
    'urn:schemas-microsoft-com:office:excel': 'x',
    'http://www.w3.org/TR/REC-html40': 'html',
    // OpenDocument 1.3 part 3, 1.4.
    ...Object.fromEntries(
      ['office', 'style', 'text', 'table', 'drawing', 'form'].map(name => [
        `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`,
        name === 'drawing' ? 'draw' : name,
      ]),
    ),
    'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0': 'fo',
    'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0': 'svg',
    'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0': 'loext',
    'urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0': 'calcext',
  }),
)

/** Of every element without attributes. */
const none: Record<string, string> = Object.freeze({})

/** @throws XmlRefused */
export const readXml = (bytes: Uint8Array): XmlElement => {
  const parser = new SaxesParser({ fragment: false, position: false })
  const known = new Map<string, string>()
  /** What prefixes meant outside the elements that declare their own, by the depth of these. */
  const outer = new Map<number, (readonly [prefix: string, meant: string | undefined])[]>()
  /** Names already brought to ours, as long as no prefix changes. */
  const names = new Map<string, string>()
  const canonical = (name: string): string => {
    const before = names.get(name)
    if (before !== undefined) return before
    const colon = name.indexOf(':')
    const short = known.get(colon < 0 ? '' : name.slice(0, colon))
    const local = colon < 0 ? name : name.slice(colon + 1)
    const ours = short === undefined ? name : short === '' ? local : `${short}:${local}`
    names.set(name, ours)
    return ours
  }
  const declare = (prefix: string, uri: string): void => {
    const meant = outer.get(stack.length)
    const before = [prefix, known.get(prefix)] as const
    if (meant) meant.push(before)
    else outer.set(stack.length, [before])
    known.set(prefix, prefixes.get(uri) ?? (prefix === '' ? 'unknown' : prefix))
    names.clear()
  }
  const forget = (depth: number): void => {
    const meant = outer.get(depth)
    if (!meant) return
    for (const [prefix, before] of meant.reverse())
      if (before === undefined) known.delete(prefix)
      else known.set(prefix, before)
    outer.delete(depth)
    names.clear()
  }
  // Attributes without a prefix have no namespace; the default one does not apply to them.
  const canonicalAttribute = (name: string): string => (name.includes(':') ? canonical(name) : name)
  const stack: { name: string; attributes: Record<string, string>; children: (XmlElement | string)[] }[] = []
  let root: XmlElement | undefined
  let elements = 0
  parser.on('error', error => {
    throw new XmlRefused(error.message, false)
  })
  parser.on('doctype', () => {
    throw new XmlRefused('DOCTYPE', true)
  })
  // Taken one by one: the parser's own object of them is slow to go through.
  let given: { readonly name: string; readonly value: string }[] = []
  parser.on('attribute', one => {
    given.push(one)
  })
  parser.on('opentag', tag => {
    if (++elements > limits.xml.elements) throw new XmlRefused('too many elements', true)
    if (stack.length >= limits.xml.depth) throw new XmlRefused('nested too deep', true)
    for (const { name, value } of given) {
      if (name === 'xmlns') declare('', value)
      else if (name.startsWith('xmlns:')) declare(name.slice(6), value)
    }
    let attributes = none
    if (given.length > 0) {
      attributes = {}
      for (const { name, value } of given) attributes[canonicalAttribute(name)] = value
      given = []
    }
    const element = { name: canonical(tag.name), attributes, children: [] }
    stack.at(-1)?.children.push(element)
    root ??= element
    stack.push(element)
  })
  parser.on('closetag', () => {
    stack.pop()
    forget(stack.length)
  })
  const text = (content: string): void => {
    stack.at(-1)?.children.push(content)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.write(decodeXml(bytes)).close()
  if (!root) throw new XmlRefused('no root element', false)
  return root
}

/** UTF-8, or UTF-16 where a byte order mark says so (XML 1.0, appendix F). */
const decodeXml = (bytes: Uint8Array): string => {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  try {
    return new TextDecoder(utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', {
      fatal: true,
    }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw new XmlRefused('not in its encoding', false)
    throw error
  }
}

export const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string'
export const childElements = (element: XmlElement): XmlElement[] => element.children.filter(isElement)
export const findChild = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((node): node is XmlElement => isElement(node) && node.name === name)
export const textContent = (element: XmlElement): string =>
  element.children.map(node => (isElement(node) ? textContent(node) : node)).join('')
