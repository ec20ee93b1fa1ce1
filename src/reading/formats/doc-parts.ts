/** Where the stories beside the body stand: page headers and footers, text boxes, notes, sections (MS-DOC 2.8). */
import type { DocFile, Lengths } from './doc-file.ts'
import { eachSprm, sprm } from './doc-sprms.ts'
import { type Bytes, i16, i32, sliceOf, u8, u16, u32 } from './little-endian.ts'
import { groupsOf } from './office-art.ts'

/** Places in the text of all subdocuments. */
export interface Range {
  readonly from: number
  readonly to: number
}

export interface Box extends Range {
  /** Where it hangs, or the group of drawings it is in; undefined where that is not known. */
  readonly anchor: number | undefined
}

/** Where each subdocument begins: they follow one another in this order (2.4.1). */
export const rangesOf = (lengths: Lengths): Readonly<Record<keyof Lengths, Range>> => {
  let at = 0
  const next = (length: number): Range => {
    const from = at
    at += length
    return { from, to: at }
  }
  return {
    main: next(lengths.main),
    footnotes: next(lengths.footnotes),
    headers: next(lengths.headers),
    comments: next(lengths.comments),
    endnotes: next(lengths.endnotes),
    boxes: next(lengths.boxes),
    headerBoxes: next(lengths.headerBoxes),
  }
}

/** The places of a PLC (2.2.2): n+1 of them, then n things of `size` bytes. */
const placesOf = (plc: Bytes, size: number): number[] => {
  if (plc.length < 4) return []
  const count = Math.floor((plc.length - 4) / (4 + size))
  return Array.from({ length: count + 1 }, (_, index) => u32(plc, index * 4))
}

/** Ranges between places. What lies outside the subdocument is left out: text that no range reaches is found later. */
const pairs = (places: readonly number[], within: Range): Range[] => {
  let last = within.from
  return places.slice(1).map((end, at) => {
    const from = Math.max(last, Math.min(within.to, within.from + places[at]!))
    last = Math.max(from, Math.min(within.to, within.from + end))
    return { from, to: last }
  })
}

export interface SectionEnds {
  /** Places right behind the last character of each section. */
  readonly ends: ReadonlySet<number>
  /** For each section: has its first page a header of its own? */
  readonly titlePages: readonly boolean[]
}

export const readSections = (doc: DocFile): SectionEnds => {
  const plc = doc.structure('plcfSed')
  const places = placesOf(plc, 12)
  const titlePages = places.slice(1).map((_, at) => {
    const fc = i32(plc, places.length * 4 + at * 12 + 2)
    if (fc < 0) return false
    let isOn = false
    eachSprm(sliceOf(doc.main, fc + 2, Math.max(0, i16(doc.main, fc))), (opcode, bytes, operand) => {
      if (opcode === sprm.sFTitlePage) isOn = u8(bytes, operand) === 1
    })
    return isOn
  })
  return { ends: new Set(places.slice(1)), titlePages }
}

/** Page headers and footers; `unused`: in the file, shown on no page. */
export interface PageStories {
  readonly headers: readonly Range[]
  readonly footers: readonly Range[]
  readonly unused: readonly Range[]
}

/** PlcfHdd (2.8.22): six separators of notes, then six stories a section: headers and footers, even, odd and first. */
export const readPageStories = (doc: DocFile, within: Range, titlePages: readonly boolean[]): PageStories => {
  const places = placesOf(doc.structure('plcfHdd'), 0)
  const dop = doc.structure('dop')
  const facingPages = dop.length > 0 && (u8(dop, 0) & 1) === 1
  const stories: { headers: Range[]; footers: Range[]; unused: Range[] } = {
    headers: [],
    footers: [],
    unused: [],
  }
  // The last place says nothing.
  for (const [at, { from, to }] of pairs(places.slice(0, -1), within).entries()) {
    // An empty story goes on from the section before; another ends with a mark that belongs to nobody.
    if (at < 6 || to - from < 2) continue
    const kind = (at - 6) % 6
    const isShown =
      kind === 1 || kind === 3 || (kind >= 4 ? titlePages[Math.floor((at - 6) / 6)] === true : facingPages)
    const list = !isShown ? stories.unused : [0, 1, 4].includes(kind) ? stories.headers : stories.footers
    list.push({ from, to: to - 1 })
  }
  return stories
}

/** @param anchoredIn the subdocument in which the boxes hang */
export const readBoxes = (
  doc: DocFile,
  texts: 'plcftxbxTxt' | 'plcfHdrtxbxTxt',
  shapes: 'plcSpaMom' | 'plcSpaHdr',
  within: Range,
  anchoredIn: Range,
): Box[] => {
  const plc = doc.structure(texts)
  if (plc.length === 0) return []
  const groups = groupsOf(doc.structure('dggInfo'))
  const places = placesOf(plc, 22)
  const drawn = doc.structure(shapes)
  const anchors = placesOf(drawn, 26)
  const anchorOf = new Map(
    anchors
      .slice(1)
      .map((_, at) => [u32(drawn, anchors.length * 4 + at * 26), anchoredIn.from + anchors[at]!]),
  )
  // FTXBXS (2.9.96): the shape's number at 14, whether the box is a spare one at 8.
  return pairs(places, within).flatMap((range, at) => {
    const entry = places.length * 4 + at * 22
    if (u16(plc, entry + 8) !== 0) return []
    const shape = u32(plc, entry + 14)
    return [{ ...range, anchor: anchorOf.get(shape) ?? anchorOf.get(groups.get(shape) ?? shape) }]
  })
}
