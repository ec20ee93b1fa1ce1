/**
 * What modifiers come to: the properties of a character and of a paragraph that decide how its text is read (MS-DOC
 * 2.4.6.2, 2.4.6.1). Layers in order: the document's defaults, the paragraph's style, the character style, the text's own.
 */
import type { DocFile } from './doc-file.ts'
import type { Stretch } from './doc-property-pages.ts'
import { eachSprm, sprm, type Visit } from './doc-sprms.ts'
import type { StyleSheet } from './doc-styles.ts'
import { type Bytes, i16, i32, sliceOf, u8, u16, u32 } from './little-endian.ts'

export interface Character {
  /** Numbers in the table of fonts. */
  ascii: number
  other: number
  hidden: boolean
  /** A line is drawn through it; two are. */
  struck: boolean
  struckTwice: boolean
  deleted: boolean
  inserted: boolean
  /** A code that stands for something drawn, not a letter. */
  special: boolean
  /** Where in the stream `Data` its picture is. */
  picture?: number
  /** `picture` is data of a form field, nothing drawn. */
  isData: boolean
  /** A letter of a symbol font, drawn in place of the one that is stored. */
  symbol?: { readonly font: number; readonly code: number }
}

export interface ParagraphFormat {
  /** Of its style, for the letters in it. */
  style: number
  /** Tables around it. */
  depth: number
  /** Its mark ends a row; it holds the row's shape. */
  endsRow: boolean
  /** Its mark ends a cell of a table in a table. */
  endsInnerCell: boolean
  /** 0-based. */
  level: number
  /** 1-based in the table of lists; 0 for none. */
  list: number
  /** Modifiers of the paragraph itself, for the shape of a row. */
  readonly own: readonly Bytes[]
}

export interface Formatting {
  characterOf(stretch: Stretch, piece: Bytes, paragraphStyle: number): Character
  paragraphOf(stretch: Stretch, piece: Bytes): ParagraphFormat
}

export const makeFormatting = (doc: DocFile, styles: StyleSheet): Formatting => {
  const ofStyle = new Map<number, Character>()
  const styleCharacter = (style: number): Character => {
    const known = ofStyle.get(style)
    if (known) return known
    const character: Character = { ...plain, ...styles.defaults }
    for (const grpprl of styles.charactersOf(style)) applyTo(character, { ...character }, grpprl)
    ofStyle.set(style, character)
    return character
  }
  const known = new Map<string, Character>()
  const paragraphs = new Map<number, ParagraphFormat>()
  return {
    characterOf(stretch, piece, paragraphStyle) {
      if (stretch.key < 0 && piece.length === 0) return styleCharacter(paragraphStyle)
      const key = `${stretch.key} ${paragraphStyle}`
      const before = piece.length === 0 ? known.get(key) : undefined
      if (before) return before
      const base: Character = { ...styleCharacter(paragraphStyle) }
      for (const own of [stretch.grpprl, piece])
        eachSprm(own, (opcode, bytes, at) => {
          if (opcode !== sprm.cIstd) return
          for (const grpprl of styles.charactersOf(u16(bytes, at))) applyTo(base, { ...base }, grpprl)
        })
      const character = { ...base }
      for (const own of [stretch.grpprl, piece]) applyTo(character, base, own)
      if (piece.length === 0) known.set(key, character)
      return character
    },
    paragraphOf(stretch, piece) {
      const before = piece.length === 0 ? paragraphs.get(stretch.key) : undefined
      if (before) return before
      const format = formatOf(doc, styles, stretch, piece)
      if (piece.length === 0) paragraphs.set(stretch.key, format)
      return format
    },
  }
}

const plain: Character = {
  ascii: -1,
  other: -1,
  hidden: false,
  struck: false,
  struckTwice: false,
  deleted: false,
  inserted: false,
  special: false,
  isData: false,
}

