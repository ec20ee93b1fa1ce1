/**
 * What Outlook wraps files in: `winmail.dat` ([MS-OXTNEF]) and `.msg` ([MS-OXMSG]), as small as they may be. Written here by
 * the specifications, apart from what reads them.
 */
import CFB from 'cfb'

const u16 = (value: number): Buffer => {
  const out = Buffer.alloc(2)
  out.writeUInt16LE(value)
  return out
}
const u32 = (value: number): Buffer => {
  const out = Buffer.alloc(4)
  out.writeUInt32LE(value)
  return out
}

export interface Wrapped {
  readonly name: string
  readonly bytes: Uint8Array
}

/** [MS-OXTNEF] 2.1: an attribute is level, id, length, data and the sum of its bytes. */
const attribute = (level: number, id: number, data: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.of(level),
    u32(id),
    u32(data.length),
    data,
    u16(data.reduce((sum, byte) => (sum + byte) & 0xffff, 0)),
  ])

export const makeTnef = (files: readonly Wrapped[]): Uint8Array =>
  Buffer.concat([
    u32(0x223e9f78),
    u16(1),
    attribute(1, 0x00089006, u32(0x00010000)),
    attribute(1, 0x00069007, Buffer.concat([u32(1258), u32(0)])),
    ...files.flatMap(file => {
      const name = Buffer.from(`${file.name}\0`, 'utf16le')
      const padded = Buffer.concat([name, Buffer.alloc((4 - (name.length % 4)) % 4)])
      return [
        attribute(2, 0x00069002, Buffer.concat([u16(1), u32(0xffffffff), u16(0x20), u16(0x20), u32(0)])),
        attribute(2, 0x0006800f, file.bytes),
        // PidTagAttachLongFilename, one property of Unicode letters.
        attribute(
          2,
          0x00069005,
          Buffer.concat([u32(1), u16(0x001f), u16(0x3707), u32(1), u32(name.length), padded]),
        ),
      ]
    }),
  ])

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

export interface OutlookMail {
  readonly subject: string
  readonly sender: { readonly name: string; readonly address: string }
  readonly text: string
  /** Headers as they came over the wire. */
  readonly headers?: string
  readonly files: readonly Wrapped[]
}

/** [MS-OXMSG] 2.2 to 2.4: a stream for each property that has no fixed size, and a list of all of them. */
export const makeMsg = (mail: OutlookMail): Uint8Array => {
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_del(file, '/\u0001Sh33tJ5')
  const put = (
    storage: string,
    header: Buffer,
    texts: Readonly<Record<string, string>>,
    data: Readonly<Record<string, Uint8Array>> = {},
    numbers: Readonly<Record<string, number>> = {},
  ): void => {
    const rows = [
      ...Object.entries(numbers).map(([tag, value]) => [tag, value] as const),
      ...Object.entries(texts).map(([tag, text]) => [tag, utf16(text).length + 2] as const),
      ...Object.entries(data).map(([tag, bytes]) => [tag, bytes.length] as const),
    ].map(([tag, value]) => Buffer.concat([u32(Number.parseInt(tag, 16)), u32(6), u32(value), u32(0)]))
    CFB.utils.cfb_add(file, `${storage}__properties_version1.0`, Buffer.concat([header, ...rows]))
    for (const [tag, text] of Object.entries(texts))
      CFB.utils.cfb_add(file, `${storage}__substg1.0_${tag}`, utf16(text))
    for (const [tag, bytes] of Object.entries(data))
      CFB.utils.cfb_add(file, `${storage}__substg1.0_${tag}`, Buffer.from(bytes))
  }
  put(
    '/',
    Buffer.concat([
      Buffer.alloc(8),
      u32(0),
      u32(mail.files.length),
      u32(0),
      u32(mail.files.length),
      Buffer.alloc(8),
    ]),
    {
      '001A001F': 'IPM.Note',
      '0037001F': mail.subject,
      '1000001F': mail.text,
      '0C1A001F': mail.sender.name,
      '0C1F001F': mail.sender.address,
      ...(mail.headers === undefined ? {} : { '007D001F': mail.headers }),
    },
  )
  for (const tag of ['00020102', '00030102', '00040102'])
    CFB.utils.cfb_add(file, `/__nameid_version1.0/__substg1.0_${tag}`, Buffer.alloc(0))
  for (const [at, one] of mail.files.entries())
    put(
      `/__attach_version1.0_#${at.toString(16).toUpperCase().padStart(8, '0')}/`,
      Buffer.alloc(8),
      { '3707001F': one.name, '3703001F': `.${one.name.split('.').at(-1)}` },
      { '37010102': one.bytes },
      // PidTagAttachMethod: by value.
      { '37050003': 1 },
    )
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}
