import { mkdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { simpleParser } from 'mailparser'
import { expect, onTestFinished, test } from 'vitest'
import { fileTime as fileTimeOf, makeMsg } from '../../scripts/forms/outlook-files.ts'
import { fileValidity, sha256 } from '../../src/domain/identity.ts'
import type { FetchedMessage } from '../../src/domain/ledger.ts'
import { importPaths } from '../../src/intake/import.ts'
import { keepAll, keepBatch } from '../../src/intake/keep.ts'
import { readMessage } from '../../src/reading/read-message.ts'
import { campaign } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { clock, type Ledger, makeLedger, opening } from './bench.ts'

const fileTime = new Date('2022-02-12T00:00:00Z')
const write = (folder: string, name: string, bytes: Uint8Array | string): string => {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  utimesSync(file, fileTime, fileTime)
  return file
}
const parts = { since: opening, receivedBy: [] }
const all = async (...paths: string[]): Promise<FetchedMessage[]> => {
  const found: FetchedMessage[] = []
  for await (const message of importPaths(paths, parts)) found.push(message)
  return found
}
const keep = ({ archive, store, queue }: Ledger) =>
  keepBatch({ archive, store, queue, clock, account: 'import' })

test('a folder of everything; a second import, from another working directory, changes nothing', async () => {
  const folder = tempFolder()
  const ledger = makeLedger()
  write(folder, 'thư/a.eml', await makeMail({ subject: '1' }))
  write(folder, 'thư/cũ.eml', await makeMail({ subject: '2', date: new Date(opening - 1) }))
  write(folder, 'Inbox', `From - Thu Feb 10 09:00:00 2022\n${await makeMail({ subject: '3' })}\n`)
  write(folder, 'Biểu mẫu.docx', 'PK')
  write(folder, '.DS_Store', 'x')
  const passed: string[] = []
  const passedOver = (file: string, why: string) => passed.push(`${path.relative(folder, file)} ${why}`)

  const first = await keepAll(importPaths([folder], { ...parts, passedOver }), keep(ledger))
  expect(first).toEqual({ seen: 3, fresh: 3 })
  expect(passed).toEqual(['.DS_Store hidden', `${path.join('thư', 'cũ.eml')} before-opening`])
  const before = await ledger.store.snapshot()

  const home = process.cwd()
  onTestFinished(() => process.chdir(home))
  process.chdir(path.dirname(folder))
  expect(await keepAll(importPaths([path.basename(folder)], parts), keep(ledger))).toEqual({
    seen: 3,
    fresh: 0,
  })
  expect(await ledger.store.snapshot()).toEqual(before)
  expect(ledger.told).toHaveLength(3)
})

test('a .msg is a mail: received when Outlook noted it, and passed over from before the opening', async () => {
  const folder = tempFolder()
  const msg = (at: number) =>
    makeMsg({ subject: 'Đăng ký', body: `${at}`, properties: [[0x0e060040, fileTimeOf(new Date(at))]] })
  write(folder, 'a.msg', msg(opening + 3_600_000))
  write(folder, 'b.msg', msg(opening - 3_600_000))
  const passed: string[] = []
  const found: FetchedMessage[] = []
  for await (const one of importPaths([folder], { ...parts, passedOver: (_, why) => passed.push(why) }))
    found.push(one)
  expect(found.map(one => [one.receivedAt, one.receiptSource])).toEqual([
    [opening + 3_600_000, 'date-header'],
  ])
  expect(passed).toEqual(['before-opening'])
  const { headers } = await readMessage(found[0]!.bytes, campaign)
  expect(headers).toMatchObject({ subject: 'Đăng ký', date: opening + 3_600_000 })
})

test('a loose form is a message of its own: same name and bytes, same message; nothing of it is lost', async () => {
  const name = 'Biểu mẫu (bản chính) 100% *~\'".xlsx'
  const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256))
  const [one] = await all(write(tempFolder(), name.normalize('NFD'), bytes))
  const other = write(tempFolder(), name, bytes)
  utimesSync(other, new Date(0), new Date(0))
  const [two] = await all(other)
  expect(two!.bytes).toEqual(one!.bytes)
  expect(one).toMatchObject({ receivedAt: fileTime.getTime(), receiptSource: 'file' })
  expect(two!.receivedAt).toBe(0)

  const mail = await simpleParser(Buffer.from(one!.bytes))
  expect(mail.headers.get('x-tonghop-import')).toBe('file')
  expect(mail.attachments).toHaveLength(1)
  expect(mail.attachments[0]?.filename).toBe(name)
  expect(mail.attachments[0]?.content).toEqual(bytes)
  expect([mail.from, mail.date, mail.text]).toEqual([undefined, undefined, undefined])
  expect(Buffer.from(one!.bytes).toString('latin1')).toMatch(/^[\x20-\x7e\r\n]*$/)

  const [empty] = await all(write(tempFolder(), 'rỗng.doc', ''))
  expect((await simpleParser(Buffer.from(empty!.bytes))).attachments[0]?.size).toBe(0)
})

