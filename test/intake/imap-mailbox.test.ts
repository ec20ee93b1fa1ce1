import tls from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { sha256 } from '../../src/domain/identity.ts'
import { makeMail } from '../support/mail.ts'
import { clock, log, mailboxOf, makeLedger, opening, places, server } from './bench.ts'

const inTime = new Date('2022-02-10T09:00:00+07:00')
const mail = (subject: string) => makeMail({ subject })

test('reads all folders but Sent, Drafts and Trash, whatever their names and the flags of mails', async () => {
  const dovecot = await server()
  const { look, store, archive, told } = makeLedger()
  await dovecot.createFolder('Đăng ký/Xã Kim Thư')
  await dovecot.createFolder('Trash/cũ')
  const raw = await mail('một')
  await dovecot.append('INBOX', raw, { date: inTime, flags: ['\\Seen'] })
  await dovecot.append('INBOX', await mail('hai'), { date: inTime, flags: ['\\Flagged', '\\Answered'] })
  await dovecot.append('Đăng ký/Xã Kim Thư', await mail('ba'), { date: inTime, flags: ['\\Deleted'] })
  await dovecot.append('Junk', await mail('bốn'), { date: inTime })
  for (const folder of ['Sent', 'Drafts', 'Trash', 'Trash/cũ'])
    await dovecot.append(folder, await mail(folder), { date: inTime })

  expect(await look(mailboxOf(dovecot))).toBe(4)
  expect(await places(store)).toEqual(['INBOX 1', 'INBOX 2', 'Junk 1', 'Đăng ký/Xã Kim Thư 1'])
  expect(told).toHaveLength(4)
  const kept = (await store.snapshot()).messages.find(one => one.id === sha256(raw))
  expect(kept).toMatchObject({ receivedAt: inTime.getTime(), receiptSource: 'server', size: raw.length })
  expect(Buffer.from(await archive.get(sha256(raw)))).toEqual(raw)
})

test('where the server announces no roles, the usual names tell Sent, Drafts and Trash', async () => {
  const dovecot = await server({ specialUse: {} })
  const { look, store } = makeLedger()
  for (const folder of ['Sent Items', 'Thư nháp', 'Thùng rác', 'Xã Mỹ Hưng', 'Xã Mỹ Hưng/Đã gửi']) {
    await dovecot.createFolder(folder)
    await dovecot.append(folder, await mail(folder), { date: inTime })
  }
  expect(await look(mailboxOf(dovecot))).toBe(2)
  expect(await places(store)).toEqual(['Xã Mỹ Hưng 1', 'Xã Mỹ Hưng/Đã gửi 1'])
})

test('IMAP_FOLDERS names what is read; a name that is not there is trouble, the others are read all the same', async () => {
  const dovecot = await server()
  const { look, store } = makeLedger()
  await dovecot.createFolder('Đăng ký')
  await dovecot.append('Đăng ký', await mail('một'), { date: inTime })
  await dovecot.append('INBOX', await mail('hai'), { date: inTime })
  const mailbox = mailboxOf(dovecot, { IMAP_FOLDERS: 'Đăng ký, Đăng kí' })
  await expect(look(mailbox)).rejects.toMatchObject({
    code: 'mailbox-protocol',
    message: expect.stringMatching(/IMAP_FOLDERS.*Đăng kí/),
  })
  expect(await places(store)).toEqual(['Đăng ký 1'])
})

test('nothing of before the opening, everything from it on, with no upper end', async () => {
  const dovecot = await server()
  const { look, store } = makeLedger()
  const dates = {
    'a second early': new Date(opening - 1000),
    'on the second': new Date(opening),
    'far ahead': new Date('2037-12-31T23:59:59Z'),
    'last year': new Date('2021-02-10T00:00:00Z'),
  }
  for (const [subject, date] of Object.entries(dates))
    await dovecot.append('INBOX', await mail(subject), { date })
  const mailbox = mailboxOf(dovecot)
  expect(await look(mailbox)).toBe(2)
  expect(await places(store)).toEqual(['INBOX 2', 'INBOX 3'])
  expect(await look(mailbox)).toBe(0)
})

