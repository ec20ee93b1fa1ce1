/** Orders that depend on nothing but the rows themselves. */
import type { Location } from '../../domain/ledger.ts'
import type { Peer } from '../../ports.ts'

/** `2` before `10`, `2/1` before `10`, whatever the machine's language. */
const natural = new Intl.Collator('en', { numeric: true })

/** The first location of a message gives its UID where two messages were received in the same second. */
export const byLocation = (a: Location, b: Location): number =>
  natural.compare(a.account, b.account) ||
  natural.compare(a.folder, b.folder) ||
  natural.compare(a.uidValidity, b.uidValidity) ||
  natural.compare(a.uid, b.uid)

export const byPath = (a: { path: string }, b: { path: string }): number => natural.compare(a.path, b.path)

/** Receipt, UID, part, place (design, "What never bends" 5); the message's id where two have even the UID in common. */
export const byArrival = (
  a: Pick<Peer, 'receivedAt' | 'uid' | 'messageId' | 'partPath' | 'place'>,
  b: Pick<Peer, 'receivedAt' | 'uid' | 'messageId' | 'partPath' | 'place'>,
): number =>
  a.receivedAt - b.receivedAt ||
  natural.compare(a.uid, b.uid) ||
  natural.compare(a.messageId, b.messageId) ||
  natural.compare(a.partPath, b.partPath) ||
  a.place - b.place
