/** `tonghop doctor`: says what is well and what is not, names the setting and what to do, and never a password. */
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'
import { makeMail } from '../support/mail.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { freePort } from '../support/server-process.ts'
import { type SmtpFixture, startSmtp } from '../support/smtp.ts'
import { makeTempFolder, tempFolder } from '../support/temp-folder.ts'
import { tonghop } from './run.ts'

const secret = 'Mat-Khau-Bi-Mat-9911'

const doctor = async (env: Record<string, string> = {}) => {
  const ran = await tonghop(['doctor'], { DATA_DIR: tempFolder(), PORT: '0', ...env })
  expect(ran.printed).not.toContain(secret)
  expect(ran.printed).not.toContain(Buffer.from(secret).toString('base64'))
  return ran
}

describe('on the embedded default', () => {
  it('is well, and says what is left out', async () => {
    const folder = tempFolder()
    const ran = await doctor({ DATA_DIR: folder })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain(`đạt    Node.js ${process.versions.node}`)
    expect(ran.stdout).toContain('đạt    Danh sách đơn vị: 158 đơn vị, 0 đã xác nhận')
    expect(ran.stdout).toContain('đạt    Tiến trình đọc tệp')
    expect(ran.stdout).toContain(`thư lấy từ thư mục ${path.join(folder, 'hop-thu')}`)
    expect(ran.stdout).toContain('chưa đặt SMTP_URL')
    expect(ran.stdout).not.toContain('LỖI')
  })

  it('names the folder of mails that was set', async () => {
    const mails = tempFolder()
    const ran = await doctor({ MAILBOX_DIR: mails })
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain(`thư lấy từ thư mục ${mails}`)
  })

  it('tells of a roster with faults, even while an older one is in force', async () => {
    const folder = tempFolder()
    await doctor({ DATA_DIR: folder })
    writeFileSync(path.join(folder, 'Danh sach don vi.xlsx'), 'không phải Excel')
    const ran = await doctor({ DATA_DIR: folder })
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(/LỖI {4}Danh sach don vi\.xlsx: .*chỗ chưa đúng/)
    expect(ran.stdout).toContain('không phải tệp Excel')
  })

  it('tells of a port that is taken, of passwords in the clear, and that nobody can sign in yet', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const taken = await doctor({ PORT: String(port) })
    other.close()
    expect(taken.code).toBe(1)
    expect(taken.stdout).toMatch(new RegExp(`LỖI {4}Trang tổng hợp, nghe tại 127\\.0\\.0\\.1:${port}: Cổng`))
    expect(taken.stdout).toMatch(/lưu ý {2}Tài khoản trang tổng hợp: chưa có/)
    const open = await doctor({ DESK_HOST: '0.0.0.0' })
    expect(open.code).toBe(0)
    expect(open.stdout).toContain('không mã hóa')
    expect((await doctor({ DESK_URL: 'https://tonghop.example.vn' })).stdout).not.toContain('không mã hóa')
  })

  it('tells of a DATA_DIR that is no folder', async () => {
    const file = path.join(tempFolder(), 'data')
    writeFileSync(file, '')
    const ran = await doctor({ DATA_DIR: file })
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(/LỖI.*Cài đặt chưa đúng/)
    expect(ran.stdout).toContain('DATA_DIR')
  })
})

describe('with servers', () => {
  const { folder, remove } = makeTempFolder()
  let dovecot: Dovecot
  let redis: TestRedis
  let smtp: SmtpFixture
  beforeAll(async () => {
    dovecot = await startDovecot()
    await dovecot.append('INBOX', await makeMail())
    redis = await startRedis(path.join(folder, 'redis'))
    smtp = await startSmtp()
    return undefined
  })
  afterAll(async () => {
    await smtp.stop()
    await redis.stop()
    await dovecot.remove()
    await remove()
  })

  it('is well when they are', async () => {
    smtp.behave({})
    const before = await dovecot.flags('INBOX')
    const login = `smtp://ban:${secret}@127.0.0.1:${smtp.port}`
    const ran = await doctor({ IMAP_URL: dovecot.url, REDIS_URL: redis.url, SMTP_URL: login })
    expect(ran.stdout).not.toContain('LỖI')
    expect(ran.code).toBe(0)
    for (const what of ['Hộp thư IMAP', 'Redis', `Gửi thư qua smtp://127.0.0.1:${smtp.port}`])
      expect(ran.stdout).toContain(`đạt    ${what}`)
    // It signs in as for a mail, and sends none.
    expect(smtp.logins.at(-1)).toEqual({ user: 'ban', password: secret })
    expect(smtp.mails).toEqual([])
    expect(await dovecot.flags('INBOX')).toEqual(before)
    expect(ran.printed).not.toContain(dovecot.password)
  })

  it('tells of logins that are refused', async () => {
    smtp.behave({ refuseLogin: true })
    const url = new URL(dovecot.url)
    url.password = secret
    const ran = await doctor({
      IMAP_URL: url.href,
      REDIS_URL: `redis://:${secret}@127.0.0.1:${redis.port}`,
      SMTP_URL: `smtp://ban:${secret}@127.0.0.1:${smtp.port}`,
    })
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(/LỖI {4}Hộp thư IMAP: .*IMAP_URL/)
    expect(ran.stdout).toMatch(/LỖI {4}Redis: [\s\S]*REDIS_URL: .*refuses the user or the password/)
    expect(ran.stdout).toMatch(/LỖI {4}Gửi thư qua [\s\S]*SMTP_URL: .*refused the login/)
  })

  it('tells of a Redis that throws keys away', async () => {
    await redis.command('config', 'set', 'maxmemory-policy', 'allkeys-lru')
    const ran = await doctor({ REDIS_URL: redis.url })
    await redis.command('config', 'set', 'maxmemory-policy', 'noeviction')
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(/REDIS_URL: .*maxmemory-policy noeviction/)
  })
})

describe('without servers', () => {
  it('tells of every address at which nobody answers, and goes on to the end', async () => {
    const port = await freePort()
    const at = `ban:${secret}@127.0.0.1:${port}`
    const ran = await doctor({
      IMAP_URL: `imaps://${at}`,
      REDIS_URL: `redis://:${secret}@127.0.0.1:${port}`,
      SMTP_URL: `smtps://${at}`,
    })
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(/LỖI {4}Hộp thư IMAP: Không vào được hộp thư\. Kiểm tra IMAP_URL/)
    expect(ran.stdout).toMatch(/LỖI {4}Redis: Không kết nối được Redis\. Kiểm tra REDIS_URL/)
    expect(ran.stdout).toMatch(
      /LỖI {4}Gửi thư qua smtps:\/\/127\.0\.0\.1:\d+: .*Kiểm tra SMTP_URL và đường mạng/,
    )
    expect(ran.stdout).toContain('Máy chủ nhận thư')
    expect(ran.stdout.match(/LỖI/g)).toHaveLength(3)
  })
})
