/** Mails of the tests' own, as raw bytes: built by nodemailer, the same bytes for the same input. */
import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'

export interface MailInput {
  readonly from?: string
  readonly to?: string
  readonly subject?: string
  readonly date?: Date
  readonly text?: string
  readonly html?: string
  readonly attachments?: readonly {
    readonly filename: string
    readonly content: Uint8Array | string
    readonly contentType?: string
  }[]
  /** Header lines of one's own, on top: `[['Received', 'from … by … ; …']]`. */
  readonly headers?: readonly (readonly [string, string])[]
  /** Undefined: computed from the rest, so that equal mails are equal bytes. */
  readonly messageId?: string
}

/** A mail with CRLF line ends. Message-ID, boundaries and date come from the input alone. */
export const makeMail = async (input: MailInput = {}): Promise<Buffer> => {
  const seed = createHash('sha256').update(
    JSON.stringify({ ...input, attachments: input.attachments?.map(one => one.filename) }),
  )
  for (const one of input.attachments ?? []) seed.update(one.content)
  const key = seed.digest('hex').slice(0, 24)
  const composer = new MailComposer({
    from: input.from ?? 'Trường MN Kim Thư <mnkimthu@example.vn>',
    to: input.to ?? 'bandanvan@example.vn',
    subject: input.subject ?? 'Đăng ký mô hình Dân vận khéo',
    date: input.date ?? new Date('2022-02-10T08:00:00+07:00'),
    messageId: input.messageId ?? `<${key}@example.vn>`,
    baseBoundary: key,
    newline: 'windows',
    text: input.text ?? 'Kính gửi Ban Dân vận.',
    ...(input.html === undefined ? {} : { html: input.html }),
    attachments: (input.attachments ?? []).map(one => ({
      ...one,
      content: typeof one.content === 'string' ? one.content : Buffer.from(one.content),
    })),
  })
  const built = await composer.compile().build()
  const top = (input.headers ?? []).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.concat([Buffer.from(top), built])
}
