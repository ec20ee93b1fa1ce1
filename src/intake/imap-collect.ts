/**
 * Brings what is new of one IMAP folder. The folder is examined, never selected, and bodies are peeked at: no flag
 * changes. What is new is a difference of sets, found minus kept; the cursor only shortens the usual look. Bodies come
 * in batches small enough for memory, and a batch is kept before the next one is asked for.
 *
 * A look is `full` (everything since the opening, minus the UIDs kept) at each connect and once an hour, as UIDs may
 * turn up below the cursor; otherwise only UIDs above the cursor are asked for.
 */
import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { AppError } from '../domain/errors.ts'
import type { FetchedMessage } from '../domain/ledger.ts'
import type { Collector } from '../ports.ts'
import type { ImapConnection } from './imap-connection.ts'
import { askInGroups, type Doubts } from './imap-doubts.ts'

/** A batch of bodies: what is held in memory, and asked for again when the connection breaks. */
const batchMessages = 25
const batchBytes = 8 * 1024 * 1024
/** UIDs named in one command: servers refuse lines much longer than 8,000 octets (RFC 7162 4). */
const uidsInCommand = 200
/** The slowest line that is waited for: bytes a millisecond. */
const slowest = 32
const day = 86_400_000

/** What a look at a folder found it to be; another value later means that something happened in it. */
export const folderState = (client: ImapFlow): string => {
  const { mailbox } = client
  return mailbox ? `${mailbox.uidValidity} ${mailbox.uidNext} ${mailbox.exists}` : ''
}

interface Head {
  readonly uid: number
  readonly size: number
  readonly receivedAt: number
}

/** A folder to look at, and how. */
export interface FolderLook {
  readonly account: string
  readonly folder: string
  readonly full: boolean
  /** What is doubted about the folder, under each UIDVALIDITY. */
  readonly doubtsOf: (uidValidity: string) => Doubts
}

/**
 * @returns how many were brought, and the folder's state when it was opened.
 * @throws AppError mailbox-*: mailbox-protocol also when the server still lists a message that it does not hand over;
 * all others were brought by then. Whatever the collector throws.
 */
export const collectFolder = async (
  connection: ImapConnection,
  { account, folder, full, doubtsOf }: FolderLook,
  collector: Collector,
): Promise<{ brought: number; state: string }> => {
  // Opened anew each time, also when it is open: only so is its UIDVALIDITY surely of now.
  const opened = await connection.ask('EXAMINE', async client => {
    const mailbox = await client.mailboxOpen(folder, { readOnly: true })
    if (!mailbox?.uidValidity) throw new AppError('mailbox-protocol', 'the server gives no UIDVALIDITY')
    return { ...mailbox, state: folderState(client) }
  })
  const { state } = opened
  const uidValidity = String(opened.uidValidity)
  const cursor = await collector.cursor(folder)
  const known = cursor?.uidValidity === uidValidity ? cursor.uid : 0
  const everything = full || known === 0
  const isQuiet = !everything && opened.uidNext !== undefined && opened.uidNext <= known + 1
  if (opened.exists === 0 || isQuiet) return { brought: 0, state }

  const query = everything ? sinceQuery(collector.since) : { uid: `${known + 1}:*` }
  const found = await search(connection, query)
  const kept = everything ? await collector.keptUids(folder, uidValidity) : new Set<string>()
  // `n:*` names the last message even when its UID is below n (RFC 9051 6.4.8).
  const wanted = found.filter(uid => (everything || uid > known) && !kept.has(String(uid)))
  /** Found, and neither kept nor of before the opening yet. */
  const open = new Set(wanted)
  const doubts = doubtsOf(uidValidity)

  const heads: Head[] = []
  const asked = doubts.sort(wanted.map(uid => ({ uid })))
  await askInGroups(connection, doubts, inGroups(asked, chunks), async group => {
    for (const head of await fetchHeads(connection, group)) {
      if (head.receivedAt >= collector.since) heads.push(head)
      else open.delete(head.uid)
    }
  })
  heads.sort((a, b) => a.uid - b.uid)

  /** The cursor as the store has it. */
  let saved = cursor?.uidValidity === uidValidity ? cursor.uid : -1
  let brought = 0
  await askInGroups(connection, doubts, inGroups(doubts.sort(heads), batches), async batch => {
    if (collector.signal.aborted) return
    const bodies = await fetchBodies(connection, batch)
    const messages = batch.flatMap((head): FetchedMessage[] => {
      const bytes = bodies.get(head.uid)
      if (bytes === undefined || (bytes.length === 0 && head.size > 0)) return []
      const location = { account, folder, uidValidity, uid: String(head.uid) }
      return [{ location, receivedAt: head.receivedAt, receiptSource: 'server', bytes }]
    })
    if (messages.length === 0) return
    for (const { location } of messages) {
      open.delete(Number(location.uid))
      doubts.settled({ uid: Number(location.uid) })
    }
    // Not past one that is still open: it lies below what was kept when it is asked for late.
    const next = wanted.find(uid => open.has(uid))
    saved = Math.max(known, next === undefined ? wanted.at(-1)! : next - 1)
    await collector.keep(messages, { folder, uidValidity, uid: saved })
    brought += messages.length
  })
  if (collector.signal.aborted) return { brought, state }

  // The clerk may have deleted or moved a message between search and fetch: no failure. One that is still there, is.
  const withheld = await stillThere(connection, [...open])
  if (withheld.length > 0)
    throw new AppError(
      'mailbox-protocol',
      `the server lists ${withheld.length} messages that it does not hand over (UID ${withheld.slice(0, 5).join(', ')}); they are asked for again. If this stays, move them to another folder and back, or ask who runs the server`,
    )
  const top = Math.max(saved, (opened.uidNext ?? 1) - 1, found.at(-1) ?? 0)
  if (top > saved) await collector.keep([], { folder, uidValidity, uid: top })
  return { brought, state }
}