test('a restart brings only what is new, and what hid below the cursor', async () => {
  const dovecot = await server()
  const { folder, ...first } = makeLedger()
  await dovecot.append('INBOX', await mail('một'), { date: inTime })
  const before = mailboxOf(dovecot)
  expect(await first.look(before)).toBe(1)
  await before.close()
  await dovecot.append('INBOX', await mail('hai'), { date: inTime })
  const again = makeLedger(folder)
  const after = mailboxOf(dovecot)
  expect(await again.look(after)).toBe(1)
  expect(await again.look(after)).toBe(0)
  await dovecot.append('INBOX', await mail('ba'), { date: inTime })
  expect(await again.look(after)).toBe(1)
  expect(await again.store.cursor(after.account, 'INBOX')).toMatchObject({ uid: 3 })

  await dovecot.append('INBOX', await mail('bốn'), { date: inTime })
  const { uidValidity } = (await again.store.cursor(after.account, 'INBOX'))!
  const high = { account: after.account, folder: 'INBOX', uidValidity, uid: 99 }
  await again.store.keepMessages([], high, 0)
  expect(await again.look(after)).toBe(0)
  expect(await again.look(mailboxOf(dovecot))).toBe(1)
})

test('a folder with another UIDVALIDITY is brought again, and its bytes are known', async () => {
  const dovecot = await server()
  const { look, store, told } = makeLedger()
  const raws = [await mail('một'), await mail('hai')]
  const fill = async () => {
    await dovecot.createFolder('Đăng ký')
    for (const raw of raws) await dovecot.append('Đăng ký', raw, { date: inTime })
  }
  await fill()
  const mailbox = mailboxOf(dovecot)
  expect(await look(mailbox)).toBe(2)
  await dovecot.deleteFolder('Đăng ký')
  await fill()
  expect(await look(mailbox)).toBe(2)
  expect((await store.snapshot()).messages.map(one => one.locations.length)).toEqual([2, 2])
  expect(told).toHaveLength(2)
})

test('the same bytes in two folders are one message with two locations', async () => {
  const dovecot = await server()
  const { look, store } = makeLedger()
  const raw = await mail('một')
  await dovecot.append('INBOX', raw, { date: inTime })
  await dovecot.append('Junk', raw, { date: inTime })
  expect(await look(mailboxOf(dovecot))).toBe(2)
  expect((await store.snapshot()).messages).toHaveLength(1)
  expect(await places(store)).toEqual(['INBOX 1', 'Junk 1'])
})

test('the mailbox is left as it is: flags, \\Recent and every file of it', async () => {
  const dovecot = await server()
  const { look } = makeLedger()
  await dovecot.append('INBOX', await mail('một'), { date: inTime, flags: ['\\Flagged'] })
  await dovecot.append('Junk', await mail('hai'), { date: inTime })
  dovecot.deliver(await mail('ba'))
  const before = dovecot.files()
  expect(before.some(file => file.includes('/new/'))).toBe(true)

  const mailbox = mailboxOf(dovecot)
  expect(await look(mailbox)).toBe(3)
  await mailbox.wait(100, new AbortController().signal)
  await mailbox.close()
  expect(dovecot.files()).toEqual(before)
  expect(await dovecot.flags('INBOX')).toEqual([
    { uid: 1, flags: ['\\Flagged', '\\Recent'] },
    { uid: 2, flags: ['\\Recent'] },
  ])
})

