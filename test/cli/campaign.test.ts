/** A campaign from the command line, on the embedded default: import, again, status, tables, summary. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdRole } from '../../src/platform/service-lock.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { campaign, formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { type Ran, tonghop } from './run.ts'

const { folder, remove } = makeTempFolder()
afterAll(remove)
const mails = path.join(folder, 'thu')
const env = { DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'warn' }
const files = (sub: string): string[] => readdirSync(path.join(env.DATA_DIR, sub)).sort()

/** What the ledger holds, as of now. */
const snapshot = async () => {
  const store = makeSqliteStore({ file: path.join(env.DATA_DIR, 'tonghop.sqlite'), campaign })
  try {
    return await store.snapshot()
  } finally {
    await store.close()
  }
}

const school = (unit: string, model: string) =>
  formDocx({ unit, collectives: [{ name: 'Chi đoàn trường', models: { 'culture-society': model } }] })

let first: Ran
beforeAll(async () => {
  mkdirSync(path.join(mails, 'cu'), { recursive: true })
  const put = async (name: string, more: Parameters<typeof makeMail>[0]) =>
    writeFileSync(path.join(mails, name), await makeMail(more))
  const attached = (unit: string, model: string) => ({
    attachments: [{ filename: 'dang ky.docx', content: school(unit, model) }],
  })
  await put('1.eml', attached('Trường Mầm non Kim Thư', 'Lớp học xanh'))
  await put('cu/2.eml', attached('Trường THCS Kim Thư', 'Cổng trường an toàn'))
  await put('3.eml', attached('Trường Không có trong danh sách nào', 'Thư viện xanh'))
  await put('4.eml', { subject: 'Lịch họp', text: 'Mời họp.' })
  await put('5.eml', {
    ...attached('Trường THCS Kim Thư', 'Sớm quá'),
    date: new Date('2022-02-08T23:59:00+07:00'),
  })
  await put('.an.eml', attached('Trường THCS Kim Thư', 'Ẩn'))
  writeFileSync(path.join(mails, 'giao tay.docx'), school('Trường Tiểu học Kim Thư', 'Sân chơi em yêu'))
  first = await tonghop(['import', mails], env)
  return undefined
}, 60_000)

describe('import', () => {
  it('takes mails and loose forms, says what it passed over, and shows an even balance', () => {
    expect(first.code).toBe(0)
    expect(first.stdout).toContain('Đã nhận 5 thư, tệp; 5 mới, 0 đã có từ trước.')
    expect(first.stdout).toMatch(/Thư +5 +3 +1 +0 +1 +0/)
    expect(first.stdout).toContain('Số liệu cân.')
    expect(first.stderr).toContain(`${path.join(mails, '5.eml')}: bỏ qua, thư nhận trước ngày mở đợt đăng ký`)
    expect(first.stderr).toContain(`${path.join(mails, '.an.eml')}: bỏ qua, tệp ẩn`)
  })

  it('again changes nothing, from the same paths and one by one', async () => {
    const before = await snapshot()
    const archive = files('archive')
    const again = await tonghop(['import', mails], env)
    expect(again.code).toBe(0)
    expect(again.stdout).toContain('Đã nhận 5 thư, tệp; 0 mới, 5 đã có từ trước.')
    expect(await snapshot()).toEqual(before)
    expect(before.messages).toHaveLength(5)
    expect(before.registrations.filter(one => one.codeNumber !== null)).toHaveLength(3)
    expect(files('archive')).toEqual(archive)
  })

  it('takes nothing at all when a path is not there', async () => {
    const before = await snapshot()
    const ran = await tonghop(['import', mails, path.join(folder, 'khong co')], env)
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toContain('khong co')
    expect(await snapshot()).toEqual(before)
  })
})

describe('status', () => {
  it('says how things stand', async () => {
    const ran = await tonghop(['status'], env)
    expect(ran.code).toBe(0)
    for (const words of [
      'Tình hình đợt đăng ký dan-van-kheo-2022',
      'Dịch vụ: không chạy',
      'Hộp thư: chưa xem lần nào',
      'Số liệu cân.',
      'Bảng: chưa lập lần nào',
      'Báo cáo nhanh kế tiếp: 16:30',
    ])
      expect(ran.stdout).toContain(words)
    expect(ran.stdout).toMatch(/Bản đăng ký +4 +3 +1 +0 +0 +0/)
  })

  it('sees a service that runs, and keeps off its tables', async () => {
    const roles = [holdRole(env.DATA_DIR, 'mailbox'), holdRole(env.DATA_DIR, 'consolidation')]
    try {
      expect((await tonghop(['status'], env)).stdout).toContain('Dịch vụ: đang chạy')
      const tables = await tonghop(['workbook'], env)
      expect(tables.code).toBe(1)
      expect(tables.stderr).toContain('Một dịch vụ khác đang chạy')
      expect((await tonghop(['serve'], env)).code).toBe(1)
    } finally {
      for (const role of roles) role.release()
    }
  })
})

