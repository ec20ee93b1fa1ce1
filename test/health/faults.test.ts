/** The list of what is wrong: one line for each fault, from the facts as their writers keep them; none when all is well. */
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { projectFolder } from '../../src/config.ts'
import { findSetAside } from '../../src/consolidation/set-aside.ts'
import type { TablesFact } from '../../src/consolidation/write-tables.ts'
import type { SentMail, Snapshot } from '../../src/domain/ledger.ts'
import { type FaultParts, findFaults } from '../../src/health/faults.ts'
import type { MailboxFact } from '../../src/intake/keep.ts'
import { freeBytes } from '../../src/platform/free-bytes.ts'
import { openMessages } from '../../src/platform/messages.ts'
import { mailsStoppedFact, type Stopped } from '../../src/summary/hand-over.ts'
import { type MailFault, mailFaultFact } from '../../src/summary/keep-mails.ts'
import { type WorkerTrouble, workerTroubleFact } from '../../src/worker-names.ts'
import { at, campaignFolder, snapshotOf } from '../consolidation/snapshots.ts'
import { makeSampleStore } from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'

const now = at('2022-02-11', '15:30')
const gigabyte = 1024 ** 3

const makeParts = (
  free: number | undefined = 50 * gigabyte,
): FaultParts & { save: (name: string, value: unknown) => Promise<void> } => {
  const { store } = makeSampleStore(tempFolder())
  onTestFinished(() => store.close())
  return {
    store,
    clock: { now: () => now },
    campaign: campaignFolder.campaign,
    outbox: { target: 'smtp://mail.example' },
    say: openMessages(path.join(projectFolder, 'templates')),
    freeBytes: async () => free,
    pollMs: 60_000,
    save: (name, value) => store.saveFact(name, value),
  }
}
const clean = snapshotOf([])
const mailOf = (
  kind: SentMail['kind'],
  state: SentMail['state'],
  over: Partial<SentMail> = {},
): SentMail => ({
  ...{
    id: `${kind} 2022-02-10`,
    kind,
    day: '2022-02-10',
    state,
    raw: '',
    recipients: [],
    figures: {},
    about: [],
  },
  ...{ at: at('2022-02-10', '16:31'), detail: 'lời máy chủ' },
  ...over,
})
const withMails = (...sentMails: SentMail[]): Snapshot => snapshotOf([], { sentMails })

test('all is well', async () => {
  const parts = makeParts()
  expect(await findFaults(parts, clean)).toEqual([])
  const mailbox: MailboxFact = { account: 'ban', lastGoodLook: now - 60_000, trouble: null }
  await parts.save('mailbox', mailbox)
  for (const name of [workerTroubleFact('reading'), mailFaultFact('digest'), 'roster-trouble'])
    await parts.save(name, null)
  expect(await findFaults(parts, withMails(mailOf('summary', 'sent'), mailOf('digest', 'sent')))).toEqual([])
})

test('the mailbox: since when it was last seen, and why', async () => {
  const parts = makeParts()
  const trouble = { code: 'mailbox-refused-login', message: 'IMAP_URL: no', since: now - 1000 } as const
  await parts.save('mailbox', { account: 'ban', lastGoodLook: at('2022-02-10', '09:00'), trouble })
  expect(await findFaults(parts, clean)).toEqual([
    expect.stringMatching(
      /^Hộp thư: KHÔNG XEM ĐƯỢC từ 09:00 10\/02\/2022: Máy chủ thư từ chối đăng nhập.*IMAP_URL: no$/,
    ),
  ])
})

test('a mailbox that nobody looks at any more, unless the campaign is closed', async () => {
  const parts = makeParts()
  await parts.save('mailbox', { account: 'ban', lastGoodLook: at('2022-02-11', '14:29'), trouble: null })
  expect(await findFaults(parts, clean)).toEqual([
    expect.stringMatching(/^Hộp thư: KHÔNG ĐƯỢC XEM từ 14:29 11\/02\/2022/),
  ])
  const close = {
    id: 1,
    subject: 'campaign',
    by: 'x',
    at: now - 1,
    kind: 'close',
    before: null,
    after: {},
  } as const
  expect(await findFaults(parts, snapshotOf([], { decisions: [close] }))).toEqual([])
})

