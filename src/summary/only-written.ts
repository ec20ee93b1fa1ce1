/** Did nobody get this mail? Where no server is set, a mail is only written to a file, and its row names that file. */
import type { SentMail } from '../domain/ledger.ts'

/** A server answers with words; a path is where the folder outbox put it. */
export const isOnlyWritten = ({ state, detail }: Pick<SentMail, 'state' | 'detail'>): boolean =>
  state === 'sent' && isPath(detail)

/** What an outbox said of a mail that it took. */
export const isPath = (text: string): boolean => /^(?:[A-Za-z]:[\\/]|[\\/])/.test(text)
