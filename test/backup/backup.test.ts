/** A backup made while mails come in, restored elsewhere, goes on: nothing lost, nothing doubled, no mail sent twice. */
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { balanceOf } from '../../src/consolidation/balance.ts'
import { sha256 } from '../../src/domain/identity.ts'
import { makeFolder } from '../../src/platform/make-folder.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { tonghop } from '../cli/run.ts'
import { mailOf, modelOf, modelsIn } from '../support/campaign-mails.ts'
import { campaign } from '../support/forms.ts'
import { tempFolder } from '../support/temp-folder.ts'

const put = async (folder: string, at: number): Promise<void> => {
  const file = path.join(folder, `${at}.eml`)
  writeFileSync(file, await mailOf(at))
  const old = new Date('2022-02-11T09:00:00+07:00')
  utimesSync(file, old, old)
}
const modelsOf = async (dataDir: string): Promise<string[]> => {
  const store = makeSqliteStore({ file: path.join(dataDir, 'tonghop.sqlite'), campaign })
  const snapshot = await store.snapshot()
  await store.close()
  expect(balanceOf(snapshot).even).toBe(true)
  return snapshot.registrations.map(one => one.model).sort()
}

const begun = async () => {
  const folder = tempFolder()
  const mails = path.join(folder, 'mails')
  const [data, backup, other] = ['data', 'backup', 'other'].map(name => path.join(folder, name)) as [
    string,
    string,
    string,
  ]
  makeFolder(mails)
  for (const at of [0, 1, 2]) await put(mails, at)
  const env = { DATA_DIR: data, LOG_LEVEL: 'error' }
  expect((await tonghop(['import', mails], env)).code).toBe(0)
  expect((await tonghop(['workbook'], env)).code).toBe(0)
  return { folder, mails, data, backup, other, env }
}

test('backed up, gone on, restored elsewhere: what was there is there, what comes again is taken once', async () => {
  const { mails, data, backup, other, env } = await begun()
  expect((await tonghop(['summary', '--date', '2022-02-11'], env)).code).toBe(0)
  const first = await tonghop(['backup', backup], env)
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toContain('4 thư (4 thư mới)')
  await put(mails, 3)
  expect((await tonghop(['import', mails], env)).code).toBe(0)

  const restored = await tonghop(['restore', backup], { DATA_DIR: other })
  expect(restored.code, restored.printed).toBe(0)
  expect(await modelsOf(other)).toEqual([0, 1, 2].map(modelOf))
  expect((await tonghop(['import', mails], { DATA_DIR: other })).code).toBe(0)
  expect(await modelsOf(other)).toEqual(await modelsOf(data))
  expect((await tonghop(['workbook'], { DATA_DIR: other })).code).toBe(0)
  const table = readdirSync(path.join(other, 'bieu')).find(name => /^Bieu.*\.xlsx$/.test(name))!
  expect((await modelsIn(path.join(other, 'bieu', table))).sort()).toEqual([0, 1, 2, 3].map(modelOf))
  const again = await tonghop(['summary', '--date', '2022-02-11'], { DATA_DIR: other })
  expect(again.printed).toMatch(/không gửi lại/)

  const second = await tonghop(['backup', backup], env)
  expect(second.stdout).toContain('5 thư (1 thư mới)')
  expect(readdirSync(backup).filter(name => name.startsWith('20'))).toHaveLength(1)
}, 60_000)

test('refuses what would lose something: a folder of somebody, one that lies in DATA_DIR, a copy that is not whole, a DATA_DIR in use', async () => {
  const { folder, data, backup, other, env } = await begun()
  expect((await tonghop(['backup', path.join(data, 'x')], env)).code).toBe(1)
  expect((await tonghop(['backup', path.join(folder, 'mails')], env)).code).toBe(1)
  expect((await tonghop(['backup', backup], env)).code).toBe(0)
  expect((await tonghop(['restore', backup], env)).code).toBe(1)
  expect((await tonghop(['restore', folder], { DATA_DIR: other })).code).toBe(1)
  const id = sha256(await mailOf(1))
  const file = path.join(backup, 'archive', id.slice(0, 2), `${id}.eml`)
  writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('x')]))
  const damaged = await tonghop(['restore', backup], { DATA_DIR: other })
  expect(damaged).toMatchObject({ code: 1, stderr: expect.stringContaining('Bản sao lưu thiếu tệp') })
  expect(existsSync(path.join(other, 'tonghop.sqlite'))).toBe(false)
}, 60_000)
