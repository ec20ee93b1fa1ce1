/**
 * One part's bytes to its forms: sniffed, guarded, read into a `Document`, recognised. Every way out has a reason; what
 * cannot be read yet waits for the clerk, it is never taken for nothing.
 */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding, isError } from '../domain/finding.ts'
import { sha256 } from '../domain/identity.ts'
import type { FormReading, PartReading } from '../domain/reading.ts'
import { foldBare, tidy } from '../text/fold.ts'
import { type Document, textOf } from './document/model.ts'
import { recogniseForms } from './form/recognise.ts'
import { readFormat } from './formats/read-format.ts'
import { pictures, sniffFormat } from './formats/sniff.ts'
import { limits } from './limits.ts'
import type { FoundPart } from './unpack/found.ts'

/** What mail programs add: signatures (RFC 8551, RFC 3156), visiting cards, invitations, delivery reports (RFC 3464). */
const technical: ReadonlySet<string> = new Set([
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pgp-signature',
  'text/vcard',
  'text/x-vcard',
  'text/calendar',
  'text/rfc822-headers',
  'application/pgp-encrypted',
  'application/applefile',
  'message/delivery-status',
  'message/feedback-report',
  'message/disposition-notification',
])

/** Containers that nothing here opens yet. */
const unopened: ReadonlySet<string> = new Set(['bzip2', 'xz'])

export const readPart = async (part: FoundPart, campaign: Campaign): Promise<PartReading> => {
  const name = tidy(part.name)
  const shown = part.within ? `${tidy(part.within)}/${name}` : name
  const base = {
    path: part.path,
    name: shown,
    size: part.bytes.length,
    sha256: sha256(part.bytes),
    forms: [],
  }
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
  if (unopened.has(format)) return end(format, 'review', finding('container-not-opened', { format }))
  if (/^(?:text|csv|binary|message)$/.test(format) && technical.has(part.mediaType))
    return end(format, 'not-a-form', finding('technical-part'))
  const { reading, second } = await readFormat(part.bytes)
  const { value } = reading
  const reasons = reading.findings.map(one =>
    one.code === 'format-not-read' ? finding(one.code, { format: writtenFormat(reading.format, name) }) : one,
  )
  if (!value)
    return end(reading.format, 'review', reasons[0] ?? finding('unreadable-part'), ...reasons.slice(1))
  const doubts = [
    ...((await second?.(value)) ?? []),
    ...(reading.format === 'text' ? registersInWords(value) : []),
  ]
  return { ...base, format: reading.format, ...recognised(value, doubts, name, campaign) }
}

type Recognised = Pick<PartReading, 'standing' | 'findings' | 'forms'>

const recognised = (
  document: Document,
  doubts: readonly Finding[],
  name: string,
  campaign: Campaign,
): Recognised => {
  const noted = [...document.findings, ...doubts]
  const { standing, findings, forms } = recogniseForms({ ...document, findings: noted }, campaign)
  if (standing === 'forms')
    return {
      standing,
      findings: [finding('form-read'), ...findings],
      forms: forms.map(form => withFileName(form, forms.length === 1 ? name : '')),
    }
  // What looks like no form, but was not read whole, may be one.
  const known = findings.filter(isError)
  const isSaid = known.some(one => one.code === 'picture-not-read')
  const errors = isSaid ? known : [...known, ...mayBePicture(document)]
  const reasons = [...errors, ...findings.filter(one => !isError(one))]
  return {
    standing: errors.length > 0 ? 'review' : standing,
    findings: [reasons[0] ?? finding('no-form-words'), ...reasons.slice(1)],
    forms: [],
  }
}

/** A text file can hold no table: one that speaks of models, or leads to a file elsewhere, may register them in words. */
const registersInWords = ({ sections }: Document): Finding[] => {
  const line = sections
    .flatMap(section => textOf(section.blocks).split('\n'))
    .find(text =>
      /\b(?:mo hinh|dien hinh|dang ky|tap the|ca nhan|dan van|dvk|linh vuc|https?)\b/.test(foldBare(text)),
    )
  return line === undefined ? [] : [finding('form-unclear', { text: tidy(line) })]
}

/** A file named after a unit (`DVK MN Kim Thư.doc`) is evidence; of which of several forms, nobody knows. */
const withFileName = (form: FormReading, name: string): FormReading =>
  name === ''
    ? form
    : { ...form, evidence: [...form.evidence, { kind: 'file-name', text: name, role: 'own' }] }

/** A heading and a name above a pasted picture have fewer; the shortest letter with a logo has more. */
const fewWords = 40

/** A file that holds no form, but a picture that may be one: larger than a logo, or with hardly a word beside it. */
const mayBePicture = ({ sections, pictures: sizes = [] }: Document): Finding[] => {
  const words = sections.flatMap(section => textOf(section.blocks).match(/\p{L}+/gu) ?? []).length
  const isLarge = sizes.some(size => size > limits.inlinePictureBytes)
  return isLarge || (sizes.length > 0 && words < fewWords) ? [finding('picture-not-read')] : []
}

const writtenFormat = (format: string, name: string): string =>
  /\.[a-z0-9]{1,5}$/i.exec(name)?.[0].toLowerCase() ?? format
