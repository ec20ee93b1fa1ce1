/** A closed campaign takes nothing in, whoever brings it; reopened, it takes up what came in between. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { campaignSubject, type DecisionKind } from '../../src/domain/decision.ts'
import { makeFolderMailbox } from '../../src/intake/folder-mailbox.ts'
import { type MailboxFact, mailboxFact, watchMailbox } from '../../src/intake/keep.ts'
import type { Mailbox } from '../../src/ports.ts'
import { makeMail } from '../support/mail.ts'
import { eventually } from '../support/server-process.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { clock, type Ledger, log, makeLedger, opening } from './bench.ts'

const decide = async ({ store }: Ledger, kind: DecisionKind): Promise<void> => {
  const seen = (await store.decisions(campaignSubject)).length
  const at = clock.now()
  await store.decide({ subject: campaignSubject, by: 'ai đó', at, kind, before: null, after: {} }, seen)
}

const bench = () => {
  const ledger = makeLedger()
  const folder = tempFolder()
  const put = async (subject: string): Promise<void> =>
    writeFileSync(path.join(folder, `${subject}.eml`), await makeMail({ subject }))
  const mailbox = makeFolderMailbox(folder, { clock, receivedBy: [] })
  const subjects = async () => (await ledger.store.snapshot()).messages.length
  return { ledger, put, mailbox, subjects }
}

const watch = ({ archive, store, queue }: Ledger, mailbox: Mailbox) => {
  const stop = new AbortController()
  const done = watchMailbox({
    ...{ mailbox, archive, store, queue, clock, log, pollMs: 50 },
    ...{ since: opening, signal: stop.signal },
  })
  done.catch(() => {})
  onTestFinished(() => stop.abort())
  return async () => {
    stop.abort()
    await done
  }
}

test('nothing is brought while it is closed, no trouble is told of, and nothing is lost', async () => {
  const { ledger, put, mailbox, subjects } = bench()
  await put('một')
  const end = watch(ledger, mailbox)
  await eventually(async () => (await subjects()) === 1, 5000)
  await decide(ledger, 'close')
  await put('hai')
  // Longer than a file may still be written to, and many looks.
  await clock.sleep(1500)
  expect(await subjects()).toBe(1)
  expect(await ledger.store.fact<MailboxFact>(mailboxFact)).toMatchObject({ trouble: null })
  await put('ba')
  await decide(ledger, 'reopen')
  await eventually(async () => (await subjects()) === 3, 5000)
  await end()
})

test('a look that was under way keeps nothing more, moves no cursor, and is no failure', async () => {
  const { ledger, put, mailbox, subjects } = bench()
  await put('một')
  await clock.sleep(1100)
  let looks = 0
  // Closed between the look's beginning and the first batch.
  const late: Mailbox = {
    ...mailbox,
    collect: async collector => {
      if (looks++ === 0) await decide(ledger, 'close')
      return mailbox.collect(collector)
    },
  }
  const end = watch(ledger, late)
  await eventually(() => looks === 1)
  await clock.sleep(300)
  expect(looks).toBe(1)
  expect(await subjects()).toBe(0)
  expect(await ledger.store.cursor(mailbox.account, '.')).toBeUndefined()
  expect(await ledger.store.fact<MailboxFact>(mailboxFact)).toMatchObject({ trouble: null })
  await decide(ledger, 'reopen')
  await eventually(async () => (await subjects()) === 1, 5000)
  await end()
})
