/**
 * .tar (POSIX.1-2017, pax 4; GNU tar's long names): files behind one another, each behind a header of 512 bytes. Nothing
 * is packed, so nothing is copied: an entry is a view of the archive.
 */
import { finding } from '../../domain/finding.ts'
import { hostile, unreadable } from '../formats/reading.ts'
import { nameLetters } from '../formats/zip-names.ts'
import { limits } from '../limits.ts'
import { type ContainerEntry, entryOf, nothing, type OpenContainer } from './container.ts'

const block = 512

export const openTar: OpenContainer = ({ bytes }, budget) => {
  const entries: ContainerEntry[] = []
  let longName: string | undefined
  let cut = true
  for (let at = 0; at + block <= bytes.length; ) {
    const header = bytes.subarray(at, at + block)
    if (header.every(byte => byte === 0)) {
      cut = false
      break
    }
    if (!isTrue(header)) break
    const size = numberAt(header, 124, 12)
    const start = at + block
    const content = bytes.subarray(start, start + size)
    const isWhole = content.length === size
    const kind = String.fromCharCode(header[156]!)
    const name = longName ?? nameOf(header)
    longName = undefined
    if (kind === 'L') longName = nameLetters(untilZero(content))
    else if (kind === 'x') longName = paxPath(content)
    else if (kind === '0' || kind === '\0' || kind === '7') {
      if (!name.endsWith('/'))
        entries.push(
          entryOf(name, size, budget, () => {
            if (!isWhole) throw unreadable()
            return content
          }),
        )
    } else if (kind !== '5' && kind !== 'g')
      // Links, devices, pipes: listed, never followed.
      entries.push({ name, bytes: nothing, refused: finding('archive-link') })
    if (entries.length > limits.archive.entries) throw hostile('tar-entries')
    if (!isWhole) break
    at = start + Math.ceil(size / block) * block
    // The two empty blocks at the end are left out by some writers.
    if (at >= bytes.length) cut = false
  }
  if (!cut) return { entries }
  const count = entries.filter(one => !one.refused).length
  if (count === 0) throw unreadable()
  return { entries, fault: finding('archive-cut', { count: String(count) }) }
}

/** The checksum, its own eight bytes counted as spaces. */
const isTrue = (header: Uint8Array): boolean => {
  let sum = 8 * 0x20
  for (const [at, byte] of header.entries()) if (at < 148 || at >= 156) sum += byte
  return sum === numberAt(header, 148, 8)
}

/** Octal digits; or, where the first bit is set, base 256 (GNU). */
const numberAt = (header: Uint8Array, from: number, length: number): number => {
  const field = header.subarray(from, from + length)
  if (field[0]! & 0x80) return field.subarray(1).reduce((value, byte) => value * 256 + byte, 0)
  const digits = /[0-7]+/.exec(Buffer.from(field).toString('latin1'))?.[0]
  return digits === undefined ? 0 : Number.parseInt(digits, 8)
}

const untilZero = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}

const nameOf = (header: Uint8Array): string => {
  const name = nameLetters(untilZero(header.subarray(0, 100)))
  const isPosix = header[262] === 0
  const prefix = isPosix ? nameLetters(untilZero(header.subarray(345, 500))) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/** The `path` among the records of a pax header: `length key=value`, a line each. */
const paxPath = (content: Uint8Array): string | undefined =>
  /(?:^|\n)\d+ path=([^\n]*)\n/.exec(nameLetters(content.subarray(0, 65_536)))?.[1]
