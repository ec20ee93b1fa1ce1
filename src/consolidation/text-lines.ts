/**
 * How text wraps in a column of Times New Roman: a row's height must be written into the file (Excel computes none for
 * files it did not make), so lines are counted here. An estimate, on the safe side: a line too many is white space, a
 * line too few is words that nobody sees. Excel itself draws the text.
 */

/** Widths in thousandths of the font's size, from the metrics of Times; letters with marks as their base letter. */
const widths = new Map<string, number>()
// U+031B, the horn of ơ and ư, makes its letter wider.
for (const [width, letters] of [
  [60, '\u031b'],
  [200, "'|"],
  [250, ' .,'],
  [278, 'ijlt:;/\\!'],
  [333, 'fr-()[]I`‘’'],
  [389, 'sJ'],
  [444, 'acez?“”"…'],
  [500, 'bdghknopquvxyđ0123456789–*#$_'],
  [556, 'FPS'],
  [611, 'ELTZ'],
  [667, 'BCR'],
  [722, 'wADGHKNOQUVXYĐ'],
  [778, 'm&'],
  [889, 'M'],
  [944, 'W'],
] as const)
  for (const letter of letters) widths.set(letter, width)
const otherWidth = 600
const wideLetter = /[\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60]|[\u{1f300}-\u{1faff}]/u

/** In points. @param size the font's, in points */
export const textWidth = (text: string, size: number, bold = false): number =>
  inPoints(thousandthsOf(text, 0, text.length), size, bold)

const inPoints = (thousandths: number, size: number, bold: boolean): number =>
  (thousandths / 1000) * size * (bold ? 1.08 : 1)

/** Widths by UTF-16 unit, of those met before; -1: not yet. A hundred thousand rows are written with few letters. */
const ofUnit = new Int16Array(0x10000).fill(-1)

const thousandthsOf = (text: string, from: number, to: number): number => {
  let sum = 0
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0xd800 && unit < 0xe000) return sum + measured(text.slice(at, to))
    let width = ofUnit[unit]!
    if (width < 0) width = ofUnit[unit] = measured(text[at]!)
    sum += width
  }
  return sum
}

const measured = (text: string): number => {
  let sum = 0
  for (const letter of text.normalize('NFD'))
    sum += widths.get(letter) ?? (isMark(letter) ? 0 : wideLetter.test(letter) ? 1000 : otherWidth)
  return sum
}
const isMark = (letter: string): boolean => /\p{M}/u.test(letter)

/**
 * The room for text, in points, in columns of `width` digits of the page's font (8 px each at 96 dpi) as files say it:
 * 5 of the pixels are the cell's own white (ECMA-376 part 1, 18.3.1.13).
 */
export const columnRoom = (width: number): number => (width * 8 - 5) * 0.75 * 0.98

/** One line as it will be drawn, and what stands in the text between it and the next one. */
export interface DrawnLine {
  readonly text: string
  readonly after: ' ' | '\n' | ''
}

/** The lines that a text will be drawn on. Never empty: no text is one empty line. `joinLines` gives the text back. */
export const wrapText = (text: string, room: number, size: number, bold = false): DrawnLine[] =>
  text.split('\n').flatMap((line, index, all) => {
    const lines = wrapLine(line, room, one => textWidth(one, size, bold))
    const last = lines.pop() ?? { text: '', after: '' }
    return [...lines, { text: last.text, after: index < all.length - 1 ? '\n' : '' } as const]
  })

export const joinLines = (lines: readonly DrawnLine[]): string =>
  lines.map((line, index) => line.text + (index < lines.length - 1 ? line.after : '')).join('')

/** One paragraph in a font whose widths are known. @param room and what `widthOf` gives: the same unit */
export const wrapLine = (line: string, room: number, widthOf: (text: string) => number): DrawnLine[] => {
  const space = widthOf(' ')
  const lines: DrawnLine[] = []
  let current: string | undefined
  let width = 0
  for (const word of line.split(' ')) {
    const wordWidth = widthOf(word)
    if (current !== undefined && width + space + wordWidth <= room) {
      current += ` ${word}`
      width += space + wordWidth
      continue
    }
    if (current !== undefined) lines.push({ text: current, after: ' ' })
    const pieces = wordWidth <= room ? [word] : breakWord(word, room, widthOf)
    lines.push(...pieces.slice(0, -1).map(text => ({ text, after: '' }) as const))
    current = pieces.at(-1) ?? ''
    width = widthOf(current)
  }
  return [...lines, { text: current ?? '', after: '' }]
}

/** How many lines `wrapText` gives, at most `most`, without making them. */
export const countLines = (text: string, room: number, size: number, most: number, bold = false): number => {
  const space = textWidth(' ', size, bold)
  let lines = 1
  let width = 0
  let isEmpty = true
  let word = 0
  for (let at = 0; at <= text.length && lines < most; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : lineFeed
    if (unit !== blank && unit !== lineFeed) continue
    const wordWidth = inPoints(thousandthsOf(text, word, at), size, bold)
    if (!isEmpty && width + space + wordWidth <= room) width += space + wordWidth
    else {
      if (!isEmpty) lines++
      const pieces =
        wordWidth <= room
          ? undefined
          : breakWord(text.slice(word, at), room, one => textWidth(one, size, bold))
      width = pieces ? textWidth(pieces.at(-1) ?? '', size, bold) : wordWidth
      lines += pieces ? pieces.length - 1 : 0
    }
    isEmpty = unit === lineFeed
    if (isEmpty && at < text.length) lines++
    word = at + 1
  }
  return Math.min(most, lines)
}
const blank = 0x20
const lineFeed = 0x0a

/** A word longer than its column (an address, a run of dots) is broken where it meets the edge, between whole letters. */
const breakWord = (word: string, room: number, widthOf: (text: string) => number): string[] => {
  const pieces: string[] = []
  let current = ''
  let width = 0
  for (const letter of plainLetters.test(word) ? word : wholeLetters(word)) {
    const more = widthOf(letter)
    if (current !== '' && width + more > room) {
      pieces.push(current)
      current = ''
      width = 0
    }
    current += letter
    width += more
  }
  return [...pieces, current]
}
/** Latin letters of one unit each, as nearly all are: the segmenter is slow. */
const plainLetters = /^[\u0020-\u024f\u1e00-\u1eff]*$/
function* wholeLetters(word: string): Generator<string> {
  for (const { segment } of letters.segment(word)) yield segment
}
const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' })
