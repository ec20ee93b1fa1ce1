/** A round of the worker: seldom while nothing changes, at once when something does; a fault is kept, and cleared. */
import { expect, test } from 'vitest'
import { makeReplyRounds, repliesFaultFact } from '../../src/replies/reply-rounds.ts'
import type { MailFault, MailLog } from '../../src/summary/keep-mails.ts'
import { makeReplyOffice } from './office.ts'

const makeRounds = async () => {
  const office = await makeReplyOffice({ receipts: { afterMinutes: 15, returnPath: 'empty' } })
  const said: string[] = []
  const note = (_: object, message: string): void => void said.push(message)
  const log: MailLog = { info: note, warn: note, error: note }
  const trouble = { snapshots: 0, broken: false }
  const store = {
    ...office.parts.store,
    snapshot: () => {
      trouble.snapshots++
      if (trouble.broken) throw new TypeError('a bug with words of a mail')
      return office.parts.store.snapshot()
    },
  }
  const round = makeReplyRounds({ ...office.parts, store, log, signal: new AbortController().signal })
  return { ...office, round, said, trouble }
}

test('the ledger is looked at again when it changed, and else every five minutes', async () => {
  const { round, trouble, goTo, receive, server } = await makeRounds()
  const looks = async (moment: string): Promise<number> => {
    goTo(moment)
    await round()
    return trouble.snapshots
  }
  expect(await looks('10 08:00')).toBe(1)
  expect(await looks('10 08:01')).toBe(1)
  expect(await looks('10 08:04')).toBe(1)
  expect(await looks('10 08:05')).toBe(2)
  await receive()
  expect(await looks('10 08:06')).toBe(3)
  expect(await looks('10 08:07')).toBe(3)
  // Nothing changes any more, and the receipt falls due.
  for (const moment of ['10 08:11', '10 08:16', '10 08:21']) await looks(moment)
  expect(server.mails).toHaveLength(1)
  // A machine whose clock was set back.
  const before = trouble.snapshots
  await looks('10 08:22')
  expect(await looks('09 08:00')).toBe(before + 2)
})

test('a fault is kept in the words of the program, and cleared by the next good look', async () => {
  const { round, said, trouble, parts } = await makeRounds()
  trouble.broken = true
  await round()
  const fault = await parts.store.fact<MailFault>(repliesFaultFact)
  expect(JSON.stringify(fault)).not.toContain('words of a mail')
  expect(said).toEqual(['mails to units could not be made'])
  trouble.broken = false
  await round()
  expect(await parts.store.fact(repliesFaultFact)).toBeNull()
})
