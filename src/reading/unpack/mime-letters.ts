/**
 * Letters of a mail's headers and texts: encoded words (RFC 2047), charsets as declared and as they really are. Old
 * Vietnamese programs send raw windows-1258, and declare us-ascii, iso-8859-1 or nothing.
 */

/**
 * Bytes to text by the charset that is declared, where they can be that; else UTF-8, else windows-1258. NFC: windows-1258
 * writes tones as marks of their own. Lone bytes that do not belong to it come out as U+FFFD.
 */
export const decodeText = (bytes: Uint8Array, charset: string): string => {
  const label = labelOf(charset)
  const utf8 = label === undefined || /^(?:utf-8|windows-1252)$/.test(label)
  // A text cut off in the middle of a letter, or with one bad byte, is still UTF-8.
  const decoded =
    (utf8 ? strictly(bytes, 'utf-8') : undefined) ??
    (label === undefined ? undefined : strictly(bytes, label)) ??
    (label === 'utf-8' ? mostly(bytes) : undefined) ??
    new TextDecoder(label === undefined || label === 'utf-8' ? 'windows-1258' : label).decode(bytes)
  return decoded.normalize('NFC')
}

/** us-ascii and iso-8859-1 stand for windows-1252 (WHATWG Encoding, 4.2), which is no more than "eight bits" in mails. */
const labelOf = (charset: string): string | undefined => {
  if (charset === '') return undefined
  try {
    return new TextDecoder(charset).encoding
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const strictly = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Undefined where more than one letter in a hundred is none. */
const mostly = (bytes: Uint8Array): string | undefined => {
  const text = new TextDecoder('utf-8').decode(bytes)
  const lost = text.split('\ufffd').length - 1
  return lost * 100 <= text.length ? text : undefined
}

const encodedWord = /=\?([\w.:+-]+)(?:\*[\w-]*)?\?([BQbq])\?([^?]*)\?=/g

/**
 * Header text to letters. Words beside each other in one charset are joined before they are decoded: some programs cut a
 * Vietnamese letter's bytes in two (against RFC 2047, 5).
 * @param raw one character a byte (latin1), unfolded
 */
export const decodeWords = (raw: string): string => {
  let out = ''
  let at = 0
  let waiting: { charset: string; bytes: Uint8Array[] } | undefined
  const flush = (): void => {
    if (waiting) out += decodeText(Buffer.concat(waiting.bytes), waiting.charset)
    waiting = undefined
  }
  for (const found of raw.matchAll(encodedWord)) {
    const between = raw.slice(at, found.index)
    const isJoined = waiting !== undefined && /^\s*$/.test(between)
    const charset = found[1]!.toLowerCase()
    if (!isJoined || waiting?.charset !== charset) {
      flush()
      if (!isJoined) out += plainHeader(between)
    }
    const bytes = found[2]!.toLowerCase() === 'b' ? Buffer.from(found[3]!, 'base64') : decodeQ(found[3]!)
    waiting ??= { charset, bytes: [] }
    waiting.bytes.push(bytes)
    at = found.index + found[0].length
  }
  flush()
  return (out + plainHeader(raw.slice(at))).normalize('NFC')
}

const decodeQ = (text: string): Uint8Array =>
  Buffer.from(
    text
      .replace(/_/g, ' ')
      .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

/** Raw eight-bit letters (RFC 6532 allows UTF-8; older programs send what they had). */
export const plainHeader = (raw: string): string =>
  /[\u0080-\u00ff]/.test(raw) ? decodeText(Buffer.from(raw, 'latin1'), '') : raw