test('workers, disk, jobs, balance, tables, roster', async () => {
  const parts = makeParts(200 * 1024 * 1024)
  const worker: WorkerTrouble = { code: 'disk-full', message: 'x', since: at('2022-02-11', '10:00') }
  await parts.save(workerTroubleFact('consolidation'), worker)
  const notice = { file: 'Bieu.xlsx', at: now, message: 'Tệp Bieu.xlsx đang mở' }
  const tables: TablesFact = { revision: 1, at: now, files: [], setAside: [], trouble: [notice] }
  await parts.save('tables', tables)
  await parts.save('roster-trouble', { message: 'Dòng 3: chưa ghi tên đơn vị.', at: now })
  const uneven = snapshotOf([{ unitId: 'a', rows: [{}] }], {
    parts: [],
    failedJobs: [{ kind: 'read', subject: 'm', error: 'reader-died' }],
  })
  const lines = await findFaults(parts, uneven)
  expect(lines.map(line => line.slice(0, 30))).toEqual([
    'Bộ phận consolidation: NGỪNG t',
    'Ổ đĩa chứa DATA_DIR chỉ còn 20',
    'CẢNH BÁO: số liệu KHÔNG CÂN. Đ',
    'Việc hỏng, cần người phụ trách',
    'Bảng: CHƯA LẬP ĐƯỢC: Tệp Bieu.',
    'Danh sách đơn vị: Dòng 3: chưa',
  ])
})

test('a disk that says nothing of its room is none to worry about; this one says', async () => {
  const parts = makeParts()
  expect(await findFaults({ ...parts, freeBytes: async () => undefined }, clean)).toEqual([])
  expect(await freeBytes(tempFolder())).toBeGreaterThan(0)
  expect(await freeBytes(path.join(tempFolder(), 'gone'))).toBeUndefined()
})

test('daily mails: doubtful, refused, not handed over; each by its kind, with the command that sends it', async () => {
  const parts = makeParts()
  const stopped: Stopped = { at: now, attempts: 3, reason: 'no route' }
  await parts.save(mailsStoppedFact, { 'digest 2022-02-11': stopped })
  const waiting = { id: 'digest 2022-02-11', day: '2022-02-11' }
  const lines = await findFaults(
    parts,
    withMails(
      mailOf('summary', 'doubtful'),
      mailOf('digest', 'refused'),
      mailOf('digest', 'sending', waiting),
    ),
  )
  expect(lines[0]).toMatch(/^Báo cáo nhanh \(summary 2022-02-10\): KHÔNG RÕ ĐÃ ĐẾN HAY CHƯA/)
  expect(lines[1]).toMatch(
    /^Việc cần xử lý \(digest 2022-02-10\): KHÔNG GỬI ĐƯỢC.*lệnh summary --digest --date 2022-02-10;/,
  )
  expect(lines[2]).toMatch(
    /^Việc cần xử lý \(digest 2022-02-11\): CHƯA GỬI ĐƯỢC.*đã thử 3 lần.*smtp:\/\/mail\.example/,
  )
  expect(lines).toHaveLength(3)
  // A report that went stands for no digest.
  const went = mailOf('summary', 'sent', { id: 'summary 2022-02-11', day: '2022-02-11' })
  expect(await findFaults(parts, withMails(mailOf('summary', 'refused'), went))).toEqual([])
  expect(await findFaults(parts, withMails(mailOf('digest', 'refused'), went))).toHaveLength(1)
})

test('a mail withdrawn because somebody held it back is no fault', async () => {
  const parts = makeParts()
  const hold = {
    id: 1,
    subject: 'summary 2022-02-10',
    by: 'x',
    kind: 'hold',
    before: null,
    after: {},
  } as const
  const withdrawn = mailOf('summary', 'refused')
  const heldAt = (time: string) =>
    snapshotOf([], { sentMails: [withdrawn], decisions: [{ ...hold, at: at('2022-02-10', time) }] })
  expect(await findFaults(parts, heldAt('16:31'))).toEqual([])
  // Held only after the server had refused it.
  expect(await findFaults(parts, heldAt('16:32'))).toHaveLength(1)
})

test('a mail that could not be made', async () => {
  const parts = makeParts()
  const fault: MailFault = { at: now, code: 'TypeError', message: 'digest-news.ts:12' }
  await parts.save(mailFaultFact('digest'), fault)
  expect(await findFaults(parts, clean)).toEqual([
    'Việc cần xử lý: CHƯA LẬP ĐƯỢC: TypeError: digest-news.ts:12',
  ])
})

test('tables edited by hand since then', async () => {
  const parts = makeParts()
  const notice = (time: string) => ({ file: 'x', at: at('2022-02-11', time), message: time })
  const tables: TablesFact = {
    revision: 1,
    at: now,
    files: [],
    setAside: [notice('08:00'), notice('09:00')],
    trouble: [],
  }
  await parts.save('tables', tables)
  expect((await findSetAside(parts.store, at('2022-02-11', '08:30'))).map(one => one.message)).toEqual([
    '09:00',
  ])
})
