/** `status` on the daily mail: what may not have come, did not go, or waits is a trouble until a later mail stands for it. */

import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type App, openApp } from '../../src/app.ts'
import { statusCommand } from '../../src/commands/status.ts'
import { projectFolder, readConfig } from '../../src/config.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { openMessages } from '../../src/platform/messages.ts'
import { holdRole } from '../../src/platform/service-lock.ts'
import type { Clock } from '../../src/ports.ts'
import { mailsStoppedFact, type Stopped } from '../../src/summary/hand-over.ts'
import { sendMailByHand } from '../../src/summary/send-daily.ts'
import { sampleMessage } from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'

const at = (text: string): number => Date.parse(`2022-02-${text.replace(' ', 'T')}:00+07:00`)
const say = openMessages(path.join(projectFolder, 'templates'))

const open = async (): Promise<App> => {
  const clock: Clock = { now: () => at('11 17:00'), sleep: async () => {} }
  const app = await openApp(readConfig({ DATA_DIR: tempFolder() }), clock, makeLog('silent'))
  onTestFinished(() => app.close())
  return app
}
const begin = (app: App, day: string, id = `summary ${day}`): Promise<boolean> =>
  app.store.beginSending({
    ...{ id, kind: 'summary', day, raw: '', recipients: [], figures: {}, about: [] },
    at: Date.parse(`${day}T16:30:00+07:00`),
  })
