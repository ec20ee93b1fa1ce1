/** What shows whether all is well, without what the ledger is full of: jobs, mails of ours that are open, who closed or held what. */
import { dailyKinds } from '../../domain/campaign.ts'
import { campaignSubject } from '../../domain/decision.ts'
import { mailKinds, type SentMail } from '../../domain/ledger.ts'
import type { Pulse } from '../../domain/wishes.ts'
import { sentMailOf } from './mails.ts'
import { readRevision } from './meta.ts'
import { decisionOf } from './read-decisions.ts'
import { readFailedJobs } from './read-failed-jobs.ts'
import type { Ledger } from './tables.ts'

export const readPulse = async (db: Ledger): Promise<Pulse> => {
  const jobs = await db
    .selectFrom('job')
    .select(['kind', 'state', eb => eb.fn.countAll<number>().as('count')])
    .groupBy(['kind', 'state'])
    .execute()
  const decisions = await db
    .selectFrom('decision')
    .selectAll()
    .where(eb =>
      eb.or([
        eb('subject', '=', campaignSubject),
        ...mailKinds.map(kind => eb.and([eb('subject', '>=', `${kind} `), eb('subject', '<', `${kind}!`)])),
      ]),
    )
    .orderBy('id')
    .execute()
  // Receipts and reminders may be thousands: of them only what is open.
  const mails = await db
    .selectFrom('sent_mail')
    .selectAll()
    .where(eb => eb.or([eb('kind', 'in', dailyKinds), eb('state', 'in', ['sending', 'draft'])]))
    .orderBy('day')
    .orderBy('at')
    .orderBy('id')
    .execute()
  const counts = await db
    .selectFrom('sent_mail')
    .select(['kind', 'state', eb => eb.fn.countAll<number>().as('count')])
    .groupBy(['kind', 'state'])
    .execute()
  return {
    revision: await readRevision(db),
    jobs,
    failedJobs: await readFailedJobs(db),
    decisions: decisions.map(decisionOf),
    sentMails: mails.map((row): SentMail => sentMailOf(row)),
    mails: counts,
  }
}
