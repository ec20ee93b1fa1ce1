/**
 * When a mail that comes as a .msg (MS-OXMSG) was received: by the same headers as an .eml, where Outlook kept them, else
 * by the time that it notes itself. Looks only for these two in the compound file (MS-CFB); the mail is read elsewhere,
 * in the child process.
 */
import { type CompoundFile, openCompoundFile } from '../reading/formats/compound-file.ts'
import { Refused } from '../reading/formats/reading.ts'
import { type Receipt, readReceipt } from './receipt.ts'

/** Undefined where it is no .msg. Parameters as of `readReceipt`. */
export const readMsgReceipt = (
  bytes: Uint8Array,
  receivedBy: readonly string[],
  fileTime: number,
): Receipt | undefined => {
  try {
    const found = streamsOf(openCompoundFile(bytes))
    return found && receiptOf(found, receivedBy, fileTime)
  } catch (error) {
    // No compound file, or a damaged one, which reading will say.
    if (error instanceof Refused) return undefined
    throw error
  }
}

/** Of the message itself, not of one inside it. */
interface MsgStreams {
  readonly properties: Uint8Array
  /** PidTagTransportMessageHeaders, as text. */
  readonly headers: string | undefined
}

const receiptOf = (
  { properties, headers }: MsgStreams,
  receivedBy: readonly string[],
  fileTime: number,
): Receipt => {
  const written = readReceipt(Buffer.from(headers ?? '', 'utf8'), receivedBy, fileTime)
  if (written.receiptSource === 'received-header') return written
  // PidTagMessageDeliveryTime, PidTagClientSubmitTime. Not the server's word: as good as a Date header.
  const noted = timeOf(properties, 0x0e060040) ?? timeOf(properties, 0x00390040)
  return noted === undefined ? written : { receivedAt: noted, receiptSource: 'date-header' }
}

/** 2.4.1: entries of sixteen bytes behind a header of 32: tag, flags, value. */
const timeOf = (properties: Uint8Array, tag: number): number | undefined => {
  const view = new DataView(properties.buffer, properties.byteOffset, properties.byteLength)
  for (let at = 32; at + 16 <= properties.length; at += 16) {
    if (view.getUint32(at, true) !== tag) continue
    const time = Number(view.getBigUint64(at + 8, true) / 10_000n) - 11_644_473_600_000
    return time > 0 && time < Date.UTC(2100, 0) ? time : undefined
  }
  return undefined
}

const streamsOf = (file: CompoundFile): MsgStreams | undefined => {
  const properties = file.stream('/__properties_version1.0')
  if (!properties) return undefined
  const [unicode, ansi] = ['001F', '001E'].map(type => file.stream(`/__substg1.0_007D${type}`))
  const headers = unicode
    ? new TextDecoder('utf-16le').decode(unicode)
    : ansi && Buffer.from(ansi).toString('latin1')
  return { properties, headers }
}
