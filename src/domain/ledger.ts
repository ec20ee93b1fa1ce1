/**
 * The rows of the ledger as the rest of the program sees them: messages with where they were seen, their parts,
 * submissions, registrations, decisions, sent mails. Shapes only; the store keeps them.
 */
import type { Decision, SettledRegistration } from './decision.ts'
import type { Finding } from './finding.ts'
import type { Standing } from './outcome.ts'
import type { FormReading, MessageHeaders, MessageReading, PartReading } from './reading.ts'

/**
 * Where a message was seen. For IMAP `uid` is the decimal UID; for a folder of files, the path below it, and
 * `uidValidity` tells what stood there from what was saved there later (`fileValidity`).
 */
export interface Location {
  readonly account: string
  readonly folder: string
  readonly uidValidity: string
  readonly uid: string
}

/** The account of what came from files of somebody's choosing (`import`), and not from the mailbox. */
export const importAccount = 'import'
/** The account of what people entered at the desk (`enter`): it came on paper, by Zalo, by phone, or was typed from a scan. */
export const deskAccount = 'desk'

/** Who said when it arrived: the server (INTERNALDATE), a Received header of the configured host, or the sender. */
export type ReceiptSource = 'server' | 'received-header' | 'date-header' | 'file'

/** A message on its way in: its raw bytes and where they were found. */
export interface FetchedMessage {
  readonly location: Location
  readonly receivedAt: number
  readonly receiptSource: ReceiptSource
  readonly bytes: Uint8Array
}

/** A message as it was kept. */
export interface KeptMessage {
  readonly id: string
  readonly size: number
  readonly receivedAt: number
  readonly receiptSource: ReceiptSource
  /** Null until it was read. */
  readonly headers: MessageHeaders | null
  readonly standing: Standing
  readonly findings: readonly Finding[]
  readonly locations: readonly Location[]
  /** When its raw bytes were removed (`purge`), milliseconds; null: they are in the archive. */
  readonly purgedAt: number | null
}

export interface KeptPart {
  readonly id: string
  readonly messageId: string
  readonly path: string
  readonly name: string
  readonly format: string
  readonly size: number
  readonly sha256: string
  readonly standing: Standing
  readonly findings: readonly Finding[]
}

/** A filled form as it stands in the ledger. */
export interface KeptSubmission {
  readonly id: string
  readonly messageId: string
  readonly partPath: string
  readonly place: number
  readonly reading: FormReading
  /** Findings of reading and of validation together, as last settled. */
  readonly findings: readonly Finding[]
  readonly standing: Standing
  /** Null while no unit of the roster is known for it. */
  readonly unitId: string | null
  /** The roster's name, else what the form says. */
  readonly unitName: string
  /** The submission that it repeats, where `duplicate`. */
  readonly duplicateOf: string | null
  /** The submission that took its place, so that it counts no more; a relation, not an outcome. Null: none did. */
  readonly supersededBy: string | null
  /** Its registrations as somebody corrected them; null: as read. */
  readonly corrected: readonly SettledRegistration[] | null
  /** Goes up with every change; a decision names the version that it saw. */
  readonly version: number
}

/** What it registers, as people's decisions leave it. */
export const rowsOf = ({
  corrected,
  reading,
}: Pick<KeptSubmission, 'corrected' | 'reading'>): readonly RowSaid[] => corrected ?? reading.registrations
type RowSaid = Pick<SettledRegistration, 'section' | 'name' | 'sector' | 'model' | 'note'>

/**
 * What a later reading says of a form that somebody decided about, where it says something else. It changes nothing; a
 * newer reading takes its place, one that says the same again takes it back.
 */
export interface Proposal {
  readonly submissionId: string
  readonly messageId: string
  /** When it was read so. Milliseconds. */
  readonly at: number
  readonly reading: ProposedReading
}
/** `form` null: there is no form at its place any more. `part` null: nor a file. The rest is the mail's own. */
export interface ProposedReading extends Pick<MessageReading, 'headers' | 'findings'> {
  readonly form: FormReading | null
  readonly part: Omit<PartReading, 'forms'> | null
}

/** A registration as it counts: corrected, where somebody corrected it. */
export interface KeptRegistration extends SettledRegistration {
  readonly submissionId: string
  /** Given when its submission was first registered, never taken back; null before. */
  readonly codeNumber: number | null
}

/**
 * A mail of ours. `draft` (waits for the clerk to release it) → `sending` | `dropped`; `sending` (committed before it
 * leaves) → `sent` | `refused`; found `sending` at a start: `doubtful`, shown and never sent again by itself.
 */
export interface SentMail {
  /** `summary 2022-02-11`: kind and the day it is for; one row each. */
  readonly id: string
  readonly kind: MailKind
  readonly day: string
  readonly state: MailState
  /** SHA-256 of the raw mail in the archive: attachments and all, as sent. */
  readonly raw: string
  readonly recipients: readonly string[]
  readonly at: number
  readonly detail: string
  /** The figures it gave, so that the next one can say what has grown. */
  readonly figures: Readonly<Record<string, number>>
  /** The ids of what it is about: the messages of a receipt, the units of a reminder. */
  readonly about: readonly string[]
}

/** To the Thường trực; to the clerk; back to who sent a form; to a unit that has not sent one. */
export const mailKinds = ['summary', 'digest', 'receipt', 'reminder'] as const
export type MailKind = (typeof mailKinds)[number]
export type MailState = 'draft' | 'dropped' | 'sending' | 'sent' | 'refused' | 'doubtful'

/** The one of them that surely went, and went last. */
export const lastSent = (mails: readonly SentMail[]): SentMail | undefined =>
  mails
    .filter(one => one.state === 'sent')
    .reduce<SentMail | undefined>((last, one) => (last && last.at >= one.at ? last : one), undefined)

/** Everything that tables and mails are made from, read in one transaction. */
export interface Snapshot extends Excerpt {
  readonly sentMails: readonly SentMail[]
}

/** Messages with all that hangs on them: of the whole ledger, or of some of it. */
export interface Excerpt {
  /** Goes up with every change that a table or mail could show. */
  readonly revision: number
  readonly messages: readonly KeptMessage[]
  readonly parts: readonly KeptPart[]
  readonly submissions: readonly KeptSubmission[]
  readonly registrations: readonly KeptRegistration[]
  /** Oldest first. Of an excerpt: about these messages and what is in them, and about the campaign. */
  readonly decisions: readonly Decision[]
  /** Jobs that failed for good: message or submission id, and the error; shown to the clerk. */
  readonly failedJobs: readonly { readonly kind: string; readonly subject: string; readonly error: string }[]
}
