/** Small files of other kinds that units send: compound files (.doc, encrypted .docx), a scan, a logo, a PDF. */

const sector = 512
const none = 0xffffffff
const endOfChain = 0xfffffffe
const fatSector = 0xfffffffd

/**
 * A compound file, [MS-CFB] version 3: header, one FAT sector, one directory sector, then the streams.
 * @param streams at most three, each at least 4096 bytes (shorter ones would belong in a mini stream)
 */
export const makeCompoundFile = (streams: Readonly<Record<string, Uint8Array>>): Uint8Array => {
  const entries = Object.entries(streams)
  const fat: number[] = [fatSector, endOfChain]
  const starts = entries.map(([, bytes]) => {
    const start = fat.length
    const length = Math.ceil(bytes.length / sector)
    for (let at = 1; at <= length; at++) fat.push(at === length ? endOfChain : start + at)
    return start
  })
  const file = Buffer.alloc(sector * (1 + fat.length))
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    file.writeUInt16LE(value, at)
  for (const [at, value] of [
    [44, 1],
    [48, 1],
    [56, 4096],
    [60, endOfChain],
    [68, endOfChain],
    [76, 0],
  ] as const)
    file.writeUInt32LE(value, at)
  file.fill(0xff, 80, sector)
  for (let at = 0; at < sector / 4; at++) file.writeUInt32LE(fat[at] ?? none, sector + at * 4)

  const directory = 2 * sector
  const entry = (at: number, name: string, type: number, start: number, size: number): void => {
    const place = directory + at * 128
    file.write(name, place, 'utf16le')
    file.writeUInt16LE((name.length + 1) * 2, place + 64)
    file[place + 66] = type
    file[place + 67] = 1
    for (const link of [68, 72, 76]) file.writeUInt32LE(none, place + link)
    file.writeUInt32LE(start, place + 116)
    file.writeUInt32LE(size, place + 120)
  }
  entry(0, 'Root Entry', 5, endOfChain, 0)
  file.writeUInt32LE(1, directory + 76)
  for (const [at, [name, bytes]] of entries.entries()) {
    entry(at + 1, name, 2, starts[at]!, bytes.length)
    // Siblings hang on one another to the right: a valid, if unbalanced, tree.
    if (at + 2 <= entries.length) file.writeUInt32LE(at + 2, directory + (at + 1) * 128 + 72)
    file.set(bytes, sector * (1 + starts[at]!))
  }
  return file
}

/** Bytes without meaning, the same each time. */
export const noise = (length: number): Uint8Array => {
  let state = 454
  return Uint8Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 16) & 0xff
  })
}

/** An Office file under a password: [MS-OFFCRYPTO] keeps it in a compound file with these two streams. */
export const makeEncryptedOffice = (): Uint8Array =>
  makeCompoundFile({ EncryptionInfo: noise(4096), EncryptedPackage: noise(6000) })

/** A JPEG of 8 by 8 grey points: all that a "scan" needs to be one. */
export const scan = (): Uint8Array =>
  Buffer.from(
    `ffd8ffe000104a46494600010100000100010000ffdb004300${'10'.repeat(64)}ffc0000b080008000801011100ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400b5100002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f002bffd9`,
    'hex',
  )

/** A PNG of one transparent point: a logo under a mail. */
export const logo = (): Uint8Array =>
  Buffer.from(
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000' +
      '000b4944415478da636000020000050001e9fadcd80000000049454e44ae426082',
    'hex',
  )
