/**
 * Deflate (RFC 1951) with the bytes counted while they come out: what a header says of the size is never believed. In
 * small pieces, so that a bomb is noticed after the piece that shows it.
 */
import { inflateRawSync } from 'node:zlib'
import { Inflate } from 'fflate'

/** Said to be no larger than this, it is inflated at once: no more than was said, and one byte that shows the lie. */
const small = 1024 * 1024

/** Packed bytes given at once. Deflate packs at best 1,032 to 1, so one piece gives at most 16 MB. */
const piece = 16 * 1024

/**
 * @param packed a raw deflate stream; what follows its end is passed over
 * @param expected bytes that it should give, where known: allocated once
 * @param count called with the bytes of each piece; what it throws goes through
 * @throws Error where the stream is damaged or ends early
 */
export const inflateCounted = (
  packed: Uint8Array,
  expected: number | undefined,
  count: (bytes: number) => void,
): Uint8Array => {
  if (expected !== undefined && expected <= small && packed.length <= 4 * piece) {
    // A fraction of the time that the stream takes; a form has nothing else.
    const whole = inflateAtOnce(packed, expected + 1)
    count(whole?.length ?? expected + 1)
    if (whole) return whole
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const stream = new Inflate(chunk => {
    if (chunk.length === 0) return
    count(chunk.length)
    size += chunk.length
    chunks.push(chunk)
  })
  for (let at = 0; at < packed.length || at === 0; at += piece)
    stream.push(packed.subarray(at, at + piece), at + piece >= packed.length)
  if (chunks.length === 1) return chunks[0]!
  const whole = new Uint8Array(expected === size ? expected : size)
  let at = 0
  for (const [place, chunk] of chunks.entries()) {
    whole.set(chunk, at)
    at += chunk.length
    // Given back at once: a large entry must not stand in memory twice.
    chunks[place] = empty
  }
  return whole
}

/** @returns undefined where more comes out than `most` bytes */
const inflateAtOnce = (packed: Uint8Array, most: number): Uint8Array | undefined => {
  try {
    return inflateRawSync(packed, { maxOutputLength: most, chunkSize: Math.max(64, most) })
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      return undefined
    throw error
  }
}

const empty = new Uint8Array()
