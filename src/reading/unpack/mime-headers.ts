/** A header block (RFC 5322, 2.2) and the parameters of its structured fields (RFC 2045, 5.1; RFC 2231). */
import { decodeText, decodeWords } from './mime-letters.ts'

export interface HeaderField {
  /** Lower case. */
  readonly name: string
  /** Unfolded, one character a byte, undecoded. */
  readonly value: string
  /** As it stands in the mail, its name in front. */
  readonly line: string
}

export interface MimeHeaders {
  readonly fields: readonly HeaderField[]
  /** The first one of this name, undecoded; '' where there is none. */
  value(name: string): string
  has(name: string): boolean
}

/** `text/plain; charset=utf-8`. */
export interface Structured {
  /** Lower case: `text/plain`, `attachment`. */
  readonly value: string
  /** By lower-case name, letters decoded. */
  readonly parameters: ReadonlyMap<string, string>
}

/** @param end of what belongs to this entity. @returns the place where its body begins */
export const readHeaderBlock = (
  bytes: Buffer,
  start: number,
  end: number,
): { headers: MimeHeaders; body: number } => {
  const fields: { name: string; value: string; line: string }[] = []
  let at = start
  while (at < end) {
    const { text, next } = lineAt(bytes, at, end)
    if (text === '') {
      at = next
      break
    }
    const colon = text.indexOf(':')
    const last = fields.at(-1)
    if (/^[ \t]/.test(text) && last) {
      last.value += ` ${text.trim()}`
      last.line += `\r\n${text}`
    } else if (colon > 0 && /^[!-9;-~]+[ \t]*$/.test(text.slice(0, colon))) {
      fields.push({
        name: text.slice(0, colon).trim().toLowerCase(),
        value: text.slice(colon + 1).trim(),
        line: text,
      })
      if (fields.length > mostFields) break
      // What mbox files write above a message.
    } else if (!(at === start && /^>?From /.test(text))) break
    at = next
  }
  const byName = new Map<string, string>()
  for (const { name, value } of fields) if (!byName.has(name)) byName.set(name, value)
  return {
    headers: { fields, value: name => byName.get(name) ?? '', has: name => byName.has(name) },
    body: at,
  }
}

/** A mail that went through twenty servers has a hundred. */
const mostFields = 2_000

/** RFC 5322 ends lines by CRLF; files from Unix have LF, some old Macs CR. */
const lineAt = (bytes: Buffer, at: number, end: number): { text: string; next: number } => {
  let stop = at
  while (stop < end && bytes[stop] !== 10 && bytes[stop] !== 13) stop++
  const text = bytes.toString('latin1', at, stop)
  const next = stop + (bytes[stop] === 13 && bytes[stop + 1] === 10 ? 2 : 1)
  return { text, next: Math.min(next, end) }
}

/** `attachment; filename*0*=utf-8''a%C3%A2; filename*1*=…`: pieces are joined as bytes before they are letters. */
export const readStructured = (field: string): Structured => {
  const parts = partsOf(field)
  const value = (parts.shift() ?? '').trim().toLowerCase()
  const plain = new Map<string, string>()
  const pieces = new Map<string, Piece[]>()
  for (const part of parts) {
    const equals = part.indexOf('=')
    if (equals < 0) continue
    const given = part.slice(0, equals).trim().toLowerCase()
    const text = unquoted(part.slice(equals + 1).trim())
    const numbered = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(given)
    if (!numbered) continue
    const [, name, number, star] = numbered
    if (number === undefined && star === undefined) {
      if (!plain.has(name!)) plain.set(name!, decodeWords(text))
      continue
    }
    const all = pieces.get(name!) ?? []
    all.push({ number: Number(number ?? 0), isEncoded: star !== undefined, text })
    pieces.set(name!, all)
  }
  const parameters = new Map(plain)
  for (const [name, all] of pieces) parameters.set(name, joinPieces(all))
  return { value, parameters }
}

interface Piece {
  readonly number: number
  readonly isEncoded: boolean
  readonly text: string
}

/** RFC 2231, 3 and 4: the first piece names the charset of all that are encoded. */
const joinPieces = (pieces: readonly Piece[]): string => {
  const sorted = [...pieces].sort((one, other) => one.number - other.number)
  const named = /^([\w.:+-]*)'[^']*'/.exec(sorted[0]?.isEncoded ? sorted[0].text : '')
  const bytes = sorted.map(({ isEncoded, text }, at) => {
    const own = at === 0 && named ? text.slice(named[0].length) : text
    return Buffer.from(
      isEncoded
        ? own.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        : own,
      'latin1',
    )
  })
  const joined = decodeText(Buffer.concat(bytes), named?.[1] ?? '')
  // Some programs put encoded words into pieces (against RFC 2231 as well as RFC 2047).
  return joined.includes('=?') ? decodeWords(Buffer.from(joined, 'latin1').toString('latin1')) : joined
}

/** At semicolons, but not those in quotes; comments in brackets are left out. */
const partsOf = (field: string): string[] => {
  const parts: string[] = []
  let part = ''
  let quoted = false
  let comment = 0
  for (let at = 0; at < field.length; at++) {
    const letter = field[at]!
    if (letter === '\\' && (quoted || comment > 0) && at + 1 < field.length) {
      if (comment === 0) part += letter + field[at + 1]!
      at++
    } else if (letter === '"' && comment === 0) {
      quoted = !quoted
      part += letter
    } else if (letter === '(' && !quoted && part.includes('=') === false) comment++
    else if (letter === ')' && comment > 0) comment--
    else if (comment > 0) continue
    else if (letter === ';' && !quoted) {
      parts.push(part)
      part = ''
    } else part += letter
  }
  parts.push(part)
  return parts
}

/** A backslash before anything but a quote or itself is a folder's: `C:\Users\DVK.doc`. */
const unquoted = (text: string): string =>
  text.startsWith('"')
    ? text
        .slice(1)
        .replace(/"[^"]*$/, '')
        .replace(/\\(["\\])/g, '$1')
    : text
