/**
 * Word 97-2003 files written byte by byte (MS-DOC), for tests of what no writer at hand makes: merged cells, revisions,
 * properties kept elsewhere, flags. Every run and every paragraph has a page of properties of its own.
 */
import { makeCompoundFile } from '../../scripts/demo-mailbox/files.ts'

export const u16 = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff]
export const u32 = (value: number): number[] => [...u16(value), ...u16(value >>> 16)]
/** A modifier with its operand's bytes, a length byte among them where it has one. */
export const sprm = (opcode: number, ...operand: number[]): number[] => [...u16(opcode), ...operand]

export const deleted = sprm(0x0800, 0x81)
export const inserted = sprm(0x0801, 1)
export const hidden = sprm(0x083c, 1)
export const inFont = (font: number): number[] => [
  ...sprm(0x4a4f, ...u16(font)),
  ...sprm(0x4a51, ...u16(font)),
]
export const inTable = sprm(0x2416, 1)

export interface RawRun {
  readonly text: string
  readonly character?: readonly number[]
}
/** A stretch of text up to its mark. */
export interface RawParagraph {
  readonly runs: readonly RawRun[]
  readonly mark: string
  readonly ofMark?: readonly number[]
  readonly paragraph?: readonly number[]
  readonly style?: number
}

export const line = (text: string, more: Partial<RawParagraph> = {}): RawParagraph => ({
  runs: [{ text }],
  mark: '\r',
  ...more,
})
export const cell = (text: string | readonly RawRun[], more: Partial<RawParagraph> = {}): RawParagraph => ({
  runs: typeof text === 'string' ? [{ text }] : text,
  mark: '\x07',
  paragraph: inTable,
  ...more,
})

/** TDefTableOperand (2.9.318). @param borders one more than cells; @param flags TCGRF of each cell */
export const rowShape = (borders: readonly number[], flags: readonly number[] = []): number[] => {
  const operand = [
    borders.length - 1,
    ...borders.flatMap(u16),
    ...flags.flatMap(one => [...u16(one), ...Array<number>(18).fill(0)]),
  ]
  return sprm(0xd608, ...u16(operand.length + 1), ...operand)
}
export const rowEnd = (shape: readonly number[], more: Partial<RawParagraph> = {}): RawParagraph => ({
  runs: [],
  mark: '\x07',
  paragraph: [...inTable, ...sprm(0x2417, 1), ...shape],
  ...more,
})
export const row = (texts: readonly string[], shape: readonly number[]): RawParagraph[] => [
  ...texts.map(text => cell(text)),
  rowEnd(shape),
]

/** A style of characters (kind 2) or paragraphs (kind 1); number 15 of a sheet of 16, based on `base`. */
export interface RawStyle {
  readonly kind: 1 | 2
  readonly base?: number
  readonly character: readonly number[]
}

export interface RawDoc {
  readonly fonts?: readonly string[]
  /** By number. */
  readonly styles?: Readonly<Record<number, RawStyle>>
  /** The stream `Data`. */
  readonly data?: readonly number[]
  readonly flags?: number
  readonly version?: number
  /** Characters that the header promises. */
  readonly promised?: number
  /** Text of the piece table: each piece with its modifiers, in reading order; where it stands is given. */
  readonly pieces?: readonly { readonly from: number; readonly to: number; readonly prm?: number }[]
  /** Grpprls that pieces refer to. */
  readonly modifiers?: readonly (readonly number[])[]
}

const textAt = 1024
const page = 512
const padded = (bytes: readonly number[], length: number): number[] => [
  ...bytes,
  ...Array<number>(Math.max(0, length - bytes.length)).fill(0),
]

