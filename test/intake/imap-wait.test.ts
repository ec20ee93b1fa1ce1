import { expect, test } from 'vitest'
import { makeMail } from '../support/mail.ts'
import { mailboxOf, makeLedger, server } from './bench.ts'

const never = new AbortController().signal
const date = new Date('2022-02-10T09:00:00+07:00')

test('IDLE ends the wait within a second of a mail, and the look after it brings it', async () => {
  const dovecot = await server()
  const { look } = makeLedger()
  const mailbox = mailboxOf(dovecot)
  await look(mailbox)
  for (const subject of ['một', 'hai']) {
    const waiting = mailbox.wait(20_000, never).then(() => Date.now())
    await new Promise(resolve => setTimeout(resolve, 200))
    await dovecot.append('INBOX', await makeMail({ subject }), { date })
    const sent = Date.now()
    expect((await waiting) - sent).toBeLessThan(1000)
    expect(await look(mailbox)).toBe(1)
  }
})

test('what came between the look and the wait ends the wait at once', async () => {
  const dovecot = await server()
  const { look } = makeLedger()
  const mailbox = mailboxOf(dovecot)
  await look(mailbox)
  await dovecot.append('INBOX', await makeMail(), { date })
  const begun = Date.now()
  await mailbox.wait(20_000, never)
  expect(Date.now() - begun).toBeLessThan(1000)
  expect(await look(mailbox)).toBe(1)
})

test('a quiet mailbox waits its time, and is still connected', async () => {
  const dovecot = await server()
  const { look } = makeLedger()
  const mailbox = mailboxOf(dovecot)
  await look(mailbox)
  const begun = Date.now()
  await mailbox.wait(300, never)
  expect(Date.now() - begun).toBeGreaterThanOrEqual(290)
  expect(await look(mailbox)).toBe(0)
})

test('a server without IDLE is waited for by the clock', async () => {
  const dovecot = await server({ extra: 'imap_capability = IMAP4rev1 SPECIAL-USE LITERAL+ UIDPLUS' })
  const { look } = makeLedger()
  const mailbox = mailboxOf(dovecot)
  await look(mailbox)
  const waiting = mailbox.wait(400, never)
  await dovecot.append('INBOX', await makeMail(), { date })
  await waiting
  expect(await look(mailbox)).toBe(1)
})

test('a lost connection ends the wait; a dead one is found out at its end; a stop ends it at once', async () => {
  const dovecot = await server()
  const { look } = makeLedger()
  const mailbox = mailboxOf(dovecot, {}, { connect: 500, command: 500 })
  await look(mailbox)
  let begun = Date.now()
  const waiting = mailbox.wait(20_000, never)
  setTimeout(() => void dovecot.kill(), 200)
  await waiting
  expect(Date.now() - begun).toBeLessThan(3000)
  await dovecot.start()
  expect(await look(mailbox)).toBe(0)

  dovecot.freeze()
  begun = Date.now()
  await mailbox.wait(100, never)
  expect(Date.now() - begun).toBeLessThan(3000)
  dovecot.thaw()
  expect(await look(mailbox)).toBe(0)

  const stop = new AbortController()
  begun = Date.now()
  setTimeout(() => stop.abort(), 100)
  await mailbox.wait(20_000, stop.signal)
  expect(Date.now() - begun).toBeLessThan(1000)
})