test('a refused login names the setting, and the password nowhere', async () => {
  const dovecot = await server()
  const secret = 'sai-mật-khẩu-91c4'
  const url = `imap://${dovecot.user}:${encodeURIComponent(secret)}@127.0.0.1:${dovecot.port}`
  const error: unknown = await makeLedger()
    .look(mailboxOf(dovecot, { IMAP_URL: url }))
    .catch(cause => cause)
  expect(error).toMatchObject({ code: 'mailbox-refused-login', message: expect.stringContaining('IMAP_URL') })
  expect(everyWord(error)).not.toContain(secret)
  expect(everyWord(error)).not.toContain(Buffer.from(`\0${dovecot.user}\0${secret}`).toString('base64'))
})

test('a certificate that nobody vouches for is refused before the password is sent; one that is trusted is taken', async () => {
  const dovecot = await server({ tls: true })
  const { look } = makeLedger()
  await dovecot.append('INBOX', await mail('một'), { date: inTime })
  await expect(look(mailboxOf(dovecot))).rejects.toMatchObject({
    code: 'mailbox-unreachable',
    message: expect.stringMatching(/certificate.*IMAP_URL.*NODE_EXTRA_CA_CERTS/),
  })
  const trusted = tls.getCACertificates('default')
  onTestFinished(() => tls.setDefaultCACertificates(trusted))
  tls.setDefaultCACertificates([...trusted, dovecot.certificate!])
  expect(await look(mailboxOf(dovecot))).toBe(1)
})

/** All that a log could make of an error: message, stack and properties, of its causes too. */
const everyWord = (error: unknown): string =>
  error instanceof Error
    ? `${error.message} ${error.stack} ${JSON.stringify(error)} ${everyWord(error.cause)}`
    : String(error)

test('an empty mailbox brings nothing', async () => {
  const { look, store } = makeLedger()
  const mailbox = mailboxOf(await server())
  expect(await look(mailbox)).toBe(0)
  expect(await look(mailbox)).toBe(0)
  expect(await places(store)).toEqual([])
})

test('300 messages come in batches, oldest first, each once', async () => {
  const dovecot = await server()
  const { look, store, archive } = makeLedger()
  const raws = await Promise.all(Array.from({ length: 300 }, (_, index) => mail(`thư ${index}`)))
  for (const raw of raws) dovecot.deliver(raw)
  const sizes: number[] = []
  const watched = {
    ...store,
    keepMessages: (...given: Parameters<typeof store.keepMessages>) => {
      sizes.push(given[0].length)
      return store.keepMessages(...given)
    },
  }
  const mailbox = mailboxOf(dovecot)
  expect(await look(mailbox, { store: watched })).toBe(300)
  expect(Math.max(...sizes)).toBe(25)
  const { messages } = await store.snapshot()
  expect(new Set(messages.map(one => one.id))).toEqual(new Set(raws.map(sha256)))
  expect(await archive.get(messages[0]!.id)).toHaveLength(messages[0]!.size)
  expect(await look(mailbox)).toBe(0)
})

test('a message that the clerk deletes between search and fetch is no failure', async () => {
  const dovecot = await server()
  const { look, store } = makeLedger()
  for (let index = 1; index <= 30; index++) dovecot.deliver(await mail(`thư ${index}`))
  const tidied = {
    ...store,
    keepMessages: async (...given: Parameters<typeof store.keepMessages>) => {
      if ((await store.snapshot()).messages.length === 0) await dovecot.expunge('INBOX', 28)
      return store.keepMessages(...given)
    },
  }
  const mailbox = mailboxOf(dovecot)
  expect(await look(mailbox, { store: tidied })).toBe(29)
  expect(await places(store)).not.toContain('INBOX 28')
  expect(await look(mailbox)).toBe(0)
})

