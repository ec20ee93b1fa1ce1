/** One suite over every outbox, then what each adapter owes alone: how an SMTP server's failures are told apart. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { makeFolderOutbox } from '../../src/platform/folder-outbox.ts'
import { makeSmtpOutbox } from '../../src/platform/smtp-outbox.ts'
import type { Outbox } from '../../src/ports.ts'
import { freePort } from '../support/server-process.ts'
import { type SmtpBehaviour, type SmtpFixture, startSmtp } from '../support/smtp.ts'
import { tempFolder } from '../support/temp-folder.ts'

const from = 'bdv@example.vn'
const to = ['thuongtruc@example.vn', 'lanhdao@example.vn']
const silent = pino({ level: 'silent' })

const mailOf = (id: string, body: string): Buffer =>
  Buffer.from(
    `From: ${from}\r\nTo: ${to.join(', ')}\r\nMessage-ID: <${id}@example.vn>\r\nSubject: thu\r\n\r\n${body}\r\n`,
  )

interface Bench {
  readonly outbox: Outbox
  /** Everything that came out, in order of arrival (SMTP) or of names (folder). */
  readonly delivered: () => Buffer[]
}
const benches: Record<string, () => Promise<Bench>> = {
  folder: async () => {
    const folder = path.join(tempFolder(), 'outbox')
    return {
      outbox: makeFolderOutbox(folder, silent),
      delivered: () => readdirSync(folder).map(name => readFileSync(path.join(folder, name))),
    }
  },
  smtp: async () => {
    const server = await serverOf({})
    return {
      outbox: makeSmtpOutbox(`smtp://user:secret@127.0.0.1:${server.port}`),
      delivered: () => server.mails.map(one => one.raw),
    }
  },
}

const serverOf = async (behaviour: SmtpBehaviour, host?: string): Promise<SmtpFixture> => {
  const server = await startSmtp(behaviour, host)
  onTestFinished(() => server.stop())
  return server
}

describe.each(Object.entries(benches))('an outbox: %s', (_, makeBench) => {
  test('delivers the bytes it was given, and says where', async () => {
    const { outbox, delivered } = await makeBench()
    const raw = mailOf('mot', '.một dòng bắt đầu bằng dấu chấm\r\n..hai\r\n\r\ncuối')
    const word = await outbox.send(raw, { from, to })
    expect(word).not.toBe('')
    expect(delivered()).toEqual([raw])
  })

  test('keeps two mails apart that carry the same Message-ID', async () => {
    const { outbox, delivered } = await makeBench()
    const mails = [mailOf('mot', 'một'), mailOf('mot', 'hai')]
    for (const raw of mails) await outbox.send(raw, { from, to })
    expect(new Set(delivered().map(String))).toEqual(new Set(mails.map(String)))
  })

  test('takes a mail of some megabytes', async () => {
    const { outbox, delivered } = await makeBench()
    const raw = mailOf('to', 'x'.repeat(70).concat('\r\n').repeat(60_000))
    await outbox.send(raw, { from, to })
    expect(delivered().map(one => one.length)).toEqual([raw.length])
  })

  test('names its target without a password', async () => {
    const { outbox } = await makeBench()
    expect(outbox.target).not.toMatch(/secret|user/)
    expect(outbox.target).not.toBe('')
  })
})

describe('the folder', () => {
  test('names files by Message-ID, leaves nothing half-written, and the same mail is one file', async () => {
    const folder = path.join(tempFolder(), 'a', 'outbox')
    const outbox = makeFolderOutbox(folder, silent)
    const file = await outbox.send(mailOf('summary-2022-02-11', 'một'), { from, to })
    await outbox.send(mailOf('summary-2022-02-11', 'một'), { from, to })
    expect(path.basename(file)).toBe('summary-2022-02-11.eml')
    expect(readdirSync(folder)).toEqual(['summary-2022-02-11.eml'])
  })

  test.each(['../../etc/passwd', '..', 'a/../../b', 'C:\\x', ''])(
    'stays in the folder for the id %j',
    async id => {
      const folder = path.join(tempFolder(), 'outbox')
      const file = await makeFolderOutbox(folder, silent).send(mailOf(id, 'một'), { from, to })
      expect(path.dirname(file)).toBe(folder)
      expect(readdirSync(folder)).toHaveLength(1)
    },
  )

  test('a mail without Message-ID is named by its bytes', async () => {
    const folder = tempFolder()
    const file = await makeFolderOutbox(folder, silent).send(
      Buffer.from('Subject: x\r\n\r\nMessage-ID: <mot@b>'),
      {
        from,
        to,
      },
    )
    expect(path.basename(file)).toMatch(/^[0-9a-f]{64}\.eml$/)
  })

  test('a place where no folder can be is an outbox that cannot be reached: nothing was sent', async () => {
    const folder = path.join(tempFolder(), 'outbox')
    writeFileSync(folder, 'a file')
    await expect(
      makeFolderOutbox(folder, silent).send(mailOf('mot', ''), { from, to }),
    ).rejects.toMatchObject({
      code: 'smtp-unreachable',
    })
  })

  test('says in the log that mails reach nobody', () => {
    const lines: string[] = []
    const folder = tempFolder()
    mkdirSync(folder, { recursive: true })
    makeFolderOutbox(folder, pino({}, { write: line => lines.push(line) }))
    expect(lines.join()).toContain('SMTP_URL is not set')
  })
})

