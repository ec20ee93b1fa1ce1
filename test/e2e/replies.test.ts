/**
 * Back to the units through the whole program: a real mail server, the child that reads, the real store, a real server for
 * what goes out; the campaign turns both on. The clock is the test's.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { simpleParser } from 'mailparser'
import { expect, onTestFinished, test } from 'vitest'
import { type App, openApp } from '../../src/app.ts'
import { drain } from '../../src/commands/drain.ts'
import type { Output } from '../../src/commands/output.ts'
import { remindCommand } from '../../src/commands/remind.ts'
import { statusCommand } from '../../src/commands/status.ts'
import { projectFolder, readConfig } from '../../src/config.ts'
import { balanceOf } from '../../src/consolidation/balance.ts'
import { opening } from '../../src/domain/campaign.ts'
import { collectOnce } from '../../src/intake/keep.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { makeReplyRounds } from '../../src/replies/reply-rounds.ts'
import { startDovecot } from '../support/dovecot.ts'
import { formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { type SmtpFixture, startSmtp } from '../support/smtp.ts'
import { tempFolder } from '../support/temp-folder.ts'

const school = 'mnkimthu@hanoiedu.example'
const at = (text: string): number => Date.parse(`2022-02-${text.replace(' ', 'T')}:00+07:00`)
const silent: Output = { line: () => {}, problem: () => {}, progress: () => {}, endProgress: () => {} }

interface Whole {
  readonly app: App
  readonly server: SmtpFixture
  goTo(moment: string): void
  /** As the mail server hands it over: above the mail stand its own headers. */
  deliver(said: string, returnPath: string, more?: string): Promise<void>
  /** Mails in, read, validated; then one look at what goes out. */
  work(): Promise<void>
}

