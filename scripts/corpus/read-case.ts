/**
 * Reads a case as `tonghop read` does, in this process, and draws what was seen: each part's `Document` that held a form,
 * the codes of the findings below. That drawing is `document.txt`.
 */
import { describeReading, isMail, type ReadLine } from '../../src/commands/read.ts'
import { sha256 } from '../../src/domain/identity.ts'
import type { PartReading } from '../../src/domain/reading.ts'
import { readReceipt } from '../../src/intake/receipt.ts'
import { printDocument } from '../../src/reading/document/print.ts'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { readFile, readMessage } from '../../src/reading/read-message.ts'
import { openContainers } from '../../src/reading/unpack/containers.ts'
import type { FoundPart } from '../../src/reading/unpack/found.ts'
import { unpackMessage } from '../../src/reading/unpack/mime.ts'
import { makeUnitMatcher } from '../../src/units/match.ts'
import { campaignFolder, roster } from './folder.ts'

const { campaign } = campaignFolder
const matcher = makeUnitMatcher(roster, campaign)

export interface CaseReading {
  readonly line: ReadLine
  /** What `document.txt` holds. */
  readonly drawing: string
}

/** @param file the name as it was sent */
export const readCase = async (bytes: Uint8Array, file: string): Promise<CaseReading> => {
  const mail = isMail(file, bytes)
  const reading = mail ? await readMessage(bytes, campaign) : await readFile(bytes, file, campaign)
  const receipt = mail
    ? readReceipt(bytes, campaign.receivedBy, 0)
    : ({ receivedAt: 0, receiptSource: 'file' } as const)
  const line = describeReading(reading, receipt, campaignFolder, matcher)
  const held = reading.parts.some(part => part.forms.length > 0)
  const found = held ? await foundParts(bytes, file, mail) : []
  const drawings: string[] = []
  for (const part of reading.parts) drawings.push(await drawPart(part, found))
  return { line, drawing: drawings.join('\n') }
}

const foundParts = async (bytes: Uint8Array, file: string, mail: boolean): Promise<readonly FoundPart[]> => {
  const parts: readonly FoundPart[] = mail
    ? (await unpackMessage(bytes, campaign.receivedBy)).parts
    : [{ path: '1', name: file, bytes, mediaType: '', inline: false }]
  return (await openContainers(parts)).parts
}

const drawPart = async (part: PartReading, found: readonly FoundPart[]): Promise<string> => {
  const codes = (findings: readonly { code: string }[]): string =>
    findings.map(one => `${one.code}\n`).join('')
  const head = `# ${[part.path, part.name, part.format, part.standing].filter(Boolean).join(' ')}\n`
  if (part.forms.length === 0) return head + codes(part.findings)
  const bytes = found.find(one => sha256(one.bytes) === part.sha256)?.bytes
  const document = bytes && (await readFormat(bytes)).reading.value
  const forms = part.forms.map(form => `-- form ${form.place + 1}\n${codes(form.findings)}`).join('')
  return `${head}${document ? printDocument(document) : ''}${codes(part.findings)}${forms}`
}
