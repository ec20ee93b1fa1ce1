/**
 * The packed blocks of a .7z ("folders" in 7zFormat.txt): where each lies, by which methods it is packed, and which sizes
 * and checksums the files in it have.
 */
import { limits } from '../limits.ts'
import { BrokenHeader, type HeaderReader, ids, TooMuch } from './seven-zip-numbers.ts'

/** Bytes of the header in front, which says where the other is. */
export const frontSize = 32

export interface Coder {
  /** Its id in hex: `030101`. */
  readonly method: string
  readonly properties: Uint8Array
}

/** One run of packed bytes, and the files that come out of it one after another. */
export interface Block {
  /** From the packed bytes inwards; undefined where they are wired in a way that no archive of documents needs. */
  readonly coders: readonly Coder[] | undefined
  /** Where the packed bytes lie in the archive. */
  readonly start: number
  readonly packed: number
  /** Bytes that come out of the whole block. */
  readonly size: number
  readonly streams: readonly { readonly size: number; readonly crc32: number | undefined }[]
}

interface Folder {
  readonly coders: readonly Coder[] | undefined
  readonly packedStreams: number
  readonly sizes: number[]
  readonly outputs: number
  readonly main: number
  crc32: number | undefined
}

export const readStreams = (reader: HeaderReader): Block[] => {
  let start = frontSize
  let packed: number[] = []
  let folders: Folder[] = []
  let streams: Block['streams'][] = []
  for (let id = reader.byte(); id !== ids.end; id = reader.byte()) {
    if (id === ids.packInfo) {
      start += reader.number()
      packed = readPackInfo(reader)
    } else if (id === ids.unpackInfo) folders = readFolders(reader)
    else if (id === ids.subStreams) streams = readSubStreams(reader, folders)
    else throw new BrokenHeader('no such property of streams')
  }
  let stream = 0
  return folders.map((folder, at) => {
    const size = folder.sizes[folder.main] ?? 0
    const own = packed.slice(stream, stream + folder.packedStreams)
    const block: Block = {
      coders: own.length === 1 ? folder.coders : undefined,
      start,
      packed: own[0] ?? 0,
      size,
      streams: streams[at] ?? [{ size, crc32: folder.crc32 }],
    }
    start += own.reduce((sum, one) => sum + one, 0)
    stream += folder.packedStreams
    return block
  })
}

const readPackInfo = (reader: HeaderReader): number[] => {
  const count = reader.count()
  let sizes: number[] = []
  for (let id = reader.byte(); id !== ids.end; id = reader.byte()) {
    if (id === ids.size) sizes = Array.from({ length: count }, () => reader.number())
    else if (id === ids.crc) reader.checksums(count)
    else throw new BrokenHeader('no such property of packed streams')
  }
  return sizes
}

const readFolders = (reader: HeaderReader): Folder[] => {
  reader.expect(ids.folder)
  const count = reader.count()
  reader.expect(0)
  const folders = Array.from({ length: count }, () => readFolder(reader))
  reader.expect(ids.unpackSize)
  for (const folder of folders) for (let at = 0; at < folder.outputs; at++) folder.sizes.push(reader.number())
  for (let id = reader.byte(); id !== ids.end; id = reader.byte()) {
    if (id !== ids.crc) throw new BrokenHeader('no such property of folders')
    for (const [at, crc32] of reader.checksums(count).entries()) folders[at]!.crc32 = crc32
  }
  return folders
}

const readFolder = (reader: HeaderReader): Folder => {
  const count = reader.number()
  if (count === 0 || count > 16) throw new BrokenHeader('no coders, or too many')
  const coders: Coder[] = []
  let simple = true
  let inputs = 0
  let outputs = 0
  for (let left = count; left > 0; left--) {
    const flags = reader.byte()
    const method = Buffer.from(reader.take(flags & 0x0f)).toString('hex')
    const [ins, outs] = flags & 0x10 ? [reader.number(), reader.number()] : [1, 1]
    if (ins > 16 || outs > 16) throw new BrokenHeader('a coder of too many streams')
    simple &&= ins === 1 && outs === 1
    inputs += ins
    outputs += outs
    coders.push({ method, properties: flags & 0x20 ? reader.take(reader.number()) : new Uint8Array() })
  }
  const bound = new Map<number, number>()
  for (let left = outputs - 1; left > 0; left--) bound.set(reader.number(), reader.number())
  const packedStreams = inputs - bound.size
  if (packedStreams < 1) throw new BrokenHeader('a folder of no packed stream')
  if (packedStreams > 1) for (let left = packedStreams; left > 0; left--) reader.number()
  // The output that no coder takes in is the folder's; the coders in the order of unpacking end there.
  const taken = new Set(bound.values())
  const main = Array.from({ length: outputs }, (_, at) => at).find(at => !taken.has(at)) ?? 0
  return {
    coders: simple ? inOrder(coders, bound, main) : undefined,
    ...{ packedStreams, sizes: [], outputs, main, crc32: undefined },
  }
}

/** From the last coder back to the one that takes the packed bytes, turned round. */
const inOrder = (
  coders: readonly Coder[],
  bound: ReadonlyMap<number, number>,
  main: number,
): readonly Coder[] => {
  const order: Coder[] = []
  for (
    let at: number | undefined = main;
    at !== undefined && order.length <= coders.length;
    at = bound.get(at)
  ) {
    const coder = coders[at]
    if (coder) order.unshift(coder)
  }
  return order
}

const readSubStreams = (reader: HeaderReader, folders: readonly Folder[]): Block['streams'][] => {
  let counts = folders.map(() => 1)
  let id = reader.byte()
  if (id === ids.streamsInFolder) {
    counts = folders.map(() => reader.count())
    id = reader.byte()
  }
  if (counts.reduce((sum, one) => sum + one, 0) > limits.archive.entries) throw new TooMuch('streams')
  // The last size of each folder is what the others leave.
  const sizes = folders.map((folder, at) => {
    const own: number[] = []
    let left = folder.sizes[folder.main] ?? 0
    for (let stream = 0; stream < counts[at]!; stream++) {
      const size = id === ids.size && stream < counts[at]! - 1 ? reader.number() : left
      if (size > left) throw new BrokenHeader('streams larger than their folder')
      own.push(size)
      left -= size
    }
    return own
  })
  if (id === ids.size) id = reader.byte()
  const known = folders.map((folder, at) => (counts[at] === 1 ? folder.crc32 : undefined))
  let read: (number | undefined)[] = []
  for (; id !== ids.end; id = reader.byte()) {
    if (id !== ids.crc) throw new BrokenHeader('no such property of files')
    const open = counts.reduce((sum, one, at) => sum + (known[at] === undefined ? one : 0), 0)
    read = reader.checksums(open)
  }
  let next = 0
  return sizes.map((own, at) => own.map(size => ({ size, crc32: known[at] ?? read[next++] })))
}
