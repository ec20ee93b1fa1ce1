/**
 * One message must not stop all the others: a server that cannot read a message of its own (Dovecot, with a file that it
 * may not open) hangs up in the middle of the batch, and would do so for ever. So what was being asked for when the
 * server failed is asked for one by one next time, after everything else, and what it fails at again and again is left
 * out for an hour; collect says so. In memory only: a restart tries everything again.
 */
import { AppError } from '../domain/errors.ts'
import type { Clock } from '../ports.ts'
import type { ImapConnection } from './imap-connection.ts'

/** After so many failures a message is left out, and for so long (milliseconds). */
const triesAllowed = 3
const leftOutFor = 3_600_000

interface WithUid {
  readonly uid: number
}

/** The doubts about one folder of one UIDVALIDITY. */
export interface Doubts {
  /** @returns those to ask for together, and those to ask for alone, least doubted first; the others not now */
  sort<T extends WithUid>(messages: readonly T[]): { sure: T[]; alone: T[] }
  failed(messages: readonly WithUid[]): void
  settled(message: WithUid): void
}

export const makeDoubts = (clock: Clock): Doubts => {
  const failures = new Map<number, { tries: number; at: number }>()
  const triesOf = ({ uid }: WithUid): number => failures.get(uid)?.tries ?? 0
  const isDue = ({ uid }: WithUid): boolean => {
    const failure = failures.get(uid)
    return !failure || failure.tries < triesAllowed || clock.now() - failure.at >= leftOutFor
  }
  return {
    sort: messages => ({
      sure: messages.filter(one => triesOf(one) === 0),
      alone: messages
        .filter(one => triesOf(one) > 0 && isDue(one))
        .sort((a, b) => triesOf(a) - triesOf(b) || a.uid - b.uid),
    }),
    failed: messages => {
      for (const one of messages) failures.set(one.uid, { tries: triesOf(one) + 1, at: clock.now() })
    },
    settled: ({ uid }) => void failures.delete(uid),
  }
}

/**
 * Asks for groups of messages in turn. One that is refused is asked for message by message, at the end.
 * @throws AppError mailbox-* when the connection is lost; whatever else `ask` throws
 */
export const askInGroups = async <T extends WithUid>(
  connection: ImapConnection,
  doubts: Doubts,
  groups: readonly (readonly T[])[],
  ask: (group: readonly T[]) => Promise<void>,
): Promise<void> => {
  const waiting = [...groups]
  for (let group = waiting.shift(); group; group = waiting.shift()) {
    try {
      await ask(group)
    } catch (error) {
      if (!(error instanceof AppError && error.code.startsWith('mailbox-'))) throw error
      doubts.failed(group)
      if (!connection.isOpen) throw error
      if (group.length > 1) waiting.push(...group.map(one => [one]))
    }
  }
}
