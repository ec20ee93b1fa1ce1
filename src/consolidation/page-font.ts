/**
 * The letters of the .pdf: Tinos, drawn to the measures of Times New Roman, so that lines break where Word breaks them;
 * with every letter of Vietnamese in its four faces, under the SIL Open Font License, which allows embedding. Only what
 * a document uses of it is embedded.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'

export type Face = 'regular' | 'bold' | 'italic' | 'boldItalic'

const files: Readonly<Record<Face, string>> = {
  regular: '400Regular/Tinos_400Regular',
  bold: '700Bold/Tinos_700Bold',
  italic: '400Regular_Italic/Tinos_400Regular_Italic',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic',
}
const faces = Object.keys(files) as Face[]

export type PdfDocument = InstanceType<typeof PDFDocument>

/** What pdfkit makes of a font file. It hands out neither, hence the reach inside: its version is pinned, tests draw. */
interface OpenedFont {
  font: { hasGlyphForCodePoint(code: number): boolean }
}
const openedFont = (document: PdfDocument): OpenedFont => (document as unknown as { _font: OpenedFont })._font

/**
 * Tables of a font that kern and join letters. Word does not kern, Vietnamese is whole letters, and to read these tables
 * takes longer than to draw a district's table.
 */
const unread = { GSUB: { value: undefined }, GPOS: { value: undefined }, kern: { value: undefined } }

/**
 * An empty document that knows the four faces by their names. Each document opens them anew: fontkit keeps in a font what
 * the letters of one document were, so that a shared one would give other bytes, and other words to copy, the next time.
 */
export const makePdfDocument = (options: PDFKit.PDFDocumentOptions = {}): PdfDocument => {
  const document = new PDFDocument({ ...options, autoFirstPage: false })
  for (const face of faces) {
    const file = import.meta.resolve(`@expo-google-fonts/tinos/${files[face]}.ttf`)
    const opened = openedFont(document.registerFont(face, readFileSync(fileURLToPath(file))).font(face))
    opened.font = Object.create(opened.font, unread)
  }
  return document
}

/** Parts of the font's size: of the `hhea` table, the same in all faces. */
export const fontMetrics = { ascent: 0.891, descent: 0.216, line: 1.15 } as const

/** Width of a text in points. */
export type Measure = (text: string, face: Face, size: number) => number

/** Widths letter by letter, remembered: the same few hundred letters make up a whole campaign. */
export const makeMeasure = (document: PdfDocument): Measure => {
  const known = new Map<Face, Map<string, number>>(faces.map(face => [face, new Map()]))
  return (text, face, size) => {
    const widths = known.get(face)!
    let width = 0
    for (const letter of text) {
      let one = widths.get(letter)
      if (one === undefined) {
        one = document.font(face, 1000).widthOfString(letter)
        widths.set(letter, one)
      }
      width += one
    }
    return (width * size) / 1000
  }
}

/**
 * Words as the font has letters for them: what has no letter of it (an emoji, a letter of another script) is shown as
 * U+FFFD, never dropped unseen; marks that nobody sees anyway, the soft hyphen among them, are left out.
 */
export const makeDrawable = (document: PdfDocument): ((text: string) => string) => {
  const { font } = openedFont(document.font('regular'))
  const known = new Map<string, string>()
  const shown = (letter: string): string =>
    invisible.test(letter) ? '' : font.hasGlyphForCodePoint(letter.codePointAt(0)!) ? letter : '\ufffd'
  return text => {
    let drawn = ''
    for (const letter of text) {
      let one = known.get(letter)
      if (one === undefined) {
        one = shown(letter)
        known.set(letter, one)
      }
      drawn += one
    }
    return drawn
  }
}
const invisible = /\p{Default_Ignorable_Code_Point}/u
