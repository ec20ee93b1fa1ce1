/** Mails of ours and what became of them. A row's way: `sending` -> `sent`, `refused` or `doubtful`, once. */
import { AppError } from '../../domain/errors.ts'
import type { SentMail } from '../../domain/ledger.ts'
import { raiseRevision } from './meta.ts'
import type { Ledger } from './tables.ts'

/** @returns false when the id is there already, whatever became of it */
export const beginSending = async (
  db: Ledger,
  mail: Omit<SentMail, 'state' | 'detail'>,
): Promise<boolean> => {
  const { id, kind, day, raw, at } = mail
  const [row] = await db
    .insertInto('sent_mail')
    .values({
      ...{ id, kind, day, raw, at, state: 'sending', detail: '' },
      recipients_json: JSON.stringify(mail.recipients),
      figures_json: JSON.stringify(mail.figures),
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  if (row) await raiseRevision(db)
  return row !== undefined
}

/** `at` becomes the time of the end. @throws AppError not-found when no such mail is being sent */
export const endSending = async (
  db: Ledger,
  id: string,
  end: { state: 'sent' | 'refused' | 'doubtful'; detail: string; at: number },
): Promise<void> => {
  const [row] = await db
    .updateTable('sent_mail')
    .set(end)
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .returning('id')
    .execute()
  if (!row) throw new AppError('not-found', `no mail "${id}" is being sent`)
  await raiseRevision(db)
}

/** By day, then by time. */
export const readSentMails = async (db: Ledger): Promise<SentMail[]> => {
  const rows = await db
    .selectFrom('sent_mail')
    .selectAll()
    .orderBy('day')
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ recipients_json, figures_json, ...row }) => ({
    ...row,
    recipients: JSON.parse(recipients_json),
    figures: JSON.parse(figures_json),
  }))
}
