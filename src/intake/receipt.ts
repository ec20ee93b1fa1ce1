/**
 * When a message that comes as a file was received, by its headers (design, "What never bends" 10): the topmost
 * `Received` of a configured host (RFC 5321 4.4, RFC 5322 3.6.7), else `Date:` (RFC 5322 3.6.1), else the file's time.
 * Reads no more than the head of the message, and no body.
 */
import type { ReceiptSource } from '../domain/ledger.ts'

/** A head larger than this is not a mail's. Bytes. */
const headLimit = 256 * 1024

export interface Receipt {
  /** Milliseconds since 1970. */
  readonly receivedAt: number
  readonly receiptSource: ReceiptSource
}

/**
 * @param receivedBy hosts whose `Received` is believed: the name after `by`. Others may be forged.
 * @param fileTime milliseconds; what stands where no header says it.
 */
export const readReceipt = (bytes: Uint8Array, receivedBy: readonly string[], fileTime: number): Receipt => {
  const fields = readHead(bytes)
  const hosts = new Set(receivedBy.map(host => host.toLowerCase()))
  for (const field of fields) {
    if (field.name !== 'received') continue
    const received = readReceived(field.value)
    if (received && hosts.has(received.by))
      return { receivedAt: received.at, receiptSource: 'received-header' }
  }
  const date = fields.find(field => field.name === 'date')
  const at = date && readDate(date.value)
  return at === undefined
    ? { receivedAt: fileTime, receiptSource: 'file' }
    : { receivedAt: at, receiptSource: 'date-header' }
}

/** The fields of a message's head, unfolded, names in lower case; top to bottom. What is no field is passed over. */
const readHead = (bytes: Uint8Array): { name: string; value: string }[] => {
  const text = Buffer.from(bytes.subarray(0, headLimit)).toString('latin1')
  // A blank line ends the head; at the very top it means that there is none.
  const end = `\n${text}`.search(/\n\r?\n/)
  const head = end < 0 ? text : text.slice(0, end)
  return head
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap(line => {
      const colon = line.indexOf(':')
      return colon > 0
        ? [{ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1) }]
        : []
    })
}

const readReceived = (value: string): { by: string; at: number } | undefined => {
  const plain = withoutComments(value)
  const semicolon = plain.lastIndexOf(';')
  const by = plain.slice(0, semicolon).match(/(?:^|\s)by\s+([^\s;]+)/i)?.[1]
  const at = readDate(plain.slice(semicolon + 1))
  return semicolon < 0 || !by || at === undefined ? undefined : { by: by.toLowerCase(), at }
}

/** Comments nest and quote (RFC 5322 3.2.2). One pass: a head of nothing but brackets must not cost more than its size. */
const withoutComments = (value: string): string => {
  let depth = 0
  let plain = ''
  for (let at = 0; at < value.length; at++) {
    const letter = value[at]
    if (letter === '(') depth++
    else if (letter === ')' && depth > 0) depth--
    else if (letter === '\\' && depth > 0) at++
    else if (depth === 0) plain += letter
    if (letter === ')' && depth === 0) plain += ' '
  }
  return plain
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Named zones of RFC 5322 4.3, minutes; any other name says nothing about the zone and counts as UTC there. */
const zones: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
}

/**
 * A date-time of RFC 5322 3.3, the obsolete forms (4.3) too.
 * @returns milliseconds since 1970; undefined where it is none: no zone, a 31st of February
 */
export const readDate = (text: string): number | undefined => {
  const fields = withoutComments(text)
    .trim()
    .match(
      /^(?:[a-z]{3}\s*,\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2})\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?\s+([+-]\d{4}|[a-z]+)\s*$/i,
    )
  if (!fields) return undefined
  const [, day, monthName, yearText, hour, minute, second = '0', zone] = fields as unknown as string[]
  const month = months.indexOf(monthName!.toLowerCase())
  const year = Number(yearText) + (yearText!.length > 3 ? 0 : Number(yearText) < 50 ? 2000 : 1900)
  const offset = /^[+-]/.test(zone!)
    ? (zone!.startsWith('-') ? -1 : 1) * (Number(zone!.slice(1, 3)) * 60 + Number(zone!.slice(3)))
    : (zones[zone!.toUpperCase()] ?? 0)
  // A leap second has no place of its own.
  const at = Date.UTC(year, month, Number(day), Number(hour), Number(minute), Math.min(Number(second), 59))
  const isReal =
    month >= 0 && new Date(at).getUTCDate() === Number(day) && Number(hour) < 24 && Number(minute) < 60
  return isReal && Number(second) <= 60 ? at - offset * 60_000 : undefined
}