test('a message that the server itself cannot read holds up no other, is said to be missing, and comes when it can', async () => {
  const dovecot = await server()
  const { look, store } = makeLedger()
  for (let index = 1; index <= 40; index++)
    dovecot.deliver(await mail(`thư ${index}`), index === 13 ? 'bad' : 'good')
  await dovecot.append('Junk', await mail('rác'), { date: inTime })
  dovecot.spoil('bad')
  let shift = 0
  const time = { ...clock, now: () => clock.now() + shift }
  const mailbox = mailboxOf(dovecot, {}, undefined, time)
  const codes: unknown[] = []
  const lookAgain = () => look(mailbox).catch(error => codes.push(error.code))
  for (let times = 0; times < 5; times++) await lookAgain()
  // Dovecot hangs up on the batch, on the message alone, and once more; then it is left out.
  expect(codes).toEqual([...Array(3).fill('mailbox-unreachable'), ...Array(2).fill('mailbox-protocol')])
  expect((await store.snapshot()).messages).toHaveLength(40)
  dovecot.deliver(await mail('mới'))
  await lookAgain()
  expect((await store.snapshot()).messages).toHaveLength(41)

  dovecot.spoil('bad', false)
  shift = 3_600_000
  expect(await look(mailbox)).toBe(1)
  expect(await look(mailbox)).toBe(0)
  expect((await store.snapshot()).messages).toHaveLength(42)
})

test('a folder that is gone before it is opened is no failure', async () => {
  const dovecot = await server()
  const { look, store } = makeLedger()
  await dovecot.createFolder('Xong')
  await dovecot.append('INBOX', await mail('một'), { date: inTime })
  const tidied = {
    ...store,
    keepMessages: async (...given: Parameters<typeof store.keepMessages>) => {
      await dovecot.deleteFolder('Xong')
      return store.keepMessages(...given)
    },
  }
  expect(await look(mailboxOf(dovecot), { store: tidied })).toBe(1)
})

test('bytes are in the archive before the store knows of them; what it refused comes again', async () => {
  const dovecot = await server()
  const { look, store, archive, told } = makeLedger()
  const raw = await mail('một')
  await dovecot.append('INBOX', raw, { date: inTime })
  const broken = { ...store, keepMessages: () => Promise.reject(new Error('power cut')) }
  const mailbox = mailboxOf(dovecot)
  await expect(look(mailbox, { store: broken })).rejects.toThrow('power cut')
  expect(Buffer.from(await archive.get(sha256(raw)))).toEqual(raw)
  expect(await places(store)).toEqual([])
  expect(told).toEqual([])
  expect(await look(mailbox)).toBe(1)
  expect(told).toHaveLength(1)
})

test('a server that falls silent is given up at the deadline', async () => {
  const dovecot = await server()
  const { look } = makeLedger()
  await dovecot.append('INBOX', await mail('một'), { date: inTime })
  const mailbox = mailboxOf(dovecot, {}, { connect: 500, command: 500 })
  expect(await look(mailbox)).toBe(1)
  dovecot.freeze()
  const begun = Date.now()
  await expect(look(mailbox)).rejects.toMatchObject({ code: 'mailbox-unreachable' })
  await expect(look(mailbox)).rejects.toMatchObject({ code: 'mailbox-unreachable' })
  expect(Date.now() - begun).toBeLessThan(5000)
  dovecot.thaw()
  await dovecot.append('INBOX', await mail('hai'), { date: inTime })
  expect(await look(mailbox)).toBe(1)
})

test('stopping ends a look at once', async () => {
  const dovecot = await server()
  const { look } = makeLedger()
  const mailbox = mailboxOf(dovecot)
  await look(mailbox)
  dovecot.freeze()
  const stop = new AbortController()
  const looking = look(mailbox, { signal: stop.signal })
  stop.abort()
  await expect(looking).rejects.toMatchObject({ code: 'mailbox-unreachable' })
  expect(await look(mailbox, { signal: stop.signal })).toBe(0)
})

test('nobody listens there: the error names the setting', async () => {
  const dovecot = await server()
  await dovecot.kill()
  await expect(makeLedger().look(mailboxOf(dovecot))).rejects.toMatchObject({
    code: 'mailbox-unreachable',
    message: expect.stringContaining('IMAP_URL'),
  })
  expect(log.level).toBe('silent')
})
