/**
 * How much text a file holds, looked at crudely and by other means than the readers: so that a reader which finds nothing
 * in it is caught. Counts words of three letters and more; 0 where this look can tell nothing.
 */
import { inflateSync } from 'node:zlib'
import { read as readCfb } from 'cfb'
import { unzipSync } from 'fflate'

export const crudeWords = (bytes: Uint8Array): number => {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  try {
    if (head.startsWith('PK')) return wordsOfZip(bytes)
    if (head.startsWith('\xd0\xcf\x11\xe0')) return wordsOfOle(bytes)
    if (head.startsWith('%PDF')) return wordsOfPdf(Buffer.from(bytes))
    return 0
  } catch (error) {
    // What this look cannot open proves nothing: it is measured only where it sees text.
    if (error instanceof Error || error === undefined) return 0
    throw error
  }
}

const count = (text: string): number => text.match(/\p{L}{3,}/gu)?.length ?? 0

/** Text between tags of the parts that hold an office file's words. */
const wordsOfZip = (bytes: Uint8Array): number => {
  const wanted = /(^|\/)(document\.xml|sharedStrings\.xml|sheet\d+\.xml|content\.xml)$/i
  const entries = unzipSync(bytes, {
    filter: ({ name, originalSize }) => wanted.test(name) && originalSize < 20_000_000,
  })
  const text = Object.values(entries).map(entry => Buffer.from(entry).toString('utf8'))
  const shown = /<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<|<text:\w+[^>]*>([^<]+)</g
  return text.reduce(
    (sum, xml) => sum + count([...xml.matchAll(shown)].map(([, one, other]) => one ?? other ?? '').join(' ')),
    0,
  )
}

/** Word counts its characters in the file's first block (MS-DOC 2.5.4); Excel's records of text have their numbers. */
const wordsOfOle = (bytes: Uint8Array): number => {
  const { FullPaths, FileIndex } = readCfb(bytes, { type: 'array' })
  const stream = (name: string): Buffer | undefined => {
    const at = FullPaths.findIndex(path => path.split('/').slice(1).join('/') === name)
    return at < 0 ? undefined : Buffer.from(FileIndex[at]!.content as unknown as Uint8Array)
  }
  const word = stream('WordDocument')
  if (word && word.length > 0x50) return Math.floor(word.readInt32LE(0x4c) / 8)
  const book = stream('Workbook') ?? stream('Book')
  if (!book) return 0
  let found = 0
  for (let at = 0; at + 4 <= book.length; at += 4 + book.readUInt16LE(at + 2))
    if ([0x04, 0xd6, 0xfd, 0x204].includes(book.readUInt16LE(at))) found++
  return found
}

/** Strings that are shown, in streams that inflate. */
const wordsOfPdf = (bytes: Buffer): number => {
  let found = 0
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.subarray(at - 3, at).toString('latin1') === 'end') continue
    const from = at + (bytes[at + 6] === 13 ? 8 : 7)
    const content = inflated(bytes.subarray(from, bytes.indexOf('endstream', from)))
    found += content.toString('latin1').match(/[)>\]]\s*T[jJ]\b/g)?.length ?? 0
  }
  return found
}

const inflated = (bytes: Buffer): Buffer => {
  try {
    return inflateSync(bytes, { maxOutputLength: 20_000_000, finishFlush: 2 })
  } catch (error) {
    // Not a deflated stream: shown as it stands.
    if (error instanceof Error) return bytes
    throw error
  }
}
