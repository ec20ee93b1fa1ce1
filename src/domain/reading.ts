/**
 * What reading a message's bytes gives: its parts, the forms in them and findings. Pure content, no unit matched and
 * nothing decided yet; it crosses the border of the child process, so it is checked by these schemas on arrival.
 */
import { z } from 'zod'
import { Finding } from './finding.ts'
import { Source } from './source.ts'
import { UnitEvidence } from './unit.ts'

export const sections = ['collective', 'individual'] as const
export const Section = z.enum(sections)
export type Section = z.infer<typeof Section>

/** One registration as the form says it. Incomplete rows of a doubtful form carry `''`, and a null sector. */
export const RegistrationReading = z.object({
  section: Section,
  name: z.string(),
  /** The id of a sector of the campaign; null where none could be told. */
  sector: z.string().nullable(),
  model: z.string(),
  note: z.string(),
  /** The cell of the model (of the name where there is no model). */
  source: Source,
  /** 0-based among the models of one cell. */
  place: z.number().int().min(0),
})
export type RegistrationReading = z.infer<typeof RegistrationReading>

/** One filled form. */
export const FormReading = z.object({
  /** 0-based among the forms of its part. */
  place: z.number().int().min(0),
  evidence: z.array(UnitEvidence),
  signer: z.string(),
  registrations: z.array(RegistrationReading),
  findings: z.array(Finding),
})
export type FormReading = z.infer<typeof FormReading>

/** One file or body found in a message, however deep. */
export const PartReading = z.object({
  /** `1`, `2`: order in the mail; `2/1`: inside a container. Unique within the message. */
  path: z.string().min(1),
  /** The file's name as sent, NFC, behind the names of the containers around it: `X.rar/biểu.doc`; empty for a body. */
  name: z.string(),
  /** What its bytes are, by sniffing: `docx`, `xlsx`, `zip`, `text`… */
  format: z.string(),
  /** Bytes. */
  size: z.number().int().min(0),
  sha256: z.string(),
  /** `forms`: its outcome derives from them. Otherwise decided by reading alone. */
  standing: z.enum(['forms', 'review', 'not-a-form']),
  /** Why; the first one is the reason shown. Never empty. */
  findings: z.array(Finding).min(1),
  forms: z.array(FormReading),
})
export type PartReading = z.infer<typeof PartReading>

/** What a program has to know of a mail before it may answer it (RFC 3834). */
export const ReturnRoute = z.object({
  /**
   * The envelope's sender as the delivering server noted it (Return-Path; RFC 5321, 4.4), lower case; `''` for the empty
   * path `<>`. Null: not noted, noted twice and otherwise, or the mail has not one From.
   */
  returnPath: z.string().nullable(),
  /** What its own headers say of who sent it: a program or a list asks for no answer. */
  sentBy: z.enum(['person', 'program', 'list']),
  /** The configured receiving server vouches that it comes from the domain of From (RFC 7489, 3.1, alignment). */
  isVouched: z.boolean(),
})
export type ReturnRoute = z.infer<typeof ReturnRoute>

/** The headers we use, decoded, NFC. Empty where absent. */
export const MessageHeaders = z.object({
  fromName: z.string(),
  fromAddress: z.string(),
  subject: z.string(),
  messageId: z.string(),
  /** `Date:` as milliseconds; null where absent or unreadable. A hint: the sender's clock. */
  date: z.number().nullable(),
  /** The topmost Authentication-Results header of the configured server (RFC 8601): what it says of the sender. */
  authentication: z.enum(['pass', 'fail', 'doubtful', 'none']),
  /** Absent: what came is no mail of its own, or was read before this was kept; then nobody answers it. */
  route: ReturnRoute.optional(),
})
export type MessageHeaders = z.infer<typeof MessageHeaders>

export const MessageReading = z.object({
  headers: MessageHeaders,
  parts: z.array(PartReading),
  /** Of the message as a whole; an error here holds every submission in it. */
  findings: z.array(Finding),
})
export type MessageReading = z.infer<typeof MessageReading>
