/**
 * Letters to lines: by baseline, from left to right, a space where the gap says so. Letters that one operator shows stay
 * in its order, since marks of a decomposed letter stand where their letter stands.
 */
import { limits } from '../limits.ts'
import type { PdfFont } from './pdf-fonts.ts'
import { around, type Box } from './pdf-geometry.ts'
import type { Glyph } from './pdf-letters.ts'
import { tooLarge } from './reading.ts'

export interface Letter {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly font: PdfFont
  readonly tag: number | undefined
  /** A space that nobody drew. */
  readonly isGuessed?: true
}

/** Letters that stand close together on one baseline. */
export interface Chunk {
  readonly letters: Letter[]
  left: number
  right: number
  readonly baseline: number
  readonly size: number
}

export interface TextLine {
  /** Spaces between words among them, none at the ends. */
  readonly letters: readonly Letter[]
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
  /** A space was drawn behind the last word. */
  readonly endsInSpace: boolean
}

export const boxOfLine = (line: TextLine): Box => ({
  left: line.left,
  right: line.right,
  top: line.baseline - line.size,
  bottom: line.baseline + line.size * 0.25,
})
export const boxOfLines = (lines: readonly TextLine[]): Box => around(lines.map(boxOfLine))
export const textOfLine = (line: TextLine): string => line.letters.map(letter => letter.text).join('')

/** In sizes of the letters: a smaller gap is kerning; a space of Times is 0.25, squeezed by a justified line 0.18. */
const spaceGap = 0.15
/** From here on what follows is set apart (another cell, another column). */
const chunkGap = 0.9

/** Seen, upright letters only. Letters drawn twice on one spot (bold made by hand) are one. */
export const chunksOf = (glyphs: readonly Glyph[]): Chunk[] => {
  const chunks: Chunk[] = []
  const isTwin = makeTwinFinder()
  let open: Chunk | undefined
  for (const glyph of glyphs) {
    if (isTwin(glyph)) continue
    const left = Math.min(glyph.x, glyph.endX)
    const right = Math.max(glyph.x, glyph.endX)
    const gap = open ? left - open.right : 0
    const goesOn =
      open &&
      Math.abs(glyph.y - open.baseline) < 0.1 * open.size &&
      gap < (glyph.apart ? spaceGap : chunkGap) * glyph.size &&
      gap > -(glyph.apart ? 0.1 : 0.6) * glyph.size &&
      Math.abs(glyph.size - open.size) < 0.2 * open.size
    const letter = { text: glyph.text, left, right, font: glyph.font, tag: glyph.tag }
    if (open && goesOn) {
      open.letters.push(letter)
      open.right = Math.max(open.right, right)
    } else {
      open = { letters: [letter], left, right, baseline: glyph.y, size: glyph.size }
      chunks.push(open)
    }
  }
  return chunks
}

const makeTwinFinder = (): ((glyph: Glyph) => boolean) => {
  const places = new Map<string, Glyph>()
  return glyph => {
    if (glyph.text.trim() === '') return false
    const step = Math.max(1, glyph.size * 0.15)
    const [column, row] = [Math.round(glyph.x / step), Math.round(glyph.y / step)]
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1]) {
        const twin = places.get(`${glyph.text} ${column + dx} ${row + dy}`)
        if (
          twin &&
          Math.abs(twin.x - glyph.x) < step &&
          Math.abs(twin.y - glyph.y) < step &&
          Math.abs(twin.size - glyph.size) < 1
        )
          return true
      }
    places.set(`${glyph.text} ${column} ${row}`, glyph)
    return false
  }
}

/** Lines from top to bottom. @param columnGap in sizes: a wider gap makes two lines of one */
export const linesOfChunks = (chunks: readonly Chunk[], columnGap = Number.POSITIVE_INFINITY): TextLine[] => {
  const rows: { chunks: Chunk[]; baseline: number; size: number }[] = []
  // The larger letters first: what is raised or lowered beside them joins their line.
  for (const chunk of [...chunks].sort((a, b) => b.size - a.size || a.baseline - b.baseline)) {
    if (isBlank(chunk)) continue
    const row = nearestRow(rows, chunk)
    if (row) row.chunks.push(chunk)
    else if (rows.length >= limits.pdf.lines) throw tooLarge(`${limits.pdf.lines} lines on a page`)
    else rows.push({ chunks: [chunk], baseline: chunk.baseline, size: chunk.size })
  }
  for (const chunk of chunks) if (isBlank(chunk)) nearestRow(rows, chunk)?.chunks.push(chunk)
  return rows
    .flatMap(row => splitRow(row.chunks, columnGap))
    .sort((a, b) => a.baseline - b.baseline || a.left - b.left)
}

const nearestRow = <Row extends { baseline: number; size: number }>(
  rows: readonly Row[],
  chunk: Chunk,
): Row | undefined => {
  let best: Row | undefined
  for (const row of rows) {
    const off = Math.abs(row.baseline - chunk.baseline)
    if (off < 0.42 * row.size && off < Math.abs((best?.baseline ?? 1e9) - chunk.baseline)) best = row
  }
  return best
}

const isBlank = (chunk: Chunk): boolean => chunk.letters.every(letter => letter.text.trim() === '')

const splitRow = (chunks: Chunk[], columnGap: number): TextLine[] => {
  chunks.sort((a, b) => a.left - b.left)
  const lines: TextLine[] = []
  let part: Chunk[] = []
  let right = Number.NEGATIVE_INFINITY
  const end = (): void => {
    const line = lineOf(part)
    if (line) lines.push(line)
    part = []
  }
  for (const chunk of chunks) {
    // Drawn spaces may fill a gap between columns; they hold nothing together.
    if (isBlank(chunk) && columnGap < Number.POSITIVE_INFINITY && chunk.left > right + chunk.size) continue
    if (chunk.left - right > columnGap * chunk.size) end()
    part.push(chunk)
    right = part.length === 1 ? chunk.right : Math.max(right, chunk.right)
  }
  end()
  return lines
}

const lineOf = (chunks: readonly Chunk[]): TextLine | undefined => {
  const letters: Letter[] = []
  for (const chunk of chunks)
    for (const letter of chunk.letters) {
      const last = letters.at(-1)
      const gap = last ? letter.left - last.right : 0
      if (last && gap > spaceGap * chunk.size && last.text.trim() !== '' && letter.text.trim() !== '')
        letters.push({ ...last, text: ' ', left: last.right, right: letter.left, isGuessed: true })
      if (letter.text.trim() !== '' || last) letters.push(letter)
    }
  const isEmpty = (letter: Letter): boolean => letter.text.trim() === ''
  const last = letters.findLastIndex(letter => !isEmpty(letter))
  const first = letters.findIndex(letter => !isEmpty(letter))
  if (last < 0) return undefined
  const words = letters.slice(first, last + 1)
  const main = chunks.reduce((most, chunk) => (chunk.size > most.size ? chunk : most))
  return {
    letters: words,
    left: words[0]!.left,
    right: words.reduce((most, letter) => Math.max(most, letter.right), Number.NEGATIVE_INFINITY),
    baseline: main.baseline,
    size: main.size,
    endsInSpace: last < letters.length - 1,
  }
}
