/**
 * Styles of OpenDocument files, as far as words turn on them: the font that letters are drawn in, whether they are drawn
 * at all, whether struck through (ODF 1.3 part 3, 16.2). A font is a name of the file's own, declared elsewhere (16.23).
 */
import { childElements, findChild, type XmlElement } from './xml.ts'

/** A style that applies: of a stretch of text, its paragraph, its cell. */
export interface StyleUse {
  readonly family: string
  readonly name: string | undefined
}

export interface Drawn {
  readonly font: string | undefined
  readonly isHidden: boolean
  /** A line is drawn through it (20.378, 20.379). */
  readonly isStruck: boolean
}

/** As the attributes have it; undefined where a style says nothing. */
interface Said {
  font: string | undefined
  display: string | undefined
  strike: string | undefined
}

export interface OdfStyles {
  /** How text of a style is drawn, those it is based on included. @param around what it stands in; else its family's default */
  drawnBy(use: StyleUse, around?: Drawn): Drawn
  /** A style's own element. */
  find(use: StyleUse): XmlElement | undefined
  listStyle(name: string | undefined): XmlElement | undefined
}

/** @param automatic the part's own styles, @param common those of the document: roots of XML parts; one and the same in a flat file */
export const readOdfStyles = (automatic: XmlElement, common: XmlElement | undefined): OdfStyles => {
  const roots = [...new Set([automatic, ...(common ? [common] : [])])]
  const faces = new Map<string, string>()
  const styles = new Map<string, XmlElement>()
  const lists = new Map<string, XmlElement>()
  const defaults = new Map<string, XmlElement>()
  const keyOf = (family: string, name: string): string => `${family} ${name}`
  for (const root of roots) {
    for (const face of childElements(findChild(root, 'office:font-face-decls') ?? root)) {
      const name = face.attributes['style:name']
      const family = face.attributes['svg:font-family']
      if (face.name === 'style:font-face' && name !== undefined && family !== undefined && !faces.has(name))
        faces.set(name, family)
    }
    // Automatic styles of the styles' own part belong to its headers: those of the text go before them.
    for (const kind of ['office:automatic-styles', 'office:styles'])
      for (const style of childElements(findChild(root, kind) ?? { ...root, children: [] })) {
        const name = style.attributes['style:name'] ?? ''
        const family = style.attributes['style:family'] ?? ''
        if (style.name === 'text:list-style' && !lists.has(name)) lists.set(name, style)
        else if (style.name === 'style:default-style' && !defaults.has(family)) defaults.set(family, style)
        else if (style.name === 'style:style' && !styles.has(keyOf(family, name)))
          styles.set(keyOf(family, name), style)
      }
  }
  const fontIn = (style: XmlElement | undefined): string | undefined => {
    const attributes = findChild(style, 'style:text-properties')?.attributes
    const name = attributes?.['style:font-name']
    const family = name === undefined ? attributes?.['fo:font-family'] : (faces.get(name) ?? name)
    // A list of families, each perhaps in quotes: the first is meant.
    return family
      ?.split(',')[0]
      ?.trim()
      .replace(/^['"]|['"]$/g, '')
  }
  const saidIn = (style: XmlElement | undefined): Said => {
    const attributes = findChild(style, 'style:text-properties')?.attributes
    return {
      font: fontIn(style),
      display: attributes?.['text:display'],
      strike: attributes?.['style:text-line-through-style'] ?? attributes?.['style:text-line-through-type'],
    }
  }
  const chain = function* ({ family, name }: StyleUse): Generator<XmlElement> {
    // A style based on itself is a file's mistake; nobody bases ten deep.
    for (let depth = 0, at = name; at !== undefined && depth < 10; depth++) {
      const style = styles.get(keyOf(family, at))
      if (!style) return
      yield style
      at = style.attributes['style:parent-style-name']
    }
  }
  /** What a style says by itself. Known by its name alone: spans can stand in one another in any number of ways. */
  const known = new Map<string, Said>()
  const saidBy = (use: StyleUse): Said => {
    const key = keyOf(use.family, use.name ?? '')
    const before = known.get(key)
    if (before) return before
    const said: Said = { font: undefined, display: undefined, strike: undefined }
    for (const style of chain(use)) {
      const { font, display, strike } = saidIn(style)
      said.font ??= font
      said.display ??= display
      said.strike ??= strike
    }
    known.set(key, said)
    return said
  }
  return {
    drawnBy(use, around) {
      const own = saidBy(use)
      const fallback = around ? undefined : saidIn(defaults.get(use.family))
      const display = own.display ?? fallback?.display
      const strike = own.strike ?? fallback?.strike
      return {
        font: own.font ?? around?.font ?? fallback?.font,
        isHidden: display === undefined ? around?.isHidden === true : display === 'none',
        isStruck: strike === undefined ? around?.isStruck === true : strike !== 'none',
      }
    },
    find: ({ family, name }) => styles.get(keyOf(family, name ?? '')),
    listStyle: name => (name === undefined ? undefined : lists.get(name)),
  }
}