const separator = 'From mnkimthu@example.vn Thu Feb 10 09:00:00 2022'

test('mbox: the mails that went in come out, CRLF or LF, mboxrd or mboxo', async () => {
  const text = 'Kính gửi\n\nFrom Hà Nội\n>From xa\n>>From xa hơn\n\n'
  const mails = [await makeMail({ subject: '1', text }), await makeMail({ subject: '2' })]
  const quoted = mails.map(mail => mail.toString('latin1').replace(/^(>*From )/gm, '>$1'))
  const crlf = quoted.map(mail => `${separator}\r\n${mail}\r\n`).join('')
  for (const container of [crlf, crlf.replaceAll('\r\n', '\n')]) {
    const file = write(tempFolder(), 'thư.mbox', Buffer.from(container, 'latin1'))
    const found = await all(file)
    expect(found.map(one => sha256(one.bytes))).toEqual(mails.map(sha256))
    expect(found.map(one => one.location)).toEqual(
      mails.map((mail, at) => ({
        ...{ account: 'import', folder: file, uid: String(at + 1) },
        uidValidity: fileValidity(mail),
      })),
    )
    expect(found[0]).toMatchObject({ receiptSource: 'date-header' })
  }
})

test('mbox as programs really write it: no date, no blank line, unquoted words, no last line end', async () => {
  const mail = (subject: string, body: string) => `Subject: ${subject}\n\n${body}\n`
  const container = [
    `From -\n${mail('1', 'a\nFrom here on: no header\n\nFrom there\nneither')}`,
    `From 17@xxx Wed Feb 09 10:00:00 +0000 2022\n${mail('2', 'b')}`,
    `${separator}\nSubject: 3\n\nc`,
  ].join('')
  const found = await all(write(tempFolder(), 'x.mbox', container))
  expect(found.map(one => Buffer.from(one.bytes).toString().replaceAll('\r\n', '\n'))).toEqual([
    mail('1', 'a\nFrom here on: no header\n\nFrom there\nneither'),
    mail('2', 'b'),
    'Subject: 3\n\nc',
  ])
})

test('a long mbox is read in pieces, lines cut anywhere', async () => {
  const line = `${'a'.repeat(70)}\n`
  const one = `${separator}\nSubject: dài\n\n${line.repeat(20_000)}\n`
  const found = await all(write(tempFolder(), 'x.mbox', one.repeat(3)))
  expect(found).toHaveLength(3)
  expect(new Set(found.map(message => sha256(message.bytes))).size).toBe(1)
  expect(found[0]!.bytes.length).toBe('Subject: dài\r\n\r\n'.length + 1 + 20_000 * 72)
})

test('a .mbox that is none is a loose form; a path that is not there is said before anything is read', async () => {
  const file = write(tempFolder(), 'x.mbox', 'hello')
  const [loose] = await all(file)
  expect((await simpleParser(Buffer.from(loose!.bytes))).attachments[0]?.filename).toBe('x.mbox')
  const reading = importPaths([file, path.join(path.dirname(file), 'không có')], parts)
  await expect(reading.next()).rejects.toMatchObject({ code: 'not-found' })
})

test('a file that cannot be read, or is larger than any mail, is named, and the others are taken', async () => {
  const folder = tempFolder()
  writeFileSync(path.join(folder, 'a.docx'), 'a')
  writeFileSync(path.join(folder, 'b.pst'), '')
  truncateSync(path.join(folder, 'b.pst'), 3 * 1024 ** 3)
  writeFileSync(path.join(folder, 'c.docx'), 'c')
  const passedOver: string[] = []
  const parts = {
    since: 0,
    receivedBy: [],
    passedOver: (file: string, why: string) => void passedOver.push(`${path.basename(file)} ${why}`),
  }
  const found = await Array.fromAsync(importPaths([folder], parts))
  expect(found.map(one => one.location.uid)).toEqual(['a.docx', 'c.docx'])
  expect(passedOver).toEqual(['b.pst too-large'])
})
