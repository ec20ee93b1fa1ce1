/**
 * One connection to the IMAP server, opened when it is needed and dropped at the first doubt. Every exchange has a
 * deadline of its own, and every failure becomes an AppError that names the setting to look at. Nothing here chooses
 * folders or messages, and nothing tries again: that is the caller's.
 */
import { ImapFlow, type ImapFlowError } from 'imapflow'
import type { ImapSettings } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import type { Clock } from '../ports.ts'

/** How long the server may take. Milliseconds. */
export interface ImapDeadlines {
  /** Name lookup, TCP, TLS, greeting and login together. */
  readonly connect: number
  /** One command; a fetch gets more by its size. */
  readonly command: number
}
export const usualDeadlines: ImapDeadlines = { connect: 30_000, command: 60_000 }

/** Servers may end an IDLE after 29 minutes (RFC 2177), and routers forget a silent connection much sooner. */
const idleRestart = 4 * 60_000

export interface ImapConnection {
  /** Logged in, as far as is known. */
  readonly isOpen: boolean
  /** @returns whether it had to connect anew. @throws AppError mailbox-unreachable, mailbox-refused-login, mailbox-protocol */
  open(): Promise<boolean>
  /**
   * One exchange with the server. When the command's deadline and `more` milliseconds pass first, the connection is
   * dropped. @param what names the exchange in the error, as `EXAMINE`. @throws AppError mailbox-unreachable, mailbox-protocol
   */
  ask<T>(what: string, work: (client: ImapFlow) => Promise<T>, more?: number): Promise<T>
  /** Closes at once, without a word to the server. What waits for an answer fails. */
  drop(): void
  /** Says goodbye, and closes. */
  close(): Promise<void>
}

export const makeImapConnection = (
  settings: ImapSettings,
  clock: Clock,
  deadlines: ImapDeadlines,
): ImapConnection => {
  const place = `${settings.host}:${settings.port}`
  let client: ImapFlow | undefined

  const drop = (): void => {
    client?.close()
    client = undefined
  }

  /** @throws AppError, whatever went wrong */
  const within = async <T>(what: string, ms: number, work: () => Promise<T>): Promise<T> => {
    const done = new AbortController()
    const overdue = Symbol(what)
    try {
      const answer = await Promise.race([work(), clock.sleep(ms, done.signal).then(() => overdue)])
      if (answer === overdue) {
        drop()
        throw new AppError(
          'mailbox-unreachable',
          `${place} did not answer ${what} within ${ms / 1000} s; check the network and IMAP_URL`,
        )
      }
      return answer as T
    } catch (cause) {
      throw cause instanceof AppError ? cause : asAppError(cause, what, place)
    } finally {
      done.abort()
    }
  }

  return {
    get isOpen() {
      return client?.usable === true
    },
    open: async () => {
      if (client?.usable) return false
      drop()
      const fresh = makeClient(settings, deadlines)
      client = fresh
      await within('login', deadlines.connect, () => fresh.connect())
      return true
    },
    ask: (what, work, more = 0) =>
      within(what, deadlines.command + more, async () => {
        if (!client?.usable) throw new AppError('mailbox-unreachable', `the connection to ${place} was lost`)
        return work(client)
      }),
    drop,
    close: async () => {
      const last = client
      if (last?.usable) {
        const done = new AbortController()
        await Promise.race([last.logout().catch(() => last.close()), clock.sleep(2000, done.signal)])
        done.abort()
      }
      drop()
    },
  }
}

const makeClient = (settings: ImapSettings, deadlines: ImapDeadlines): ImapFlow => {
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    auth: { user: settings.user, pass: settings.password },
    // A password never crosses a network in the clear: without imaps the server has to offer STARTTLS.
    ...(settings.secure || isThisMachine(settings.host) ? {} : { doSTARTTLS: true }),
    // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED does not reach this far.
    tls: { rejectUnauthorized: true },
    clientInfo: { name: 'tonghop', version: false, vendor: false, 'support-url': false },
    connectionTimeout: deadlines.connect,
    greetingTimeout: deadlines.connect,
    disableAutoIdle: true,
    maxIdleTime: idleRestart,
    // Its log names addresses and folders.
    logger: false,
  })
  // Without a listener an error ends the process. Who waits for an answer is told by its own promise, and the next
  // look finds the connection gone.
  client.on('error', () => client.close())
  return client
}

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)

/** NO codes (RFC 5530) by which a server turns a login down for now, whatever the password. */
const notNow = ['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'CONTACTADMIN']

const asAppError = (cause: unknown, what: string, place: string): unknown => {
  if (!(cause instanceof Error)) return cause
  const { code = '', authenticationFailed, serverResponseCode = '', responseStatus } = cause as ImapFlowError
  if (authenticationFailed && !notNow.includes(serverResponseCode))
    return new AppError(
      'mailbox-refused-login',
      `${place} refused the login; check user and password in IMAP_URL (special letters as %40 and the like), and whether the account allows IMAP`,
      { cause },
    )
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
    return new AppError(
      'mailbox-unreachable',
      `the certificate of ${place} is not trusted (${code}); IMAP_URL must use the name on the certificate, and an authority of your own is given by NODE_EXTRA_CA_CERTS`,
      { cause },
    )
  // Not from the network and not from the server: a bug, left loud.
  if (!code && !responseStatus && (cause instanceof TypeError || cause instanceof RangeError)) return cause
  if (responseStatus || /^(Parser|Invalid|Unexpected|Missing|Too|Response|Line|Literal|MAX_IMAP)/.test(code))
    return new AppError(
      'mailbox-protocol',
      `${place} answered ${what} with ${[responseStatus, serverResponseCode || code].filter(Boolean).join(' ')}`,
      { cause },
    )
  return new AppError(
    'mailbox-unreachable',
    `${place} cannot be reached (${code || cause.message} at ${what}); check IMAP_URL and the network`,
    { cause },
  )
}
