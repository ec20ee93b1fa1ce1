/**
 * The text of one paragraph of a .docx: runs to lines, each stretch decoded by the font it is drawn in. Text boxes and
 * tables found inside are handed back as elements: what they hold is not this paragraph's text.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { tidy } from '../../text/fold.ts'
import { limits } from '../limits.ts'
import type { Styles } from './docx-fonts.ts'
import type { FontRun } from './lettering.ts'
import { hostile } from './reading.ts'
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

export interface ParagraphContent {
  /** Runs beside each other that are drawn alike are one; a line break is `\n`. */
  readonly runs: FontRun[]
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
  let isKnown = false
  const isStruck = isRun && state.styles.isStruck(run, paragraph)
  const put = (text: string, drawn: string | undefined): void => {
    if (state.fields.includes('instruction')) return
    const last = into.runs.at(-1)
    if (last && last.font === drawn && last.isStruck === isStruck)
      into.runs[into.runs.length - 1] = { ...last, text: last.text + text }
    else into.runs.push({ text, font: drawn, isStruck })
  }
  const add = (text: string): void => {
    if (!isKnown) font = state.styles.fontOf(run, paragraph)
    isKnown = true
    put(isSymbolFont(font) ? withoutPrivate(text) : text, font)
  }
  for (const child of parent.children) {
    if (!isElement(child)) continue
    switch (child.name) {
      case 'w:t':
      case 'm:t':
        // A line end in the XML is drawn as a space.
        add(textContent(child).replace(/[\r\n]/g, ' '))
        break
      case 'w:tab':
      case 'w:ptab':
        add('\t')
        break
      case 'w:noBreakHyphen':
        add('\u2011')
        break
      // In a font of TCVN3 its code is that of `ư`: which one it is, the letters beside it tell.
      case 'w:softHyphen':
        add('\u00ad')
        break
      case 'w:sym': {
        const drawn = child.attributes['w:font']
        const code = Number.parseInt(child.attributes['w:char'] ?? '', 16)
        if (!Number.isNaN(code))
          put(
            isSymbolFont(drawn)
              ? withoutPrivate(String.fromCodePoint(code & 0xffff))
              : String.fromCodePoint(code & 0xffff),
            drawn,
          )
        break
      }
      case 'w:br':
      case 'w:cr':
        add('\n')
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

/** @throws Refused where fields open in one another without an end */
const followField = (element: XmlElement, { fields }: RunState): void => {
  const type = element.attributes['w:fldCharType']
  if (type === 'begin') {
    if (fields.length >= limits.fieldDepth) throw hostile('fields')
    fields.push('instruction')
  }
  if (type === 'separate' && fields.length > 0) fields[fields.length - 1] = 'result'
  else if (type === 'end') fields.pop()
}

/** Whether the mark at the paragraph's end was deleted or moved away: its text then goes on in the next one (17.13.5.15). */
export const isMarkDeleted = (properties: XmlElement | undefined): boolean => {
  const mark = findChild(properties, 'w:rPr')
  return findChild(mark, 'w:del') !== undefined || findChild(mark, 'w:moveFrom') !== undefined
}

/** The words of an element that Word does not draw in the text: a hidden row, a remark. */
export const wordsIn = (element: XmlElement): string => tidy(writtenIn(element))
const writtenIn = (element: XmlElement): string => {
  if (element.name === 'w:t') return textContent(element)
  if (element.name === 'w:tab' || element.name === 'w:br') return ' '
  const written = childElements(element).map(writtenIn).join('')
  // Word cuts a word into runs wherever it likes; only a paragraph ends one.
  return element.name === 'w:p' ? `${written} ` : written
}
