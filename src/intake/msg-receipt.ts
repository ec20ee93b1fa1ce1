/**
 * When a mail that comes as a .msg (MS-OXMSG) was received: by the same headers as an .eml, where Outlook kept them, else
 * by the time that it notes itself. Looks only for these two in the compound file (MS-CFB); the mail is read elsewhere,
 * in the child process. Every chain is followed at most as far as the file has sectors.
 */
import { type Receipt, readReceipt } from './receipt.ts'

/** Undefined where it is no .msg. Parameters as of `readReceipt`. */
export const readMsgReceipt = (
  bytes: Uint8Array,
  receivedBy: readonly string[],
  fileTime: number,
): Receipt | undefined => {
  try {
    const found = streamsOf(bytes)
    return found && receiptOf(found, receivedBy, fileTime)
  } catch (error) {
    // Offsets that lead out of the file: a damaged one, which reading will say.
    if (error instanceof RangeError) return undefined
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
  const view = viewOf(properties)
  for (let at = 32; at + 16 <= properties.length; at += 16) {
    if (view.getUint32(at, true) !== tag) continue
    const time = Number(view.getBigUint64(at + 8, true) / 10_000n) - 11_644_473_600_000
    return time > 0 && time < Date.UTC(2100, 0) ? time : undefined
  }
  return undefined
}

const endOfChain = 0xfffffffa
const magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

const streamsOf = (bytes: Uint8Array): MsgStreams | undefined => {
  if (bytes.length < 512 || !magic.every((byte, at) => bytes[at] === byte)) return undefined
  const view = viewOf(bytes)
  const sectorSize = 2 ** view.getUint16(30, true)
  if (sectorSize !== 512 && sectorSize !== 4096) return undefined
  const file: CompoundFile = { bytes, sectorSize, fat: fatSectors(view, sectorSize) }
  const directory = chain(file, view.getUint32(48, true))
  const root = entryAt(directory, 0)
  const children = new Map(childrenOf(directory, root.child).map(entry => [entry.name, entry]))
  const propertiesEntry = children.get('__properties_version1.0')
  if (!propertiesEntry) return undefined
  const miniFat = chain(file, view.getUint32(60, true))
  const miniStream = chain(file, root.start)
  const content = ({ start, size }: Entry): Uint8Array =>
    size < 4096 ? miniChain(miniStream, miniFat, start, size) : chain(file, start).subarray(0, size)
  const [unicode, ansi] = ['001F', '001E'].map(type => children.get(`__substg1.0_007D${type}`))
  const headers = unicode
    ? new TextDecoder('utf-16le').decode(content(unicode))
    : ansi && Buffer.from(content(ansi)).toString('latin1')
  return { properties: content(propertiesEntry), headers }
}

interface CompoundFile {
  readonly bytes: Uint8Array
  readonly sectorSize: number
  /** Sectors that hold the allocation table, in order. */
  readonly fat: readonly number[]
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** MS-CFB 2.2 and 2.5: 109 in the header, the rest in a chain of sectors of their own. */
const fatSectors = (view: DataView, sectorSize: number): number[] => {
  const fat: number[] = []
  const most = view.byteLength / sectorSize
  for (let at = 76; at < 512; at += 4) fat.push(view.getUint32(at, true))
  let next = view.getUint32(68, true)
  for (let steps = 0; next < endOfChain && steps < most; steps++) {
    const from = (next + 1) * sectorSize
    for (let at = 0; at < sectorSize - 4; at += 4) fat.push(view.getUint32(from + at, true))
    next = view.getUint32(from + sectorSize - 4, true)
  }
  return fat.filter(sector => sector < endOfChain)
}

/** The bytes of a chain of sectors, one behind the other. */
const chain = ({ bytes, sectorSize, fat }: CompoundFile, start: number): Uint8Array => {
  const view = viewOf(bytes)
  const perSector = sectorSize / 4
  const sectors: Uint8Array[] = []
  for (let next = start; next < endOfChain && sectors.length * sectorSize <= bytes.length; ) {
    sectors.push(bytes.subarray((next + 1) * sectorSize, (next + 2) * sectorSize))
    const table = fat[Math.floor(next / perSector)]
    if (table === undefined) break
    next = view.getUint32((table + 1) * sectorSize + (next % perSector) * 4, true)
  }
  return Buffer.concat(sectors)
}

const miniChain = (stream: Uint8Array, miniFat: Uint8Array, start: number, size: number): Uint8Array => {
  const view = viewOf(miniFat)
  const sectors: Uint8Array[] = []
  for (let next = start; next < endOfChain && sectors.length * 64 < size; ) {
    sectors.push(stream.subarray(next * 64, (next + 1) * 64))
    next = view.getUint32(next * 4, true)
  }
  return Buffer.concat(sectors).subarray(0, size)
}

interface Entry {
  readonly name: string
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

/** 2.6.1: 128 bytes each. */
const entryAt = (directory: Uint8Array, index: number): Entry => {
  const view = new DataView(directory.buffer, directory.byteOffset + index * 128, 128)
  const length = Math.min(64, Math.max(0, view.getUint16(64, true) - 2))
  return {
    name: Buffer.from(directory.subarray(index * 128, index * 128 + length)).toString('utf16le'),
    left: view.getUint32(68, true),
    right: view.getUint32(72, true),
    child: view.getUint32(76, true),
    start: view.getUint32(116, true),
    size: view.getUint32(120, true),
  }
}

/** The tree of a storage's entries, each visited once. */
const childrenOf = (directory: Uint8Array, top: number): Entry[] => {
  const waiting = [top]
  const seen = new Set<number>()
  const entries: Entry[] = []
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (index >= endOfChain || seen.has(index) || (index + 1) * 128 > directory.length) continue
    seen.add(index)
    const entry = entryAt(directory, index)
    entries.push(entry)
    waiting.push(entry.left, entry.right)
  }
  return entries
}
