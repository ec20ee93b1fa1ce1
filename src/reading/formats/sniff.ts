/**
 * What a file is, by its bytes: its name and declared type lie (a .docx named .doc, an HTML page named .xls, a form sent
 * as application/octet-stream). Nothing is parsed here.
 */
import { decodeText, findDelimiter, isUtf16 } from './plain-text.ts'

export type Format =
  | 'empty'
  | 'zip'
  | 'ole'
  | 'word2'
  | 'pdf'
  | 'rtf'
  | 'flat-odf'
  | 'rar'
  | '7z'
  | 'tnef'
  | 'tar'
  | 'gzip'
  | 'bzip2'
  | 'xz'
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'bmp'
  | 'tiff'
  | 'heic'
  | 'webp'
  | 'message'
  | 'mhtml'
  | 'html'
  | 'xml'
  | 'xml-spreadsheet'
  | 'csv'
  | 'text'
  | 'binary'

const starts: readonly (readonly [Format, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  // The mark of a zip in several volumes stands before the first entry (APPNOTE 8.5.3 and 8.5.4).
  ['zip', [0x50, 0x4b, 0x07, 0x08, 0x50, 0x4b]],
  ['zip', [0x50, 0x4b, 0x30, 0x30, 0x50, 0x4b]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  // Word for Windows 1 and 2: no compound file yet.
  ['word2', [0x9b, 0xa5, 0x21, 0x00]],
  ['word2', [0xdb, 0xa5, 0x2d, 0x00]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['tnef', [0x78, 0x9f, 0x3e, 0x22]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['bmp', [0x42, 0x4d]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
]

/** Pictures: scans and photos, which hold no text. */
export const pictures: ReadonlySet<string> = new Set(['jpeg', 'png', 'gif', 'bmp', 'tiff', 'heic', 'webp'])

export const sniffFormat = (bytes: Uint8Array): Format => {
  if (bytes.length === 0) return 'empty'
  const known = starts.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))
  if (known) return known[0]
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096))
  const ascii = head.toString('latin1')
  if (ascii.slice(257, 262) === 'ustar') return 'tar'
  if (/^\s*%PDF-/.test(ascii) || ascii.slice(0, 1024).includes('%PDF-')) return 'pdf'
  if (/^\s*\{\\rt/.test(ascii)) return 'rtf'
  if (ascii.slice(4, 8) === 'ftyp' && /^(heic|heix|mif1|hevc)/.test(ascii.slice(8))) return 'heic'
  if (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WEBP') return 'webp'
  const message = kindOfMessage(ascii)
  if (message) return message
  const text = decodeText(head, true)
  // Its <Table> would pass for HTML's.
  if (/<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet/.test(text))
    return 'xml-spreadsheet'
  // Beside the root of such a file stand some forty namespaces.
  if (/^\s*<(?:\?xml|office:document)\b/.test(text) && /urn:oasis:names:tc:opendocument:/.test(text))
    return 'flat-odf'
  if (/<(!doctype html|html|table|body|head|meta)[\s>]/i.test(text)) return 'html'
  if (/^\s*<\?xml/.test(text)) return 'xml'
  if (head.includes(0) && !isUtf16(head)) return 'binary'
  return findDelimiter(text) === undefined ? 'text' : 'csv'
}

/**
 * Begins with headers of a mail (RFC 5322): some that only servers and mail programs write, and some that people see. A
 * web page in one file (RFC 2557, Word's own among them, called .doc) begins alike, but was never sent.
 */
const kindOfMessage = (head: string): 'message' | 'mhtml' | undefined => {
  const names = new Set<string>()
  const lines = head.split(/\r\n|\r|\n/)
  const end = lines.findIndex((line, at) => {
    const name = /^([!-9;-~]{1,60})[ \t]*:/.exec(line)?.[1]
    if (name !== undefined) names.add(name.toLowerCase())
    return name === undefined && !(at === 0 && /^From /.test(line)) && !/^[ \t]+\S/.test(line)
  })
  const has = (...some: readonly string[]): boolean => some.some(one => names.has(one))
  const isSent = has('received', 'message-id', 'return-path', 'delivered-to', 'dkim-signature', 'to')
  const fields = lines.slice(0, end < 0 ? lines.length : end).join('\n')
  if (has('mime-version') && !isSent && /^content-type:\s*(?:multipart\/related|text\/html)/im.test(fields))
    return 'mhtml'
  const isMail = isSent && has('from', 'subject', 'date', 'content-type', 'mime-version')
  return isMail || (has('mime-version', 'content-type') && has('from', 'subject', 'date'))
    ? 'message'
    : undefined
}

/** What a zip holds, by its entries: an office file, or a container of files. */
export const kindOfZip = (
  entries: ReadonlyMap<string, Uint8Array>,
): 'docx' | 'xlsx' | 'xlsb' | 'pptx' | 'odt' | 'ods' | 'odf' | 'zip' => {
  const all = [...entries.keys()]
  const has = (pattern: RegExp): boolean => all.some(name => pattern.test(name))
  if (has(/^\[content_types\]\.xml$/i)) {
    if (has(/^word\//i)) return 'docx'
    // The binary workbook has the same parts, but none of them is XML (MS-XLSB).
    if (has(/^xl\//i)) return has(/^xl\/workbook\.bin$/i) ? 'xlsb' : 'xlsx'
    if (has(/^ppt\//i)) return 'pptx'
  }
  // A file protected as a whole holds nothing else that tells what it is (LibreOffice 24.8).
  if (!has(/^(content\.xml|encrypted-package)$/)) return 'zip'
  // OpenDocument 1.3 part 2, 3.3: the first entry names the media type.
  const mediaType = new TextDecoder().decode(entries.get('mimetype'))
  if (/opendocument\.text/.test(mediaType)) return 'odt'
  return /opendocument\.spreadsheet/.test(mediaType) ? 'ods' : 'odf'
}