const send = async (app: App, day: string, state: 'sent' | 'refused' | 'doubtful', id?: string) => {
  await begin(app, day, id)
  await app.store.endSending(id ?? `summary ${day}`, state, 'lời máy chủ', at('11 16:31'))
}
/** The exit code and the lines on the daily mail that cry out. */
const status = async (app: App): Promise<{ code: number; troubles: string[] }> => {
  const lines: string[] = []
  const never = (): never => {
    throw new Error('status only prints lines')
  }
  const output = {
    line: (text: string) => void lines.push(text),
    problem: never,
    progress: never,
    endProgress: never,
  }
  const code = await statusCommand(app, say, output)
  return { code, troubles: lines.filter(line => /^Báo cáo nhanh \(/.test(line)) }
}

test('all sent, or nothing yet: well', async () => {
  const app = await open()
  expect(await status(app)).toEqual({ code: 0, troubles: [] })
  await send(app, '2022-02-10', 'sent')
  expect(await status(app)).toEqual({ code: 0, troubles: [] })
})

test('doubtful: whom to ask, and that it is not sent again', async () => {
  const app = await open()
  await send(app, '2022-02-10', 'doubtful')
  const { code, troubles } = await status(app)
  expect(code).toBe(1)
  expect(troubles).toEqual([expect.stringMatching(/^Báo cáo nhanh \(summary 2022-02-10\): KHÔNG RÕ ĐÃ ĐẾN/)])
  for (const words of ['hỏi người nhận', 'mục Thư đã gửi', 'không tự gửi lại', 'lời máy chủ'])
    expect(troubles[0]).toContain(words)
})

test('refused: how it is sent again; every such mail is named, not only the last', async () => {
  const app = await open()
  await send(app, '2022-02-09', 'sent')
  await send(app, '2022-02-10', 'doubtful')
  await send(app, '2022-02-11', 'refused')
  const { code, troubles } = await status(app)
  expect(code).toBe(1)
  expect(troubles).toHaveLength(2)
  expect(troubles[0]).toContain('summary 2022-02-10')
  expect(troubles[1]).toMatch(/KHÔNG GỬI ĐƯỢC.*summary --date 2022-02-11;.*lời máy chủ/)
})

test('one of the same day or a later one that was sent stands for them', async () => {
  const app = await open()
  await send(app, '2022-02-10', 'doubtful')
  await send(app, '2022-02-11', 'refused')
  await send(app, '2022-02-11', 'sent', 'summary 2022-02-11 2')
  expect(await status(app)).toEqual({ code: 0, troubles: [] })
})

test('not handed over yet: since when, how often, why; gone once it is sent', async () => {
  const app = await open()
  await begin(app, '2022-02-11')
  const stopped: Stopped = { at: at('11 16:45'), attempts: 4, reason: 'no route' }
  await app.store.saveFact(mailsStoppedFact, { 'summary 2022-02-11': stopped })
  const { code, troubles } = await status(app)
  expect(code).toBe(1)
  expect(troubles).toEqual([
    expect.stringMatching(/CHƯA GỬI ĐƯỢC từ 16:30 11\/02\/2022, đã thử 4 lần.*Lý do: no route$/),
  ])
  expect(troubles[0]).toContain(app.outbox.target)
  await app.store.endSending('summary 2022-02-11', 'sent', '', at('11 16:50'))
  await app.store.saveFact(mailsStoppedFact, {})
  expect(await status(app)).toEqual({ code: 0, troubles: [] })
})

test('the program as put together sends nothing while another process of the same DATA_DIR does', async () => {
  const app = await open()
  const other = holdRole(app.config.dataDir, 'sending')
  expect((await sendMailByHand(app.mailParts(), 'summary')).kind).toBe('busy')
  expect(await app.store.sentMails()).toEqual([])
  other.release()
  expect((await sendMailByHand(app.mailParts(), 'summary')).kind).toBe('sent')
})

/** All that `status` prints. */
const printed = async (app: App): Promise<string> => {
  const lines: string[] = []
  const never = (): never => {
    throw new Error('status only prints lines')
  }
  const output = {
    line: (text: string) => void lines.push(text),
    problem: never,
    progress: never,
    endProgress: never,
  }
  await statusCommand(app, say, output)
  return lines.join('\n')
}
const decide = async (app: App, subject: string, kind: 'hold' | 'release' | 'close'): Promise<void> => {
  const { length } = await app.store.decisions(subject)
  const decision = { subject, by: 'đ/c Hà', at: at('11 14:00'), kind, before: null, after: {} } as const
  await app.store.decide(decision, length)
}

test('both daily mails: the last and the next', async () => {
  const app = await open()
  await send(app, '2022-02-11', 'sent')
  const text = await printed(app)
  expect(text).toContain('Báo cáo nhanh gần nhất: summary 2022-02-11: đã gửi')
  expect(text).toContain('Báo cáo nhanh kế tiếp: 16:30 14/02/2022;')
  expect(text).toContain('Việc cần xử lý kế tiếp: 15:30 14/02/2022;')
})

test('held back: whose wish it was, today after its time or on a day to come; no trouble', async () => {
  const app = await open()
  await decide(app, 'summary 2022-02-11', 'hold')
  await decide(app, 'summary 2022-02-14', 'hold')
  const held = (await printed(app)).split('\n').filter(line => line.includes('ĐANG TẠM GIỮ'))
  expect(held).toEqual([
    expect.stringMatching(
      /^Báo cáo nhanh \(summary 2022-02-11\): ĐANG TẠM GIỮ theo yêu cầu của đ\/c Hà từ 14:00/,
    ),
    expect.stringMatching(/^Báo cáo nhanh \(summary 2022-02-14\)/),
  ])
  expect((await status(app)).code).toBe(0)
  await decide(app, 'summary 2022-02-11', 'release')
  expect((await printed(app)).match(/ĐANG TẠM GIỮ/g)).toHaveLength(1)
})

test('closed: no mail to come', async () => {
  const app = await open()
  await decide(app, 'campaign', 'close')
  const text = await printed(app)
  expect(text).toContain('Báo cáo nhanh: đợt đăng ký đã kết thúc, không gửi nữa')
  expect(text).toContain('Việc cần xử lý: đợt đăng ký đã kết thúc, không gửi nữa')
})

test('caught up with: the mailbox was looked at since, and all it had is read; of a closed campaign nothing more comes', async () => {
  const app = await open()
  const since = at('11 09:00')
  const looked = (lastGoodLook: number | null) =>
    app.store.saveFact('mailbox', { account: 'ban', lastGoodLook, trouble: null })
  expect(await app.caughtUp(since)).toBe(false)
  await looked(null)
  expect(await app.caughtUp(since)).toBe(false)
  await looked(since - 1)
  expect(await app.caughtUp(since)).toBe(false)
  await looked(since)
  expect(await app.caughtUp(since)).toBe(true)
  await app.store.keepMessages([sampleMessage(1)], null, since)
  expect(await app.caughtUp(since)).toBe(false)
  const other = await open()
  await decide(other, 'campaign', 'close')
  expect(await other.caughtUp(since)).toBe(true)
})
