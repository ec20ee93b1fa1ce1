/** The end of a campaign from the command line, on the demo's mailbox: closed, packed, checked, purged, read again. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { mailboxFolder } from '../support/expected.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { tonghop } from './run.ts'

const mailsIn = (dataDir: string): number =>
  readdirSync(path.join(dataDir, 'archive'), { recursive: true }).filter(name => /\.eml$/.test(String(name)))
    .length

test('closed, packed, checked, purged, and read again with what is gone named', async () => {
  const folder = tempFolder()
  const env = { DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'error' }
  const zip = path.join(folder, 'nop luu', 'Đợt 2022.zip')
  expect((await tonghop(['import', mailboxFolder], env)).code).toBe(0)
  expect(await tonghop(['purge', '--yes'], env)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('đợt đăng ký đang mở'),
  })
  expect((await tonghop(['close', '--anyway', '--by', 'Lê Thị Lan'], env)).code).toBe(0)

  const packed = await tonghop(['archive', zip], env)
  expect(packed).toMatchObject({ code: 0, stdout: expect.stringContaining(`Đã đóng gói: ${zip}`) })
  expect(packed.stderr).not.toContain('chưa kết thúc')
  expect(readdirSync(path.dirname(zip))).toEqual(['Đợt 2022.zip'])
  const whole = await tonghop(['archive', '--check', zip])
  expect(whole).toMatchObject({ code: 0, stderr: '' })
  expect(whole.stdout).toContain('Tệp còn nguyên vẹn, số liệu khớp.')

  const before = mailsIn(env.DATA_DIR)
  const purged = await tonghop(['purge', '--yes'], env)
  const gone = Number(/Đã xóa nội dung gốc của (\d+) thư/.exec(purged.stdout)?.[1])
  // All that the mailbox brings of other business, and nothing else.
  expect(gone).toBeGreaterThan(5)
  expect(mailsIn(env.DATA_DIR)).toBe(before - gone)
  const replayed = await tonghop(['replay'], env)
  expect(replayed.code).toBe(0)
  expect(replayed.stdout.match(/không đọc lại, nội dung đã được xóa/g)).toHaveLength(gone)
  expect(replayed.stdout).toContain('0 khác, 0 mới, 0 không còn')
  expect((await tonghop(['status'], env)).stdout).toContain('Số liệu cân.')

  const bytes = readFileSync(zip)
  const place = Math.floor(statSync(zip).size / 3)
  bytes[place] = bytes[place]! ^ 0xff
  const damaged = path.join(folder, 'hong.zip')
  writeFileSync(damaged, bytes)
  const broken = await tonghop(['archive', '--check', damaged])
  expect(broken.code).toBe(1)
  expect(broken.stdout).toContain('TỆP KHÔNG ĐẠT')
  const refused = await tonghop(['archive', zip], env)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('không ghi đè') })
}, 240_000)
