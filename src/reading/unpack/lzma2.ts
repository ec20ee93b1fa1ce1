/** LZMA2 (the .xz format 1.1.0, 5.3.1; 7-Zip's default): LZMA in chunks, some of them not packed at all. */
import { Lzma, stoppingAtDamage } from './lzma.ts'
import { LzmaDamage } from './range-decoder.ts'

/** @returns as `unpackLzma` does: bytes written, fewer than asked for at damage */
export const unpackLzma2 = (packed: Uint8Array, out: Uint8Array): number => {
  const decoder = new Lzma(out)
  return stoppingAtDamage(decoder, () => runChunks(decoder, packed, out))
}

/** Chunks, each with what it begins anew: nothing, the state, the properties too, the dictionary too. */
const runChunks = (decoder: Lzma, packed: Uint8Array, out: Uint8Array): void => {
  let at = 0
  const byte = (): number => {
    if (at >= packed.length) throw new LzmaDamage('a chunk is missing')
    return packed[at++]!
  }
  const short = (): number => byte() * 256 + byte()
  while (decoder.at < out.length) {
    const control = byte()
    if (control === 0) return
    if (control === 1 || (control >= 0xe0 && control <= 0xff)) decoder.dictionary = decoder.at
    if (control < 0x80) {
      if (control > 2) throw new LzmaDamage('no such chunk')
      const size = short() + 1
      if (at + size > packed.length || decoder.at + size > out.length)
        throw new LzmaDamage('a chunk is cut off')
      out.set(packed.subarray(at, at + size), decoder.at)
      decoder.at += size
      at += size
      continue
    }
    const size = (control & 0x1f) * 65_536 + short() + 1
    const length = short() + 1
    if (control >= 0xc0) decoder.setProperties(byte())
    else if (control >= 0xa0) decoder.reset()
    if (at + length > packed.length || decoder.at + size > out.length)
      throw new LzmaDamage('a chunk is cut off')
    decoder.begin(packed, at, at + length)
    decoder.run(decoder.at + size)
    at += length
  }
}
