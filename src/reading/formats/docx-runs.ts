/**
 * The text of one paragraph of a .docx: runs to lines, each stretch decoded by the font it is drawn in. Text boxes and
 * tables found inside are handed back as elements: what they hold is not this paragraph's text.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { decodeLegacy, type Encoding, encodingOfFont } from '../../text/legacy.ts'
import type { Line } from '../document/model.ts'
import type { Styles } from './docx-fonts.ts'
import { isSymbolFont, withoutPrivate } from './symbols.ts'
import { childElements, findChild, isElement, textContent, type XmlElement } from './xml.ts'

/** What goes from run to run of one part. */
export interface RunState {
  readonly styles: Styles
  /** Words that Word does not show, for the record. */
  readonly hidden: string[]
  /** Fields that are open (17.16.18): what stands before their separator is an instruction, never shown. */
  readonly fields: ('instruction' | 'result')[]
  note(one: Finding): void
}

/** A stretch of text in one encoding; a line break is a piece of its own. */
export interface Piece {
  readonly encoding: Encoding | 'break'
  readonly font: string | undefined
  text: string
}

export interface ParagraphContent {
  readonly pieces: Piece[]
  /** `w:txbxContent`, in order. */
  readonly boxes: XmlElement[]
  /** Tables inside the paragraph, as some converters write them. */
  readonly tables: XmlElement[]
}

const skipped = new Set([
  'w:del',
  'w:moveFrom',
  'w:pPr',
  'w:rPr',
  'w:sdtPr',
  'w:instrText',
  'w:delText',
  'w:delInstrText',
  'w:fldData',
  'w:rt',
])

/** Word writes text boxes twice, the second time for programs that do not know the first (ECMA-376 part 3, 10). */
export const chosen = (alternatives: XmlElement): XmlElement =>
  findChild(alternatives, 'mc:Choice') ?? findChild(alternatives, 'mc:Fallback') ?? alternatives

/** `Click here to enter text`: drawn by Word, written by nobody (17.5.2.39). */
export const isPlaceholder = (element: XmlElement): boolean =>
  element.name === 'w:sdt' && isOn(findChild(findChild(element, 'w:sdtPr'), 'w:showingPlcHdr'))

/** A property that is there and not switched off (17.17.4). */
export const isOn = (element: XmlElement | undefined): boolean =>
  element !== undefined && !/^(0|false|off)$/.test(element.attributes['w:val'] ?? '')

/** @param into takes what is found: the text of a paragraph whose mark was deleted goes on in the next one */
export const readRuns = (
  parent: XmlElement,
  paragraph: XmlElement | undefined,
  state: RunState,
  into: ParagraphContent,
): void => {
  const isRun = parent.name === 'w:r'
  const run = isRun ? findChild(parent, 'w:rPr') : undefined
  if (isRun && state.styles.isHidden(run, paragraph)) {
    const text = textContent(parent).trim()
    if (text !== '') state.hidden.push(text)
    return
  }
  let font: string | undefined
  let encoding: Encoding | undefined
  const put = (text: string, as: Encoding, drawn: string | undefined): void => {
    if (state.fields.includes('instruction')) return
    const last = into.pieces.at(-1)
    // A VNI letter and its mark can stand in two runs: decode what belongs together in one go.
    if (last?.encoding === as) last.text += text
    else into.pieces.push({ encoding: as, font: drawn, text })
  }
  const add = (text: string): void => {
    if (encoding === undefined) {
      font = state.styles.fontOf(run, paragraph)
      encoding = encodingOfFont(font)
    }
    put(isSymbolFont(font) ? withoutPrivate(text) : text, encoding, font)
  }
  for (const child of parent.children) {
    if (!isElement(child)) continue
    switch (child.name) {
      case 'w:t':
      case 'm:t':
        add(textContent(child))
        break
      case 'w:tab':
      case 'w:ptab':
        add('\t')
        break
      case 'w:noBreakHyphen':
        add('\u2011')
        break
      case 'w:sym': {
        const drawn = child.attributes['w:font']
        const code = Number.parseInt(child.attributes['w:char'] ?? '', 16)
        if (!Number.isNaN(code))
          put(
            isSymbolFont(drawn)
              ? withoutPrivate(String.fromCodePoint(code & 0xffff))
              : String.fromCodePoint(code & 0xffff),
            encodingOfFont(drawn),
            drawn,
          )
        break
      }
      case 'w:br':
      case 'w:cr':
        if (!state.fields.includes('instruction'))
          into.pieces.push({ encoding: 'break', font: undefined, text: '\n' })
        break
      case 'w:fldChar':
        followField(child, state)
        break
      case 'mc:AlternateContent':
        readRuns(chosen(child), paragraph, state, into)
        break
      case 'w:txbxContent':
        into.boxes.push(child)
        break
      case 'w:tbl':
        into.tables.push(child)
        break
      case 'w:del':
      case 'w:moveFrom':
        state.note(finding('tracked-changes'))
        break
      case 'w:ins':
      case 'w:moveTo':
        state.note(finding('tracked-changes'))
        readRuns(child, paragraph, state, into)
        break
      default:
        if (isPlaceholder(child)) state.hidden.push(wordsIn(child))
        else if (!skipped.has(child.name)) readRuns(child, paragraph, state, into)
    }
  }
}

const followField = (element: XmlElement, { fields }: RunState): void => {
  const type = element.attributes['w:fldCharType']
  if (type === 'begin') fields.push('instruction')
  else if (type === 'separate' && fields.length > 0) fields[fields.length - 1] = 'result'
  else if (type === 'end') fields.pop()
}

/** Pieces to lines, decoded. What does not belong to its encoding is an error at `source`. */
export const linesOf = (pieces: readonly Piece[], state: RunState, source: Source): Line[] => {
  const lines: { text: string; raw: string }[] = [{ text: '', raw: '' }]
  for (const piece of pieces) {
    if (piece.encoding === 'break') {
      lines.push({ text: '', raw: '' })
      continue
    }
    const { text, doubtful } = decodeLegacy(piece.text, piece.encoding)
    if (doubtful) state.note(finding('legacy-letters', { font: piece.font ?? '' }, source))
    const line = lines.at(-1)!
    line.text = (line.text + text).normalize('NFC')
    line.raw += piece.text
  }
  return lines
}

/** Whether the mark at the paragraph's end was deleted or moved away: its text then goes on in the next one (17.13.5.15). */
export const isMarkDeleted = (properties: XmlElement | undefined): boolean => {
  const mark = findChild(properties, 'w:rPr')
  return findChild(mark, 'w:del') !== undefined || findChild(mark, 'w:moveFrom') !== undefined
}

/** The words of an element that Word does not draw at all: a hidden row. */
export const wordsIn = (element: XmlElement): string =>
  element.name === 'w:t' ? textContent(element) : childElements(element).map(wordsIn).join(' ').trim()
