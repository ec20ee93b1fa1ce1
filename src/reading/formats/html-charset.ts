/**
 * Bytes of an HTML file to its characters: byte order mark, then what the file says of itself, then UTF-8 where the bytes
 * are that, then windows-1252 (WHATWG HTML, 13.2.3). Files of old Vietnamese fonts call themselves windows-1252 or x-user-defined.
 */

export interface DecodedHtml {
  readonly html: string
  /** The encoding's name where some bytes did not belong to it: letters are lost. */
  readonly damaged?: string
}

/** NFC is left to the lines: windows-1258 writes tones as marks of their own. */
export const decodeHtml = (bytes: Uint8Array): DecodedHtml => {
  const { label, certain } = encodingOf(bytes)
  if (!certain) {
    const utf8 = decodeStrictly(bytes, 'utf-8')
    if (utf8 !== undefined) return { html: utf8 }
  }
  const strict = decodeStrictly(bytes, label)
  if (strict !== undefined) return { html: strict }
  return { html: new TextDecoder(label).decode(bytes), damaged: label }
}

const decodeStrictly = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

const encodingOf = (bytes: Uint8Array): { label: string; certain: boolean } => {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return { label: 'utf-16le', certain: true }
  if (first === 0xfe && second === 0xff) return { label: 'utf-16be', certain: true }
  if (first === 0xef && second === 0xbb && third === 0xbf) return { label: 'utf-8', certain: true }
  // Without a mark, but every other byte of the first letters is zero.
  if (first === 0x3c && second === 0) return { label: 'utf-16le', certain: true }
  if (first === 0 && second === 0x3c) return { label: 'utf-16be', certain: true }
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1')
  const said =
    /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w:.+-]{1,40})/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.+-]{1,40})["']/i.exec(head)?.[1]
  const label = said === undefined ? undefined : knownLabel(said)
  return label === undefined ? { label: 'windows-1252', certain: false } : { label, certain: true }
}

/** Undefined for a name that nobody knows. A page that could say utf-16 in ASCII is not in it (WHATWG HTML, 13.2.3.2). */
const knownLabel = (said: string): string | undefined => {
  if (/^x-user-defined$/i.test(said)) return 'windows-1252'
  try {
    const { encoding } = new TextDecoder(said)
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