const inGroups = <T>(
  { sure, alone }: { sure: T[]; alone: T[] },
  group: (sure: readonly T[]) => T[][],
): T[][] => [...group(sure), ...alone.map(one => [one])]

const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / uidsInCommand) }, (_, index) =>
    all.slice(index * uidsInCommand, (index + 1) * uidsInCommand),
  )

const stillThere = async (connection: ImapConnection, uids: readonly number[]): Promise<number[]> => {
  const found: number[] = []
  for (const some of chunks(uids)) found.push(...(await search(connection, { uid: some.join(',') })))
  return found
}

/**
 * SINCE works by whole days, in the zone that each message's own date is written in (RFC 9051 6.4.4): asked two days
 * earlier, and sifted by the exact time after.
 */
const sinceQuery = (since: number): { since: Date } | { all: true } =>
  since > 3 * day ? { since: new Date(since - 2 * day) } : { all: true }

/** UIDs, ascending. */
const search = (
  connection: ImapConnection,
  query: { since: Date } | { all: true } | { uid: string },
): Promise<number[]> =>
  connection.ask('UID SEARCH', async client => {
    const found = await client.search(query, { uid: true })
    if (!Array.isArray(found)) throw new AppError('mailbox-protocol', 'the server refused UID SEARCH')
    return found
  })

const fetchHeads = async (
  connection: ImapConnection,
  group: readonly { readonly uid: number }[],
): Promise<Head[]> => {
  const uids = group.map(one => one.uid)
  const rows = await fetchRows(connection, uids, { uid: true, size: true, internalDate: true })
  return [...rows].map(([uid, { size, internalDate }]) => {
    if (size === undefined || !(internalDate instanceof Date))
      throw new AppError('mailbox-protocol', `the server gives no size or INTERNALDATE of UID ${uid}`)
    return { uid, size, receivedAt: internalDate.getTime() }
  })
}

const fetchBodies = async (
  connection: ImapConnection,
  batch: readonly Head[],
): Promise<Map<number, Buffer>> => {
  const bytes = batch.reduce((sum, head) => sum + head.size, 0)
  const uids = batch.map(head => head.uid)
  const rows = await fetchRows(connection, uids, { uid: true, source: true }, bytes)
  return new Map([...rows].flatMap(([uid, row]) => (row.source ? [[uid, row.source] as const] : [])))
}

/**
 * Rows by UID. Taken to the end before anything else is asked: a command inside imapflow's own loop waits for ever. A
 * server may answer for one message in several rows, and put in rows that nobody asked for (RFC 9051 7.5.2).
 */
const fetchRows = (
  connection: ImapConnection,
  uids: readonly number[],
  query: { uid: true; size?: true; internalDate?: true; source?: true },
  bytes = 0,
): Promise<Map<number, FetchMessageObject>> => {
  const ask = async (client: ImapFlow): Promise<Map<number, FetchMessageObject>> => {
    const asked = new Set(uids)
    const rows = new Map<number, FetchMessageObject>()
    for (const row of await client.fetchAll([...uids], query, { uid: true }))
      if (asked.has(row.uid)) rows.set(row.uid, { ...rows.get(row.uid), ...row })
    return rows
  }
  return connection.ask('UID FETCH', ask, bytes / slowest)
}

/** Consecutive heads, no more than a batch's count and bytes together; a larger message goes alone. */
const batches = (heads: readonly Head[]): Head[][] => {
  const all: Head[][] = []
  let bytes = 0
  for (const head of heads) {
    const last = all.at(-1)
    if (last && last.length < batchMessages && bytes + head.size <= batchBytes) {
      last.push(head)
      bytes += head.size
    } else {
      all.push([head])
      bytes = head.size
    }
  }
  return all
}
