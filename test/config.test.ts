/** The settings: what each means, its default, and that a wrong one is named without its value. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder, readConfig } from '../src/config.ts'
import { AppError } from '../src/domain/errors.ts'
import { tempFolder } from './support/temp-folder.ts'

const refusal = (env: Record<string, string>): AppError => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('the settings were taken')
}

describe('without any setting', () => {
  it('is the embedded default', () => {
    expect(readConfig({})).toEqual({
      dataDir: path.resolve('data'),
      campaignFolder: path.join(projectFolder, 'templates', 'dan-van-kheo-2022'),
      imap: undefined,
      mailboxDir: undefined,
      smtpUrl: undefined,
      redisUrl: undefined,
      desk: { host: '127.0.0.1', port: 8022, url: undefined },
      logLevel: 'info',
      pollSeconds: 60,
    })
  })

  it('takes an empty setting for none', () => {
    const names = ['IMAP_URL', 'IMAP_FOLDERS', 'MAILBOX_DIR', 'SMTP_URL', 'REDIS_URL', 'DATABASE_URL']
    const more = ['DATA_DIR', 'CAMPAIGN', 'LOG_LEVEL', 'POLL_SECONDS', 'IMAP_URL_FILE']
    const empty = Object.fromEntries([...names, ...more].map(name => [name, '']))
    expect(readConfig(empty)).toEqual(readConfig({}))
  })
})

describe('IMAP_URL', () => {
  const imap = (url: string, folders?: string) =>
    readConfig({ IMAP_URL: url, ...(folders === undefined ? {} : { IMAP_FOLDERS: folders }) }).imap

  it('says host, port, user and password', () => {
    expect(imap('imaps://ban%40hanoi.gov.vn:p%25a%2Fss@mail.example:1993')).toEqual({
      host: 'mail.example',
      port: 1993,
      secure: true,
      user: 'ban@hanoi.gov.vn',
      password: 'p%a/ss',
      folders: undefined,
    })
    expect(imap('imaps://u:p@mail.example')?.port).toBe(993)
    expect(imap('imap://u:p@mail.example')).toMatchObject({ port: 143, secure: false })
    expect(imap('imap://u:p@[::1]:143')?.host).toBe('::1')
    // People write an address as it is; the last @ is the one before the host.
    expect(imap('imaps://ban@hanoi.gov.vn:p@mail.example')).toMatchObject({
      user: 'ban@hanoi.gov.vn',
      host: 'mail.example',
    })
  })

  it('goes with a list of folders', () => {
    expect(imap('imaps://u:p@h', 'INBOX, Đăng ký 2022 ,')?.folders).toEqual(['INBOX', 'Đăng ký 2022'])
    expect(imap('imaps://u:p@h', ' , ')?.folders).toBeUndefined()
  })

  it('stands alone: a folder beside it would be passed over in silence', () => {
    expect(refusal({ IMAP_URL: 'imaps://u:p@h', MAILBOX_DIR: 'mails' }).message).toMatch(
      /^MAILBOX_DIR .*IMAP_URL/,
    )
  })
})

describe('a secret', () => {
  it('may come as a file, with the line end and the mark that editors leave', () => {
    const file = path.join(tempFolder(), 'imap')
    writeFileSync(file, '\ufeffimaps://u:p@h\r\n')
    expect(readConfig({ IMAP_URL_FILE: file }).imap).toMatchObject({ user: 'u', password: 'p', host: 'h' })
    writeFileSync(file, 'redis://:p@h\n')
    expect(readConfig({ REDIS_URL_FILE: file }).redisUrl).toBe('redis://:p@h')
    writeFileSync(file, 'smtp://h\n')
    expect(readConfig({ SMTP_URL_FILE: file }).smtpUrl).toBe('smtp://h')
  })

  it('comes one way only, and from a file that is there', () => {
    expect(refusal({ SMTP_URL: 'smtp://h', SMTP_URL_FILE: '/nowhere' }).message).toMatch(
      /^SMTP_URL .*SMTP_URL_FILE/,
    )
    expect(refusal({ SMTP_URL_FILE: path.join(tempFolder(), 'gone') }).message).toMatch(/^SMTP_URL_FILE /)
    const empty = path.join(tempFolder(), 'empty')
    writeFileSync(empty, '\n')
    expect(refusal({ IMAP_URL_FILE: empty }).message).toBe('IMAP_URL_FILE names an empty file')
  })
})

describe('what is wrong', () => {
  const secret = 'Bí-mật-2022'
  it.each([
    ['IMAP_URL', `https://u:${secret}@h`],
    ['IMAP_URL', `u:${secret}@h`],
    ['IMAP_URL', `imaps://u:${secret}@`],
    ['IMAP_URL', `imaps://${secret}@h`],
    ['IMAP_URL', `imaps://:${secret}@h`],
    ['IMAP_URL', `imaps://u:${secret}%@h`],
    ['IMAP_URL', `imaps://u:${secret}@h:port`],
    ['IMAP_URL', `imaps://u:12/${secret}@h`],
    ['IMAP_URL', `imaps://u:${secret}@h/INBOX`],
    ['SMTP_URL', `imaps://u:${secret}@h`],
    ['SMTP_URL', `smtp://u:12#${secret}@h`],
    ['SMTP_URL', `smtps://u:${secret}%zz@h`],
    ['REDIS_URL', `http://:${secret}@h`],
    ['REDIS_URL', `redis://:12/${secret}@h`],
    ['DATABASE_URL', `postgres://u:${secret}@h`],
    ['DATABASE_URL_FILE', `/run/${secret}`],
    ['CAMPAIGN', `../${secret}`],
    ['LOG_LEVEL', secret],
    ['POLL_SECONDS', secret],
  ])('%s is refused by its name, and its value is not shown', (name, value) => {
    const error = refusal({ [name]: value })
    expect(error.code).toBe('bad-config')
    expect(error.message).toMatch(new RegExp(`^${name.replace('_FILE', '')} `))
    expect(`${error.message} ${error.cause}`).not.toContain(secret)
    expect(error.message.length).toBeGreaterThan(name.length + 15)
  })

  it.each(['0', '-5', '1e3', '0.01', 'abc', '1 phút'])('POLL_SECONDS %s is refused', value => {
    expect(refusal({ POLL_SECONDS: value }).message).toContain('POLL_SECONDS')
  })

  it('names a database of Redis, but no path elsewhere', () => {
    expect(readConfig({ REDIS_URL: 'redis://h:6379/3' }).redisUrl).toBe('redis://h:6379/3')
    expect(readConfig({ SMTP_URL: 'smtp://h:25/' }).smtpUrl).toBe('smtp://h:25/')
  })
})

describe('the desk', () => {
  it('listens where it is told to, and knows the address that browsers use', () => {
    const { desk } = readConfig({ PORT: '0', DESK_HOST: '::1', DESK_URL: 'https://tonghop.example.vn/' })
    expect(desk).toEqual({ host: '::1', port: 0, url: 'https://tonghop.example.vn' })
  })
  it.each([
    { PORT: '65536' },
    { PORT: '80a' },
    { DESK_URL: 'tonghop.example.vn' },
    { DESK_URL: 'ftp://tonghop.example.vn' },
    { DESK_URL: 'https://example.vn/tonghop' },
  ])('refuses %j', env => {
    expect(() => readConfig(env)).toThrow(new RegExp(Object.keys(env)[0]!))
  })
})
