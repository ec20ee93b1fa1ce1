/**
 * A real SMTP server on a free port of 127.0.0.1 that behaves as told: takes mails, refuses recipients or logins, puts
 * off, breaks the connection before or after the end of the mail, or says nothing at all.
 */
import { once } from 'node:events'
import type net from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface SmtpBehaviour {
  /** Addresses answered with 550. */
  readonly refuseRecipients?: readonly string[]
  /** Addresses answered with 451. */
  readonly deferRecipients?: readonly string[]
  readonly refuseLogin?: boolean
  /** Answer to the whole mail: a code of three digits. */
  readonly answerMail?: number
  /** Breaks the connection at the greeting, once DATA brings its first bytes, or after the final dot, unanswered. */
  readonly breakAt?: 'greeting' | 'data' | 'final-dot'
  /** Says nothing, and keeps the connection: instead of the greeting, or after the final dot. */
  readonly silentAt?: 'greeting' | 'final-dot'
  /** TLS, with a certificate that nobody vouches for. Default: none is offered. Only heeded at the start. */
  readonly tls?: 'starttls' | 'from-the-start'
}

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: Buffer
}

export interface SmtpFixture {
  readonly port: number
  /** Mails of which the final dot came, answered or not. */
  readonly mails: readonly ReceivedMail[]
  /** Logins as the server saw them. */
  readonly logins: readonly { readonly user: string; readonly password: string }[]
  /** Changes how it behaves from the next command on. */
  behave(behaviour: SmtpBehaviour): void
  stop(): Promise<void>
}

export const startSmtp = async (first: SmtpBehaviour = {}, host = '127.0.0.1'): Promise<SmtpFixture> => {
  let behaviour = first
  const mails: ReceivedMail[] = []
  const logins: { user: string; password: string }[] = []
  const sockets = new Set<net.Socket>()
  const hold = (): void => {}
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  const answer = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code })

  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    allowInsecureAuth: true,
    closeTimeout: 100,
    secure: first.tls === 'from-the-start',
    ...(first.tls ? {} : { disabledCommands: ['STARTTLS'] }),
    onConnect: (_session, done) => {
      if (behaviour.breakAt === 'greeting') breakAll()
      else if (behaviour.silentAt === 'greeting') hold()
      else done()
    },
    onAuth: ({ username = '', password }, _session, done) => {
      logins.push({ user: username, password: password ?? '' })
      // Some servers repeat what they were told.
      if (behaviour.refuseLogin) done(answer(535, `no such login ${username} ${password}`))
      else done(null, { user: username })
    },
    onRcptTo: ({ address }, _session, done) => {
      if (behaviour.refuseRecipients?.includes(address)) done(answer(550, `no mailbox ${address}`))
      else if (behaviour.deferRecipients?.includes(address)) done(answer(451, 'try again later'))
      else done()
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', chunk => {
        chunks.push(chunk)
        if (behaviour.breakAt === 'data') breakAll()
      })
      stream.on('end', () => {
        mails.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(one => one.address),
          raw: Buffer.concat(chunks),
        })
        if (behaviour.breakAt === 'final-dot') breakAll()
        else if (behaviour.silentAt === 'final-dot') hold()
        else if (behaviour.answerMail) done(answer(behaviour.answerMail, 'as told'))
        else done(null, 'taken')
      })
    },
  })
  // Connections that a test breaks are no fault of the server.
  server.on('error', () => {})
  server.server.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, host)
  await once(server.server, 'listening')

  return {
    port: (server.server.address() as net.AddressInfo).port,
    mails,
    logins,
    behave: next => {
      behaviour = next
    },
    stop: async () => {
      const closed = new Promise<void>(resolve => server.close(resolve))
      breakAll()
      await closed
    },
  }
}
