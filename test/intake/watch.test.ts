import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { backOff, type MailboxFact, mailboxFact, watchMailbox } from '../../src/intake/keep.ts'
import type { Mailbox } from '../../src/ports.ts'
import { makeMail } from '../support/mail.ts'
import { eventually } from '../support/server-process.ts'
import { clock, type Ledger, log, mailboxOf, makeLedger, opening, server } from './bench.ts'

const date = new Date('2022-02-10T09:00:00+07:00')

const watching = (ledger: Ledger, mailbox: Mailbox, pollMs: number) => {
  const stop = new AbortController()
  const { archive, store, queue } = ledger
  const done = watchMailbox({
    ...{ mailbox, archive, store, queue, clock, log, pollMs },
    ...{ since: opening, signal: stop.signal },
  })
  done.catch(() => {})
  const end = async (): Promise<void> => {
    stop.abort()
    await done
  }
  onTestFinished(() => done.catch(() => {}))
  onTestFinished(() => stop.abort())
  return { done, end }
}

const factOf = (ledger: Ledger) => ledger.store.fact<MailboxFact>(mailboxFact)
const countOf = async (ledger: Ledger) => (await ledger.store.snapshot()).messages.length

test('brings mail as it comes, lives through a dead server, says so in between, and stops cleanly', async () => {
  const dovecot = await server()
  const ledger = makeLedger()
  const { end } = watching(ledger, mailboxOf(dovecot, {}, { connect: 2000, command: 2000 }), 60_000)
  await eventually(async () => (await factOf(ledger))?.lastGoodLook)
  await dovecot.append('INBOX', await makeMail({ subject: 'một' }), { date })
  await eventually(async () => (await countOf(ledger)) === 1)

  await dovecot.kill()
  const trouble = await eventually(async () => (await factOf(ledger))?.trouble)
  expect(trouble).toMatchObject({ code: 'mailbox-unreachable' })
  expect(JSON.stringify(await factOf(ledger))).not.toContain(dovecot.password)
  await dovecot.start()
  await dovecot.append('INBOX', await makeMail({ subject: 'hai' }), { date })
  await eventually(async () => (await countOf(ledger)) === 2)
  await eventually(async () => (await factOf(ledger))?.trouble === null)
  expect((await factOf(ledger))?.lastGoodLook).toBeGreaterThan(trouble.since)
  expect(ledger.told).toHaveLength(2)
  await end()
})

test('polls on its own where the mailbox announces nothing', async () => {
  const dovecot = await server({ extra: 'imap_capability = IMAP4rev1 SPECIAL-USE LITERAL+ UIDPLUS' })
  const ledger = makeLedger()
  const { end } = watching(ledger, mailboxOf(dovecot), 200)
  await eventually(async () => (await factOf(ledger))?.lastGoodLook)
  await dovecot.append('Junk', await makeMail(), { date })
  await eventually(async () => (await countOf(ledger)) === 1, 3000)
  await end()
  expect(await countOf(ledger)).toBe(1)
})

/** A mailbox whose looks end as the list says; then as the last of them. */
const failing = (...errors: unknown[]): Mailbox & { looks: () => number } => {
  let looks = 0
  return {
    account: 'test',
    looks: () => looks,
    collect: () => Promise.reject(errors[Math.min(looks++, errors.length - 1)]),
    wait: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}

test('an error that trying again does not mend is saved and thrown; a bug is thrown', async () => {
  const ledger = makeLedger()
  const final = new AppError('archive-damaged', 'restore it')
  await expect(watching(ledger, failing(final), 10).done).rejects.toBe(final)
  expect(await factOf(ledger)).toMatchObject({ account: 'test', trouble: { code: 'archive-damaged' } })
  const bug = new TypeError('a bug')
  await expect(watching(makeLedger(), failing(bug), 10).done).rejects.toBe(bug)
})

test('a full disk is waited out, also when the trouble itself cannot be saved', async () => {
  const ledger = makeLedger()
  const full = new AppError('disk-full', 'no space')
  const mailbox = failing(full)
  const store = { ...ledger.store, saveFact: () => Promise.reject(full) }
  const { end } = watching({ ...ledger, store }, mailbox, 10)
  await eventually(() => mailbox.looks() === 2)
  await end()
  expect(mailbox.looks()).toBe(2)
})

test('the pause between failures doubles from one second to sixty, and a little by chance', () => {
  const pauses = [1, 2, 3, 6, 7, 50].map(failures => backOff(failures) / 1000)
  for (const [index, least] of [1, 2, 4, 32, 60, 60].entries()) {
    expect(pauses[index]).toBeGreaterThanOrEqual(least)
    expect(pauses[index]).toBeLessThanOrEqual(least * 1.2)
  }
})
