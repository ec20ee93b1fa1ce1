/**
 * Plain text: which letters its bytes are, and whether it is a grid (a sheet saved as CSV, or as Excel's "Unicode text",
 * often under the name .xls). Knows no form.
 */
import { tooLarge } from './reading.ts'

export const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

/**
 * By the byte order mark; else UTF-8 where it is; else the code pages of Vietnamese and of other Windows. Bytes of TCVN3
 * and VNI come out as the Latin letters that their tables know.
 * @param isHead the bytes may end inside a character
 */
export const decodeText = (bytes: Uint8Array, isHead = false): string => {
  if (isUtf16(bytes)) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  const text = asUtf8(bytes, isHead)
  return text ?? new TextDecoder(isVietnamesePage(bytes) ? 'windows-1258' : 'windows-1252').decode(bytes)
}

/** Undefined where the bytes are not UTF-8. @param isHead the bytes may end inside a character */
export const asUtf8 = (bytes: Uint8Array, isHead = false): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isHead })
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * Windows-1258 writes `đ` as F0, which neither TCVN3 nor VNI uses; TCVN3 has its own between A8 and AE, where 1258 has signs.
 */
const isVietnamesePage = (bytes: Uint8Array): boolean =>
  bytes.includes(0xf0) && !bytes.some(byte => byte >= 0xa8 && byte <= 0xae)

const delimiters = ['\t', ';', ','] as const
export type Delimiter = (typeof delimiters)[number]

/** Excel's own hint in the first line. */
const hint = /^\ufeff?sep=([\t;,])\r?\n/i

/** Undefined where the text is no grid of three columns or more. @param text its beginning is enough */
export const findDelimiter = (text: string): Delimiter | undefined => {
  const hinted = hint.exec(text)?.[1]
  return hinted !== undefined
    ? delimiters.find(one => one === hinted)
    : delimiters.find(delimiter => {
        // The last record may be cut off. Sheets are written with all their columns in every row.
        const widths = [...readRecords(text, delimiter)].slice(0, -1).map(fields => fields.length)
        const counts = new Map<number, number>()
        for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
        const [width, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
        return width >= 3 && count >= 3 && count >= widths.length * 0.6
      })
}

/** RFC 4180, with the delimiter given: quoted fields may hold delimiters, line ends and doubled quotes. @throws Refused */
export function* readRecords(text: string, delimiter: Delimiter): Generator<string[]> {
  let fields: string[] = []
  let at = hint.exec(text)?.[0].length ?? (text.startsWith('\ufeff') ? 1 : 0)
  while (at < text.length) {
    const quoted = text[at] === '"' ? quotedField(text, at, delimiter) : undefined
    const end = quoted?.end ?? endOfField(text, at, delimiter)
    // More than a sheet has: a file of delimiters alone would fill the memory.
    if (fields.push(quoted?.text ?? text.slice(at, end)) > 16_384) throw tooLarge('16384 columns')
    at = end
    if (text[at] === delimiter) {
      at++
      if (at === text.length) fields.push('')
      continue
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    yield fields
    fields = []
  }
  if (fields.length > 0) yield fields
}

const isEndOfField = (letter: string | undefined, delimiter: Delimiter): boolean =>
  letter === undefined || letter === delimiter || letter === '\r' || letter === '\n'

const endOfField = (text: string, from: number, delimiter: Delimiter): number => {
  let at = from
  while (!isEndOfField(text[at], delimiter)) at++
  return at
}

/** Undefined where a quote only begins the words (`"Dân vận khéo" năm 2022`): the field is as it is written. */
const quotedField = (
  text: string,
  from: number,
  delimiter: Delimiter,
): { text: string; end: number } | undefined => {
  let at = from + 1
  for (;;) {
    at = text.indexOf('"', at)
    if (at < 0) return undefined
    if (text[at + 1] !== '"') break
    at += 2
  }
  return isEndOfField(text[at + 1], delimiter)
    ? { text: text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1 }
    : undefined
}
