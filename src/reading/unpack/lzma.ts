/**
 * LZMA (7-Zip's lzma-specification.txt), which .7z packs with. The output is the
 * dictionary, of a size known beforehand, so that nothing can grow; a distance that leads out of it is damage. No library
 * of npm did this with a bound and with the bytes before the damage kept.
 */
import { even, LzmaDamage, RangeDecoder } from './range-decoder.ts'

/**
 * @param properties five bytes: lc, lp and pb in one, then the dictionary's size, which the output's stands for here
 * @param out filled from its beginning, no further than its end
 * @returns bytes written; fewer than asked for where the stream ends or is damaged before
 */
export const unpackLzma = (packed: Uint8Array, properties: Uint8Array, out: Uint8Array): number => {
  const decoder = new Lzma(out)
  return stoppingAtDamage(decoder, () => {
    decoder.setProperties(properties[0] ?? 0xff)
    decoder.begin(packed, 0, packed.length)
    decoder.run(out.length)
  })
}

/** What was had before the damage. */
export const stoppingAtDamage = (decoder: Lzma, run: () => void): number => {
  try {
    run()
  } catch (error) {
    if (!(error instanceof LzmaDamage)) throw error
  }
  return decoder.at
}

const noLimit = 0xffffffff

/** Probabilities of one length (spec, "The length decoder"). */
class Lengths {
  readonly choice = new Uint16Array(2).fill(even)
  readonly low = new Uint16Array(16 * 8).fill(even)
  readonly middle = new Uint16Array(16 * 8).fill(even)
  readonly high = new Uint16Array(256).fill(even)
}

/** The decoder, named as the specification names its parts. */
export class Lzma extends RangeDecoder {
  /** Bytes written to `out`. */
  at = 0
  /** Where the dictionary begins. */
  dictionary = 0
  readonly out: Uint8Array
  private lc = 0
  private lpMask = 0
  private pbMask = 0
  private state = 0
  private rep0 = 0
  private rep1 = 0
  private rep2 = 0
  private rep3 = 0
  private literals = new Uint16Array()
  private isMatch = new Uint16Array()
  private isRep = new Uint16Array()
  private isRep0Long = new Uint16Array()
  private slots = new Uint16Array()
  private special = new Uint16Array()
  private align = new Uint16Array()
  private lengths = new Lengths()
  private repLengths = new Lengths()

  constructor(out: Uint8Array) {
    super()
    this.out = out
  }

  setProperties(byte: number): void {
    if (byte >= 9 * 5 * 5) throw new LzmaDamage('no such properties')
    this.lc = byte % 9
    this.lpMask = (1 << (Math.floor(byte / 9) % 5)) - 1
    this.pbMask = (1 << Math.floor(byte / 45)) - 1
    this.literals = new Uint16Array(0x300 * (this.lpMask + 1) * (1 << this.lc))
    this.reset()
  }

  reset(): void {
    this.state = this.rep0 = this.rep1 = this.rep2 = this.rep3 = 0
    this.literals.fill(even)
    this.isMatch = new Uint16Array(12 * 16).fill(even)
    // isRep, isRepG0, isRepG1, isRepG2, one behind the other.
    this.isRep = new Uint16Array(12 * 4).fill(even)
    this.isRep0Long = new Uint16Array(12 * 16).fill(even)
    this.slots = new Uint16Array(4 * 64).fill(even)
    this.special = new Uint16Array(128).fill(even)
    this.align = new Uint16Array(16).fill(even)
    this.lengths = new Lengths()
    this.repLengths = new Lengths()
  }

  override begin(packed: Uint8Array, from: number, end: number): void {
    if (this.isMatch.length === 0) throw new LzmaDamage('packed without properties')
    super.begin(packed, from, end)
  }

  run(limit: number): void {
    const { out } = this
    while (this.at < limit) {
      const place = this.at - this.dictionary
      const posState = place & this.pbMask
      if (this.bit(this.isMatch, this.state * 16 + posState) === 0) {
        this.literal(place)
        continue
      }
      const length = this.match(posState)
      if (this.rep0 === noLimit) return
      if (this.rep0 >= place) throw new LzmaDamage('a distance out of the dictionary')
      if (this.at + length > limit) throw new LzmaDamage('a match over the end')
      const distance = this.rep0 + 1
      for (let left = length; left > 0; left--) {
        out[this.at] = out[this.at - distance]!
        this.at++
      }
    }
  }

  private literal(place: number): void {
    const before = place > 0 ? this.out[this.at - 1]! : 0
    const base = 0x300 * (((place & this.lpMask) << this.lc) + (before >>> (8 - this.lc)))
    let symbol = 1
    if (this.state >= 7) {
      if (this.rep0 >= place) throw new LzmaDamage('a distance out of the dictionary')
      let matched = this.out[this.at - this.rep0 - 1]!
      while (symbol < 0x100) {
        const matchBit = (matched >>> 7) & 1
        matched <<= 1
        const bit = this.bit(this.literals, base + ((1 + matchBit) << 8) + symbol)
        symbol = (symbol << 1) | bit
        if (matchBit !== bit) break
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.bit(this.literals, base + symbol)
    this.out[this.at++] = symbol & 0xff
    this.state = this.state < 4 ? 0 : this.state < 10 ? this.state - 3 : this.state - 6
  }

  /** The next match's length; its distance is left in rep0. */
  private match(posState: number): number {
    if (this.bit(this.isRep, this.state) === 0) {
      this.rep3 = this.rep2
      this.rep2 = this.rep1
      this.rep1 = this.rep0
      const length = this.length(this.lengths, posState)
      this.state = this.state < 7 ? 7 : 10
      this.rep0 = this.distance(length)
      return length + 2
    }
    if (this.at === this.dictionary) throw new LzmaDamage('a repetition of nothing')
    if (this.bit(this.isRep, 12 + this.state) === 0) {
      if (this.bit(this.isRep0Long, this.state * 16 + posState) === 0) {
        this.state = this.state < 7 ? 9 : 11
        return 1
      }
    } else {
      this.rotate()
    }
    const length = this.length(this.repLengths, posState)
    this.state = this.state < 7 ? 8 : 11
    return length + 2
  }

  /** An earlier distance again, brought to the front. */
  private rotate(): void {
    let distance = this.rep1
    if (this.bit(this.isRep, 24 + this.state) === 1) {
      distance = this.rep2
      if (this.bit(this.isRep, 36 + this.state) === 1) {
        distance = this.rep3
        this.rep3 = this.rep2
      }
      this.rep2 = this.rep1
    }
    this.rep1 = this.rep0
    this.rep0 = distance
  }

  private length(lengths: Lengths, posState: number): number {
    if (this.bit(lengths.choice, 0) === 0) return this.tree(lengths.low, posState * 8, 3)
    if (this.bit(lengths.choice, 1) === 0) return 8 + this.tree(lengths.middle, posState * 8, 3)
    return 16 + this.tree(lengths.high, 0, 8)
  }

  private distance(length: number): number {
    const slot = this.tree(this.slots, Math.min(length, 3) * 64, 6)
    if (slot < 4) return slot
    const direct = (slot >>> 1) - 1
    const start = ((2 | (slot & 1)) << direct) >>> 0
    if (slot < 14) return start + this.reverse(this.special, start - slot, direct)
    const middle = this.direct(direct - 4)
    return (start + middle * 16 + this.reverse(this.align, 0, 4)) >>> 0
  }
}