describe('workbook', () => {
  const modelsIn = async (file: string): Promise<string> => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(readFileSync(file) as unknown as ArrayBuffer)
    const cells: string[] = []
    for (const sheet of workbook.worksheets)
      sheet.eachRow(row => row.eachCell(cell => void cells.push(String(cell.value ?? ''))))
    return cells.join('\n')
  }

  it('writes every table where it is told, and says where', async () => {
    const out = path.join(folder, 'ra', 'day')
    const ran = await tonghop(['workbook', '--out', out], env)
    expect(ran.code).toBe(0)
    const written = ran.stdout
      .trimEnd()
      .split('\n')
      .map(line => line.replace('Đã lập: ', ''))
    expect(written.map(file => path.extname(file)).sort()).toEqual(['.docx', '.pdf', '.xlsx', '.xlsx'])
    expect(written.map(file => path.basename(file)).sort()).toEqual(readdirSync(out).sort())
    for (const file of written.filter(one => one.endsWith('.xlsx'))) {
      const text = await modelsIn(file)
      expect(text).toContain('Lớp học xanh')
      expect(text).toContain('Cổng trường an toàn')
    }
    // The service's own tables are not said to be written by that.
    expect((await tonghop(['status'], env)).stdout).toContain('Bảng: chưa lập lần nào')
  })

  it('sets a table aside that somebody edited', async () => {
    expect((await tonghop(['workbook'], env)).code).toBe(0)
    const name = files('bieu').find(one => one.endsWith('.xlsx'))
    const file = path.join(env.DATA_DIR, 'bieu', name!)
    writeFileSync(file, 'sửa tay')
    const ran = await tonghop(['workbook'], env)
    expect(ran.code).toBe(0)
    expect(ran.stderr).toContain('có người sửa')
    const aside = files('bieu').find(one => one.includes('sửa tay'))
    expect(readFileSync(path.join(env.DATA_DIR, 'bieu', aside!), 'utf8')).toBe('sửa tay')
    expect(await modelsIn(file)).toMatch(/Lớp học xanh/)
  })
})

describe('summary', () => {
  it('--dry-run shows the mail, of today or of a day, and leaves no trace', async () => {
    const before = await snapshot()
    for (const [args, when] of [
      [['--date', '2022-02-11'], '16 giờ 30, ngày 11/02/2022'],
      [[], 'ngày '],
    ] as const) {
      const ran = await tonghop(['summary', '--dry-run', ...args], env)
      expect(ran.code).toBe(0)
      expect(ran.stdout).toMatch(/^\[Chỉ xem thử, không gửi\]\nNgười nhận: bdv_huthanhoai@hanoi\.gov\.vn\n/)
      expect(ran.stdout).toContain('Tiêu đề: Báo cáo nhanh đăng ký "Dân vận khéo" năm 2022')
      expect(ran.stdout).toContain('Kính gửi: Thường trực Huyện ủy.')
      expect(ran.stdout).toContain(when)
      expect(ran.stdout).toMatch(/^Tệp kèm theo: Bieu tong hop.*\.xlsx \(\d+ KB\)$/m)
    }
    expect(await snapshot()).toEqual(before)
    expect(readdirSync(env.DATA_DIR)).not.toContain('outbox')
  })

  it('by hand goes once a day', async () => {
    const ran = await tonghop(['summary', '--date', '2022-02-11'], env)
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.stdout).toContain('CHƯA tới người nhận (summary 2022-02-11)')
    expect(files('outbox')).toHaveLength(1)
    const again = await tonghop(['summary', '--date', '2022-02-11'], env)
    expect(again.code).toBe(0)
    expect(again.stdout).toContain('đã có, không gửi lại')
    expect(files('outbox')).toHaveLength(1)
    expect((await tonghop(['status'], env)).stdout).toContain(
      'Báo cáo nhanh gần nhất: summary 2022-02-11: chỉ ghi ra tệp, CHƯA tới người nhận',
    )
  })
})
