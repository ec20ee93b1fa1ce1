/**
 * .rtf (RTF 1.9.1) to `Document`: what Word would show after accepting every change. Inserted text stays, deleted goes,
 * hidden text is kept apart; fonts decide letters. Not its layout, and no object inside is opened.
 */
import { finding } from '../../domain/finding.ts'
import { hiddenSections } from '../document/build.ts'
import { type Document, type DocumentSection, textOf } from '../document/model.ts'
import { limits } from '../limits.ts'
import { attempt, type DocumentReading, tooLarge } from './reading.ts'
import { destinationOf, isShown, letters } from './rtf-destinations.ts'
import { beginDestination, closeGroup, openGroup } from './rtf-groups.ts'
import { decodeUnit } from './rtf-letters.ts'
import { type RtfToken, rtfTokens } from './rtf-tokens.ts'
import { endParagraph, fontOf, makeRtfWalk, putBytes, putText, type RtfWalk } from './rtf-walk.ts'
import { readFormatWord, readRowWord } from './rtf-words.ts'

export const readRtf = (bytes: Uint8Array): Promise<DocumentReading> =>
  attempt(() => {
    const walk = makeRtfWalk()
    walkTokens(bytes, walk)
    return finishDocument(walk)
  })

const walkTokens = (bytes: Uint8Array, walk: RtfWalk): void => {
  const { next, rest } = rtfTokens(bytes)
  const { note } = walk.shared
  const text = makeTextBuffer()
  const flush = (): void => {
    if (text.length() > 0) putBytes(walk, text.take())
  }
  /** `\*` was the token before, at the start of a group. */
  let isStarred = false
  let isFirst = false
  const read = (token: RtfToken): void => {
    const wasStarred = isStarred
    const wasFirst = isFirst
    isStarred = false
    isFirst = token.kind === 'open'
    switch (token.kind) {
      case 'open':
      case 'close':
        flush()
        walk.standInsLeft = 0
        if (token.kind === 'open') openGroup(walk)
        else closeGroup(walk)
        break
      case 'byte':
        if (walk.standInsLeft > 0) walk.standInsLeft--
        else text.add(Uint8Array.of(token.byte))
        break
      case 'text':
        if (walk.group.destination === 'picture') addToPicture(walk, token.bytes.length / 2)
        else {
          const skipped = Math.min(walk.standInsLeft, token.bytes.length)
          walk.standInsLeft -= skipped
          text.add(token.bytes.subarray(skipped))
        }
        break
      case 'binary':
        if (walk.group.destination === 'picture') addToPicture(walk, token.length)
        break
      case 'word':
        if (token.word === '*' && wasFirst) isStarred = true
        else {
          flush()
          readWord(walk, token.word, token.number, wasStarred)
        }
    }
  }
  let count = 0
  let token = next()
  while (token) {
    read(token)
    // A picture's lines of digits are no words.
    if (walk.group.destination !== 'picture' && ++count > limits.rtf.tokens)
      throw tooLarge(`${limits.rtf.tokens} tokens`)
    if (walk.groups.length === 0) break
    token = next()
  }
  flush()
  // Cut short: what is there is read, what is not may have been a row.
  if (!token) note(finding('unreadable-part'))
  while (walk.groups.length > 0) closeGroup(walk)
  // Mail programs add line ends and zeros, DOS its end of file. Anything else is not shown by Word, and was not written by it either.
  const after = new TextDecoder('latin1').decode(rest()).replace(/[\s\0\x1a]+/g, ' ')
  if (after.trim() !== '') note(finding('unread-text', { text: after }))
}

const readWord = (walk: RtfWalk, word: string, number: number | undefined, isStarred: boolean): void => {
  if (word === 'u' && number !== undefined) {
    putText(walk, decodeUnit(number, fontOf(walk)))
    walk.standInsLeft = walk.group.standIns
    return
  }
  const letter = letters.get(word)
  if (letter !== undefined) {
    if (walk.standInsLeft > 0) walk.standInsLeft--
    else putText(walk, letter)
    return
  }
  const { destination } = walk.group
  if (destination === 'fonts' && walk.fonts.fontWord(word, number)) return
  if (destination === 'styles' && walk.fonts.styleWord(word, number)) return
  const begun = destinationOf(word, isStarred)
  if (begun) beginDestination(walk, begun, word)
  // `\sect` ends a paragraph too; a backslash before a line end is a `\par`.
  else if (word === 'par' || word === 'sect' || word === '\r' || word === '\n') {
    walk.standInsLeft = 0
    endParagraph(walk)
  } else if (isShown(destination) && readRowWord(walk, word, number)) walk.standInsLeft = 0
  else readFormatWord(walk, word, number)
}

const addToPicture = ({ pictures }: RtfWalk, bytes: number): void => {
  pictures[pictures.length - 1]! += bytes
}

/** Bytes of text in a row, before they are decoded: letters of East Asian code pages have two. */
const makeTextBuffer = (): {
  add(bytes: Uint8Array): void
  length(): number
  take(): Uint8Array
} => {
  let buffer = new Uint8Array(4_096)
  let length = 0
  return {
    add(bytes) {
      if (length + bytes.length > buffer.length) {
        const larger = new Uint8Array(2 * (length + bytes.length))
        larger.set(buffer.subarray(0, length))
        buffer = larger
      }
      buffer.set(bytes, length)
      length += bytes.length
    },
    length: () => length,
    take() {
      const taken = buffer.subarray(0, length)
      length = 0
      return taken
    },
  }
}

const finishDocument = (walk: RtfWalk): Document => {
  const { flags, hidden, notes, pages, pictures, findings } = walk
  const body = walk.body.finish()
  const shown: Record<'header' | 'footer', DocumentSection[]> = { header: [], footer: [] }
  for (const { kind, word, sections } of pages) {
    // Shown on no page: a first page's where the section has none of its own, a left one's where all are alike.
    const isOnPages = word.endsWith('f') ? flags.has('titlepg') : !word.endsWith('l') || flags.has('facingp')
    if (isOnPages) shown[kind].push(...sections)
    else hidden.push(...sections.map(section => `\n${textOf(section.blocks)}\n`))
  }
  const sections: DocumentSection[] = [...shown.header, ...body, ...shown.footer, ...notes]
  sections.push(...hiddenSections('body', 'body', hidden.join('').split('\n')))
  if (pictures.length === 0 && sections.every(section => textOf(section.blocks).trim() === ''))
    walk.shared.note(finding('empty-part'))
  return { sections, findings, ...(pictures.length > 0 && { pictures: pictures.map(Math.floor) }) }
}
