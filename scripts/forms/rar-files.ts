/**
 * Archives as WinRAR stores them without compression, RAR 4 and RAR 5, for tests: no program that writes .rar may be had
 * here. Enough for headers, names, checksums and damage; the unpacking of packed entries is the library's own.
 */
import { crc32 } from '../../src/reading/formats/crc32.ts'

export interface RarMember {
  readonly name: string
  readonly content: Uint8Array
  /** Written instead of the true checksum. */
  readonly checksum?: number
  readonly encrypted?: boolean
  readonly link?: string
  /** Declared instead of the true size. */
  readonly size?: number
  /** Power of two above 128 KB that the window of RAR 5 has. */
  readonly dictionary?: number
}

export interface RarArchive {
  readonly volume?: boolean
  readonly encryptedNames?: boolean
}

const bytes = (...all: readonly number[]): Buffer => Buffer.from(all)
const le = (value: number, size: number): Buffer => {
  const out = Buffer.alloc(size)
  out.writeUIntLE(value, 0, size)
  return out
}

const block4 = (type: number, flags: number, fields: Buffer): Buffer => {
  const rest = Buffer.concat([bytes(type), le(flags, 2), le(fields.length + 7, 2), fields])
  return Buffer.concat([le(crc32(rest) & 0xffff, 2), rest])
}

/** RAR 4, by the technote of WinRAR 4. */
export const makeRar4 = (members: readonly RarMember[], archive: RarArchive = {}): Uint8Array =>
  Buffer.concat([
    Buffer.from('Rar!\u001a\u0007\u0000', 'latin1'),
    block4(0x73, (archive.volume ? 0x101 : 0) | (archive.encryptedNames ? 0x80 : 0), Buffer.alloc(6)),
    ...members.flatMap(one => {
      const ascii = Buffer.from(one.name.replace(/[^ -~]/g, '_'), 'latin1')
      // "Unicode" names: the plain one, a zero, then the high byte that all share (here none) and units by flags.
      const name = /^[ -~]*$/.test(one.name) ? ascii : Buffer.concat([ascii, bytes(0), wide(one.name)])
      const fields = Buffer.concat([
        le(one.content.length, 4),
        le(one.size ?? one.content.length, 4),
        bytes(one.link === undefined ? 2 : 3),
        le(one.checksum ?? crc32(one.content), 4),
        le(0x544a3c80, 4),
        bytes(29, 0x30),
        le(name.length, 2),
        le(one.link === undefined ? 0x20 : 0xa1ff, 4),
        name,
      ])
      const flags = 0x8000 | (one.encrypted ? 4 : 0) | (name.length > ascii.length ? 0x200 : 0)
      return [block4(0x74, flags, fields), Buffer.from(one.content)]
    }),
    block4(0x7b, 0x4000, Buffer.alloc(0)),
  ])

/** Each letter as two bytes: flags `10` four times a byte, then the units. The first byte is the shared high one. */
const wide = (name: string): Buffer => {
  const units = [...name].flatMap(letter =>
    Array.from({ length: letter.length }, (_, at) => letter.charCodeAt(at)),
  )
  const out = [bytes(0)]
  for (let at = 0; at < units.length; at += 4) {
    const four = units.slice(at, at + 4)
    out.push(bytes(0xaa), ...four.map(unit => le(unit, 2)))
  }
  return Buffer.concat(out)
}

const vint = (value: number): Buffer => {
  const out: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    out.push(rest >= 128 ? (rest & 0x7f) | 0x80 : rest)
    if (rest < 128) return bytes(...out)
  }
}

const block5 = (type: number, flags: number, fields: Buffer): Buffer => {
  const content = Buffer.concat([vint(type), vint(flags), fields])
  const rest = Buffer.concat([vint(content.length), content])
  return Buffer.concat([le(crc32(rest), 4), rest])
}

/** RAR 5, by the technote of WinRAR 5. */
export const makeRar5 = (members: readonly RarMember[], archive: RarArchive = {}): Uint8Array =>
  Buffer.concat([
    Buffer.from('Rar!\u001a\u0007\u0001\u0000', 'latin1'),
    ...(archive.encryptedNames
      ? [block5(4, 0, Buffer.concat([vint(0), vint(0), bytes(15), Buffer.alloc(16, 7)]))]
      : []),
    block5(1, 0, vint(archive.volume ? 1 : 0)),
    ...members.flatMap(one => {
      const target = Buffer.from(one.link ?? '', 'utf8')
      const redirection = Buffer.concat([vint(5), vint(1), vint(0), vint(target.length), target])
      const encryption = Buffer.concat([vint(1), vint(0), vint(0), bytes(15), Buffer.alloc(32, 7)])
      const records = [
        ...(one.encrypted ? [encryption] : []),
        ...(one.link === undefined ? [] : [redirection]),
      ].map(record => Buffer.concat([vint(record.length), record]))
      const extra = Buffer.concat(records)
      const name = Buffer.from(one.name, 'utf8')
      const fields = Buffer.concat([
        ...(extra.length > 0 ? [vint(extra.length)] : []),
        vint(one.content.length),
        vint(4),
        vint(one.size ?? one.content.length),
        vint(0x20),
        le(one.checksum ?? crc32(one.content), 4),
        vint((one.dictionary ?? 0) * 1024),
        vint(0),
        vint(name.length),
        name,
        extra,
      ])
      return [block5(2, (extra.length > 0 ? 1 : 0) | 2, fields), Buffer.from(one.content)]
    }),
    block5(5, 0, vint(0)),
  ])
