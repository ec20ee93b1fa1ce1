/**
 * The outbox over SMTP (RFC 5321), by nodemailer's connection: one connection a mail, certificates always verified, a
 * password only ever sent inside TLS (or to this machine). What a failure means is decided by how far the mail had got:
 *
 *   connecting, TLS, a temporary (4yz) refusal of anything  →  smtp-unreachable: surely not sent, may be tried again
 *   a final (5yz) refusal of login, sender, recipients, mail →  smtp-refused: surely not sent
 *   the connection lost or silent once DATA had begun        →  smtp-doubtful: may have been sent
 *
 * Recipients refused beside accepted ones are named in what `send` returns. No error holds a password or an address.
 */
import { Readable } from 'node:stream'
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import { AppError } from '../domain/errors.ts'
import { failpoint } from '../failpoints.ts'
import type { Outbox } from '../ports.ts'

export interface SmtpTimeouts {
  /** Name lookup and connecting, ms. */
  readonly connection: number
  /** The server's first word, and TLS, ms. */
  readonly greeting: number
  /** Silence on an open connection, ms. */
  readonly socket: number
}
const defaultTimeouts: SmtpTimeouts = { connection: 30_000, greeting: 30_000, socket: 120_000 }

/** @param url `smtp://host`, `smtp://user:password@host:587`, `smtps://user:password@host:465` */
export const makeSmtpOutbox = (url: string, timeouts: SmtpTimeouts = defaultTimeouts): Outbox => {
  const { target, options, login } = readServer(url, timeouts)
  return {
    target,
    send: async (raw, envelope) => {
      const progress = { began: false }
      try {
        const info = await transmit(options, login, raw, envelope, progress)
        return [info.response, ...info.refused].join('; ')
      } catch (cause) {
        throw asAppError(cause, target, progress.began, login?.pass)
      }
    },
  }
}

/** Connects and signs in exactly as for a mail, and sends none. @throws AppError smtp-unreachable, smtp-refused */
export const checkSmtp = async (url: string, timeouts: SmtpTimeouts = defaultTimeouts): Promise<void> => {
  const { target, options, login } = readServer(url, timeouts)
  try {
    await withConnection<void>(options, login, (connection, done) => {
      connection.quit()
      done()
    })
  } catch (cause) {
    throw asAppError(cause, target, false, login?.pass)
  }
}

type Login = { readonly user: string; readonly pass: string }
interface SmtpServer {
  /** Without the password. */
  readonly target: string
  readonly options: SMTPConnectionOptions
  readonly login: Login | undefined
}

const readServer = (url: string, timeouts: SmtpTimeouts): SmtpServer => {
  const server = new URL(url)
  const secure = server.protocol === 'smtps:'
  const port = Number(server.port || (secure ? 465 : server.username ? 587 : 25))
  const login = server.username
    ? { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) }
    : undefined
  const isThisMachine = ['127.0.0.1', 'localhost', '[::1]'].includes(server.hostname)
  const target = `${server.protocol}//${server.hostname}:${port}`
  const options = {
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port,
    secure,
    requireTLS: !secure && login !== undefined && !isThisMachine,
    // A local server's certificate is usually of its own making, and nothing leaves the machine.
    ignoreTLS: !secure && isThisMachine,
    connectionTimeout: timeouts.connection,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.socket,
    socketCloseTimeout: 2000,
  }
  return { target, options, login }
}

interface Transmitted {
  readonly response: string
  /** `not for a@b: 550 no such user` */
  readonly refused: readonly string[]
}

/** One mail over one connection. `progress.began` turns true as the server takes the first byte of the mail. */
const transmit = (
  options: SMTPConnectionOptions,
  login: Login | undefined,
  raw: Uint8Array,
  envelope: { readonly from: string; readonly to: readonly string[] },
  progress: { began: boolean },
): Promise<Transmitted> =>
  withConnection(options, login, (connection, done, fail) => {
    failpoint('mail.connected')
    // Read only after the server has answered 354 to DATA.
    const mail = new Readable({
      read() {
        progress.began = true
        this.push(raw)
        this.push(null)
      },
    })
    connection.send(
      { from: envelope.from, to: [...envelope.to], size: raw.byteLength },
      mail,
      (error, info) => {
        if (error || !info) return fail(error)
        connection.quit()
        done({
          response: info.response ?? '',
          refused: (info.rejectedErrors ?? []).map(
            one => `not for ${one.recipient}: ${one.response ?? one.message}`,
          ),
        })
      },
    )
  })

/** Connects, signs in where there is a login, and hands the connection over. Rejects with whatever went wrong first. */
const withConnection = <T>(
  options: SMTPConnectionOptions,
  login: Login | undefined,
  use: (connection: SMTPConnection, done: (value: T) => void, fail: (error: unknown) => void) => void,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options)
    const fail = (error: unknown): void => {
      // First, for closing is itself announced as an end.
      reject(error)
      connection.close()
    }
    const ready = (): void => use(connection, resolve, fail)
    // Stays for the connection's life: an error after the end of it would end the process.
    connection.on('error', fail)
    // A server may end the session politely before it was used.
    connection.once('end', () => fail(new Error('the server ended the connection')))
    connection.connect(error => {
      if (error) return fail(error)
      if (!login) return ready()
      connection.login({ credentials: { ...login } }, refused => (refused ? fail(refused) : ready()))
    })
  })

/** What nodemailer says of a failure. */
interface SmtpFailure {
  readonly code?: string
  readonly originalCode?: string
  readonly command?: string
  readonly response?: string
  readonly responseCode?: number
}

const asAppError = (
  cause: unknown,
  target: string,
  began: boolean,
  password: string | undefined,
): AppError => {
  const failure: SmtpFailure = cause instanceof Error ? (cause as SmtpFailure) : {}
  const reply = failure.responseCode ? ` (${withoutSecrets(failure.response ?? '', password)})` : ''
  // EMESSAGE: the server's answer to the whole mail, which is final either way.
  if (began && failure.code !== 'EMESSAGE')
    return new AppError(
      'smtp-doubtful',
      `${target} was lost while the mail was being handed over; it may have been sent`,
    )
  // A refused STARTTLS says nothing of the mail: the server's settings are wrong, or ours.
  const isFinal = failure.responseCode ? failure.responseCode >= 500 : failure.code === 'EMESSAGE'
  if (isFinal && failure.code !== 'ETLS')
    return new AppError(
      'smtp-refused',
      failure.code === 'EAUTH'
        ? `SMTP_URL: ${target} refused the login${reply}; check user and password`
        : `${target} refused the mail${reply}; check the campaign's addresses and size limits`,
    )
  if (failure.code === 'ENOAUTH' || (failure.code === 'EAUTH' && !failure.responseCode))
    return new AppError('smtp-unreachable', `SMTP_URL: ${target} offers no login that can be used`)
  const why = failure.originalCode ?? failure.code ?? 'no connection'
  return new AppError(
    'smtp-unreachable',
    `SMTP_URL: ${target} cannot be used now: ${why}${reply}; check host, port and certificate`,
  )
}

/** A server's reply in one short line, without addresses (they are logged nowhere) and without the password, if it echoes one. */
const withoutSecrets = (reply: string, password: string | undefined): string => {
  const secrets = password ? [password, Buffer.from(password).toString('base64')] : []
  const clean = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), reply)
  return clean
    .replace(/[^\s<>]+@[^\s<>]+/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 200)
}
