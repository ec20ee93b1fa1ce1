/**
 * Fonts and styles of an RTF, gathered while its tables are passed (RTF 1.9.1, "Font Table", "Style Sheet"): which font is
 * drawn, and what is struck through, where only a style says it. Styles say nothing else that matters to words.
 */
import { plainFontName, type RtfFont } from './rtf-letters.ts'

interface Style {
  readonly basedOn: number | undefined
  readonly font: number | undefined
  readonly isStruck: boolean | undefined
}

export interface RtfFonts {
  /** A word inside the font table. @returns whether it says something of a font; else it may begin a destination */
  fontWord(word: string, number: number | undefined): boolean
  /** Letters of a font's name; `;` ends it. */
  fontText(text: string): void
  /** A group of the style sheet begins, a word in it, it ends. */
  beginStyle(): void
  styleWord(word: string, number: number | undefined): boolean
  endStyle(): void
  fontOf(id: number | undefined): RtfFont | undefined
  /** The font of a paragraph's or a letter's style, with those it is based on. */
  fontOfStyle(id: number): number | undefined
  isStruckByStyle(id: number): boolean | undefined
}

export const makeRtfFonts = (): RtfFonts => {
  const fonts = new Map<number, RtfFont>()
  const styles = new Map<number, Style>()
  let entry = {
    id: -1,
    name: '',
    charset: undefined as number | undefined,
    codePage: undefined as number | undefined,
  }
  let style: { id: number } & { -readonly [Key in keyof Style]: Style[Key] } = newStyle()
  const endFont = (): void => {
    if (entry.id >= 0)
      fonts.set(entry.id, {
        name: plainFontName(entry.name),
        charset: entry.charset,
        codePage: entry.codePage,
      })
    entry = { id: -1, name: '', charset: undefined, codePage: undefined }
  }
  const saidByStyle = <Said>(id: number, pick: (style: Style) => Said | undefined): Said | undefined => {
    // A style based on itself is a file's mistake; nobody bases ten deep.
    for (let depth = 0, at: number | undefined = id; at !== undefined && depth < 10; depth++) {
      const one: Style | undefined = styles.get(at)
      const said = one && pick(one)
      if (said !== undefined) return said
      at = one?.basedOn
    }
    return undefined
  }
  return {
    fontWord(word, number) {
      if (word === 'f') {
        endFont()
        entry.id = number ?? 0
      } else if (word === 'fcharset') entry.charset = number
      else if (word === 'cpg') entry.codePage = number
      else return false
      return true
    },
    fontText(text) {
      const [name, ...rest] = text.split(';')
      entry.name += name
      // What follows a name's end begins the next one, where fonts stand in no groups of their own.
      for (const next of rest) {
        endFont()
        entry.name = next
      }
    },
    beginStyle() {
      style = newStyle()
    },
    styleWord(word, number) {
      // Styles of sections and of tables have numbers of their own; words never name them.
      if (word === 's' || word === 'cs') style.id = number ?? 0
      else if (word === 'ds' || word === 'ts') style.id = -1
      else if (word === 'f') style.font = number
      else if (word === 'strike' || word === 'striked') style.isStruck = number !== 0
      else if (word === 'sbasedon') style.basedOn = number
      else return false
      return true
    },
    endStyle() {
      if (style.id >= 0) styles.set(style.id, style)
    },
    fontOf: id => (id === undefined ? undefined : fonts.get(id)),
    fontOfStyle: id => saidByStyle(id, style => style.font),
    isStruckByStyle: id => saidByStyle(id, style => style.isStruck),
  }
}

const newStyle = () => ({ id: 0, basedOn: undefined, font: undefined, isStruck: undefined })
