/**
 * How a run of a .docx is drawn, as far as its words turn on it: in which font, whether at all, whether struck through. By
 * the run, its character style, the paragraph's style with those it is based on, the document's defaults (ECMA-376 part 1,
 * 17.7.2). Theme fonts are all Unicode.
 */
import { childElements, findChild, type XmlElement } from './xml.ts'

export interface Styles {
  /** The font of text in these properties; undefined where only the theme says. */
  fontOf(run: XmlElement | undefined, paragraph: XmlElement | undefined): string | undefined
  /** Whether text in these properties is hidden (17.3.2.41). */
  isHidden(run: XmlElement | undefined, paragraph: XmlElement | undefined): boolean
  /** Whether a line is drawn through text in these properties, or two (17.3.2.37, 17.3.2.9). */
  isStruck(run: XmlElement | undefined, paragraph: XmlElement | undefined): boolean
  /** The list that a paragraph is in, by itself or by its style. */
  numberingOf(paragraph: XmlElement | undefined): { id: string; level: string } | undefined
}

interface Style {
  readonly basedOn: string | undefined
  readonly run: XmlElement | undefined
  readonly paragraph: XmlElement | undefined
}

/** @param root of `word/styles.xml`; undefined where the file has none */
export const readStyles = (root: XmlElement | undefined): Styles => {
  const styles = new Map<string, Style>()
  let defaultParagraph: string | undefined
  for (const element of root ? childElements(root) : []) {
    const id = element.attributes['w:styleId']
    if (element.name !== 'w:style' || id === undefined) continue
    if (
      element.attributes['w:type'] === 'paragraph' &&
      /^(1|true|on)$/.test(element.attributes['w:default'] ?? '')
    )
      defaultParagraph = id
    styles.set(id, {
      basedOn: attributeOf(findChild(element, 'w:basedOn')),
      run: findChild(element, 'w:rPr'),
      paragraph: findChild(element, 'w:pPr'),
    })
  }
  const defaults = findChild(findChild(root && findChild(root, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr')

  const chain = function* (id: string | undefined): Generator<Style> {
    // A style based on itself is a file's mistake; nobody bases ten deep.
    for (let depth = 0, at = id; at !== undefined && depth < 10; depth++) {
      const style = styles.get(at)
      if (!style) return
      yield style
      at = style.basedOn
    }
  }
  const firstFont = (id: string | undefined): Font | undefined => {
    for (const style of chain(id)) {
      const font = fontIn(style.run)
      if (font) return font
    }
    return undefined
  }
  const saidByStyle = (property: string, id: string | undefined): boolean | undefined => {
    for (const style of chain(id)) {
      const said = saidIn(style.run, property)
      if (said !== undefined) return said
    }
    return undefined
  }
  /** Of most properties no style says anything: then no run need ask its styles. */
  const inStyles = new Set(
    [...[...styles.values()].map(style => style.run), defaults].flatMap(properties =>
      (properties ? childElements(properties) : []).map(one => one.name),
    ),
  )
  /** Properties that are on or off (17.17.4): the run's own word goes before its styles'. */
  const isSet = (property: string, run: XmlElement | undefined, paragraph: XmlElement | undefined): boolean =>
    saidIn(run, property) ??
    (inStyles.has(property) &&
      (saidByStyle(property, attributeOf(findChild(run, 'w:rStyle'))) ??
        saidByStyle(property, attributeOf(findChild(paragraph, 'w:pStyle')) ?? defaultParagraph) ??
        saidIn(defaults, property) ??
        false))
  return {
    fontOf(run, paragraph) {
      const font =
        fontIn(run) ??
        firstFont(attributeOf(findChild(run, 'w:rStyle'))) ??
        firstFont(attributeOf(findChild(paragraph, 'w:pStyle')) ?? defaultParagraph) ??
        fontIn(defaults)
      return font?.name
    },
    isHidden: (run, paragraph) => isSet('w:vanish', run, paragraph),
    isStruck: (run, paragraph) => isSet('w:strike', run, paragraph) || isSet('w:dstrike', run, paragraph),
    numberingOf(paragraph) {
      const own = numberingIn(paragraph)
      if (own) return own
      for (const style of chain(attributeOf(findChild(paragraph, 'w:pStyle')))) {
        const found = numberingIn(style.paragraph)
        if (found) return found
      }
      return undefined
    },
  }
}

const attributeOf = (element: XmlElement | undefined): string | undefined => element?.attributes['w:val']

const saidIn = (properties: XmlElement | undefined, property: string): boolean | undefined => {
  const said = findChild(properties, property)
  return said && !/^(0|false|off)$/.test(attributeOf(said) ?? '')
}

interface Font {
  readonly name: string | undefined
}
const fontIn = (properties: XmlElement | undefined): Font | undefined => {
  const fonts = findChild(properties, 'w:rFonts')?.attributes
  if (!fonts) return undefined
  // The letters of TCVN3 and VNI are stored in U+00A0 to U+00FF, drawn in the hAnsi font (17.3.2.26).
  if (fonts['w:hAnsiTheme'] !== undefined || fonts['w:asciiTheme'] !== undefined) return { name: undefined }
  const name = fonts['w:hAnsi'] ?? fonts['w:ascii']
  return name === undefined ? undefined : { name }
}

const numberingIn = (paragraph: XmlElement | undefined): { id: string; level: string } | undefined => {
  const numbering = findChild(paragraph, 'w:numPr')
  const id = attributeOf(findChild(numbering, 'w:numId'))
  return id === undefined ? undefined : { id, level: attributeOf(findChild(numbering, 'w:ilvl')) ?? '0' }
}
