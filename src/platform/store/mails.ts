/** Mails of ours and what became of them: the states that stand above the table in `migrations.ts`. */
import { AppError } from '../../domain/errors.ts'
import type { SentMail } from '../../domain/ledger.ts'
import { raiseRevision } from './meta.ts'
import type { Ledger, Tables } from './tables.ts'

type NewMail = Omit<SentMail, 'state' | 'detail'>

/** @returns false when the id is there already, whatever became of it */
export const keepDraft = (db: Ledger, mail: NewMail): Promise<boolean> => insertMail(db, mail, 'draft')

/** @throws AppError not-found when there is no such draft */
export const dropDraft = async (
  db: Ledger,
  id: string,
  end: { detail: string; at: number },
): Promise<void> => {
  if (!(await moveOn(db, id, 'draft', { ...end, state: 'dropped' })))
    throw new AppError('not-found', `there is no draft "${id}"`)
}

/** A draft goes as it is given now: its bytes may have been made anew. @returns false when it is past being a draft */
export const beginSending = async (db: Ledger, mail: NewMail): Promise<boolean> =>
  (await moveOn(db, mail.id, 'draft', { ...columnsOf(mail), state: 'sending' })) ||
  (await insertMail(db, mail, 'sending'))

const columnsOf = ({ raw, at, recipients, figures, about }: NewMail) => ({
  ...{ raw, at, recipients_json: JSON.stringify(recipients) },
  ...{ figures_json: JSON.stringify(figures), about_json: JSON.stringify(about) },
})

const insertMail = async (db: Ledger, mail: NewMail, state: 'draft' | 'sending'): Promise<boolean> => {
  const { id, kind, day } = mail
  const [row] = await db
    .insertInto('sent_mail')
    .values({ id, kind, day, state, detail: '', ...columnsOf(mail) })
    .onConflict(conflict => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  if (row) await raiseRevision(db)
  return row !== undefined
}

const moveOn = async (
  db: Ledger,
  id: string,
  from: SentMail['state'],
  to: Partial<Tables['sent_mail']>,
): Promise<boolean> => {
  const [row] = await db
    .updateTable('sent_mail')
    .set(to)
    .where('id', '=', id)
    .where('state', '=', from)
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
  if (!(await moveOn(db, id, 'sending', end)))
    throw new AppError('not-found', `no mail "${id}" is being sent`)
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
  return rows.map(sentMailOf)
}

export const sentMailOf = ({
  recipients_json,
  figures_json,
  about_json,
  ...row
}: Tables['sent_mail']): SentMail => ({
  ...row,
  recipients: JSON.parse(recipients_json),
  figures: JSON.parse(figures_json),
  about: JSON.parse(about_json),
})
