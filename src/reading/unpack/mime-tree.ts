/**
 * A message's bytes to the tree of its entities (RFC 2045, RFC 2046, 5.1), as places in the bytes: nothing is copied or
 * decoded. Bounded in depth and number. What an entity means is not said here.
 */
import { limits } from '../limits.ts'
import { type MimeHeaders, readHeaderBlock, readStructured, type Structured } from './mime-headers.ts'

export interface MimeEntity {
  readonly headers: MimeHeaders
  readonly type: Structured
  readonly disposition: Structured
  /** Undecoded; of a multipart all of it. */
  readonly body: Buffer
  /** Undefined for what is not several parts. */
  readonly children?: readonly MimeEntity[]
  /** Declared as several parts, but none begins: what is in it would pass for a text, or for nothing. */
  readonly isLost: boolean
  /** The last boundary around it never came: the mail was cut off, here at the latest. */
  readonly isLast: boolean
}

/** Too many entities, or too deep in one another. */
export class MimeTreeRefused extends Error {}

/** @throws MimeTreeRefused */
export const readMimeTree = (bytes: Buffer): MimeEntity => {
  let entities = 0
  const read = (start: number, end: number, depth: number, plainType: string, cut: boolean): MimeEntity => {
    if (++entities > limits.mime.entities) throw new MimeTreeRefused('too many entities')
    if (depth > limits.mime.depth) throw new MimeTreeRefused('too deep')
    const { headers, body: from } = readHeaderBlock(bytes, start, end)
    const given = readStructured(headers.value('content-type'))
    const type = /^[\w.+-]+\/[\w.+-]+$/.test(given.value) ? given : { ...given, value: plainType }
    const disposition = readStructured(headers.value('content-disposition'))
    const body = bytes.subarray(from, end)
    const entity = { headers, type, disposition, body, isLost: false, isLast: cut }
    if (!type.value.startsWith('multipart/')) return entity
    const { ranges, isClosed } = rangesOf(bytes, from, end, type.parameters.get('boundary') ?? '')
    const inner = type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
    return {
      ...entity,
      isLost: ranges.length === 0 && (!isClosed || hasWords(body, type.parameters.get('boundary') ?? '')),
      children: ranges.map(([first, last], at) =>
        read(first, last, depth + 1, inner, at === ranges.length - 1 && (cut || depth === 0) && !isClosed),
      ),
    }
  }
  return read(0, bytes.length, 0, 'text/plain', false)
}

/** Where each part begins and ends; the line end before a boundary is the boundary's. */
const rangesOf = (
  bytes: Buffer,
  from: number,
  end: number,
  boundary: string,
): { ranges: [number, number][]; isClosed: boolean } => {
  const ranges: [number, number][] = []
  if (boundary === '') return { ranges, isClosed: false }
  const delimiter = Buffer.from(`--${boundary}`, 'utf8')
  let begun = -1
  for (let at = bytes.indexOf(delimiter, from); at >= 0 && at < end; at = bytes.indexOf(delimiter, at + 1)) {
    if (at > from && bytes[at - 1] !== 10 && bytes[at - 1] !== 13) continue
    let after = at + delimiter.length
    const closes = bytes[after] === 45 && bytes[after + 1] === 45
    if (closes) after += 2
    while (bytes[after] === 32 || bytes[after] === 9) after++
    // A longer boundary that begins alike is that of a part inside.
    if (after < end && bytes[after] !== 10 && bytes[after] !== 13) continue
    if (begun >= 0) ranges.push([begun, Math.max(begun, lineEndBefore(bytes, at))])
    begun = -1
    if (closes) return { ranges, isClosed: true }
    begun = after + (bytes[after] === 13 && bytes[after + 1] === 10 ? 2 : 1)
    if (begun > end) begun = -1
  }
  if (begun >= 0) ranges.push([begun, end])
  return { ranges, isClosed: false }
}

/** Parts that never begin, but a boundary that ends them: what stands before it is all there is. */
const hasWords = (body: Buffer, boundary: string): boolean =>
  /\S/.test(body.toString('latin1', 0, Math.max(0, body.indexOf(`--${boundary}`))))

const lineEndBefore = (bytes: Buffer, at: number): number => {
  if (bytes[at - 1] === 10) return at - (bytes[at - 2] === 13 ? 2 : 1)
  return bytes[at - 1] === 13 ? at - 1 : at
}
