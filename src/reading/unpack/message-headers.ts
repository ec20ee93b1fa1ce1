/** Who sent a message, when, about what, and whether a program did. mailparser reads addresses. */
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import type { MessageHeaders } from '../../domain/reading.ts'
import { tidy } from '../../text/fold.ts'
import { readDate } from '../../text/mail-date.ts'
import { readAuthentication, vouchesFor } from './authentication.ts'
import { decodeWords, plainHeader } from './mime-letters.ts'
import type { MimeEntity } from './mime-tree.ts'
import { readReturnPath, readSentBy } from './return-route.ts'

/** The message as a whole cannot be opened. */
export class MessageRefused extends Error {}

/** @param receivedBy hosts whose Authentication-Results are believed. @throws MessageRefused */
export const readMessageHeaders = async (
  entity: MimeEntity,
  receivedBy: readonly string[],
): Promise<MessageHeaders> => {
  const { headers } = entity
  const wanted = headers.fields.filter(one => /^(?:from|message-id)$/.test(one.name))
  const mail = await parseHeaders(wanted.map(one => `${one.name}: ${plainHeader(one.value)}\r\n`).join(''))
  const from = firstAddress(mail.from)
  const fromAddress = tidy(from.address).toLowerCase()
  const lines = headers.fields.map(one => one.line)
  return {
    fromName: tidy(from.name),
    fromAddress,
    subject: tidy(decodeWords(headers.value('subject'))),
    messageId: tidy(mail.messageId ?? ''),
    date: readDate(headers.value('date')) ?? null,
    authentication: readAuthentication(fromAddress, lines, receivedBy),
    route: {
      returnPath: readReturnPath(headers),
      sentBy: isAutomatic(entity) ? 'program' : readSentBy(headers),
      isVouched: vouchesFor(fromAddress, lines, receivedBy),
    },
  }
}

/** mailparser refuses by throwing, at its limits and at its bugs: both are the message's, which is the clerk's to see. */
const parseHeaders = async (block: string): Promise<ParsedMail> => {
  try {
    return await simpleParser(Buffer.from(`${block}\r\n`, 'utf8'))
  } catch (cause) {
    throw new MessageRefused('mailparser gave up', { cause })
  }
}

const firstAddress = (from: AddressObject | undefined): { name: string; address: string } => {
  const first = from?.value[0]
  return { name: first?.name ?? '', address: first?.address ?? '' }
}

/** Outlook's out-of-office notes and reading receipts to other servers say so only here. */
const automaticSubject =
  /^(?:automatic reply|auto[- ]?reply|out of (?:the )?office|trả lời tự động|thư trả lời tự động|read|not read|đã đọc|chưa đọc|đã chuyển phát|delivered|undeliverable|không gửi được|không chuyển được)\s*:/iu

/** RFC 3834, 5: what programs say of their own mails; and delivery reports (RFC 3464). */
export const isAutomatic = ({ headers, type }: MimeEntity): boolean => {
  const submitted = headers.value('auto-submitted').trim().toLowerCase()
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    type.value === 'multipart/report' ||
    headers.has('x-autoreply') ||
    automaticSubject.test(tidy(decodeWords(headers.value('subject'))))
  )
}
