/** The end of a campaign from the command line: close, what that stops, reopen. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { campaign, formDocx } from '../support/forms.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { tonghop } from './run.ts'

const form = (unit: string, model: string) =>
  formDocx({ unit, collectives: [{ name: 'Chi đoàn trường', models: { 'culture-society': model } }] })

test('closing shows what waits, is a decision, stops what comes in, and can be taken back', async () => {
  const folder = tempFolder()
  const env = { DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'warn' }
  const file = (name: string, bytes: Uint8Array): string => {
    writeFileSync(path.join(folder, name), bytes)
    return path.join(folder, name)
  }
  const sure = file('a.docx', form('Trường Mầm non Kim Thư', 'Lớp học xanh'))
  const unsure = file('b.docx', form('Trường Không có trong danh sách nào', 'Thư viện xanh'))
  expect((await tonghop(['import', sure, unsure], env)).code).toBe(0)

  const refused = await tonghop(['close', '--by', 'Lê Thị Lan'], env)
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain('Còn 1 việc chưa xong')
  expect(refused.stderr).toMatch(/- .*Trường Không có trong danh sách nào, b\.docx: /)
  expect(refused.stderr).toContain('--anyway')

  const closed = await tonghop(['close', '--by', 'Lê Thị Lan', '--anyway'], env)
  expect(closed.code).toBe(0)
  expect(closed.stdout).toMatch(/Đã kết thúc đợt đăng ký dan-van-kheo-2022 .*\(Lê Thị Lan\)/)
  expect((await tonghop(['status'], env)).stdout).toMatch(/ĐÃ KẾT THÚC từ .*\(Lê Thị Lan\)/)

  const late = file('c.docx', form('Trường THCS Kim Thư', 'Cổng trường an toàn'))
  const kept = await tonghop(['import', late], env)
  expect(kept).toMatchObject({ code: 1, stdout: '' })
  expect(kept.stderr).toMatch(/KHÔNG NHẬN: .*\(Lê Thị Lan\).*reopen/)

  expect((await tonghop(['reopen'], env)).stdout).toContain('(dòng lệnh)')
  expect((await tonghop(['import', late], env)).stdout).toContain('1 mới')

  const store = makeSqliteStore({ file: path.join(env.DATA_DIR, 'tonghop.sqlite'), campaign })
  try {
    expect((await store.decisions('campaign')).map(one => [one.kind, one.by])).toEqual([
      ['close', 'Lê Thị Lan'],
      ['reopen', 'dòng lệnh'],
    ])
  } finally {
    await store.close()
  }
}, 180_000)

test('a mailbox that nobody has looked at holds closing back', async () => {
  const folder = tempFolder()
  const env = { DATA_DIR: path.join(folder, 'data'), MAILBOX_DIR: folder, LOG_LEVEL: 'error' }
  const refused = await tonghop(['close'], env)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Hộp thư chưa được xem lần nào') })
}, 60_000)
