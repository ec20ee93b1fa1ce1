/** The range decoder under LZMA (lzma-specification.txt, "Range Decoder"): bits out of packed bytes, by their probabilities. */

/** Damage: the bytes before it are good as far as their checksums say so. */
export class LzmaDamage extends Error {}

/** A probability of one half, in 2,048ths. */
export const even = 1024

export class RangeDecoder {
  private packed: Uint8Array = new Uint8Array()
  private from = 0
  private end = 0
  private range = 0
  private code = 0

  /** At the beginning of packed bytes. */
  begin(packed: Uint8Array, from: number, end: number): void {
    if (end - from < 5 || packed[from] !== 0) throw new LzmaDamage('no packed bytes begin here')
    this.packed = packed
    this.range = 0xffffffff
    this.code = new DataView(packed.buffer, packed.byteOffset).getUint32(from + 1)
    this.from = from + 5
    this.end = end
  }

  /** Bits of even chance. */
  protected direct(bits: number): number {
    let value = 0
    for (let left = bits; left > 0; left--) {
      this.range >>>= 1
      const bit = this.code >= this.range ? 1 : 0
      if (bit) this.code -= this.range
      this.normalise()
      value = value * 2 + bit
    }
    return value
  }

  protected tree(probabilities: Uint16Array, base: number, bits: number): number {
    let node = 1
    for (let left = bits; left > 0; left--) node = (node << 1) | this.bit(probabilities, base + node)
    return node - (1 << bits)
  }

  protected reverse(probabilities: Uint16Array, base: number, bits: number): number {
    let node = 1
    let value = 0
    for (let place = 0; place < bits; place++) {
      const bit = this.bit(probabilities, base + node)
      node = (node << 1) | bit
      value |= bit << place
    }
    return value
  }

  protected bit(probabilities: Uint16Array, at: number): number {
    const chance = probabilities[at]!
    const bound = (this.range >>> 11) * chance
    let bit = 0
    if (this.code < bound) {
      this.range = bound
      probabilities[at] = chance + ((2048 - chance) >>> 5)
    } else {
      this.range -= bound
      this.code -= bound
      probabilities[at] = chance - (chance >>> 5)
      bit = 1
    }
    if (this.range < 0x1000000) this.normalise()
    return bit
  }

  protected normalise(): void {
    if (this.range >= 0x1000000) return
    if (this.from >= this.end) throw new LzmaDamage('the packed bytes end')
    this.range = (this.range << 8) >>> 0
    this.code = ((this.code << 8) | this.packed[this.from++]!) >>> 0
  }
}
