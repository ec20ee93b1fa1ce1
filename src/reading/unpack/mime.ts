/**
 * A message (RFC 5322, MIME) to its headers, bodies and parts, by mailparser; forwarded messages are opened to a bounded
 * depth. Decides nothing about what the parts are.
 */
import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import { finding } from '../../domain/finding.ts'
import type { MessageHeaders } from '../../domain/reading.ts'
import { tidy } from '../../text/fold.ts'
import { limits } from '../limits.ts'
import { readAuthentication } from './authentication.ts'
import type { FoundBody, FoundPart } from './found.ts'

export interface UnpackedMessage {
  readonly headers: MessageHeaders
  readonly bodies: readonly FoundBody[]
  readonly parts: readonly FoundPart[]
}

/** The message as a whole cannot be opened. */
export class MessageRefused extends Error {}

/** @param receivedBy hosts whose Authentication-Results are believed. @throws MessageRefused */
export const unpackMessage = async (
  bytes: Uint8Array,
  receivedBy: readonly string[],
): Promise<UnpackedMessage> => {
  const bodies: FoundBody[] = []
  const parts: FoundPart[] = []
  const open = async (raw: Uint8Array, prefix: string, depth: number): Promise<ParsedMail> => {
    const mail = await parse(raw)
    if (hasLostBoundary(mail, raw)) throw new MessageRefused('the boundary between the parts never comes')
    const html = typeof mail.html === 'string' ? mail.html : ''
    bodies.push({
      path: `${prefix}body`,
      text: mail.text ?? '',
      html,
      subject: tidy(mail.subject ?? ''),
      automatic: isAutomatic(mail),
    })
    for (const [at, attachment] of mail.attachments.entries()) {
      const path = `${prefix}${at + 1}`
      const part = {
        path,
        name: attachment.filename ?? '',
        bytes: attachment.content,
        mediaType: attachment.contentType.toLowerCase(),
        inline: isInline(attachment, html),
      }
      if (parts.length >= limits.parts) throw new TooManyParts('too many parts')
      if (attachment.contentType !== 'message/rfc822') parts.push(part)
      else if (depth >= limits.forwardDepth) parts.push({ ...part, refused: finding('forwarded-not-opened') })
      else
        try {
          await open(attachment.content, `${path}/`, depth + 1)
        } catch (error) {
          // A broken message inside holds back itself, not what came beside it.
          if (!(error instanceof MessageRefused) || error instanceof TooManyParts) throw error
          parts.push({ ...part, refused: finding('unreadable-message') })
        }
    }
    return mail
  }
  const mail = await open(bytes, '', 0)
  return { headers: headersOf(mail, receivedBy), bodies, parts }
}

class TooManyParts extends MessageRefused {}

/** mailparser refuses by throwing, at its limits and at its bugs: both are the message's, which is the clerk's to see. */
const parse = async (raw: Uint8Array): Promise<ParsedMail> => {
  try {
    return await simpleParser(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      skipTextLinks: true,
      keepCidLinks: true,
      // Forwarded messages are opened here: mailparser would pour what is in them into the mail around.
      ignoreEmbedded: true,
    })
  } catch (cause) {
    throw new MessageRefused('mailparser gave up', { cause })
  }
}

const headersOf = (mail: ParsedMail, receivedBy: readonly string[]): MessageHeaders => {
  const from = firstAddress(mail.from)
  const date = mail.headers.get('date')
  return {
    fromName: tidy(from.name),
    fromAddress: tidy(from.address).toLowerCase(),
    subject: tidy(mail.subject ?? ''),
    messageId: tidy(mail.messageId ?? ''),
    date: date instanceof Date && !Number.isNaN(date.getTime()) ? date.getTime() : null,
    authentication: readAuthentication(
      mail.headerLines.map(one => one.line),
      receivedBy,
    ),
  }
}

const firstAddress = (from: AddressObject | undefined): { name: string; address: string } => {
  const first = from?.value[0]
  return { name: first?.name ?? '', address: first?.address ?? '' }
}

/** RFC 3834, 5: what programs say of their own mails; and delivery reports (RFC 3464). */
const isAutomatic = (mail: ParsedMail): boolean => {
  const value = (name: string): string => String(mail.headers.get(name) ?? '').toLowerCase()
  const type = mail.headers.get('content-type')
  const mediaType = typeof type === 'object' && type !== null && 'value' in type ? String(type.value) : ''
  const submitted = value('auto-submitted')
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    mediaType === 'multipart/report' ||
    mail.headers.has('x-autoreply')
  )
}

/** Declared as several parts (RFC 2046, 5.1), but none begins: what is in it would pass for a text, or for nothing. */
const hasLostBoundary = (mail: ParsedMail, raw: Uint8Array): boolean => {
  const type = mail.headers.get('content-type')
  if (
    typeof type !== 'object' ||
    type === null ||
    !('value' in type) ||
    !/^multipart\//i.test(String(type.value))
  )
    return false
  const boundary = 'params' in type ? (type.params as Record<string, string>).boundary : undefined
  return (
    boundary === undefined ||
    !Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).includes(`--${boundary}`)
  )
}

/** Drawn inside the HTML by its Content-ID, and small: a photo of the form pasted there is larger than any logo. */
const isInline = (attachment: Attachment, html: string): boolean =>
  attachment.cid !== undefined &&
  html.includes(`cid:${attachment.cid}`) &&
  attachment.size <= limits.inlinePictureBytes
