/**
 * A mail of ours as bytes (RFC 5322): composed once, kept, and sent exactly so. The same input gives the same bytes.
 * Only words and addresses of the campaign get into its headers, never text of a mail that came in.
 */
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Campaign } from '../domain/campaign.ts'
import { sha256 } from '../domain/identity.ts'
import type { NamedFile } from './missing-units.ts'

export interface MailToCompose {
  /** The mail's id, `summary 2022-02-11`: its Message-ID derives from it. */
  readonly id: string
  readonly senderName: string
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly NamedFile[]
  /** For `Date:`, milliseconds since 1970. */
  readonly at: number
  /** Besides those that every mail of ours has. */
  readonly headers?: Readonly<Record<string, string>>
}

/** @returns the raw mail, lines ended by CR LF */
export const composeMail = (mail: MailToCompose, campaign: Campaign): Promise<Buffer> => {
  const message = new MailComposer({
    from: { name: mail.senderName, address: campaign.office.address },
    to: [...mail.to],
    cc: [...(mail.cc ?? [])],
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.map(one => ({
      filename: one.name,
      content: Buffer.from(one.bytes),
      contentType: mediaTypeOf(one.name),
    })),
    date: new Date(mail.at),
    messageId: messageIdOf(mail.id, campaign),
    // RFC 3834: an absence notice must not answer it. (`X-Auto-Response-Suppress` is Exchange's word for the same.)
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...mail.headers },
    baseBoundary: sha256(Buffer.from(mail.id)).slice(0, 16),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  return message.build()
}

/** `<summary-2022-02-11.dan-van-kheo-2022@hanoi.gov.vn>`; the domain is the office's. */
export const messageIdOf = (id: string, campaign: Campaign): string =>
  `<${id.replace(/[^A-Za-z0-9-]+/g, '-')}.${campaign.id}@${campaign.office.address.split('@').at(-1)}>`

const mediaTypes: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  txt: 'text/plain; charset=utf-8',
}
const mediaTypeOf = (name: string): string =>
  mediaTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
