/** Mails of ours shown again exactly as they were sent: from their bytes in the archive, not made anew. */
import { simpleParser } from 'mailparser'
import { AppError } from '../domain/errors.ts'
import type { SentMail } from '../domain/ledger.ts'
import type { Archive, Store } from '../ports.ts'
import type { NamedFile } from './missing-units.ts'

export interface SentMailAsSent {
  readonly row: SentMail
  /** The whole mail, RFC 5322. */
  readonly raw: Uint8Array
  readonly subject: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly text: string
  /** A whole document; '' where the mail has none. */
  readonly html: string
  readonly attachments: readonly NamedFile[]
}

/** @param id `summary 2022-02-11`. @throws AppError not-found (no such mail), archive-damaged */
export const openSentMail = async (
  { store, archive }: { readonly store: Pick<Store, 'sentMails'>; readonly archive: Pick<Archive, 'get'> },
  id: string,
): Promise<SentMailAsSent> => {
  const row = (await store.sentMails()).find(one => one.id === id)
  if (!row) throw new AppError('not-found', `there is no mail "${id}"; "tonghop sent" lists them`)
  const raw = await archive.get(row.raw)
  const mail = await simpleParser(Buffer.from(raw), { skipImageLinks: true, skipTextLinks: true })
  return {
    row,
    raw,
    subject: mail.subject ?? '',
    to: addressesOf(mail.to),
    cc: addressesOf(mail.cc),
    text: mail.text ?? '',
    html: mail.html || '',
    attachments: mail.attachments.map(one => ({ name: one.filename ?? '', bytes: one.content })),
  }
}

interface Addressed {
  readonly value: readonly { readonly address?: string | undefined }[]
}
const addressesOf = (field: Addressed | Addressed[] | undefined): string[] =>
  [field ?? []].flat().flatMap(one => one.value.flatMap(({ address }) => (address ? [address] : [])))
