/**
 * The style sheet (MS-DOC 2.9.271 STSH) and the table of fonts (2.9.287 SttbfFfn): what a style adds, itself and by those
 * it is based on. Which style a text has is not known here.
 */
import type { DocFile } from './doc-file.ts'
import { type Bytes, sliceOf, u8, u16, utf16Of } from './little-endian.ts'

export interface StyleSheet {
  /** Modifiers for characters in a style, the most basic style first. */
  charactersOf(style: number): readonly Bytes[]
  /** Modifiers for paragraphs in a style, the most basic style first. */
  paragraphsOf(style: number): readonly Bytes[]
  /** Fonts of text for which nothing else says: for ASCII, and for what is beyond it. */
  readonly defaults: { readonly ascii: number; readonly other: number }
}

interface Style {
  readonly base: number
  readonly paragraph?: Bytes
  readonly characters?: Bytes
}

/** Nobody bases styles ten deep; a style based on itself is a file's mistake. */
const deepest = 10

export const readStyleSheet = (doc: DocFile): StyleSheet => {
  const bytes = doc.structure('stshf')
  const styles: (Style | undefined)[] = []
  let defaults = { ascii: -1, other: -1 }
  if (bytes.length >= 2) {
    const head = u16(bytes, 0)
    const count = u16(bytes, 2)
    const fixed = u16(bytes, 4)
    if (head >= 18) defaults = { ascii: u16(bytes, 14), other: u16(bytes, 18) }
    let at = 2 + head
    for (let index = 0; index < count && at + 2 <= bytes.length; index++) {
      const length = u16(bytes, at)
      styles.push(length === 0 ? undefined : readStyle(sliceOf(bytes, at + 2, length), fixed))
      at += 2 + length
    }
  }
  const chain = (start: number, pick: (style: Style) => Bytes | undefined): readonly Bytes[] => {
    const all: Bytes[] = []
    for (let depth = 0, at = start; depth < deepest; depth++) {
      const style = styles[at]
      if (!style) break
      const own = pick(style)
      if (own && own.length > 0) all.unshift(own)
      at = style.base
    }
    return all
  }
  return {
    charactersOf: style => chain(style, one => one.characters),
    paragraphsOf: style => chain(style, one => one.paragraph),
    defaults,
  }
}

/** STD (2.9.260): a head of `fixed` bytes, the name, then blocks of modifiers, each at an even place. */
const readStyle = (std: Bytes, fixed: number): Style => {
  const kind = u16(std, 2) & 0xf
  const base = u16(std, 2) >> 4
  const blocks: Bytes[] = []
  let at = fixed + 2 + u16(std, fixed) * 2 + 2
  for (let count = u16(std, 4) & 0xf; count > 0 && at + 2 <= std.length; count--) {
    const length = u16(std, at)
    blocks.push(sliceOf(std, at + 2, Math.min(length, std.length - at - 2)))
    at += 2 + length + (length & 1)
  }
  // A paragraph's block begins with the style's own number.
  if (kind === 1)
    return {
      base,
      ...(blocks[0] && { paragraph: blocks[0].subarray(2) }),
      ...(blocks[1] && { characters: blocks[1] }),
    }
  return kind === 2 && blocks[0] ? { base, characters: blocks[0] } : { base }
}

/** Names by number. */
export const readFonts = (doc: DocFile): readonly string[] => {
  const bytes = doc.structure('sttbfFfn')
  const names: string[] = []
  if (bytes.length < 4) return names
  let at = 4
  for (let left = u16(bytes, 0); left > 0 && at < bytes.length; left--) {
    const length = u8(bytes, at)
    const ffn = sliceOf(bytes, at + 1, Math.min(length, bytes.length - at - 1))
    const name = ffn.length > 39 ? utf16Of(ffn, 39, (ffn.length - 39) >> 1) : ''
    names.push(name.split('\0', 1)[0] ?? '')
    at += 1 + length
  }
  return names
}
