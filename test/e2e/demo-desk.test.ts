/** `npm run demo -- --desk`: leaves the desk open over the sample mailbox, says where and for whom, ends with Ctrl+C. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { projectFolder } from '../../src/config.ts'
import { makeVisitor } from '../support/desk.ts'
import { eventually, stopProcess } from '../support/server-process.ts'
import { tempFolder } from '../support/temp-folder.ts'

it('opens the desk for the account that it prints, decides there, and ends in a moment', async () => {
  const folder = tempFolder()
  const demo = spawn(process.execPath, ['scripts/demo.ts', '--desk', '--in', path.join(folder, 'demo')], {
    cwd: projectFolder,
    env: { ...process.env, PORT: '0', DESK_HOST: '', DESK_URL: '' },
  })
  onTestFinished(() => stopProcess(demo))
  let said = ''
  for (const stream of [demo.stdout, demo.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const [, url = ''] = await eventually(() => /Trang tổng hợp: +(http\S+)/.exec(said), 60_000)
  const [, name = '', password = ''] = await eventually(() => /đăng nhập: +(\S+) +Mật khẩu: (\S+)/.exec(said))
  expect(said).toContain('Biểu tổng hợp:')

  const nobody = makeVisitor(url, '')
  expect((await nobody.post('/dang-nhap', { name, password: 'sai' })).status).toBe(403)
  const body = new URLSearchParams({ name, password, back: '/' })
  const entered = await fetch(`${url}/dang-nhap`, {
    ...{ method: 'POST', body, redirect: 'manual' },
    headers: { origin: url },
  })
  expect(entered.status).toBe(303)
  const cookies = entered.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')
  const visitor = makeVisitor(url, cookies)
  const first = (await visitor.get('/')).text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(first).toContain('Cán bộ dùng thử')
  expect(first).toContain('Đã hết hạn 1 ngày.')
  expect(first).toMatch(/Cần xử lý \d+ việc, lâu nhất từ \d\d\/02\/2022/)

  const begun = performance.now()
  demo.kill('SIGINT')
  const code = await new Promise(resolve => demo.once('exit', resolve))
  expect(code).toBe(0)
  expect(performance.now() - begun).toBeLessThan(10_000)
}, 90_000)
