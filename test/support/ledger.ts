/**
 * Sample ledgers for tests: readings made from a few words, and a real SQLite store filled through its own methods, so
 * that what a test sees is what the program would see. Names are invented and stand for no one.
 *
 * ```ts
 * const ledger = makeSampleStore(tempFolder())
 * await ledger.receive(sampleReading({ unit: 'Trường Mầm non Sao Mai', rows: [{ name: 'Tổ 1', model: 'Vườn rau sạch' }] }))
 * await ledger.receive(sampleReading({ rows: [] }), { standing: 'review', findings: [finding('blank-form')] })
 * await ledger.receive(sampleReading({ parts: [sampleNote()] }))                 // a mail without a form
 * const snapshot = await ledger.store.snapshot()
 * await ledger.store.close()
 * ```
 */
import path from 'node:path'
import { type Finding, finding } from '../../src/domain/finding.ts'
import { sha256 } from '../../src/domain/identity.ts'
import type { FetchedMessage, Location, ReceiptSource } from '../../src/domain/ledger.ts'
import type { Standing } from '../../src/domain/outcome.ts'
import type {
  FormReading,
  MessageHeaders,
  MessageReading,
  PartReading,
  RegistrationReading,
} from '../../src/domain/reading.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { JobKind, LeasedJob, Peer, Settlement, Store } from '../../src/ports.ts'

export const sampleCampaign = { id: 'dan-van-kheo-2022', code: 'DVK22' }

/** 10/02/2022 08:00 in Hanoi: between the opening and the deadline. */
export const sampleTime = Date.parse('2022-02-10T08:00:00+07:00')

/** A row of a form; `section` collective, `sector` culture-society, unless said. */
export interface SampleRow {
  readonly section?: RegistrationReading['section']
  readonly name: string
  readonly sector?: string | null
  readonly model: string
  readonly note?: string
}

export interface SampleForm {
  /** As the form says it, after `Đơn vị:`. Absent: no unit line. */
  readonly unit?: string
  readonly rows?: readonly SampleRow[]
  readonly findings?: readonly Finding[]
  readonly signer?: string
  /** 0-based among the forms of its part. */
  readonly place?: number
}

/** A form; each row stands in a row of its own of the first table, from the third on. */
export const sampleForm = (form: SampleForm = {}): FormReading => ({
  place: form.place ?? 0,
  evidence: form.unit === undefined ? [] : [{ kind: 'unit-line', text: form.unit, role: 'own' }],
  signer: form.signer ?? '',
  registrations: (form.rows ?? [{ name: 'Tổ chuyên môn', model: 'Lớp học thân thiện' }]).map((row, at) => ({
    section: row.section ?? 'collective',
    name: row.name,
    sector: row.sector === undefined ? 'culture-society' : row.sector,
    model: row.model,
    note: row.note ?? '',
    source: { kind: 'cell', part: 'word/document.xml', table: 0, row: at + 2, cell: 3 },
    place: 0,
  })),
  findings: [...(form.findings ?? [])],
})

/** A file with these forms in it. */
export const samplePart = (part: Partial<PartReading> & { forms: FormReading[] }): PartReading => ({
  path: '2',
  name: 'bieu-dang-ky.docx',
  format: 'docx',
  size: 20_000,
  sha256: sha256(Buffer.from(JSON.stringify(part.forms))),
  standing: 'forms',
  findings: [finding('form-read')],
  ...part,
})

/** A part that is no form: the mail's own text, unless said. */
export const sampleNote = (part: Partial<PartReading> = {}): PartReading => ({
  path: '1',
  name: '',
  format: 'text',
  size: 120,
  sha256: sha256(Buffer.from('note')),
  standing: 'not-a-form',
  findings: [finding('no-form-words')],
  forms: [],
  ...part,
})

export interface SampleReading extends SampleForm {
  /** Several forms in one file, instead of one made of `unit`, `rows`, `findings`. */
  readonly forms?: readonly SampleForm[]
  /** The parts as they are, instead of a body and one .docx. */
  readonly parts?: readonly PartReading[]
  readonly headers?: Partial<MessageHeaders>
  /** Of the message as a whole. */
  readonly messageFindings?: readonly Finding[]
}

