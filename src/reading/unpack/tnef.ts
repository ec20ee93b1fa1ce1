/**
 * winmail.dat (MS-OXTNEF): what an Exchange server makes of a mail with formatting when it does not know the receiver's
 * program. One stream of attributes; the attachments in it, those of older programs by plain attributes, those of newer
 * ones by MAPI properties, a forwarded mail as a stream of its own inside.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { unreadable } from '../formats/reading.ts'
import { limits } from '../limits.ts'
import { type ContainerEntry, nothing, type OpenContainer } from './container.ts'
import {
  codepageOf,
  isByReference,
  isDrawn,
  lettersOf,
  type MapiProperties,
  type MapiValue,
  mailOf,
  tags,
  textOf,
} from './mapi.ts'
import { readTnefProperties } from './tnef-properties.ts'

/** 2.1.3.2: the attributes that are looked at. */
const attributes = {
  oemCodepage: 0x00069007,
  messageProperties: 0x00069003,
  subject: 0x00018004,
  body: 0x0002800c,
  renderData: 0x00069002,
  title: 0x00018010,
  transportFilename: 0x00069001,
  data: 0x0006800f,
  attachment: 0x00069005,
} as const

interface Attachment {
  title: string
  transportName: string
  data?: Uint8Array
  damaged?: boolean
  properties: MapiProperties
}

export const openTnef: OpenContainer = ({ bytes }) => {
  const attachments: Attachment[] = []
  const message = new Map<number, MapiValue>()
  let oem: number | undefined
  let isWhole = true
  for (const attribute of attributesOf(bytes)) {
    if (attribute === 'damaged') {
      isWhole = false
      break
    }
    const { isAttachment, id, value, isTrue } = attribute
    if (isAttachment) {
      if (id === attributes.renderData || attachments.length === 0)
        attachments.push({ title: '', transportName: '', properties: new Map() })
      addTo(attachments.at(-1)!, attribute, oem)
    } else if (id === attributes.oemCodepage) oem = value[0]! + value[1]! * 256
    else if (id === attributes.messageProperties) {
      const { properties, whole } = readTnefProperties(value)
      isWhole &&= whole && isTrue
      for (const [tag, property] of properties) message.set(tag, property)
    } else if (id === attributes.subject || id === attributes.body) {
      const tag = id === attributes.body ? tags.body : tags.subject
      if (!message.has(tag)) message.set(tag, { type: 0x001e, bytes: value })
    }
  }
  if (message.size === 0 && attachments.length === 0) throw unreadable()
  const last = attachments.at(-1)
  // The stream ended before the last file's content came.
  if (!isWhole && last && !last.data && last.properties.size === 0) last.damaged = true
  const codepage = codepageOf(message) ?? oem
  const entries = attachments.map(one => entryOf(one, codepage))
  const mail = mailOf(message, entries, codepage)
  const count = String(mail.entries.filter(one => !one.refused).length)
  return isWhole ? mail : { ...mail, fault: finding('archive-cut', { count }) }
}

interface Attribute {
  readonly isAttachment: boolean
  readonly id: number
  readonly value: Uint8Array
  /** Its checksum holds. */
  readonly isTrue: boolean
}

/** One after another; `damaged` is the last where they end before the bytes do. A few bytes behind them are no matter. */
function* attributesOf(bytes: Uint8Array): Generator<Attribute | 'damaged'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 6
  for (let count = 0; at + 11 <= bytes.length; count++) {
    const level = bytes[at]
    const size = view.getUint32(at + 5, true)
    const end = at + 9 + size
    if ((level !== 1 && level !== 2) || end + 2 > bytes.length || count > attributeLimit) {
      yield 'damaged'
      return
    }
    const value = bytes.subarray(at + 9, end)
    const isTrue = checksumOf(value) === view.getUint16(end, true)
    yield { isAttachment: level === 2, id: view.getUint32(at + 1, true), value, isTrue }
    at = end + 2
  }
}

const addTo = (one: Attachment, { id, value, isTrue }: Attribute, oem: number | undefined): void => {
  if (id === attributes.title) one.title = lettersOf(value, oem)
  else if (id === attributes.transportFilename) one.transportName = lettersOf(value, oem)
  else if (id === attributes.data) {
    one.data = value
    one.damaged ||= !isTrue
  } else if (id === attributes.attachment) {
    const { properties, whole } = readTnefProperties(value)
    one.properties = properties
    one.damaged ||= !isTrue || !whole
  }
}

/** Attributes of one stream: some ten of the message, three to five of each attachment. */
const attributeLimit = limits.parts * 10

/** 2.1.3.1: the sum of all bytes. */
const checksumOf = (value: Uint8Array): number => {
  let sum = 0
  for (let at = 0; at < value.length; at++) sum = (sum + value[at]!) & 0xffff
  return sum
}

const entryOf = (one: Attachment, codepage: number | undefined): ContainerEntry => {
  const { properties } = one
  const text = (id: number): string => textOf(properties, id, codepage)
  const name = [
    text(tags.attachLongFilename),
    one.transportName,
    one.title,
    text(tags.attachFilename),
    text(tags.displayName),
  ].map(written => written.split('\0')[0]!.trim())
  const known = {
    name: name.find(written => written !== '') ?? '',
    mediaType: text(tags.attachMimeTag).toLowerCase(),
    contentId: text(tags.attachContentId),
    drawn: isDrawn(properties),
  }
  const refuse = (refused: Finding): ContainerEntry => ({ ...known, bytes: nothing, refused })
  if (isByReference(properties)) return refuse(finding('archive-link'))
  if (one.damaged) return refuse(finding('unreadable-part'))
  const object = properties.get(tags.attachData)
  // 2.1.3.4.1: an object stands behind the sixteen bytes that name its interface: a message as TNEF, else a storage.
  if (object?.type === 0x000d && object.bytes.length > 16)
    return { ...known, bytes: object.bytes.subarray(16) }
  return { ...known, bytes: one.data ?? object?.bytes ?? nothing }
}
