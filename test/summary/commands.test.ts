/** Mails of ours as the commands give them: shown before they go, held back, let go, listed, and shown again as sent. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type App, openApp } from '../../src/app.ts'
import { sentCommand } from '../../src/commands/sent.ts'
import { type SummaryAsked, summaryCommand } from '../../src/commands/summary.ts'
import { readConfig } from '../../src/config.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { at } from './office.ts'

interface Desk {
  readonly app: App
  goTo(moment: string): void
  /** Exit code and what was printed. */
  summary(asked: Partial<SummaryAsked>): Promise<[number, string]>
  sent(id?: string, out?: string): Promise<[number, string]>
}

const open = async (): Promise<Desk> => {
  let now = at('11 15:00')
  const clock = { now: () => now, sleep: async () => {} }
  const app = await openApp(readConfig({ DATA_DIR: tempFolder() }), clock, makeLog('silent'))
  onTestFinished(() => app.close())
  const run = async (command: (output: Parameters<typeof sentCommand>[3]) => Promise<number>) => {
    const lines: string[] = []
    const never = (): never => {
      throw new Error('these commands only print lines')
    }
    const code = await command({
      line: text => void lines.push(text),
      problem: never,
      progress: never,
      endProgress: never,
    })
    return [code, lines.join('\n')] as [number, string]
  }
  return {
    app,
    goTo: moment => {
      now = at(moment)
    },
    summary: asked =>
      run(output =>
        summaryCommand(
          app,
          { what: 'send', kind: 'summary', day: undefined, by: 'đ/c Hà', ...asked },
          app.say,
          output,
        ),
      ),
    sent: (id, out) => run(output => sentCommand(app, { id, out }, app.say, output)),
  }
}

test('both mails shown, with recipients and attachments; nothing is written or sent', async () => {
  const { app, summary, sent } = await open()
  const [code, report] = await summary({ what: 'show' })
  expect(code).toBe(0)
  expect(report).toMatch(
    /^\[Chỉ xem thử, không gửi\]\nNgười nhận: .*\nTiêu đề: Báo cáo nhanh .*đến 15 giờ 00, ngày 11\/02\/2022\nTệp kèm theo: .*\.xlsx \(\d+ KB\)\nTệp kèm theo: .*\.pdf/,
  )
  const [, digest] = await summary({ what: 'show', kind: 'digest', day: '2022-02-10' })
  expect(digest).toContain(
    'Tiêu đề: Không có việc cần xử lý - đăng ký "Dân vận khéo" năm 2022, đến 15 giờ 30, ngày 10/02/2022',
  )
  expect(digest).toContain('Kính gửi: Đồng chí cán bộ phụ trách tổng hợp.')
  expect(existsSync(path.join(app.config.dataDir, 'outbox'))).toBe(false)
  expect(await app.store.fact('startedAt')).toBeUndefined()
  expect(await sent()).toEqual([0, 'Chưa có thư nào.'])
})

test('held back, not sent by hand either, and let go again', async () => {
  const { summary, goTo } = await open()
  expect(await summary({ what: 'hold' })).toEqual([
    0,
    expect.stringMatching(/^Đã tạm giữ \(summary 2022-02-11\)\./),
  ])
  expect(await summary({ what: 'hold' })).toEqual([0, expect.stringContaining('đang được tạm giữ từ trước')])
  expect(await summary({})).toEqual([
    1,
    expect.stringContaining('đang tạm giữ theo yêu cầu của đ/c Hà, không gửi'),
  ])
  expect(await summary({ what: 'release' })).toEqual([
    0,
    'Đã thôi giữ (summary 2022-02-11).\nThư gửi lúc 16:30 11/02/2022.',
  ])
  expect(await summary({ what: 'release' })).toEqual([0, expect.stringContaining('không bị tạm giữ')])
  await summary({ what: 'hold' })
  goTo('11 17:00')
  expect(await summary({ what: 'release' })).toEqual([
    0,
    expect.stringMatching(/\nCHƯA tới người nhận \(summary 2022-02-11\): .*\.eml$/),
  ])
  expect(await summary({ what: 'hold' })).toEqual([1, expect.stringMatching(/^KHÔNG GIỮ ĐƯỢC: .* đã gửi/)])
})

test('released too late: the next report stands for it, and that is said', async () => {
  const { summary, goTo } = await open()
  await summary({ what: 'hold' })
  goTo('11 18:00')
  const [code, text] = await summary({ what: 'release' })
  expect([code, text.split('\n')[1]]).toEqual([
    0,
    expect.stringContaining('thư của ngày sau thay cho thư này'),
  ])
})

test('not a day that is over, nor one without a mail', async () => {
  const { summary } = await open()
  expect(await summary({ what: 'hold', day: '2022-02-09' })).toEqual([1, expect.stringContaining('đã qua')])
  expect(await summary({ what: 'hold', day: '2022-02-12' })).toEqual([
    1,
    expect.stringContaining('không có thư'),
  ])
})

test('listed; shown; written out with its attachments, over nothing', async () => {
  const { app, summary, sent, goTo } = await open()
  goTo('11 16:30')
  expect(await summary({})).toEqual([0, expect.stringMatching(/^CHƯA tới người nhận \(summary 2022-02-11\)/)])
  expect(await summary({})).toEqual([0, expect.stringContaining('đã có, không gửi lại')])
  expect(await sent()).toEqual([
    0,
    // Without SMTP_URL nobody has it.
    expect.stringMatching(
      /^16:30 11\/02\/2022 {2}summary 2022-02-11: đã gửi; tới bdv_huthanhoai@hanoi\.gov\.vn\n.*CHƯA tới người nhận: .*\.eml$/,
    ),
  ])
  expect(await sent('summary 2022-02-11')).toEqual([
    0,
    expect.stringContaining('Kính gửi: Thường trực Huyện ủy.'),
  ])

  const out = path.join(tempFolder(), 'ra')
  const [code, written] = await sent('summary 2022-02-11', out)
  expect(code).toBe(0)
  const files = readdirSync(out).sort()
  expect(files).toEqual([
    'summary-2022-02-11 Bieu tong hop DVK 2022.pdf',
    'summary-2022-02-11 Bieu tong hop DVK 2022.xlsx',
    'summary-2022-02-11.eml',
  ])
  for (const file of files) expect(written).toContain(path.join(out, file))
  const outbox = path.join(app.config.dataDir, 'outbox')
  const eml = path.join(out, files[2]!)
  expect(readFileSync(eml).equals(readFileSync(path.join(outbox, readdirSync(outbox)[0]!)))).toBe(true)

  // Again into the same folder: the same files. Over another file: refused.
  expect((await sent('summary 2022-02-11', out))[0]).toBe(0)
  writeFileSync(eml, 'của người khác')
  await expect(sent('summary 2022-02-11', out)).rejects.toMatchObject({ code: 'bad-config' })
  expect(readFileSync(eml, 'utf8')).toBe('của người khác')
  await expect(sent('summary 2022-02-10')).rejects.toMatchObject({ code: 'not-found' })
})
