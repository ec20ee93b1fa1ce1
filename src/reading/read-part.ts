/**
 * One part's bytes to its forms: sniffed, guarded, read into a `Document`, recognised. Every way out has a reason; what
 * cannot be read yet waits for the clerk, it is never taken for nothing.
 */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding, isError } from '../domain/finding.ts'
import { sha256 } from '../domain/identity.ts'
import type { PartReading } from '../domain/reading.ts'
import { tidy } from '../text/fold.ts'
import { type Document, textOf } from './document/model.ts'
import { recogniseForms } from './form/recognise.ts'
import { readDocx } from './formats/docx.ts'
import { findObjects, findPictures } from './formats/enclosed.ts'
import { compareReaders, secondDocxText, secondXlsxText } from './formats/second-reader.ts'
import { kindOfZip, pictures, sniffFormat } from './formats/sniff.ts'
import { readXlsx } from './formats/xlsx.ts'
import { openZip, type ZipEntries } from './formats/zip.ts'
import { limits } from './limits.ts'
import type { FoundPart } from './unpack/found.ts'

const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')

/** What mail programs add: signatures (RFC 8551, RFC 3156), visiting cards, invitations, delivery reports (RFC 3464). */
const technical: ReadonlySet<string> = new Set([
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pgp-signature',
  'text/vcard',
  'text/x-vcard',
  'text/calendar',
  'text/rfc822-headers',
  'message/delivery-status',
  'message/disposition-notification',
])

export const readPart = async (part: FoundPart, campaign: Campaign): Promise<PartReading> => {
  const name = tidy(part.name)
  const base = { path: part.path, name, size: part.bytes.length, sha256: sha256(part.bytes), forms: [] }
  const end = (
    format: string,
    standing: 'review' | 'not-a-form',
    ...findings: [Finding, ...Finding[]]
  ): PartReading => ({
    ...base,
    format,
    standing,
    findings,
  })
  const format = sniffFormat(part.bytes)
  // Word and Excel leave these beside an open file; they hold the user's name and nothing of the document.
  if (/^(~\$.*|thumbs\.db|\.ds_store|desktop\.ini)$/i.test(name))
    return end(format, 'not-a-form', finding('lock-file'))
  if (part.refused) return end(format, 'review', part.refused)
  if (format === 'empty') return end(format, 'review', finding('empty-part'))
  if (part.bytes.length > limits.partBytes)
    return end(format, 'review', finding('part-too-large', { limit: '32 MB' }))
  if (pictures.has(format))
    return part.inline
      ? end(format, 'not-a-form', finding('signature-picture'))
      : end(format, 'review', finding('picture-not-read'))
  if (format === 'rar' || format === '7z' || format === 'tnef')
    return end(format, 'review', finding('container-not-opened', { format }))
  // A protected .docx or .xlsx is a compound file around an encrypted package (MS-OFFCRYPTO 1.3).
  if (
    format === 'ole' &&
    Buffer.from(part.bytes.buffer, part.bytes.byteOffset, part.bytes.byteLength).includes(encryptedPackage)
  )
    return end(format, 'review', finding('encrypted-part'))
  if ((format === 'text' || format === 'binary') && technical.has(part.mediaType))
    return end(format, 'not-a-form', finding('technical-part'))
  if (format !== 'zip')
    return end(format, 'review', finding('format-not-read', { format: writtenFormat(format, name) }))
  const zip = await openZip(part.bytes)
  if ('finding' in zip) return end(format, 'review', zip.finding)
  const kind = kindOfZip(zip.value.keys())
  if (kind !== 'docx' && kind !== 'xlsx')
    return end(kind, 'review', finding('format-not-read', { format: writtenFormat(kind, name) }))
  if ([...zip.value.keys()].some(entry => /vbaProject\.bin$/i.test(entry)))
    return end(kind, 'review', finding('macro-part'))
  const { value, findings } = kind === 'docx' ? readDocx(zip.value) : readXlsx(zip.value)
  if (!value) return end(kind, 'review', findings[0] ?? finding('unreadable-part'), ...findings.slice(1))
  return {
    ...base,
    format: kind,
    ...recognised(value, zip.value, await secondReading(kind, value, zip.value), campaign),
  }
}

const secondReading = async (
  kind: 'docx' | 'xlsx',
  document: Document,
  entries: ZipEntries,
): Promise<Finding[]> => {
  try {
    const text = kind === 'docx' ? await secondDocxText(entries) : await secondXlsxText(entries)
    return compareReaders(document, text)
  } catch (error) {
    // A second reader that gives up says nothing about the words; that nobody confirmed them must be said.
    if (error instanceof Error) return [finding('unread-text', { text: `${kind}: ${error.name}` })]
    throw error
  }
}

type Recognised = Pick<PartReading, 'standing' | 'findings' | 'forms'>

const recognised = (
  document: Document,
  entries: ZipEntries,
  doubts: readonly Finding[],
  campaign: Campaign,
): Recognised => {
  const noted = [...document.findings, ...doubts, ...findObjects(entries)]
  const { standing, findings, forms } = recogniseForms({ ...document, findings: noted }, campaign)
  if (standing === 'forms')
    return { standing, findings: [finding('form-read'), ...findings], forms: [...forms] }
  // What looks like no form, but was not read whole, may be one.
  const words = document.sections.flatMap(section => textOf(section.blocks).match(/\p{L}+/gu) ?? []).length
  const errors = [...findings.filter(isError), ...findPictures(entries, words)]
  const reasons = [...errors, ...findings.filter(one => !isError(one))]
  return {
    standing: errors.length > 0 ? 'review' : standing,
    findings: [reasons[0] ?? finding('no-form-words'), ...reasons.slice(1)],
    forms: [],
  }
}

const writtenFormat = (format: string, name: string): string =>
  /\.[a-z0-9]{1,5}$/i.exec(name)?.[0].toLowerCase() ?? format
