/**
 * The text of one paragraph of an OpenDocument file (ODF 1.3 part 3, 5.1 and 6): runs with the font that each is drawn in.
 * Drawings and notes found inside are handed back as elements: what they hold is not this paragraph's text.
 */
import type { FontRun } from './lettering.ts'
import type { Drawn, OdfStyles } from './odf-styles.ts'
import { childElements, isElement, textContent, type XmlElement } from './xml.ts'

export interface OdfTextState {
  readonly styles: OdfStyles
  /** Words that are not drawn, for the record. */
  readonly hidden: string[]
}

export interface OdfContent {
  readonly runs: FontRun[]
  /** Elements of drawings, in order. */
  readonly drawings: XmlElement[]
  /** `text:note-body`. */
  readonly notes: XmlElement[]
  /** The list's number, where the writer stored it. */
  label: string | undefined
  /** A `text:hidden-paragraph` in it says that all of it is hidden. */
  isHidden: boolean
}

export const makeContent = (): OdfContent => ({
  runs: [],
  drawings: [],
  notes: [],
  label: undefined,
  isHidden: false,
})

/** Spaces that one `text:s` may stand for: more of them say no more, and a number costs a file nothing. */
const mostSpaces = 32

/** Never shown as text: marks, changes, readings above East Asian letters, scripts. */
const skipped: ReadonlySet<string> = new Set([
  'text:tracked-changes',
  'text:note-citation',
  'text:ruby-text',
  'text:script',
  'office:forms',
  'office:event-listeners',
])

/** @param drawn how its text is drawn, where no span in it says otherwise */
export const readText = (parent: XmlElement, drawn: Drawn, state: OdfTextState, into: OdfContent): void => {
  const put = (text: string): void => {
    if (drawn.isHidden) state.hidden.push(text)
    else into.runs.push({ text, font: drawn.font, isStruck: drawn.isStruck })
  }
  for (const child of parent.children) {
    if (!isElement(child)) {
      // White space of the XML is one space (6.1.2): a line end in it breaks no line.
      put(child.replace(/[ \t\r\n]+/g, ' '))
      continue
    }
    const { attributes } = child
    switch (child.name) {
      case 'text:s':
        put(' '.repeat(Math.min(Math.max(1, Number(attributes['text:c'] ?? 1) || 1), mostSpaces)))
        break
      case 'text:tab':
        put('\t')
        break
      case 'text:line-break':
        put('\n')
        break
      case 'text:span':
        readText(
          child,
          state.styles.drawnBy({ family: 'text', name: attributes['text:style-name'] }, drawn),
          state,
          into,
        )
        break
      case 'text:note':
        into.notes.push(...childElements(child).filter(one => one.name === 'text:note-body'))
        break
      case 'text:number':
        into.label = textContent(child).trim()
        break
      case 'text:hidden-paragraph':
        if (attributes['text:is-hidden'] === 'true') into.isHidden = true
        break
      // Remarks in the margin, and prompts that nobody replaced: not what the unit wrote on the form.
      case 'office:annotation':
      case 'text:placeholder':
        state.hidden.push(`\n${wordsIn(child)}\n`)
        break
      default:
        if (skipped.has(child.name)) break
        if (isDrawing(child)) into.drawings.push(child)
        else if (isPassedOver(child)) state.hidden.push(`\n${wordsIn(child)}\n`)
        else readText(child, drawn, state, into)
    }
  }
}

/** Fields whose text is stored, and not drawn (7.3.6, 7.7.15). */
const isPassedOver = ({ name, attributes }: XmlElement): boolean =>
  attributes['text:display'] === 'none' ||
  (name === 'text:hidden-text' && attributes['text:is-hidden'] !== 'false')

export const isDrawing = ({ name }: XmlElement): boolean => /^(draw|dr3d|table):/.test(name)

/** Elements with blocks of text in a drawing: text boxes, shapes, those of a group (10.3, 10.4.3). */
export const boxesIn = (drawing: XmlElement): XmlElement[] => {
  if (drawing.name === 'table:table') return [{ ...drawing, name: 'draw:text-box', children: [drawing] }]
  const children = childElements(drawing)
  if (children.some(one => /^text:(p|h|list)$/.test(one.name))) return [drawing]
  return children.filter(isDrawing).flatMap(boxesIn)
}

/** All words of an element, however deep. */
export const wordsIn = (element: XmlElement): string =>
  /^text:[ph]$/.test(element.name)
    ? textContent(element).replace(/\s+/g, ' ')
    : childElements(element)
        .filter(one => !/^(dc|meta):/.test(one.name))
        .map(wordsIn)
        .join('\n')
        .trim() || directText(element)

const directText = (element: XmlElement): string =>
  childElements(element).length === 0 ? textContent(element).trim() : ''