describe('SMTP', () => {
  const timeouts = { connection: 2000, greeting: 300, socket: 300 }
  const failure = async (behaviour: SmtpBehaviour): Promise<{ error: AppError; server: SmtpFixture }> => {
    const server = await serverOf(behaviour)
    const outbox = makeSmtpOutbox(`smtp://user:s%40cret@127.0.0.1:${server.port}`, timeouts)
    return { error: await errorOf(outbox), server }
  }
  const errorOf = async (outbox: Outbox): Promise<AppError> => {
    const error = await outbox.send(mailOf('mot', 'một'), { from, to }).catch(caught => caught)
    expect(error).toBeInstanceOf(AppError)
    return error
  }

  test.each<[string, SmtpBehaviour, string]>([
    ['the connection breaks at the greeting', { breakAt: 'greeting' }, 'smtp-unreachable'],
    ['no greeting comes', { silentAt: 'greeting' }, 'smtp-unreachable'],
    ['all recipients are put off', { deferRecipients: to }, 'smtp-unreachable'],
    [
      'one is put off and the other refused',
      { deferRecipients: [to[0]!], refuseRecipients: [to[1]!] },
      'smtp-unreachable',
    ],
    ['the mail is put off', { answerMail: 451 }, 'smtp-unreachable'],
    ['the login is refused', { refuseLogin: true }, 'smtp-refused'],
    ['all recipients are refused', { refuseRecipients: to }, 'smtp-refused'],
    ['the mail is refused', { answerMail: 554 }, 'smtp-refused'],
    ['the connection breaks within the mail', { breakAt: 'data' }, 'smtp-doubtful'],
    ['the connection breaks after the final dot', { breakAt: 'final-dot' }, 'smtp-doubtful'],
    ['no answer comes after the final dot', { silentAt: 'final-dot' }, 'smtp-doubtful'],
  ])('%s', async (_, behaviour, code) => {
    const { error, server } = await failure(behaviour)
    expect(error.code).toBe(code)
    // No address, no password, in the message or what it drags along.
    const whole = [error.message, String(error.cause ?? ''), error.stack].join()
    expect(whole).not.toMatch(/s@cret|s%40cret|@example\.vn/)
    expect(whole).not.toContain(Buffer.from('s@cret').toString('base64'))
    if (code !== 'smtp-doubtful' && !behaviour.answerMail) expect(server.mails).toEqual([])
  })

  test('nobody listens: unreachable, and the setting is named', async () => {
    const error = await errorOf(makeSmtpOutbox(`smtp://127.0.0.1:${await freePort()}`, timeouts))
    expect(error).toMatchObject({ code: 'smtp-unreachable', retryable: true })
    expect(error.message).toMatch(/SMTP_URL.*ECONNREFUSED/)
  })

  test('one recipient refused beside others: sent to them, and the refusal is in what it returns', async () => {
    const server = await serverOf({ refuseRecipients: [to[1]!] })
    const word = await makeSmtpOutbox(`smtp://127.0.0.1:${server.port}`).send(mailOf('mot', 'một'), {
      from,
      to,
    })
    expect(server.mails.map(one => one.to)).toEqual([[to[0]]])
    expect(word).toContain('taken')
    expect(word).toContain(`not for ${to[1]}: 550 no mailbox`)
  })

  test('sends envelope and login as given, special letters decoded; without a user no login', async () => {
    const server = await serverOf({})
    await makeSmtpOutbox(`smtp://a%40b.vn:s%40cret@127.0.0.1:${server.port}`).send(mailOf('mot', 'một'), {
      from,
      to,
    })
    await makeSmtpOutbox(`smtp://127.0.0.1:${server.port}`).send(mailOf('mot', 'một'), { from, to })
    expect(server.logins).toEqual([{ user: 'a@b.vn', password: 's@cret' }])
    expect(server.mails.map(({ from: sender, to: recipients }) => [sender, recipients])).toEqual([
      [from, to],
      [from, to],
    ])
  })

  test('to another machine a password goes through TLS or not at all', async () => {
    // 127.0.0.2 is not "this machine" to the outbox, and answers here all the same.
    const server = await serverOf({}, '127.0.0.2')
    const error = await errorOf(makeSmtpOutbox(`smtp://user:secret@127.0.0.2:${server.port}`, timeouts))
    expect(error.code).not.toBe('smtp-doubtful')
    expect({ mails: server.mails, logins: server.logins }).toEqual({ mails: [], logins: [] })
  })

  test.each([
    ['smtp', 'starttls'],
    ['smtps', 'from-the-start'],
  ] as const)('a certificate that nobody vouches for is not believed: %s', async (protocol, tls) => {
    const server = await serverOf({ tls }, '127.0.0.2')
    const error = await errorOf(
      makeSmtpOutbox(`${protocol}://user:secret@127.0.0.2:${server.port}`, timeouts),
    )
    expect(error.code).toBe('smtp-unreachable')
    expect(error.message).toMatch(/CERT/)
    expect({ mails: server.mails, logins: server.logins }).toEqual({ mails: [], logins: [] })
  })

  test('after a failure the next mail goes', async () => {
    const server = await serverOf({ breakAt: 'greeting' })
    const outbox = makeSmtpOutbox(`smtp://127.0.0.1:${server.port}`, timeouts)
    await errorOf(outbox)
    server.behave({})
    await outbox.send(mailOf('mot', 'một'), { from, to })
    expect(server.mails).toHaveLength(1)
  })
})
