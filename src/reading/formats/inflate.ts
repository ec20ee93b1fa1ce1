/**
 * Deflate (RFC 1951) with the bytes counted while they come out: what a header says of the size is never believed. In
 * small pieces, so that a bomb is noticed after the piece that shows it.
 */
import { Inflate, inflateSync } from 'fflate'

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
    // A sixth of the time that the stream takes; a form has nothing else. What does not fit is not written.
    const whole = inflateSync(packed, { out: new Uint8Array(expected + 1) })
    count(whole.length)
    return whole
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

const empty = new Uint8Array()
