/** What goes from token to token while an RTF is walked: the open groups, and what was gathered so far. No rules. */
import { type Finding, finding } from '../../domain/finding.ts'
import type { DocumentSection } from '../document/model.ts'
import { limits } from '../limits.ts'
import { tooLarge } from './reading.ts'
import { type Destination, isShown } from './rtf-destinations.ts'
import { makeRtfFonts, type RtfFonts } from './rtf-fonts.ts'
import { decodeBytes, isKnownPage, pageOf, type RtfFont } from './rtf-letters.ts'
import { makeStory, type Shared, type Story } from './rtf-story.ts'
import type { RowDefinition } from './rtf-table.ts'

/** What braces keep and give back (RTF 1.9.1, "Groups"). */
export interface Group {
  destination: Destination
  /** The word that opened the destination. */
  word: string
  story: Story
  font: number | undefined
  /** The font was said by `\f` since the last `\plain`: then no paragraph style changes it. */
  isOwnFont: boolean
  isHidden: boolean
  isStruck: boolean
  isDeleted: boolean
  /** `\intbl`, `\itap`: tables that the paragraph stands in. */
  isInTable: boolean
  depth: number
  /** `\uc`: how many characters stand in for each `\u`, for readers that do not know it. */
  standIns: number
  /** Inside `\*\nesttableprops`. */
  isNested: boolean
  /** `\upr`: what its text would be, were it not said again in Unicode. */
  shownOf: Destination
  field: { instruction: string } | undefined
  /** Of the drawing that the group is in: how many boxes were shown of it. */
  drawing: { boxes: number } | undefined
}

export interface Page {
  readonly kind: 'header' | 'footer'
  /** `headerf` is shown on first pages only, `headerl` on left ones. */
  readonly word: string
  readonly sections: readonly DocumentSection[]
}

export interface RtfWalk {
  group: Group
  /** Those around it, the outermost first. */
  readonly groups: Group[]
  readonly shared: Shared
  readonly fonts: RtfFonts
  readonly body: Story
  /** Stories that were begun: each has a number in its name. */
  stories: number
  /** Letters that were met, shown or not. */
  characters: number
  documentPage: number
  defaultFont: number | undefined
  standInsLeft: number
  /** The row that is being defined, and what the next `\cellx` is to be. */
  row: RowDefinition
  merge: { left: boolean; above: boolean }
  /** Words in a destination that nobody knows. */
  unknown: string
  /** `\titlepg`, `\facingp`. */
  readonly flags: Set<string>
  readonly pages: Page[]
  readonly notes: DocumentSection[]
  readonly hidden: string[]
  /** Bytes of each picture. */
  readonly pictures: number[]
  readonly findings: Finding[]
}

export const makeRtfWalk = (): RtfWalk => {
  const findings: Finding[] = []
  const noted = new Set<string>()
  const shared: Shared = {
    count: { paragraphs: 0, cells: 0 },
    // Once for a document: fifty runs in one strange font say no more than one.
    note(one) {
      const key = one.code + JSON.stringify(one.args)
      if (!noted.has(key)) findings.push(one)
      noted.add(key)
    },
  }
  const body = makeStory('body', 'body', shared)
  return {
    group: {
      destination: 'text',
      word: '',
      story: body,
      font: undefined,
      isOwnFont: false,
      isHidden: false,
      isStruck: false,
      isDeleted: false,
      isInTable: false,
      depth: 0,
      standIns: 1,
      isNested: false,
      shownOf: 'text',
      field: undefined,
      drawing: undefined,
    },
    groups: [],
    shared,
    fonts: makeRtfFonts(),
    body,
    stories: 0,
    characters: 0,
    documentPage: 1252,
    defaultFont: undefined,
    standInsLeft: 0,
    row: { left: 0, cells: [] },
    merge: { left: false, above: false },
    unknown: '',
    flags: new Set(),
    pages: [],
    notes: [],
    hidden: [],
    pictures: [],
    findings,
  }
}

export const fontOf = (walk: RtfWalk): RtfFont | undefined =>
  walk.fonts.fontOf(walk.group.font ?? walk.defaultFont)

/** How many tables the paragraph stands in. */
export const levelOf = ({ group }: RtfWalk): number => Math.max(group.depth, group.isInTable ? 1 : 0)

/** Letters go where the group's text goes. */
export const putText = (walk: RtfWalk, text: string): void => {
  const { group, hidden } = walk
  walk.characters += text.length
  if (walk.characters > limits.rtf.characters) throw tooLarge(`${limits.rtf.characters} characters`)
  if (isShown(group.destination)) {
    if (group.isDeleted) walk.shared.note(finding('tracked-changes'))
    else if (group.isHidden) hidden.push(text)
    else group.story.write(text, fontOf(walk)?.name, group.isStruck)
  } else if (group.destination === 'label') group.story.writeLabel(text, fontOf(walk)?.name)
  else if (group.destination === 'hidden') hidden.push(text)
  else if (group.destination === 'fonts') walk.fonts.fontText(text)
  else if (group.destination === 'unknown' && walk.unknown.length < 2_000) walk.unknown += text
  else if (group.destination === 'instruction' && group.field && group.field.instruction.length < 200)
    group.field.instruction += text
}

/** Bytes of text, by the code page of their font. */
export const putBytes = (walk: RtfWalk, bytes: Uint8Array): void => {
  const { destination } = walk.group
  if (destination === 'none' || destination === 'frame' || destination === 'styles') return
  const font = destination === 'fonts' ? undefined : fontOf(walk)
  const { documentPage } = walk
  const isText = isShown(destination) || destination === 'label'
  if (isText && !isKnownPage(pageOf(font, documentPage)) && bytes.some(byte => byte > 0x7f))
    walk.shared.note(finding('legacy-letters', { font: font?.name ?? `cp${documentPage}` }))
  putText(walk, decodeBytes(bytes, font, documentPage))
}

/** The paragraph's mark. One that was deleted, or is hidden, lets it go on in the next. */
export const endParagraph = (walk: RtfWalk): void => {
  const { group } = walk
  if (!isShown(group.destination)) return
  if (group.isDeleted) walk.shared.note(finding('tracked-changes'))
  else if (group.isHidden) walk.hidden.push('\n')
  else group.story.endParagraph(levelOf(walk))
}