/** What reading a mail gives: its text (part 1, not a form) and one .docx (part 2) with a form, unless said. */
export const sampleReading = (sample: SampleReading = {}): MessageReading => ({
  headers: {
    fromName: 'Văn thư',
    fromAddress: 'vanthu@truong.example',
    subject: 'Gửi biểu đăng ký',
    messageId: '',
    date: null,
    authentication: 'none',
    ...sample.headers,
  },
  parts: [
    ...(sample.parts ?? [
      sampleNote(),
      samplePart({
        forms: sample.forms
          ? sample.forms.map((one, place) => sampleForm({ place, ...one }))
          : [sampleForm(sample)],
      }),
    ]),
  ],
  findings: [...(sample.messageFindings ?? [])],
})

/** A message with bytes of its own, as the `number`th mail of the inbox. */
export const sampleMessage = (
  number: number,
  more: {
    receivedAt?: number
    text?: string
    location?: Partial<Location>
    receiptSource?: ReceiptSource
  } = {},
): FetchedMessage & { id: string } => {
  const bytes = Buffer.from(more.text ?? `Subject: ${number}\r\n\r\n`)
  return {
    id: sha256(bytes),
    bytes,
    receivedAt: more.receivedAt ?? sampleTime + number * 60_000,
    receiptSource: more.receiptSource ?? 'server',
    location: { account: 'ban', folder: 'INBOX', uidValidity: '1', uid: String(number), ...more.location },
  }
}

/** What the rules say of each form of a received mail. */
export interface SampleVerdict {
  /** Undefined: `registered`. */
  readonly standing?: Standing
  readonly unitId?: string | null
  /** Undefined: the unit as the form says it. */
  readonly unitName?: string
  /** Of validation; those of reading come before them. */
  readonly findings?: readonly Finding[]
  readonly duplicateOf?: string | null
  readonly supersededBy?: string | null
}

/** A judge that says one thing of the submission in hand, and nothing of its peers. */
export const sampleJudge =
  (submissionId: string, verdict: SampleVerdict = {}) =>
  (peers: readonly Peer[]): Settlement[] =>
    peers
      .filter(peer => peer.id === submissionId)
      .map(peer => ({
        submissionId,
        standing: verdict.standing ?? 'registered',
        unitId: verdict.unitId ?? null,
        unitName: verdict.unitName ?? peer.reading.evidence[0]?.text ?? '',
        duplicateOf: verdict.duplicateOf ?? null,
        supersededBy: verdict.supersededBy ?? null,
        corrected: null,
        findings: [...peer.reading.findings, ...(verdict.findings ?? [])],
      }))

export interface SampleStore {
  readonly store: Store
  /**
   * Takes a mail all the way: kept, read as `reading`, its forms settled as `verdict` (one for all, or by the form's
   * order in the mail; null leaves a form in progress). Received a minute after the one before, unless `receivedAt`.
   * @returns the message's id
   */
  receive(
    reading: MessageReading,
    verdict?: SampleVerdict | readonly (SampleVerdict | null)[],
    more?: { receivedAt?: number },
  ): Promise<string>
  /** A mail that was kept and not read yet. @returns the message's id */
  keep(more?: { receivedAt?: number }): Promise<string>
}

/** A real store in `folder`; close it with `store.close()` before the folder goes. */
export const makeSampleStore = (folder: string): SampleStore =>
  fillSampleStore(makeSqliteStore({ file: path.join(folder, 'ledger.sqlite'), campaign: sampleCampaign }))

/** The same of a store that is there. */
export const fillSampleStore = (store: Store): SampleStore => {
  let number = 0
  const take = async (more?: { receivedAt?: number }) => {
    const message = sampleMessage(++number, more)
    const { jobs } = await store.keepMessages([message], null, message.receivedAt)
    return { id: message.id, job: jobs[0] ?? 0 }
  }
  const lease = async (kind: JobKind, id: number): Promise<LeasedJob> => {
    const job = await store.lease(kind, id, farAhead, 60_000)
    if (!job) throw new Error(`${kind} job ${id} cannot be leased`)
    return job
  }
  const receive: SampleStore['receive'] = async (reading, verdict = {}, more) => {
    const { id, job } = await take(more)
    const jobs = await store.saveReading(await lease('read', job), reading, sampleTime)
    for (const [at, jobId] of jobs.entries()) {
      const said = Array.isArray(verdict)
        ? (verdict as (SampleVerdict | null)[])[at]
        : (verdict as SampleVerdict)
      if (said === null) continue
      const validate = await lease('validate', jobId)
      await store.settle(validate, said?.unitId ?? null, sampleJudge(validate.subject, said), sampleTime)
    }
    return id
  }
  return { store, receive, keep: async more => (await take(more)).id }
}

/** Later than any time of a sample: every pending job is due. */
const farAhead = Date.parse('2100-01-01T00:00:00Z')