export const doc = (paragraphs: readonly RawParagraph[], options: RawDoc = {}): Uint8Array => {
  const text = paragraphs.map(one => one.runs.map(run => run.text).join('') + one.mark).join('')
  const main: number[] = padded([], textAt)
  for (let at = 0; at < text.length; at++) main.push(...u16(text.charCodeAt(at)))
  const pages: { runs: [number, number, number][]; paragraphs: [number, number, number][] } = {
    runs: [],
    paragraphs: [],
  }
  const addPage = (list: [number, number, number][], from: number, to: number, fkp: number[]): void => {
    while (main.length % page !== 0) main.push(0)
    list.push([from, to, main.length / page])
    main.push(...padded(fkp, page - 1), 1)
  }
  /** One stretch and its entry, whose properties stand at the page's middle. */
  const fkpOf = (from: number, to: number, entry: number[], properties: readonly number[]): number[] => [
    ...padded([...u32(from), ...u32(to), ...entry], 40),
    ...properties,
  ]
  let at = textAt
  for (const { runs, mark, ofMark = [], paragraph = [], style = 0 } of paragraphs) {
    const start = at
    for (const { text: own, character = [] } of [...runs, { text: mark, character: ofMark }]) {
      const to = at + own.length * 2
      if (to > at) addPage(pages.runs, at, to, fkpOf(at, to, [20], [character.length, ...character]))
      at = to
    }
    const grpprl = [...u16(style), ...paragraph]
    const size = grpprl.length % 2 === 0 ? [0, grpprl.length / 2] : [(grpprl.length + 1) / 2]
    addPage(pages.paragraphs, start, at, fkpOf(start, at, [20], [...size, ...grpprl]))
  }
  const plcOf = (list: readonly [number, number, number][]): number[] => [
    ...list.flatMap(([from]) => u32(from)),
    ...u32(list.at(-1)?.[1] ?? 0),
    ...list.flatMap(([, , number]) => u32(number)),
  ]
  const table: number[] = []
  const places = new Map<number, [number, number]>()
  const add = (index: number, bytes: readonly number[]): void => {
    places.set(index, [table.length, bytes.length])
    table.push(...bytes)
  }
  const pieces = options.pieces ?? [{ from: 0, to: text.length }]
  let cp = 0
  const starts = pieces.map(({ from, to }) => {
    const start = cp
    cp += to - from
    return start
  })
  const plcPcd = [
    ...[...starts, cp].flatMap(u32),
    ...pieces.flatMap(({ from, prm = 0 }) => [...u16(0), ...u32(textAt + from * 2), ...u16(prm)]),
  ]
  add(33, [
    ...(options.modifiers ?? []).flatMap(one => [1, ...u16(one.length), ...one]),
    2,
    ...u32(plcPcd.length),
    ...plcPcd,
  ])
  add(12, plcOf(pages.runs))
  add(13, plcOf(pages.paragraphs))
  add(15, fontTable(options.fonts ?? ['Times New Roman']))
  add(1, styleSheet(options.styles ?? {}))
  const header = [
    ...[...u16(0xa5ec), ...u16(options.version ?? 0x00c1)],
    ...padded([], 6),
    ...padded(u16(0x0200 | (options.flags ?? 0)), 22),
    ...padded(u16(14), 30),
    ...padded([...u16(22), ...padded([], 12), ...u32(options.promised ?? cp)], 90),
    ...u16(93),
    ...Array.from({ length: 93 }, (_, index) => (places.get(index) ?? [0, 0]).flatMap(u32)).flat(),
  ]
  main.splice(0, header.length, ...header)
  return makeCompoundFile({
    WordDocument: Uint8Array.from(padded(main, 4096)),
    '1Table': Uint8Array.from(padded(table, 4096)),
    ...(options.data && { Data: Uint8Array.from(padded(options.data, 4096)) }),
  })
}

const utf16 = (text: string): number[] => Array.from(text).flatMap(letter => u16(letter.charCodeAt(0)))

/** SttbfFfn (2.9.287). */
const fontTable = (names: readonly string[]): number[] => [
  ...u16(names.length),
  ...u16(0),
  ...names.flatMap(name => {
    const ffn = [...padded([], 39), ...utf16(`${name}\0`)]
    return [ffn.length, ...ffn]
  }),
]

/** STSH (2.9.271) of 16 styles, most of them empty. */
const styleSheet = (styles: Readonly<Record<number, RawStyle>>): number[] => [
  ...u16(18),
  ...[...u16(16), ...u16(10), ...padded([], 14)],
  ...Array.from({ length: 16 }, (_, index) => {
    const style = styles[index]
    if (!style) return u16(0)
    const { kind, base = 0xfff, character } = style
    const block = (bytes: readonly number[]): number[] => [
      ...u16(bytes.length),
      ...bytes,
      ...(bytes.length % 2 ? [0] : []),
    ]
    const std = [
      ...[...u16(0), ...u16(kind | (base << 4)), ...u16(kind === 1 ? 2 : 1), ...u16(0), ...u16(0)],
      ...[...u16(1), ...utf16('s'), ...u16(0)],
      ...(kind === 1 ? block(u16(index)) : []),
      ...block(character),
    ]
    return [...u16(std.length), ...std]
  }).flat(),
]
