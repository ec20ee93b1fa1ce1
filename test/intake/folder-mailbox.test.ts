import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeFolderMailbox } from '../../src/intake/folder-mailbox.ts'
import { makeMail } from '../support/mail.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { clock, makeLedger, opening, places } from './bench.ts'

const never = new AbortController().signal
const settled = new Date('2022-02-12T00:00:00Z')

/** Written long enough ago to be whole. */
const write = (folder: string, name: string, bytes: Uint8Array): void => {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  utimesSync(file, settled, settled)
}
const mailboxOf = (folder: string) => makeFolderMailbox(folder, { clock, receivedBy: ['mail.example.vn'] })

test('every .eml below the folder, with receipt by header, date or file; nothing of before the opening', async () => {
  const folder = tempFolder()
  const { look, store } = makeLedger()
  const received = 'from a by mail.example.vn; Fri, 11 Feb 2022 08:00:00 +0700'
  write(folder, 'b/Xã Kim Thư.EML', await makeMail({ subject: '1', headers: [['Received', received]] }))
  write(folder, 'a.eml', await makeMail({ subject: '2' }))
  write(folder, 'c.eml', Buffer.from('Subject: 3\r\n\r\n'))
  write(folder, 'd.eml', await makeMail({ subject: '4', date: new Date(opening - 1000) }))
  write(folder, 'e.eml', await makeMail({ subject: '5', date: new Date(opening) }))
  write(folder, 'ghi chú.txt', Buffer.from('x'))
  write(folder, '._a.eml', Buffer.from('x'))

  const mailbox = mailboxOf(folder)
  expect(await look(mailbox)).toBe(4)
  expect(await places(store)).toEqual(['. a.eml', '. b/Xã Kim Thư.EML', '. c.eml', '. e.eml'])
  const { messages } = await store.snapshot()
  const receipts = messages.map(one => [one.locations[0]?.uid, one.receiptSource, one.receivedAt])
  expect(receipts).toEqual(
    expect.arrayContaining([
      ['b/Xã Kim Thư.EML', 'received-header', Date.parse('2022-02-11T08:00:00+07:00')],
      ['a.eml', 'date-header', Date.parse('2022-02-10T08:00:00+07:00')],
      ['c.eml', 'file', settled.getTime()],
    ]),
  )
  expect(await look(mailbox)).toBe(0)
})

test('a restart finds the same messages again and makes nothing new of them; a changed file is a new one', async () => {
  const folder = tempFolder()
  const { look, store, told } = makeLedger()
  write(folder, 'a.eml', await makeMail({ subject: '1' }))
  await look(mailboxOf(folder))
  const { revision } = await store.snapshot()
  await look(mailboxOf(folder))
  expect((await store.snapshot()).revision).toBe(revision)
  write(folder, 'a.eml', await makeMail({ subject: 'khác' }))
  await look(mailboxOf(folder))
  const { messages } = await store.snapshot()
  // Each says where it was seen: the file that both were in.
  expect(messages.map(one => one.locations.map(place => place.uid))).toEqual([['a.eml'], ['a.eml']])
  expect(told).toHaveLength(2)
})

test('a file still being written is taken at the next look, which comes soon', async () => {
  const folder = tempFolder()
  const { look } = makeLedger()
  const file = path.join(folder, 'a.eml')
  const mail = await makeMail()
  const mailbox = mailboxOf(folder)
  writeFileSync(file, mail.subarray(0, 100))
  expect(await look(mailbox)).toBe(0)
  const begun = Date.now()
  await mailbox.wait(60_000, never)
  expect(Date.now() - begun).toBeLessThan(2500)
  writeFileSync(file, mail)
  utimesSync(file, settled, settled)
  expect(await look(mailbox)).toBe(1)
})

test('what the store refused is brought again; what is gone is no failure', async () => {
  const folder = tempFolder()
  const { look, store } = makeLedger()
  write(folder, 'a.eml', await makeMail())
  const mailbox = mailboxOf(folder)
  const broken = { ...store, keepMessages: () => Promise.reject(new Error('power cut')) }
  await expect(look(mailbox, { store: broken })).rejects.toThrow('power cut')
  expect(await look(mailbox)).toBe(1)
  rmSync(path.join(folder, 'a.eml'))
  expect(await look(mailbox)).toBe(0)
  rmSync(folder, { recursive: true })
  await expect(look(mailbox)).rejects.toMatchObject({
    code: 'mailbox-unreachable',
    message: expect.stringContaining('MAILBOX_DIR'),
  })
  mkdirSync(folder)
})

test('a file that cannot be read keeps no other from being brought, and is said', async () => {
  const folder = tempFolder()
  const { look, store } = makeLedger()
  for (const name of ['a.eml', 'c.eml']) write(folder, name, await makeMail({ subject: name }))
  // Points to itself: whoever opens it is refused, as with a file that another program holds.
  symlinkSync('b.eml', path.join(folder, 'b.eml'))
  const refused = { code: 'mailbox-unreachable', message: expect.stringContaining('MAILBOX_DIR') }
  await expect(look(mailboxOf(folder))).rejects.toMatchObject(refused)
  expect((await store.snapshot()).messages).toHaveLength(2)
  rmSync(path.join(folder, 'b.eml'))
  write(folder, 'b.eml', await makeMail({ subject: 'b' }))
  await look(mailboxOf(folder))
  expect((await store.snapshot()).messages).toHaveLength(3)
})

test('a new file ends the wait; a quiet folder waits its time', async () => {
  const folder = tempFolder()
  const outside = tempFolder()
  const { look } = makeLedger()
  const mailbox = mailboxOf(folder)
  expect(await look(mailbox)).toBe(0)
  let begun = Date.now()
  await mailbox.wait(200, never)
  expect(Date.now() - begun).toBeGreaterThanOrEqual(190)

  write(outside, 'a.eml', await makeMail())
  begun = Date.now()
  const waiting = mailbox.wait(20_000, never)
  setTimeout(() => renameSync(path.join(outside, 'a.eml'), path.join(folder, 'a.eml')), 100)
  await waiting
  expect(Date.now() - begun).toBeLessThan(2000)
  expect(await look(mailbox)).toBe(1)
})
