/** `replay` from the command line, with the real reader: nothing to change, what is damaged, what an update would do. */
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { formDocx } from '../support/forms.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { tonghop } from './run.ts'

test('the archive read again: the same, then what an earlier reader had read otherwise, then a damaged mail', async () => {
  const folder = tempFolder()
  const env = { DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'warn' }
  const form = (unit: string, model: string) =>
    formDocx({ unit, collectives: [{ name: 'Chi đoàn trường', models: { economy: model } }] })
  writeFileSync(path.join(folder, 'a.docx'), form('Trường Mầm non Kim Thư', 'Lớp học xanh'))
  writeFileSync(path.join(folder, 'b.docx'), form('Trường THCS Kim Thư', 'Cổng trường an toàn'))
  await tonghop(['import', path.join(folder, 'a.docx'), path.join(folder, 'b.docx')], env)

  const same = await tonghop(['replay', '--apply'], env)
  expect(same.code).toBe(0)
  expect(same.stdout).toContain('Đã đọc lại 2 thư. Bản đăng ký: 0 khác, 0 mới, 0 không còn, 0 chỉ đề xuất')

  // As if an earlier version had not known the letters.
  const database = new DatabaseSync(path.join(env.DATA_DIR, 'tonghop.sqlite'))
  const ids = database.prepare('select id from message order by id').all() as { id: string }[]
  database.exec(`update submission set reading_json = replace(reading_json, 'Lớp học xanh', 'Líp häc xanh');
    update registration set model = 'Líp häc xanh' where model = 'Lớp học xanh'`)
  database.close()
  const applied = await tonghop(['replay', '--apply'], env)
  expect(applied.code).toBe(0)
  expect(applied.stdout).toMatch(
    /~ sửa: {2}DVK22-000\d .* Líp häc xanh\n +thành: DVK22-000\d .* Lớp học xanh/,
  )
  expect(applied.stdout).toContain('Bản đăng ký: 1 khác, 0 mới')
  expect(applied.stdout).toContain('Đã ghi nhận kết quả đọc lại của 1 thư.')
  expect(applied.stdout).toContain('Số liệu cân.')

  const [first, second] = ids.map(one => one.id)
  writeFileSync(path.join(env.DATA_DIR, 'archive', first!.slice(0, 2), `${first}.eml`), 'x')
  const damaged = await tonghop(['replay'], env)
  expect(damaged.code).toBe(1)
  expect(damaged.stderr).toMatch(new RegExp(`Thư ${first!.slice(0, 10)}, .* bị hỏng`))
  expect(damaged.stdout).toContain('0 thư có thay đổi')
  const one = await tonghop(['replay', '--message', second!.slice(0, 10)], env)
  expect(one).toMatchObject({ code: 0, stdout: expect.stringContaining('Đã đọc lại 1 thư') })
  expect(readdirSync(env.DATA_DIR)).not.toContain('replay')
}, 180_000)
