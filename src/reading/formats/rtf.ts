/**
 * .rtf (RTF 1.9.1) to `Document`: what Word would show after accepting every change. Inserted text stays, deleted goes,
 * hidden text is kept apart; fonts decide letters. Not its layout, and no object inside is opened.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { makeParagraph, plainLine } from '../document/build.ts'
import { type Document, type DocumentSection, textOf } from '../document/model.ts'
import { limits } from '../limits.ts'
import { attempt, type DocumentReading, hostile } from './reading.ts'
import { type Destination, destinationOf, letters } from './rtf-destinations.ts'
import { makeRtfFonts } from './rtf-fonts.ts'
import { decodeBytes, decodeUnit, isKnownPage, pageOf } from './rtf-letters.ts'
import { makeStory, type Shared, type Story } from './rtf-story.ts'
import type { CellDefinition, RowDefinition } from './rtf-table.ts'
import { type RtfToken, rtfTokens } from './rtf-tokens.ts'

export const readRtf = (bytes: Uint8Array): Promise<DocumentReading> => attempt(() => readTokens(bytes))

/** What braces keep and give back. */
interface Group {
  destination: Destination
  story: Story
  /** A header's word: some are only shown where the file says so. */
  readonly word?: string
  font: number | undefined
  /** The font was said by `\f` since the last `\plain`: then no paragraph style changes it. */
  isOwnFont: boolean
  isHidden: boolean
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
  field: Field | undefined
  /** Of the drawing that the group is in: how many boxes were shown of it. */
  drawing: { boxes: number } | undefined
}
interface Field {
  instruction: string
}