/** ToggleOperand (2.9.327): 0x80 is what the style says, 0x81 its contrary. Word writes revisions so too. */
const toggled = (value: number, style: boolean): boolean =>
  value > 1 ? (value === 0x81) !== style : value === 1

/** @param style what the styles say, for toggles and for going back to it */
const applyTo = (character: Character, style: Character, grpprl: Bytes): void =>
  eachSprm(grpprl, (opcode, bytes, at) => {
    switch (opcode) {
      case sprm.cRgFtc0:
        character.ascii = u16(bytes, at)
        break
      case sprm.cRgFtc2:
        character.other = u16(bytes, at)
        break
      case sprm.cFtcDefault:
        character.ascii = u16(bytes, at)
        character.other = u16(bytes, at)
        break
      case sprm.cFVanish:
        character.hidden = toggled(u8(bytes, at), style.hidden)
        break
      case sprm.cFStrike:
        character.struck = toggled(u8(bytes, at), style.struck)
        break
      case sprm.cFDStrike:
        character.struckTwice = toggled(u8(bytes, at), style.struckTwice)
        break
      case sprm.cFRMarkDel:
        character.deleted = toggled(u8(bytes, at), style.deleted)
        break
      case sprm.cFRMarkIns:
        character.inserted = toggled(u8(bytes, at), style.inserted)
        break
      case sprm.cFSpec:
        character.special = u8(bytes, at) === 1
        break
      case sprm.cFData:
        character.isData = u8(bytes, at) === 1
        break
      case sprm.cPicLocation:
        character.picture = u32(bytes, at)
        character.special = true
        break
      case sprm.cSymbol:
        character.symbol = { font: u16(bytes, at), code: u16(bytes, at + 2) }
        character.special = true
        break
      case sprm.cPlain:
        character.ascii = style.ascii
        character.other = style.other
        character.hidden = style.hidden
        character.struck = style.struck
        character.struckTwice = style.struckTwice
    }
  })

const formatOf = (doc: DocFile, styles: StyleSheet, stretch: Stretch, piece: Bytes): ParagraphFormat => {
  const own: Bytes[] = []
  const format: ParagraphFormat = {
    style: stretch.style,
    depth: 0,
    endsRow: false,
    endsInnerCell: false,
    level: 0,
    list: 0,
    own,
  }
  let inTable = false
  let depth: number | undefined
  const visit: Visit = (opcode, bytes, at) => {
    switch (opcode) {
      case sprm.pIlvl:
        format.level = u8(bytes, at)
        break
      case sprm.pIlfo:
        format.list = i16(bytes, at)
        break
      case sprm.pFInTable:
        inTable = u8(bytes, at) === 1
        break
      case sprm.pFTtp:
      case sprm.pFInnerTtp:
        if (u8(bytes, at) === 1) format.endsRow = true
        break
      case sprm.pFInnerTableCell:
        format.endsInnerCell = u8(bytes, at) === 1
        break
      case sprm.pItap:
        depth = i32(bytes, at)
        break
      case sprm.pDtap:
        depth = (depth ?? 0) + i32(bytes, at)
    }
  }
  for (const grpprl of [stretch.grpprl, piece])
    eachSprm(grpprl, (opcode, bytes, at) => {
      if (opcode === sprm.pIstd) format.style = u16(bytes, at)
      // Rows of many columns do not fit into a page of properties: they stand in the stream `Data` (2.6.2).
      if (opcode === sprm.pHugePapx || opcode === sprm.pHugePapxOld || opcode === sprm.pTableProps) {
        const place = u32(bytes, at)
        own.push(sliceOf(doc.data, place + 2, u16(doc.data, place)))
      }
    })
  own.push(stretch.grpprl, piece)
  for (const grpprl of styles.paragraphsOf(format.style)) eachSprm(grpprl, visit)
  for (const grpprl of own) eachSprm(grpprl, visit)
  // Before Word 2000 there were no tables in tables, and no count of them.
  format.depth = inTable ? Math.max(1, depth ?? 1) : 0
  return format
}