const makeWhole = async (): Promise<Whole> => {
  const folder = tempFolder()
  const campaignFolder = path.join(folder, 'dan-van-kheo-2022')
  cpSync(path.join(projectFolder, 'templates/dan-van-kheo-2022'), campaignFolder, { recursive: true })
  const file = path.join(campaignFolder, 'campaign.yaml')
  writeFileSync(
    file,
    readFileSync(file, 'utf8')
      .replace('receivedBy: []', 'receivedBy: [mx.hanoi.gov.vn]')
      // As its comments say: without the #.
      .replace(/^( {2})# (receipts:|reminders:| {2}afterMinutes:| {2}daysBefore:)/gm, '$1$2'),
  )
  const dovecot = await startDovecot()
  onTestFinished(() => dovecot.stop())
  const server = await startSmtp()
  onTestFinished(() => server.stop())
  const env = {
    IMAP_URL: dovecot.url,
    DATA_DIR: path.join(folder, 'data'),
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
  }
  let now = at('12 08:00')
  const clock = { ...makeSystemClock(), now: () => now }
  const app = await openApp({ ...readConfig(env), campaignFolder }, clock, makeLog('silent'))
  const mailbox = await app.mailbox()
  onTestFinished(async () => {
    await mailbox.close()
    await app.close()
  })
  const signal = new AbortController().signal
  const since = opening(app.folder.campaign)
  const docx = formDocx({
    unit: 'Trường Mầm non Kim Thư',
    collectives: [{ name: 'Tổ chuyên môn', models: { 'culture-society': 'Lớp học thân thiện' } }],
  })
  return {
    app,
    server,
    goTo: moment => {
      now = at(moment)
    },
    deliver: async (said, returnPath, more = '') => {
      const mail = await makeMail({
        from: `Trường MN Kim Thư <${school}>`,
        messageId: '<thu-1@hanoiedu.example>',
        attachments: [{ filename: 'DVK MN Kim Thư.docx', content: docx }],
      })
      const top = `Return-Path: ${returnPath}\r\nAuthentication-Results: mx.hanoi.gov.vn; ${said}\r\n${more}`
      await dovecot.append('INBOX', Buffer.concat([Buffer.from(top), mail]), { date: new Date(now) })
    },
    work: async () => {
      await collectOnce({ ...app, mailbox, queue: await app.queue(), since, signal })
      await drain(app, '', silent)
      await makeReplyRounds({ ...app.mailParts(), log: app.log, signal })()
    },
  }
}

test('a form by IMAP, its receipt by SMTP; a forged one, an automatic one and a repeat get none', async () => {
  const { app, server, goTo, deliver, work } = await makeWhole()
  await work()
  goTo('12 08:05')
  await deliver('dmarc=pass header.from=hanoiedu.example', `<${school}>`)
  await work()
  expect(server.mails).toEqual([])
  goTo('12 08:20')
  await work()
  expect(server.mails.map(one => [one.from, one.to])).toEqual([['', [school]]])
  const { text, inReplyTo } = await simpleParser(server.mails[0]!.raw)
  expect(text).toContain('Kính gửi: Trường Mầm non Kim Thư.')
  expect(text).toContain('- Tổ chuyên môn - Văn hóa-xã hội: Lớp học thân thiện')
  expect(inReplyTo).toBe('<thu-1@hanoiedu.example>')

  goTo('13 08:05')
  await deliver('dmarc=pass header.from=hanoiedu.example', `<${school}>`, 'X: 1\r\n')
  await deliver('dmarc=fail header.from=hanoiedu.example', `<${school}>`)
  await deliver('spf=pass smtp.mailfrom=la@la.example', '<la@la.example>')
  await deliver('dmarc=pass header.from=hanoiedu.example', '<>')
  await deliver('dmarc=pass header.from=hanoiedu.example', `<${school}>`, 'Auto-Submitted: auto-replied\r\n')
  goTo('13 12:00')
  await work()
  expect(server.mails).toHaveLength(1)
  await deliver('dmarc=pass header.from=hanoiedu.example', 'not noted')
  await work()
  const lines: string[] = []
  await statusCommand(app, app.say, { ...silent, line: text => void lines.push(text) })
  expect(lines.filter(line => /^Thư (?:xác nhận|nhắc)/.test(line))).toEqual([
    'Thư xác nhận: đã gửi 1, đang gửi 0, không gửi được hoặc không rõ 0',
    expect.stringMatching(/^Thư xác nhận: 1 thư có biểu mẫu .*Return-Path/),
    'Thư nhắc: chờ duyệt 0 (lệnh remind), đã gửi 0, đang gửi 0, không gửi được hoặc không rõ 0',
  ])
  const snapshot = await app.store.snapshot()
  expect(snapshot.messages).toHaveLength(7)
  expect(balanceOf(snapshot)).toMatchObject({ even: true })
}, 60_000)

test('reminders: listed by the command, let go by unit, put away; whom to call', async () => {
  const { app, server, goTo } = await makeWhole()
  const [one, two, three] = (await app.roster.roster()).units.map(unit => ({ ...unit, confirmed: true }))
  if (!one || !two || !three) throw new Error('the roster is shorter than three units')
  const withAddresses = {
    units: [
      { ...one, addresses: ['mot@x.example'] },
      { ...two, addresses: ['hai@x.example'] },
      { ...three, contact: 'Cô Lan', phone: '0912 000 000' },
    ],
  }
  const known: App = {
    ...app,
    mailParts: () => ({ ...app.mailParts(), roster: async () => withAddresses }),
  }
  const remind = async (what: 'list' | 'release' | 'drop', ...named: string[]): Promise<[number, string]> => {
    const lines: string[] = []
    const output: Output = { ...silent, line: text => void lines.push(text) }
    const code = await remindCommand(known, { what, units: named, by: 'Cán bộ' }, app.say, output)
    return [code, lines.join('\n')]
  }
  goTo('12 09:00')
  const [code, listed] = await remind('list')
  expect(code).toBe(0)
  expect(listed).toContain('Thư nhắc chờ duyệt: 2 (soạn vào các ngày 12/02/2022, 14/02/2022)')
  expect(listed).toContain(`- ${one.name} (${one.id}): mot@x.example; hạn gửi trước ngày 15/02/2022`)
  expect(listed).toContain(
    `Chưa có địa chỉ thư, đề nghị gọi điện: 1\n  - ${three.name}: liên hệ Cô Lan, 0912 000 000`,
  )

  expect(listed).not.toContain('chưa rõ đơn vị')

  await expect(remind('release', 'Trường Không Có')).rejects.toMatchObject({ code: 'bad-usage' })
  expect(server.mails).toEqual([])
  expect(await remind('release', one.name)).toEqual([0, expect.stringContaining('Đã cho gửi 1 thư nhắc.')])
  expect(server.mails.map(mail => mail.to)).toEqual([['mot@x.example']])
  expect(await remind('drop', two.id)).toEqual([0, 'Đã bỏ 1 thư nhắc.'])
  expect((await remind('list'))[1]).toContain('Thư nhắc chờ duyệt: 0')
  expect((await app.store.sentMails()).map(mail => [mail.state, mail.detail])).toEqual([
    ['dropped', 'Cán bộ bỏ thư nhắc này.'],
    ['sent', expect.stringContaining('250')],
  ])
}, 60_000)
