/**
 * A look at a PDF's bytes before anything parses them: is the file whole, how large do its streams become, which pictures
 * does it hold. Streams are never inside other streams (ISO 32000-1, 7.5.7), so they are found as they lie in the file.
 */
import { Inflate } from 'fflate'
import { limits } from '../limits.ts'
import { tooLarge } from './reading.ts'

export interface Looked {
  /** Bytes of each picture, as it is stored. */
  readonly pictures: readonly number[]
  /** The file ends before its last part does, or a stream cannot be inflated to its end. */
  readonly isDamaged: boolean
}

/** The longest dictionary in front of a stream that is looked at. */
const dictionaryBytes = 4_000

/** @throws Refused for streams that inflate beyond the limit */
export const lookAtPdf = (bytes: Uint8Array): Looked => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pictures: number[] = []
  let isDamaged = isCutShort(text)
  const isEncrypted = text.includes('/Encrypt')
  let inflated = 0
  for (let at = text.indexOf('stream'); at >= 0; at = text.indexOf('stream', at + 6)) {
    if (text.toString('latin1', at - 3, at) === 'end') continue
    const begin = text[at + 6] === 0x0d ? at + 8 : at + 7
    const end = text.indexOf('endstream', begin)
    if (end < 0) break
    const head = text.toString('latin1', Math.max(0, at - dictionaryBytes), at)
    const dictionary = head.slice(head.lastIndexOf(' obj'))
    at = end
    if (/\/Subtype\s*\/Image\b/.test(dictionary)) pictures.push(end - begin)
    else if (/\/Filter\s*\[?\s*\/(?:FlateDecode|Fl)\b/.test(dictionary)) {
      const one = inflate(bytes.subarray(begin, end), limits.pdf.inflatedBytes - inflated)
      inflated += one.size
      if (inflated >= limits.pdf.inflatedBytes) throw tooLarge(`${limits.pdf.inflatedBytes >> 20} MB`)
      // Encrypted bytes do not inflate; the word alone, in a remark, lifts no limit.
      isDamaged ||= one.isBroken && !isEncrypted
    }
  }
  return { pictures, isDamaged }
}

/** Behind the last `%%EOF` another part begins that has none, or there is none at all. */
const isCutShort = (text: Buffer): boolean => {
  const end = text.lastIndexOf('%%EOF')
  return end < 0 || /\d+ \d+ obj\b/.test(text.toString('latin1', end))
}

const inflate = (packed: Uint8Array, most: number): { size: number; isBroken: boolean } => {
  let size = 0
  // Two bytes of zlib's head (RFC 1950); its checksum at the end is left out by some writers.
  const stream = new Inflate(chunk => {
    size += chunk.length
  })
  const step = 64 * 1024
  try {
    for (let at = 2; at < packed.length && size < most; at += step) {
      const last = at + step >= packed.length
      stream.push(packed.subarray(at, at + step), last)
    }
  } catch (error) {
    // fflate's own errors are objects with a code; what is broken is said by the caller.
    if (!(error instanceof Error) || !('code' in error)) throw error
    return { size, isBroken: true }
  }
  return { size, isBroken: false }
}
