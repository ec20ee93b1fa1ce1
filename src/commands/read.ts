/**
 * `tonghop read FILE…`: what would be read from these files (forms or mails), one JSON object a line: reading, the rules on
 * one submission and the campaign's starting roster. No store, nothing kept.
 */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { type Finding, type FindingCode, isError, type Severity, severityOf } from '../domain/finding.ts'
import { deriveOutcome, messageOutcome, type Standing } from '../domain/outcome.ts'
import type { MessageReading, PartReading, RegistrationReading } from '../domain/reading.ts'
import { sourceKey } from '../domain/source.ts'
import { readMsgReceipt } from '../intake/msg-receipt.ts'
import { type Receipt, readReceipt } from '../intake/receipt.ts'
import type { CampaignFolder } from '../platform/campaign-folder.ts'
import type { Say } from '../platform/messages.ts'
import { makeReader } from '../platform/sandbox/reader.ts'
import { makeUnitMatcher, type UnitMatcher } from '../units/match.ts'
import { writtenFinding } from '../validation/finding-text.ts'
import { type FormContext, judgeForm } from '../validation/judge-form.ts'
import type { Output } from './output.ts'
import { readStartingRoster } from './starting-roster.ts'

/** @returns the exit code: 1 when a file could not be opened */
export const readCommand = async (
  files: readonly string[],
  folder: CampaignFolder,
  say: Say,
  output: Output,
): Promise<number> => {
  const matcher = makeUnitMatcher(readStartingRoster(folder.unitsFile), folder.campaign)
  const reader = makeReader(folder.campaign, 1)
  let code = 0
  try {
    for (const file of files) {
      const bytes = contentOf(file)
      if (!bytes) {
        output.problem(say('cli.cannotOpen', { path: file }))
        code = 1
        continue
      }
      const mail = isMail(file, bytes)
      const reading = mail
        ? await reader.readMessage(bytes)
        : await reader.readFile(bytes, path.basename(file))
      const fileTime = statSync(file).mtimeMs
      const receipt: Receipt = mail
        ? readReceipt(bytes, folder.campaign.receivedBy, fileTime)
        : (readMsgReceipt(bytes, folder.campaign.receivedBy, fileTime) ?? {
            receivedAt: fileTime,
            receiptSource: 'file',
          })
      output.line(JSON.stringify({ file, ...describeReading(reading, receipt, folder, matcher) }))
    }
  } finally {
    reader.close()
  }
  return code
}

const contentOf = (file: string): Uint8Array | undefined => {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

/** By its name, or by headers that only mails have at the top; web pages in one file (Word's .doc, .mht) begin so too. */
export const isMail = (file: string, bytes: Uint8Array): boolean =>
  /\.eml$/i.test(file) || (!/\.(?:mht|mhtml|docx?|xlsx?)$/i.test(file) && hasMailHeaders(bytes))

const hasMailHeaders = (bytes: Uint8Array): boolean =>
  /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){2,}/.test(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'))

/** One line of the output, but for the file's name (ARCHITECTURE.md, "Contracts"). */
export interface ReadLine {
  outcome: Standing
  forms: {
    unit: { id: string | null; name: string }
    part: string
    outcome: Standing
    signer: string
    registrations: (Omit<RegistrationReading, 'source' | 'place'> & { source: string })[]
  }[]
  findings: { code: FindingCode; severity: Severity; message: string; source: string }[]
}

/** What the command prints of one file, without its name. */
export const describeReading = (
  reading: MessageReading,
  receipt: Receipt,
  folder: CampaignFolder,
  matcher: UnitMatcher,
): ReadLine => {
  const findings: ReadLine['findings'] = []
  const note = (one: Finding, part: string): void => {
    const place = one.source ? sourceKey(one.source) : ''
    findings.push({
      code: one.code,
      severity: severityOf(one),
      message: writtenFinding(one, folder.findingTexts),
      source: [part, place].filter(Boolean).join(' '),
    })
  }
  for (const one of reading.findings) note(one, '')
  const outcomes: Standing[] = []
  const forms: ReadLine['forms'] = []
  for (const part of reading.parts) {
    const label = part.name || part.path
    for (const one of part.findings) note(one, label)
    const verdicts = part.forms.map(form => {
      const context: FormContext = {
        ...receipt,
        senderName: reading.headers.fromName,
        messageFindings: reading.findings,
      }
      const verdict = judgeForm(form, context, folder.campaign, matcher)
      const outcome: Standing =
        verdict.unitId === null || verdict.findings.some(isError) ? 'review' : 'registered'
      for (const one of verdict.findings) if (!reading.findings.includes(one)) note(one, label)
      forms.push({
        unit: { id: verdict.unitId, name: verdict.unitName },
        part: label,
        outcome,
        signer: form.signer,
        registrations: form.registrations.map(({ source, place: _, ...one }) => ({
          ...one,
          source: sourceKey(source),
        })),
      })
      return outcome
    })
    outcomes.push(partOutcome(part, verdicts))
  }
  return { outcome: messageOutcome(outcomes, reading.findings), forms, findings }
}

const partOutcome = (part: PartReading, forms: readonly Standing[]): Standing =>
  part.standing === 'forms' ? deriveOutcome(forms) : part.standing
