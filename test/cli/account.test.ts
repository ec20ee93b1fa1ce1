/** `tonghop account`: people let in, changed and shut out by command; a password is never shown, nor an argument. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../src/config.ts'
import { isPassword } from '../../src/desk/people/passwords.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { tonghop } from './run.ts'

const good = 'mưa rào trên mái ngói'
const { campaign } = openCampaignFolder(path.join(projectFolder, 'templates/dan-van-kheo-2022'))

it('adds, lists, changes and shuts out, each as a decision', async () => {
  const folder = tempFolder()
  const env = { DATA_DIR: folder }
  const account = (...words: string[]) => tonghop(['account', ...words], env)
  expect((await account('list')).stdout).toContain('Chưa có tài khoản nào')
  const file = path.join(folder, 'mat-khau.txt')
  writeFileSync(file, `${good}\n`)
  const add = ['--role', 'administrator', '--shown', 'Trần Văn Bình']
  writeFileSync(path.join(folder, 'ngan.txt'), 'ngắn')
  const short = await account('add', 'binh', ...add, '--password-file', path.join(folder, 'ngan.txt'))
  expect(short).toMatchObject({ code: 2 })
  expect(short.stderr).toContain('10 ký tự')
  const added = await account('add', 'binh', ...add, '--password-file', file)
  expect(added).toMatchObject({ code: 0, stderr: '' })
  expect(added.printed).not.toContain(good)
  const invited = await account('add', 'lan', '--role', 'clerk', '--shown', 'Lê Thị Lan')
  expect(invited.stdout).toMatch(/http:\/\/127\.0\.0\.1:8022\/dat-mat-khau\?ten=lan&ma=[\w-]{43}/)
  expect(invited.stderr).toContain('chưa chạy')
  expect((await account('add', 'lan', '--role', 'clerk', '--shown', 'Ai Đó')).code).toBe(1)
  expect((await account('off', 'binh')).stderr).toContain('người quản trị duy nhất')
  expect((await account('role', 'lan', '--role', 'viewer', '--by', 'IT')).code).toBe(0)
  expect((await account('off', 'lan')).code).toBe(0)
  expect((await account('off', 'khong-co')).code).toBe(1)
  const { stdout } = await account('list')
  expect(stdout).toMatch(/binh {2}Trần Văn Bình {2}quyền: người quản trị {2}đang dùng/)
  expect(stdout).toMatch(/lan {2}Lê Thị Lan {2}quyền: người xem {2}đã khóa/)

  const child = spawn(
    process.execPath,
    [path.join(projectFolder, 'tonghop.mjs'), 'account', 'password', 'lan', '--password'],
    {
      ...{ env: { PATH: process.env.PATH ?? '', ...env }, stdio: ['pipe', 'pipe', 'pipe'] },
    },
  )
  child.stdin?.end('chợ quê họp phiên sớm\n')
  expect(await once(child, 'close')).toEqual([0, null])

  const store = makeSqliteStore({ file: path.join(folder, 'tonghop.sqlite'), campaign })
  const lan = (await store.accounts()).find(one => one.name === 'lan')
  const decisions = await store.decisions('account lan')
  await store.close()
  expect(await isPassword('chợ quê họp phiên sớm', lan?.password)).toBe(true)
  expect(decisions.map(one => [one.by, one.kind])).toEqual([
    ['dòng lệnh', 'change-account'],
    ['IT', 'change-account'],
    ['dòng lệnh', 'change-account'],
    ['dòng lệnh', 'change-account'],
  ])
}, 60_000)
