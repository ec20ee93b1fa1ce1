/**
 * The headers of a .7z (7-Zip's 7zFormat.txt): which files there are, in which packed blocks ("folders" there) they lie
 * and by which methods these are packed. Every count is held against the limits before anything is made of it.
 */
import { BrokenHeader, HeaderReader, ids } from './seven-zip-numbers.ts'
import { type Block, readStreams } from './seven-zip-streams.ts'

export interface SevenZipFile {
  readonly name: string
  readonly folder: boolean
  readonly link: boolean
  /** No content, and so in no block. */
  readonly empty: boolean
}

export interface SevenZipHeader {
  readonly blocks: readonly Block[]
  readonly files: readonly SevenZipFile[]
}

/** The header at the end, `packed` where it has to be unpacked as a block first. */
export const readHeader = (header: Uint8Array): { value: SevenZipHeader } | { packed: Block } => {
  const reader = new HeaderReader(header)
  const id = reader.byte()
  if (id === ids.encodedHeader) {
    const [block] = readStreams(reader)
    if (!block) throw new BrokenHeader('a packed header of nothing')
    return { packed: block }
  }
  if (id !== ids.header) throw new BrokenHeader('no header')
  let blocks: readonly Block[] = []
  let files: readonly SevenZipFile[] = []
  for (let next = reader.byte(); next !== ids.end; next = reader.byte()) {
    if (next === ids.mainStreams) blocks = readStreams(reader)
    else if (next === ids.files) files = readFiles(reader)
    else if (next === ids.archiveProperties) while (reader.byte() !== ids.end) reader.skip(reader.number())
    else throw new BrokenHeader('no such property')
  }
  return { value: { blocks, files } }
}

const readFiles = (reader: HeaderReader): SevenZipFile[] => {
  const count = reader.count()
  let names: string[] = []
  let noStream: boolean[] = []
  let emptyFile: boolean[] = []
  let attributes: number[] = []
  for (let id = reader.byte(); id !== ids.end; id = reader.byte()) {
    const own = new HeaderReader(reader.take(reader.number()))
    if (id === ids.emptyStream) noStream = own.bits(count)
    else if (id === ids.emptyFile) emptyFile = own.bits(noStream.filter(Boolean).length)
    else if (id === ids.names) names = readNames(own, count)
    else if (id === ids.attributes) attributes = readAttributes(own, count)
  }
  let empties = 0
  return Array.from({ length: count }, (_, at) => {
    const empty = noStream[at] ?? false
    const isFile = empty ? (emptyFile[empties++] ?? false) : true
    const mode = attributes[at] ?? 0
    // Windows keeps a link as a reparse point; p7zip keeps the Unix mode in the upper half.
    const link = (mode & 0x400) !== 0 || ((mode & 0x8000) !== 0 && mode >>> 28 === 0xa)
    return { name: names[at] ?? '', folder: empty && !isFile, link, empty }
  })
}

const readNames = (reader: HeaderReader, count: number): string[] => {
  reader.expect(0)
  const text = new TextDecoder('utf-16le').decode(reader.rest())
  return text.split('\0', count).map(name => name.replaceAll('\\', '/'))
}

const readAttributes = (reader: HeaderReader, count: number): number[] => {
  const defined = reader.defined(count)
  reader.expect(0)
  return defined.map(is => (is ? reader.word() : 0))
}
