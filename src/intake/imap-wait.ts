/**
 * Waits for mail by IDLE (RFC 2177) on one folder. IDLE only hastens the next look: a server without it, a connection
 * that died unnoticed, a folder that it does not watch, all are met by the caller's poll. Never rejects.
 */
import type { ImapFlow } from 'imapflow'
import { AppError } from '../domain/errors.ts'
import type { Clock } from '../ports.ts'
import { folderState } from './imap-collect.ts'
import type { ImapConnection } from './imap-connection.ts'

/** Before connecting again to a server that hangs up after every look. Milliseconds. */
const pause = 1000

/** @param listening the folder to listen to and its state at the last look; undefined: none, it sleeps */
export const waitForMail = async (
  connection: ImapConnection,
  clock: Clock,
  listening: { folder: string; state: string } | undefined,
  ms: number,
  signal: AbortSignal,
): Promise<void> => {
  const over = new AbortController()
  const either = AbortSignal.any([signal, over.signal])
  try {
    if (connection.isOpen && listening) {
      const ended = await idle(connection, clock, listening, ms, either)
      if (ended === 'mail' || ended === 'time') return
    } else if (connection.isOpen) {
      return await clock.sleep(ms, signal)
    }
    await clock.sleep(Math.min(ms, pause), signal)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // The next look finds it closed, opens it anew, and says what is wrong if that fails.
    connection.drop()
    await clock.sleep(Math.min(ms, pause), signal)
  } finally {
    over.abort()
  }
}

type Ended = 'mail' | 'time' | 'lost'

const idle = async (
  connection: ImapConnection,
  clock: Clock,
  listening: { folder: string; state: string },
  ms: number,
  signal: AbortSignal,
): Promise<Ended> => {
  let client: ImapFlow | undefined
  let tell: (ended: Ended) => void = () => {}
  const told = new Promise<Ended>(resolve => (tell = resolve))
  const onMail = (): void => tell('mail')
  const onLost = (): void => tell('lost')
  try {
    const changed = await connection.ask('EXAMINE', async current => {
      client = current
      current.on('exists', onMail)
      current.on('close', onLost)
      await current.mailboxOpen(listening.folder, { readOnly: true })
      // Something came between the look and now.
      return folderState(current) !== listening.state
    })
    if (changed || !client) return 'mail'
    // Not awaited: it ends when the next command breaks it, or early where the server refuses it (then time ends it).
    const listeningEnds = hasIdle(client) ? client.idle() : Promise.resolve()
    listeningEnds.catch(onLost)
    const ended = await Promise.race([told, clock.sleep(ms, signal).then((): Ended => 'time')])
    // DONE and a NOOP: the connection still lives, or is dropped by the deadline.
    if (ended !== 'lost' && !signal.aborted) await connection.ask('DONE', current => current.noop())
    if (signal.aborted) connection.drop()
    return ended
  } finally {
    client?.off('exists', onMail)
    client?.off('close', onLost)
  }
}

/** IMAP4rev2 has it folded in (RFC 9051). */
const hasIdle = (client: ImapFlow): boolean =>
  client.capabilities.has('IDLE') || client.enabled.has('IMAP4REV2')
