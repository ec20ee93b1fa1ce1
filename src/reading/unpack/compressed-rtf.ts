/**
 * Compressed RTF (MS-OXRTFCP), in which Outlook keeps the words of a mail. A back reference gives at most 17 bytes for
 * two, so that it cannot grow beyond what is bounded already.
 */

/** 2.1.3.1.1: what the dictionary begins with. */
const start =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

const compressed = 0x75465a4c
const plain = 0x414c454d

/** @returns the RTF as far as it can be had; undefined where the bytes are none */
export const unpackRtf = (bytes: Uint8Array): Uint8Array | undefined => {
  if (bytes.length < 16) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getUint32(4, true)
  const kind = view.getUint32(8, true)
  if (kind === plain) return bytes.subarray(16, 16 + size)
  if (kind !== compressed || size > bytes.length * 9) return undefined
  const out = new Uint8Array(size)
  const dictionary = new Uint8Array(4096)
  dictionary.set(Buffer.from(start, 'latin1'))
  let write = start.length
  let written = 0
  const put = (byte: number): void => {
    if (written < size) out[written++] = byte
    dictionary[write] = byte
    write = (write + 1) & 4095
  }
  for (let at = 16; at < bytes.length && written < size; ) {
    const control = bytes[at++]!
    for (let bit = 0; bit < 8 && at < bytes.length; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(bytes[at++]!)
        continue
      }
      if (at + 2 > bytes.length) return out.subarray(0, written)
      const token = view.getUint16(at)
      at += 2
      const from = token >>> 4
      // 2.2.3: a reference to where writing goes on is the end.
      if (from === write) return out.subarray(0, written)
      for (let place = 0; place < (token & 15) + 2; place++) put(dictionary[(from + place) & 4095]!)
    }
  }
  return out.subarray(0, written)
}
