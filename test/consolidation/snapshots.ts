/** Ledgers built by hand: units with forms, in any standing, as the store would hand them over. */
import path from 'node:path'
import type { Finding } from '../../src/domain/finding.ts'
import { sha256 } from '../../src/domain/identity.ts'
import type {
  KeptMessage,
  KeptPart,
  KeptRegistration,
  KeptSubmission,
  Snapshot,
} from '../../src/domain/ledger.ts'
import type { Standing } from '../../src/domain/outcome.ts'
import type { RegistrationReading } from '../../src/domain/reading.ts'
import type { Roster, Unit } from '../../src/domain/unit.ts'
import { instantOf } from '../../src/domain/zoned-time.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'

export const campaignFolder = openCampaignFolder(
  path.resolve(import.meta.dirname, '../../templates/dan-van-kheo-2022'),
)

/** An instant on the campaign's clock. */
export const at = (day: string, time: string): number => instantOf(day, time, 'Asia/Ho_Chi_Minh')

export const unitOf = (id: string, over: Partial<Unit> = {}): Unit => ({
  id,
  name: id,
  block: 'Khối',
  group: '',
  aliases: [],
  confirmed: true,
  contact: '',
  phone: '',
  addresses: [],
  extendedTo: '',
  ...over,
})
export const rosterOf = (...units: Unit[]): Roster => ({ units })

export type Row = Partial<Omit<RegistrationReading, 'source' | 'place'>> & {
  source?: RegistrationReading['source']
}

export interface Mail {
  readonly unitId?: string | null
  readonly unitName?: string
  readonly rows?: readonly Row[]
  readonly standing?: Standing
  readonly receivedAt?: number
  readonly findings?: readonly Finding[]
  readonly messageFindings?: readonly Finding[]
  readonly subject?: string
  readonly fileName?: string
  readonly fromName?: string
  readonly fromAddress?: string
  /** No form in it: the part alone, in this standing, for this reason. */
  readonly partOnly?: {
    readonly standing: Standing
    readonly findings: readonly Finding[]
    readonly format?: string
  }
  readonly version?: number
  /** The id of a submission: `${messageIdOf(1)}/1#0`. */
  readonly supersededBy?: string
}

/** The id of the mail at `index`. */
export const messageIdOf = (index: number): string => sha256(Buffer.from(`mail ${index}`))

/** One mail, one part, one form for each entry; ids and codes in order. */
export const snapshotOf = (mails: readonly Mail[], over: Partial<Snapshot> = {}): Snapshot => {
  const messages: KeptMessage[] = []
  const parts: KeptPart[] = []
  const submissions: KeptSubmission[] = []
  const registrations: KeptRegistration[] = []
  let code = 0
  for (const [index, mail] of mails.entries()) {
    const id = messageIdOf(index)
    const standing = mail.partOnly?.standing ?? mail.standing ?? 'registered'
    messages.push({
      id,
      size: 1000 + index,
      receivedAt: mail.receivedAt ?? at('2022-02-10', '08:00') + index * 60_000,
      receiptSource: 'server',
      headers: {
        fromName: mail.fromName ?? 'Văn thư',
        fromAddress: mail.fromAddress ?? 'vanthu@example.vn',
        subject: mail.subject ?? 'Đăng ký Dân vận khéo 2022',
        messageId: '',
        date: null,
        authentication: 'none',
      },
      standing,
      findings: mail.messageFindings ?? [],
      locations: [{ account: 'bdv', folder: 'INBOX', uidValidity: '1', uid: String(index + 1) }],
      purgedAt: null,
    })
    parts.push({
      id: `${id}/1`,
      messageId: id,
      path: '1',
      name: mail.fileName ?? `DVK ${mail.unitName ?? mail.unitId ?? index}.docx`,
      format: mail.partOnly?.format ?? 'docx',
      size: 900,
      sha256: id,
      standing,
      findings: mail.partOnly?.findings ?? [{ code: 'form-read', args: {} }],
    })
    if (mail.partOnly) continue
    const submissionId = `${id}/1#0`
    const readings = (mail.rows ?? []).map(
      (row, place): RegistrationReading => ({
        section: 'collective',
        name: `Chi bộ ${place + 1}`,
        sector: 'economy',
        model: `Mô hình ${place + 1}`,
        note: '',
        source: { kind: 'cell', part: 'word/document.xml', table: 0, row: place + 2, cell: 2 },
        place: 0,
        ...row,
      }),
    )
    submissions.push({
      id: submissionId,
      messageId: id,
      partPath: '1',
      place: 0,
      reading: { place: 0, evidence: [], signer: '', registrations: readings, findings: [] },
      findings: mail.findings ?? [],
      standing,
      unitId: mail.unitId === undefined ? 'u1' : mail.unitId,
      unitName: mail.unitName ?? mail.unitId ?? 'u1',
      duplicateOf: null,
      supersededBy: mail.supersededBy ?? null,
      corrected: null,
      version: mail.version ?? 1,
    })
    for (const [place, reading] of readings.entries())
      registrations.push({
        ...reading,
        id: `${submissionId} ${place}`,
        submissionId,
        codeNumber: standing === 'registered' ? ++code : null,
      })
  }
  return {
    revision: 7,
    messages,
    parts,
    submissions,
    registrations,
    sentMails: [],
    decisions: [],
    failedJobs: [],
    ...over,
  }
}
