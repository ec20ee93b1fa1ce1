/**
 * MAPI properties (MS-OXPROPS), which Outlook's .msg (MS-OXMSG) and winmail.dat (MS-OXTNEF) both are made of: their
 * letters by code page, and the mail that they describe.
 */
import type { MessageHeaders } from '../../domain/reading.ts'
import { tidy } from '../../text/fold.ts'
import { unpackRtf } from './compressed-rtf.ts'
import type { ContainerEntry, OpenedContainer } from './container.ts'
import { htmlInRtf } from './html-in-rtf.ts'

export interface MapiValue {
  /** MS-OXCDATA 2.11.1: 0x001F Unicode, 0x001E letters of a code page, 0x0102 bytes, 0x0040 a time. */
  readonly type: number
  readonly bytes: Uint8Array
}

/** By the property's id, without its type. */
export type MapiProperties = ReadonlyMap<number, MapiValue>

/** Ids of the properties that are looked at, by their names in MS-OXPROPS. */
export const tags = {
  messageClass: 0x001a,
  subject: 0x0037,
  submitTime: 0x0039,
  representingName: 0x0042,
  representingAddress: 0x0065,
  senderName: 0x0c1a,
  senderAddress: 0x0c1f,
  deliveryTime: 0x0e06,
  body: 0x1000,
  compressedRtf: 0x1009,
  html: 0x1013,
  messageId: 0x1035,
  displayName: 0x3001,
  attachData: 0x3701,
  attachFilename: 0x3704,
  attachMethod: 0x3705,
  attachLongFilename: 0x3707,
  attachMimeTag: 0x370e,
  attachContentId: 0x3712,
  attachFlags: 0x3714,
  attachHidden: 0x7ffe,
  internetCodepage: 0x3fde,
  messageCodepage: 0x3ffd,
  senderSmtp: 0x5d01,
  representingSmtp: 0x5d02,
} as const

/** Of two or four bytes; undefined where the property is not there, or is shorter. */
export const numberOf = (properties: MapiProperties, id: number): number | undefined => {
  const bytes = properties.get(id)?.bytes
  if (!bytes || bytes.length < 2) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return bytes.length < 4 ? view.getUint16(0, true) : view.getUint32(0, true)
}

/** Kept somewhere else: only a link to it came (MS-OXCMSG 2.2.2.9, the methods by reference). */
export const isByReference = (properties: MapiProperties): boolean =>
  [2, 3, 4, 7].includes(numberOf(properties, tags.attachMethod) ?? 0)

/** Drawn in the mail's words (MS-OXCMSG 2.2.2.18, ATT_MHTML_REF) or not shown among its files. */
export const isDrawn = (properties: MapiProperties): boolean =>
  ((numberOf(properties, tags.attachFlags) ?? 0) & 4) !== 0 ||
  ((numberOf(properties, tags.attachHidden) ?? 0) & 1) !== 0

/** Milliseconds since 1970, from 100 nanoseconds since 1601 (MS-DTYP 2.3.3). */
const timeOf = (properties: MapiProperties, id: number): number | null => {
  const value = properties.get(id)
  if (value?.type !== 0x0040 || value.bytes.length < 8) return null
  const ticks = new DataView(value.bytes.buffer, value.bytes.byteOffset).getBigUint64(0, true)
  const at = Number(ticks / 10_000n) - 11_644_473_600_000
  // Outlook writes a time in the year 4501 where there is none.
  return at > 0 && at < Date.UTC(2200, 0) ? at : null
}

/** @param codepage of the message, for letters that are not Unicode. '' where the property is not there */
export const textOf = (properties: MapiProperties, id: number, codepage: number | undefined): string => {
  const value = properties.get(id)
  if (!value) return ''
  const text =
    value.type === 0x001f ? new TextDecoder('utf-16le').decode(value.bytes) : lettersOf(value.bytes, codepage)
  return text.replace(/\0+$/, '').normalize('NFC')
}

/** Code page numbers of Windows as encodings that decoders know. */
const encodings: ReadonlyMap<number, string> = new Map([
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [20866, 'koi8-r'],
  [21866, 'koi8-u'],
  [28591, 'windows-1252'],
  [28592, 'iso-8859-2'],
  [50220, 'iso-2022-jp'],
  [51932, 'euc-jp'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
])

/** UTF-8 wherever it can be nothing else: Outlook writes it under code pages that say otherwise. */
export const lettersOf = (bytes: Uint8Array, codepage: number | undefined): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  const known =
    codepage !== undefined && codepage >= 1250 && codepage <= 1258
      ? `windows-${codepage}`
      : encodings.get(codepage ?? 0)
  // Declared as UTF-8 it was not: then it came from the machine's own code page.
  return new TextDecoder(known === undefined || known === 'utf-8' ? 'windows-1258' : known).decode(bytes)
}

/** The code page of a message's letters; undefined where it does not say. */
export const codepageOf = (properties: MapiProperties): number | undefined =>
  numberOf(properties, tags.messageCodepage) ?? numberOf(properties, tags.internetCodepage)

/** An Exchange address (`/O=…/CN=…`) is none that anybody could write to. */
const smtp = (address: string): string => (/^[^\s/@]+@[^\s/@]+$/.test(address) ? address.toLowerCase() : '')

const headersOf = (properties: MapiProperties, codepage = codepageOf(properties)): MessageHeaders => {
  const text = (id: number): string => tidy(textOf(properties, id, codepage))
  return {
    fromName: text(tags.representingName) || text(tags.senderName),
    fromAddress:
      [tags.representingSmtp, tags.senderSmtp, tags.representingAddress, tags.senderAddress]
        .map(id => smtp(text(id)))
        .find(one => one !== '') ?? '',
    subject: text(tags.subject),
    messageId: text(tags.messageId),
    date: timeOf(properties, tags.submitTime) ?? timeOf(properties, tags.deliveryTime),
    authentication: 'none',
  }
}

/**
 * The mail that these properties describe. Its words are the HTML where there is one, also where that is wrapped in RTF;
 * RTF of its own that draws a table becomes a file, for the reader of RTF to see the table.
 */
export const mailOf = (
  properties: MapiProperties,
  attachments: readonly ContainerEntry[],
  codepage = codepageOf(properties),
): OpenedContainer => {
  const plain = textOf(properties, tags.body, codepage)
  const packed = properties.get(tags.compressedRtf)?.bytes
  const html = htmlOf(properties, codepage)
  const rtf = packed && html === '' ? unpackRtf(packed) : undefined
  const wrapped = rtf ? htmlInRtf(rtf) : ''
  const isTable = rtf !== undefined && wrapped === '' && (plain === '' || /\\trowd\b/.test(latin1(rtf)))
  const headers = headersOf(properties, codepage)
  const messageClass = textOf(properties, tags.messageClass, codepage)
  return {
    entries: isTable ? [...attachments, { name: 'message.rtf', bytes: rtf }] : attachments,
    body: {
      text: isTable ? '' : plain,
      html: html || wrapped,
      subject: headers.subject,
      // Delivery and read reports, out-of-office notes (MS-OXCMAIL 2.1.3.2.1).
      automatic: /^REPORT\.|^IPM\.Note\.Rules\.OofTemplate/i.test(messageClass),
      headers,
    },
  }
}

const htmlOf = (properties: MapiProperties, codepage: number | undefined): string => {
  const value = properties.get(tags.html)
  if (!value) return ''
  // As bytes it is in the code page of the internet, not of the machine.
  return value.type === 0x0102
    ? lettersOf(value.bytes, numberOf(properties, tags.internetCodepage) ?? codepage)
    : textOf(properties, tags.html, codepage)
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
