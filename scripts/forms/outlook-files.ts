/** winmail.dat and .msg for tests, made by hand from MS-OXTNEF and MS-OXMSG: what Outlook itself would write, in small. */
import CFB from 'cfb'

/** A property: its tag (id and type) and its value. */
export type Property = readonly [tag: number, value: string | number | Uint8Array]

export interface OutlookAttachment {
  readonly name: string
  readonly data?: Uint8Array
  /** A mail inside. */
  readonly message?: OutlookMail
  readonly properties?: readonly Property[]
}

export interface OutlookMail {
  readonly subject?: string
  readonly body?: string
  readonly html?: string
  readonly rtf?: Uint8Array
  readonly attachments?: readonly OutlookAttachment[]
  readonly properties?: readonly Property[]
}

const le = (value: number, size: number): Buffer => {
  const out = Buffer.alloc(size)
  out.writeUIntLE(value, 0, size)
  return out
}
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')
const bytesOf = (tag: number, value: Property[1]): Buffer => {
  if (typeof value === 'number') return le(value, 4)
  if (typeof value !== 'string') return Buffer.from(value)
  return (tag & 0xffff) === 0x1f ? wide(value) : Buffer.from(value, 'latin1')
}

const propertiesOf = (mail: OutlookMail): Property[] => [
  ...(mail.subject === undefined ? [] : [[0x0037001f, mail.subject] as const]),
  ...(mail.body === undefined ? [] : [[0x1000001f, mail.body] as const]),
  ...(mail.html === undefined ? [] : [[0x10130102, Buffer.from(mail.html)] as const]),
  ...(mail.rtf === undefined ? [] : [[0x10090102, mail.rtf] as const]),
  ...(mail.properties ?? []),
]

/** RTF as Outlook keeps it, in the form that is not packed (MS-OXRTFCP 2.1.3.1). */
export const plainRtf = (rtf: string): Uint8Array => {
  const text = Buffer.from(rtf, 'latin1')
  return Buffer.concat([le(text.length + 12, 4), le(text.length, 4), Buffer.from('MELA'), le(0, 4), text])
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

const tnefProperties = (properties: readonly Property[]): Buffer =>
  Buffer.concat([
    le(properties.length, 4),
    ...properties.map(([tag, value]) => {
      const bytes = bytesOf(tag, value)
      if ((tag & 0xffff) === 0x03) return Buffer.concat([le(tag, 4), bytes])
      return Buffer.concat([le(tag, 4), le(1, 4), le(bytes.length, 4), padded(bytes)])
    }),
  ])

const attribute = (level: number, id: number, value: Buffer): Buffer => {
  const sum = value.reduce((total, byte) => (total + byte) & 0xffff, 0)
  return Buffer.concat([Buffer.from([level]), le(id, 4), le(value.length, 4), value, le(sum, 2)])
}

export interface TnefStyle {
  /** Names only by the plain attributes of older programs, not by MAPI properties. */
  readonly old?: boolean
  /** The attachment's data in front of its name. */
  readonly dataFirst?: boolean
}

export const makeTnef = (mail: OutlookMail, style: TnefStyle = {}): Uint8Array =>
  Buffer.concat([
    le(0x223e9f78, 4),
    le(7, 2),
    attribute(1, 0x00089006, le(0x10000, 4)),
    attribute(1, 0x00069007, Buffer.concat([le(1258, 4), le(0, 4)])),
    attribute(1, 0x00069003, tnefProperties(propertiesOf(mail))),
    ...(mail.attachments ?? []).flatMap(one => {
      const inner = one.message ? makeTnef(one.message, style) : undefined
      const object = inner && Buffer.concat([Buffer.alloc(16, 7), inner])
      const own: Property[] = [
        ...(style.old ? [] : [[0x3707001f, one.name] as const]),
        ...(object ? [[0x3701000d, object] as const, [0x37050003, 5] as const] : []),
        ...(one.properties ?? []),
      ]
      const title = attribute(
        2,
        0x00018010,
        Buffer.from(style.old ? `${one.name}\0` : 'cut~1.doc\0', 'latin1'),
      )
      const data = attribute(2, 0x0006800f, Buffer.from(one.data ?? ''))
      return [
        attribute(2, 0x00069002, Buffer.alloc(14)),
        ...(style.dataFirst ? [data, title] : [title, data]),
        attribute(2, 0x00069005, tnefProperties(own)),
      ]
    }),
  ])

/** @param header bytes in front of the fixed properties: 32 of a message, 24 of one inside, 8 of an attachment */
const addStorage = (
  file: CFB.CFB$Container,
  folder: string,
  properties: readonly Property[],
  header: number,
): void => {
  const fixed = properties.map(([tag, value]) => {
    const entry = Buffer.alloc(16)
    entry.writeUInt32LE(tag, 0)
    entry.writeUInt32LE(6, 4)
    if (typeof value === 'number') entry.writeUInt32LE(value, 8)
    else if ((tag & 0xffff) === 0x40) entry.set(value as Uint8Array, 8)
    else entry.writeUInt32LE(bytesOf(tag, value).length, 8)
    return entry
  })
  CFB.utils.cfb_add(
    file,
    `${folder}/__properties_version1.0`,
    Buffer.concat([Buffer.alloc(header), ...fixed]),
  )
  for (const [tag, value] of properties)
    if (typeof value !== 'number' && (tag & 0xffff) !== 0x40)
      CFB.utils.cfb_add(
        file,
        `${folder}/__substg1.0_${tag.toString(16).toUpperCase().padStart(8, '0')}`,
        bytesOf(tag, value),
      )
}

const addMail = (file: CFB.CFB$Container, folder: string, mail: OutlookMail, header: number): void => {
  addStorage(file, folder, propertiesOf(mail), header)
  for (const [at, one] of (mail.attachments ?? []).entries()) {
    const inside = `${folder}/__attach_version1.0_#${at.toString(16).toUpperCase().padStart(8, '0')}`
    addStorage(
      file,
      inside,
      [
        [0x3707001f, one.name],
        [0x37050003, one.message ? 5 : 1],
        ...(one.data ? [[0x37010102, one.data] as const] : []),
        ...(one.properties ?? []),
      ],
      8,
    )
    if (one.message) addMail(file, `${inside}/__substg1.0_3701000D`, one.message, 24)
  }
}

export const makeMsg = (mail: OutlookMail): Uint8Array => {
  const file = CFB.utils.cfb_new({ root: 'Root Entry' })
  CFB.utils.cfb_del(file, '/\u0001Sh33tJ5')
  addMail(file, '', mail, 32)
  return CFB.write(file, { type: 'buffer' }) as Uint8Array
}

/** A time as MAPI keeps it (MS-DTYP 2.3.3). */
export const fileTime = (at: Date): Uint8Array => {
  const out = Buffer.alloc(8)
  out.writeBigUInt64LE(BigInt(at.getTime() + 11_644_473_600_000) * 10_000n)
  return out
}
