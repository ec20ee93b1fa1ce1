/** The styles of a workbook (ECMA-376 part 1, 18.8): looks become numbers as they are first asked for. */
import { type Look, pageFont } from '../workbook-bytes.ts'
import { escaped, mainNamespace, xmlHead } from './markup.ts'

/** As `Look`, and whether the cell is shaded, as headings are, and whether its text goes on over its neighbours. */
export interface CellLook extends Look {
  readonly shaded?: boolean
  readonly overflows?: boolean
}

export interface Styles {
  /** The look's number, for a cell's `s`. */
  of(look: CellLook): number
  /** `styles.xml`, when all looks were asked for. */
  xml(): string
}

/** Numbers from here on are a file's own formats; those below are Excel's (18.8.30). */
const firstFormat = 164

export const makeStyles = (): Styles => {
  const fonts = makeList(fontOf({}))
  const formats = makeList()
  const looks = makeList(lookOf({}, 0, 0))
  const known = new Map<string, number>()
  const formatNumber = (format: string | undefined): number => {
    if (format === undefined || format === 'General') return 0
    return format === '@' ? 49 : firstFormat + formats.at(format)
  }
  return {
    of: look => {
      const key = JSON.stringify(look)
      const before = known.get(key)
      if (before !== undefined) return before
      const number = looks.at(lookOf(look, fonts.at(fontOf(look)), formatNumber(look.format)))
      known.set(key, number)
      return number
    },
    xml: () =>
      `${xmlHead}<styleSheet xmlns="${mainNamespace}">` +
      list(
        'numFmts',
        formats.all.map(
          (code, at) => `<numFmt numFmtId="${firstFormat + at}" formatCode="${escaped(code)}"/>`,
        ),
      ) +
      list('fonts', fonts.all) +
      list('fills', fills) +
      list('borders', borders) +
      list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
      list('cellXfs', looks.all) +
      list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
      '</styleSheet>',
  }
}

const list = (tag: string, all: readonly string[]): string =>
  all.length === 0 ? '' : `<${tag} count="${all.length}">${all.join('')}</${tag}>`

/** The first two fills are Excel's own, whatever a file says. */
const fills = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/><bgColor indexed="64"/></patternFill></fill>',
]
const sides = ['left', 'right', 'top', 'bottom']
const borders = [
  `<border>${sides.map(side => `<${side}/>`).join('')}<diagonal/></border>`,
  `<border>${sides.map(side => `<${side} style="thin"><color auto="1"/></${side}>`).join('')}<diagonal/></border>`,
]

const fontOf = (look: CellLook): string =>
  `<font>${look.bold ? '<b/>' : ''}${look.italic ? '<i/>' : ''}${look.underline ? '<u/>' : ''}` +
  `<sz val="${look.size ?? 12}"/><name val="${pageFont}"/><family val="1"/></font>`

const lookOf = (look: CellLook, font: number, format: number): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${look.shaded ? 2 : 0}" borderId="${look.bordered ? 1 : 0}" xfId="0"` +
  ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">' +
  `<alignment horizontal="${look.align ?? 'center'}" vertical="${look.vertical === 'top' ? 'top' : 'center'}"${look.overflows ? '' : ' wrapText="1"'}/></xf>`

/** Distinct texts in the order in which they came, each with its number. */
const makeList = (...first: readonly string[]): { all: readonly string[]; at(text: string): number } => {
  const numbers = new Map(first.map((text, at) => [text, at]))
  const all = [...first]
  return {
    all,
    at: text => {
      const before = numbers.get(text)
      if (before !== undefined) return before
      numbers.set(text, all.length)
      return all.push(text) - 1
    },
  }
}
