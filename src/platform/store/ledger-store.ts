/** The `Store` over any database that runs our transactions: which query belongs to which method, and nothing else. */
import type { Store } from '../../ports.ts'
import {
  endSession,
  endSessions,
  findSession,
  openSession,
  readAccounts,
  readSessions,
  saveAccount,
  touchSession,
} from './accounts.ts'
import { answerProposal } from './answer-proposal.ts'
import { changeAccount } from './change-account.ts'
import { decide } from './decisions.ts'
import { decideTogether, keepEntry, readEntries } from './entries.ts'
import { readExcerpt } from './excerpt.ts'
import { findFact, saveFact } from './facts.ts'
import { findMessages } from './find-messages.ts'
import { findRegistrationIds, findRegistrations, readRegistrations } from './find-registrations.ts'
import { findScansBeside } from './find-scans.ts'
import { readProposals } from './held-readings.ts'
import {
  countJobsLeft,
  dueJobs,
  giveJobBack,
  leaseJob,
  leaseReading,
  renewLease,
  requestReading,
  requestValidation,
} from './jobs.ts'
import { beginSending, dropDraft, endSending, keepDraft, readSentMails } from './mails.ts'
import { findCursor, getMessage, keepMessages, readKeptUids } from './messages.ts'
import { readRevision } from './meta.ts'
import { findCoded, readWordings } from './model-wordings.ts'
import { readDeciders, readDecisionsBefore } from './past-decisions.ts'
import { getSubmission } from './peers.ts'
import { readPulse } from './pulse.ts'
import { notePurged, readPurged } from './purges.ts'
import { readDecisions } from './read-decisions.ts'
import { saveReading } from './readings.ts'
import { settle } from './settlement.ts'
import { readSnapshot } from './snapshot.ts'
import type { Transactions } from './tables.ts'

export const makeLedgerStore = ({ read, write, close }: Transactions): Store => ({
  keepMessages: (batch, cursor, now) => write(db => keepMessages(db, batch, cursor, now)),
  cursor: (account, folder) => read(db => findCursor(db, account, folder)),
  keptUids: (account, folder, uidValidity) => read(db => readKeptUids(db, account, folder, uidValidity)),

  lease: (kind, id, now, leaseMs) => write(db => leaseJob(db, { kind, id }, now, leaseMs)),
  renew: (job, now, leaseMs) => write(db => renewLease(db, job, now + leaseMs)),
  giveBack: (job, notBefore, error) => write(db => giveJobBack(db, job, notBefore, error)),
  pendingJobs: (kind, now, limit) => read(db => dueJobs(db, kind, now, limit)),
  requestValidation: (submissions, now) => write(db => requestValidation(db, submissions, now)),

  leaseReading: (message, now, leaseMs) => write(db => leaseReading(db, message, now, leaseMs)),
  proposals: () => read(readProposals),
  answerProposal: answer => write(db => answerProposal(db, answer)),

  message: id => read(db => getMessage(db, id)),
  saveReading: (job, reading, now) => write(db => saveReading(db, job, reading, now)),
  settle: (job, unitId, judge) => write(db => settle(db, job, unitId, judge)),
  submission: id => read(db => getSubmission(db, id)),

  decide: (decision, version) => write(db => decide(db, decision, version)),
  decideTogether: decisions => write(db => decideTogether(db, decisions)),
  keepEntry: (message, decisions, now) => write(db => keepEntry(db, message, decisions, now)),
  entries: count => read(db => readEntries(db, count)),
  decisions: subject => read(db => readDecisions(db, [subject])),
  decisionsBefore: wish => read(db => readDecisionsBefore(db, wish)),
  deciders: () => read(readDeciders),

  notePurged: (messages, wish) => write(db => notePurged(db, messages, wish)),
  purged: messages => read(db => readPurged(db, messages)),

  revision: () => read(readRevision),
  pulse: () => read(readPulse),
  snapshot: () => read(readSnapshot),
  excerpt: wish => read(db => readExcerpt(db, wish)),
  scansBeside: () => read(findScansBeside),
  findRegistrations: (wish, page) => read(db => findRegistrations(db, wish, page)),
  findRegistrationIds: (wish, order) => read(db => findRegistrationIds(db, wish, order)),
  registrations: ids => read(db => readRegistrations(db, ids)),
  coded: number => read(db => findCoded(db, number)),
  wordings: () => read(readWordings),
  findMessages: wish => read(db => findMessages(db, wish)),

  requestReading: (messages, now) => write(db => requestReading(db, messages, now)),
  jobsLeft: ids => read(db => countJobsLeft(db, ids)),

  accounts: () => read(readAccounts),
  saveAccount: account => write(db => saveAccount(db, account)),
  session: id => read(db => findSession(db, id)),
  touchSession: (id, now) => write(db => touchSession(db, id, now)),
  openSession: session => write(db => openSession(db, session)),
  endSession: id => write(db => endSession(db, id)),
  changeAccount: change => write(db => changeAccount(db, change)),
  sessions: () => read(readSessions),
  endSessions: account => write(db => endSessions(db, account)),

  keepDraft: mail => write(db => keepDraft(db, mail)),
  dropDraft: (id, detail, now) => write(db => dropDraft(db, id, { detail, at: now })),
  beginSending: mail => write(db => beginSending(db, mail)),
  endSending: (id, state, detail, now) => write(db => endSending(db, id, { state, detail, at: now })),
  sentMails: () => read(readSentMails),

  fact: <T>(name: string) => read(db => findFact(db, name)) as Promise<T | undefined>,
  saveFact: (name, value) => write(db => saveFact(db, name, value)),

  close,
})
