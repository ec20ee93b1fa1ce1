/** Files written into a mail's text by uuencode (POSIX 1003.1), as some old programs and scanners still do. */

export interface UuencodedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** @returns the text without the files that were found in it */
export const cutUuencoded = (text: string): { text: string; files: readonly UuencodedFile[] } => {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files: [] }
  const files: UuencodedFile[] = []
  const kept: string[] = []
  const lines = text.split(/\r\n|\r|\n/)
  for (let at = 0; at < lines.length; at++) {
    const begin = /^begin [0-7]{3,4} (\S.*)$/.exec(lines[at]!)
    const end = begin ? endOf(lines, at + 1) : -1
    if (!begin || end < 0) {
      kept.push(lines[at]!)
      continue
    }
    files.push({ name: begin[1]!.trim(), bytes: Buffer.concat(lines.slice(at + 1, end).map(decodeLine)) })
    at = end
  }
  return { text: kept.join('\n'), files }
}

/** The place of the `end` line; -1 where what comes before it is not uuencoded. */
const endOf = (lines: readonly string[], from: number): number => {
  for (let at = from; at < lines.length; at++) {
    if (lines[at] === 'end') return at > from ? at : -1
    if (!isEncodedLine(lines[at]!)) return -1
  }
  return -1
}

const sextetOf = (line: string, at: number): number => (line.charCodeAt(at) - 32) & 63

const isEncodedLine = (line: string): boolean =>
  line === '' ||
  (/^[ -`]+$/.test(line) && line.trimEnd().length <= 1 + Math.ceil(sextetOf(line, 0) / 3) * 4 + 1)

const decodeLine = (line: string): Uint8Array => {
  const length = line === '' ? 0 : sextetOf(line, 0)
  const out = Buffer.alloc(Math.ceil(length / 3) * 3)
  for (let at = 1, to = 0; to < length; at += 4, to += 3) {
    // Blanks at a line's end may have been lost on the way.
    const [a, b, c, d] = [0, 1, 2, 3].map(one => (at + one < line.length ? sextetOf(line, at + one) : 0)) as [
      number,
      number,
      number,
      number,
    ]
    out[to] = (a << 2) | (b >> 4)
    out[to + 1] = ((b & 15) << 4) | (c >> 2)
    out[to + 2] = ((c & 3) << 6) | d
  }
  return out.subarray(0, length)
}
