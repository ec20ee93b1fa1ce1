/** Reading as the tests of this folder look at it: one file's forms, each registration a line, with the codes found. */
import { isError } from '../../src/domain/finding.ts'
import type { FormReading, MessageReading, PartReading } from '../../src/domain/reading.ts'
import type { Document } from '../../src/reading/document/model.ts'
import { printDocument } from '../../src/reading/document/print.ts'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { readFile } from '../../src/reading/read-message.ts'
import { campaign } from '../support/forms.ts'

export interface Seen {
  readonly standing: PartReading['standing']
  /** `collective | name | sector | model | note`, of all forms. */
  readonly rows: readonly string[]
  /** Of the part and its forms, `form-read` left out. */
  readonly codes: readonly string[]
  readonly errors: readonly string[]
  readonly forms: readonly FormReading[]
}

export const seen = (reading: Pick<MessageReading, 'parts'>): Seen => {
  // The name of the file is evidence of every form in it; tests that ask for it look at the reading itself.
  const forms = reading.parts
    .flatMap(part => part.forms)
    .map(form => ({ ...form, evidence: form.evidence.filter(one => one.kind !== 'file-name') }))
  const findings = [...reading.parts.flatMap(part => part.findings), ...forms.flatMap(form => form.findings)]
  return {
    standing: reading.parts.some(part => part.standing === 'review')
      ? 'review'
      : forms.length > 0
        ? 'forms'
        : 'not-a-form',
    rows: forms.flatMap(form => form.registrations.map(writtenRow)),
    codes: [...new Set(findings.map(one => one.code))].filter(code => code !== 'form-read'),
    errors: [...new Set(findings.filter(isError).map(one => one.code))],
    forms,
  }
}

export const writtenRow = (one: FormReading['registrations'][number]): string =>
  [one.section, one.name, one.sector ?? '?', one.model, one.note].join(' | ').replace(/ \| $/, '')

export const readForms = async (bytes: Uint8Array, name = 'bieu.docx'): Promise<Seen> =>
  seen(await readFile(bytes, name, campaign))

/** The document behind a file, printed; its findings' codes below. */
export const printed = async (bytes: Uint8Array): Promise<string> => {
  const { document, codes } = await documentOf(bytes)
  return `\n${printDocument(document)}${codes.length > 0 ? `${codes.join(' ')}\n` : ''}`
}

export const documentOf = async (bytes: Uint8Array): Promise<{ document: Document; codes: string[] }> => {
  const { value, findings } = (await readFormat(bytes)).reading
  if (!value) throw new Error(findings.map(one => one.code).join())
  return { document: value, codes: value.findings.map(one => one.code) }
}