const readTokens = (bytes: Uint8Array): Document => {
  const { next, rest } = rtfTokens(bytes)
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
  const { note } = shared
  const fonts = makeRtfFonts()
  const headers: DocumentSection[] = []
  const footers: DocumentSection[] = []
  const notes: DocumentSection[] = []
  const hidden: string[] = []
  const pictures: number[] = []
  const flags = new Set<string>()
  let stories = 0
  let documentPage = 1252
  let defaultFont: number | undefined
  let standInsLeft = 0
  let definition: RowDefinition = { left: 0, cells: [] }
  let merge = { left: false, above: false }
  let pending: number[] = []
  let unknown = ''

  const body = makeStory('body', 'body', shared)
  let group: Group = {
    destination: 'text',
    story: body,
    font: undefined,
    isOwnFont: false,
    isHidden: false,
    isDeleted: false,
    isInTable: false,
    depth: 0,
    standIns: 1,
    isNested: false,
    shownOf: 'text',
    field: undefined,
    drawing: undefined,
  }
  const groups: Group[] = []

  const level = (): number => Math.max(group.depth, group.isInTable ? 1 : 0)
  const fontOf = () => fonts.fontOf(group.font ?? defaultFont)

  /** Letters, decoded from their code page. */
  const put = (text: string): void => {
    const { destination, story } = group
    switch (destination) {
      case 'text':
      case 'header':
      case 'footer':
      case 'note':
      case 'text-box':
        if (group.isDeleted) note(finding('tracked-changes'))
        else if (group.isHidden) hidden.push(text)
        else story.write(text, fontOf()?.name)
        break
      case 'label':
        story.writeLabel(text, fontOf()?.name)
        break
      case 'hidden':
        hidden.push(text)
        break
      case 'unknown':
        if (unknown.length < 2_000) unknown += text
        break
      case 'instruction':
        if (group.field && group.field.instruction.length < 200) group.field.instruction += text
        break
      case 'fonts':
        fonts.fontText(text)
        break
    }
  }
  const flush = (): void => {
    if (pending.length === 0) return
    const bytesOf = Uint8Array.from(pending)
    pending = []
    if (group.destination === 'none' || group.destination === 'frame') return
    const font = group.destination === 'fonts' ? undefined : fontOf()
    if (!isKnownPage(pageOf(font, documentPage)) && bytesOf.some(byte => byte > 0x7f))
      note(finding('legacy-letters', { font: font?.name ?? `cp${documentPage}` }))
    put(decodeBytes(bytesOf, font, documentPage))
  }

  const isText = (): boolean => ['text', 'header', 'footer', 'note', 'text-box'].includes(group.destination)
  const endParagraph = (): void => {
    if (!isText()) return
    // Where the mark at its end was deleted, a paragraph goes on in the next one.
    if (group.isDeleted) note(finding('tracked-changes'))
    else if (group.isHidden) hidden.push('\n')
    else group.story.endParagraph(level())
  }

  const begin = (destination: Destination, word: string): void => {
    if (group.destination === 'none' || group.destination === 'unknown') return
    const started = (kind: 'header' | 'footer' | 'note' | 'text-box'): Group => ({
      ...group,
      destination,
      word,
      story: makeStory(kind, `${kind} ${++stories}`, shared),
      isInTable: false,
      depth: 0,
      isNested: false,
    })
    switch (destination) {
      case 'header':
      case 'footer':
      case 'note':
      case 'text-box':
        group = started(destination)
        break
      case 'picture':
        group = { ...group, destination }
        pictures.push(0)
        break
      case 'unknown':
        unknown = ''
        group = { ...group, destination }
        break
      case 'frame':
        group = { ...group, destination, drawing: group.drawing ?? { boxes: 0 } }
        // A drawing is written twice, the second time for programs that do not know the first.
        if (word === 'shprslt' && group.drawing!.boxes > 0) group.destination = 'none'
        break
      default:
        group = { ...group, destination }
    }
  }

  const endStory = ({ story, destination, word, drawing }: Group): void => {
    const sections = story.finish()
    const words = sections.map(section => textOf(section.blocks).trim()).join(' ')
    if (words.trim() === '') return
    if (destination === 'header' || destination === 'footer') {
      // Shown on no page: the first page's where the section has none of its own, the left one where all are alike.
      pagesLater.push({
        sections,
        words,
        word: word ?? '',
        into: destination === 'header' ? headers : footers,
      })
    } else if (destination === 'note') notes.push(...sections)
    else {
      groups.at(-1)?.story.addBoxes(sections)
      if (drawing) drawing.boxes++
    }
  }
  const pagesLater: {
    sections: DocumentSection[]
    words: string
    word: string
    into: DocumentSection[]
  }[] = []

  const endGroup = (): boolean => {
    const parent = groups.pop()
    if (!parent) return false
    const ended = group
    if (ended.story !== parent.story) {
      groups.push(parent)
      endStory(ended)
      groups.pop()
    }
    if (ended.destination === 'styles' && parent.destination === 'styles') fonts.endStyle()
    if (ended.destination === 'fonts' && parent.destination !== 'fonts') fonts.fontText(';')
    if (ended.destination === 'unknown' && parent.destination !== 'unknown') {
      // A new program's own words: nobody shows them, but they do not vanish.
      if (/\p{L}{2,}\s+\p{L}{2,}/u.test(unknown)) hidden.push(unknown)
      unknown = ''
    }
    if (ended.destination === 'hidden' && parent.destination !== 'hidden') hidden.push('\n')
    group = parent
    if (ended.destination === 'instruction' && parent.destination !== 'instruction') drawSymbol(parent)
    return true
  }
  /** `SYMBOL 252 \f "Wingdings"`: a field without a result, which Word draws itself. */
  const drawSymbol = ({ field }: Group): void => {
    const symbol = /^\s*SYMBOL\s+(\d{1,5})/i.exec(field?.instruction ?? '')
    if (!symbol) return
    const name = /\\f\s*"([^"]*)"/.exec(field!.instruction)?.[1] ?? ''
    const font = { name, charset: undefined, codePage: undefined }
    put(decodeBytes(Uint8Array.of(Number(symbol[1]) & 0xff), font, documentPage))
  }

  const rowLevel = (): number => (group.isNested ? Math.max(2, level()) : 1)
  const row = (word: string, number: number | undefined): boolean => {
    switch (word) {
      case 'trowd':
        definition = { left: 0, cells: [] }
        merge = { left: false, above: false }
        group.story.defineRow(rowLevel(), definition)
        return true
      case 'trleft':
        definition.left = number ?? 0
        return true
      case 'clmrg':
        merge.left = true
        return true
      case 'clvmrg':
        merge.above = true
        return true
      case 'cellx': {
        if (definition.cells.length >= limits.table.columns) return true
        const cell: CellDefinition = {
          right: number ?? 0,
          continuesLeft: merge.left,
          continuesAbove: merge.above,
        }
        definition.cells.push(cell)
        merge = { left: false, above: false }
        return true
      }
      case 'cell':
        group.story.endCell(1)
        return true
      case 'nestcell':
        group.story.endCell(Math.max(2, level()))
        return true
      case 'row':
        group.story.endRow(1)
        return true
      case 'nestrow':
        group.story.endRow(Math.max(2, level()))
        return true
      default:
        return false
    }
  }

  /** Words that change how what follows is read. */
  const format = (word: string, number: number | undefined): void => {
    const isOn = number !== 0
    switch (word) {
      case 'f':
        group.font = number ?? 0
        group.isOwnFont = true
        break
      case 'plain':
        Object.assign(group, { font: undefined, isOwnFont: false, isHidden: false, isDeleted: false })
        break
      case 'pard':
        Object.assign(group, { isInTable: false, depth: 0 })
        break
      case 's':
        if (!group.isOwnFont) group.font = fonts.fontOfStyle(number ?? 0) ?? group.font
        break
      case 'cs':
        group.font = fonts.fontOfStyle(number ?? 0) ?? group.font
        break
      case 'intbl':
        group.isInTable = isOn
        break
      case 'itap':
        group.depth = Math.max(0, number ?? 0)
        break
      case 'v':
      case 'webhidden':
        group.isHidden = isOn
        break
      case 'deleted':
      case 'mvf':
        group.isDeleted = isOn
        break
      case 'revised':
      case 'mvt':
        if (isOn && isText()) note(finding('tracked-changes'))
        break
      case 'uc':
        group.standIns = Math.min(Math.max(0, number ?? 1), 16)
        break
      case 'ansicpg':
        if (number) documentPage = number
        break
      case 'mac':
        documentPage = 10_000
        break
      case 'pc':
        documentPage = 437
        break
      case 'pca':
        documentPage = 850
        break
      case 'deff':
        defaultFont = number ?? 0
        break
      case 'titlepg':
      case 'facingp':
        flags.add(word)
        break
      case 'object':
        note(finding('embedded-part'))
        break
      case 'field':
        group.field = { instruction: '' }
        break
      case 'upr':
        group.shownOf = group.destination
        group.destination = 'none'
        break
      case 'ud':
        group.destination = group.shownOf
        break
      case 'nesttableprops':
        group.isNested = true
        break
    }
  }

  const readWord = (word: string, number: number | undefined, starred: boolean): void => {
    if (word === 'u' && number !== undefined) {
      put(decodeUnit(number, fontOf()))
      standInsLeft = group.standIns
      return
    }
    const letter = letters.get(word)
    if (letter !== undefined) {
      if (standInsLeft > 0) standInsLeft--
      else put(letter)
      return
    }
    if (group.destination === 'fonts' && (word === 'f' || word === 'fcharset' || word === 'cpg')) {
      fonts.fontWord(word, number)
      return
    }
    if (group.destination === 'styles' && !(starred && !/^(cs|ds|ts)$/.test(word))) {
      fonts.styleWord(word, number)
      return
    }
    const destination = destinationOf(word, starred)
    if (destination) begin(destination, word)
    else if (word === 'par' || word === '\r' || word === '\n' || word === 'sect') {
      standInsLeft = 0
      endParagraph()
    } else if (!isText() || !row(word, number)) format(word, number)
    else standInsLeft = 0
  }

  let isFirst = false
  let starred = false
  const readToken = (token: RtfToken): boolean => {
    const wasStarred = starred
    starred = false
    switch (token.kind) {
      case 'open':
        flush()
        standInsLeft = 0
        if (groups.length >= limits.rtf.depth) throw hostile('groups nested too deep')
        groups.push(group)
        group = { ...group }
        if (group.destination === 'styles') fonts.beginStyle()
        isFirst = true
        return true
      case 'close':
        flush()
        standInsLeft = 0
        endGroup()
        return groups.length > 0
      case 'byte':
        if (standInsLeft > 0) standInsLeft--
        else pending.push(token.byte)
        break
      case 'text': {
        if (group.destination === 'picture') {
          pictures[pictures.length - 1]! += token.bytes.length / 2
          break
        }
        const from = Math.min(standInsLeft, token.bytes.length)
        standInsLeft -= from
        for (let at = from; at < token.bytes.length; at++) pending.push(token.bytes[at]!)
        break
      }
      case 'binary':
        if (group.destination === 'picture') pictures[pictures.length - 1]! += token.length
        break
      case 'word':
        if (token.word === '*' && isFirst) {
          starred = true
          return true
        }
        flush()
        readWord(token.word, token.number, wasStarred)
        break
    }
    isFirst = false
    return true
  }

  let ended = false
  for (let token = next(); token && !ended; token = next()) ended = !readToken(token)
  flush()
  // Cut short: what is there is read, what is not may have been a row.
  if (!ended) note(finding('unreadable-part'))
  // Mail programs add line ends and zeros. Anything else is not shown by Word, and was not written by it either.
  const after = Buffer.from(rest())
    .toString('latin1')
    .replace(/[\s\0]+/g, ' ')
    .trim()
  if (after !== '') note(finding('unread-text', { text: after }))
  while (groups.length > 0) endGroup()
  const own = body.finish()
  for (const { sections, words, word, into } of pagesLater) {
    const isShown = word.endsWith('f') ? flags.has('titlepg') : !word.endsWith('l') || flags.has('facingp')
    if (isShown) into.push(...sections)
    else hidden.push(`${words}\n`)
  }
  const passedOver = hidden
    .join('')
    .split('\n')
    .filter(line => line.trim() !== '')
  const sections: DocumentSection[] = [...headers, ...own, ...footers, ...notes]
  if (passedOver.length > 0)
    sections.push({
      kind: 'body',
      name: 'body',
      hidden: true,
      blocks: [makeParagraph(passedOver.map(plainLine), { kind: 'part' })],
    })
  if (pictures.length === 0 && sections.every(section => textOf(section.blocks).trim() === ''))
    note(finding('empty-part'))
  return {
    sections,
    findings,
    ...(pictures.length > 0 && { pictures: pictures.map(Math.floor) }),
  }
}
