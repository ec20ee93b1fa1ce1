/** The styles of a workbook (ECMA-376 part 1, 18.8): looks become numbers as they are first asked for. */
import { escaped, xmlHead } from '../office-package.ts'
import { mainNamespace, pageFont } from './markup.ts'

/** What a cell looks like; everything else is the page's font at 12 points, in the middle. */
export interface Look {
  /** Points. */
  readonly size?: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly align?: 'left' | 'center'
  readonly vertical?: 'top' | 'middle'
  readonly bordered?: boolean
  /** As headings are. */
  readonly shaded?: boolean
  /** Its text goes on over its neighbours instead of down. */
  readonly overflows?: boolean
  /** Excel's number format. */
  readonly format?: string
}

export interface Styles {
  /** The look's number, for a cell's `s`. @param format instead of the look's own */
  of(look: Look, format?: string): number
  /** `styles.xml`, when all looks were asked for. */
  xml(): string
}

/** Numbers from here on are a file's own formats; those below are Excel's (18.8.30). */
const firstFormat = 164

export const makeStyles = (): Styles => {
  const fonts = makeList(fontOf({}))
  const formats = makeList()
  const fills = makeList(...ownFills)
  const looks = makeList(lookOf({}, 0, 0, 0))
  // Looks are few objects, asked for with each of a million cells.
  const known = new WeakMap<Look, Map<string | undefined, number>>()
  const formatNumber = (format: string | undefined): number => {
    if (format === undefined || format === 'General') return 0
    return format === '@' ? 49 : firstFormat + formats.at(format)
  }
  return {
    of: (look, format = look.format) => {
      const before = known.get(look)?.get(format)
      if (before !== undefined) return before
      const number = looks.at(
        lookOf(look, fonts.at(fontOf(look)), look.shaded ? fills.at(shade) : 0, formatNumber(format)),
      )
      known.set(look, (known.get(look) ?? new Map()).set(format, number))
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
      list('fills', fills.all) +
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
const ownFills = ['none', 'gray125'].map(one => `<fill><patternFill patternType="${one}"/></fill>`)
const shade =
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/><bgColor indexed="64"/></patternFill></fill>'
const sides = ['left', 'right', 'top', 'bottom']
const borders = [
  `<border>${sides.map(side => `<${side}/>`).join('')}<diagonal/></border>`,
  `<border>${sides.map(side => `<${side} style="thin"><color auto="1"/></${side}>`).join('')}<diagonal/></border>`,
]

const fontOf = (look: Look): string =>
  `<font>${look.bold ? '<b/>' : ''}${look.italic ? '<i/>' : ''}${look.underline ? '<u/>' : ''}` +
  `<sz val="${look.size ?? 12}"/><name val="${pageFont}"/><family val="1"/></font>`

const lookOf = (look: Look, font: number, fill: number, format: number): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${look.bordered ? 1 : 0}" xfId="0"` +
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
