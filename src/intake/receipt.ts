/**
 * When a message that comes as a file was received, by its headers (design, "What never bends" 10): the topmost
 * `Received` of a configured host (RFC 5321 4.4, RFC 5322 3.6.7), else `Date:` (RFC 5322 3.6.1), else the file's time.
 * Reads no more than the head of the message, and no body.
 */
import type { ReceiptSource } from '../domain/ledger.ts'
import { readDate, withoutComments } from '../text/mail-date.ts'

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
