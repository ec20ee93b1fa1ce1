/**
 * An IMAP server (RFC 3501, as much of it as a reader of mail uses) that shows an account, and misbehaves when it is told
 * to: hangs up in the middle of a literal, says nothing, lies about sizes, expunges while it is being read from, answers
 * out of order. It notes what it was asked to do to the mailbox: a reader asks for nothing of the kind.
 */
import { once } from 'node:events'
import net from 'node:net'
import type { Account, AccountFolder } from './imap-account.ts'
import { isInSet, rowOf } from './imap-rows.ts'

/** What goes wrong, once, with the next command that it fits. */
export type Misdeed =
  | 'drop' // hangs up before it answers
  | 'drop-in-literal' // hangs up in the middle of a mail
  | 'stall' // never answers
  | 'half-open' // takes commands, and says nothing more on this connection
  | 'lie-size' // RFC822.SIZE that is not the mail's
  | 'expunge-under-fetch' // the mail that is asked for goes while it is read
  | 'no' // refuses
  | 'bad' // understands nothing
  | 'out-of-order' // rows in another order, with rows of mails that nobody asked for
  | 'huge-literal' // says that 2 GB come, and hangs up
  | 'garbage' // a line that is no IMAP
  | 'no-uidvalidity' // does not say it
  | 'zero-uidvalidity'
  | 'empty-body' // a mail of no bytes, where there is one

export const misdeeds: readonly Misdeed[] = [
  ...([
    'drop',
    'drop-in-literal',
    'stall',
    'half-open',
    'lie-size',
    'expunge-under-fetch',
    'no',
    'bad',
  ] as const),
  ...([
    'out-of-order',
    'huge-literal',
    'garbage',
    'no-uidvalidity',
    'zero-uidvalidity',
    'empty-body',
  ] as const),
]

export interface HostileImap {
  readonly port: number
  readonly url: string
  /** Commands that change a mailbox, or mark what they read: none, with a reader that only looks. */
  readonly trespasses: readonly string[]
  /** Asked before each command; undefined: behave. */
  misbehave(decide: (command: string) => Misdeed | undefined): void
  stop(): Promise<void>
}

export const startHostileImap = async (account: Account): Promise<HostileImap> => {
  const trespasses: string[] = []
  let decide: (command: string) => Misdeed | undefined = () => undefined
  const sockets = new Set<net.Socket>()
  const server = net.createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    socket.setNoDelay(true)
    const state: Session = { folder: undefined, seen: [], silent: false, idleTag: undefined }
    const send = (line: string | Buffer): void => {
      if (!state.silent && socket.writable) socket.write(line)
    }
    send('* OK [CAPABILITY IMAP4rev1 IDLE LITERAL+ SPECIAL-USE UIDPLUS NAMESPACE] ready\r\n')
    let pending = ''
    socket.on('data', chunk => {
      pending += chunk.toString('latin1')
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end)
        pending = pending.slice(end + 2)
        answer(line, state, send, socket)
      }
    })
  })

  const answer = (line: string, state: Session, send: Send, socket: net.Socket): void => {
    if (state.idleTag !== undefined && /^done$/i.test(line)) {
      send(`${state.idleTag} OK IDLE ended\r\n`)
      state.idleTag = undefined
      return
    }
    const [, tag = '*', command = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? []
    const name = command.toUpperCase()
    const isSetting = /^(LOGIN|AUTHENTICATE|CAPABILITY|ID|NAMESPACE|LOGOUT|ENABLE)$/.test(name)
    const misdeed = isSetting ? undefined : decide(name)
    if (
      /^(SELECT|STORE|UID STORE|EXPUNGE|UID EXPUNGE|CLOSE|APPEND|COPY|UID COPY|MOVE|UID MOVE|DELETE|RENAME|CREATE)$/.test(
        name,
      )
    )
      trespasses.push(line)
    if (/^UID FETCH$/.test(name) && /BODY\[/i.test(rest)) trespasses.push(line)
    switch (misdeed) {
      case 'drop':
        socket.destroy()
        return
      case 'stall':
        return
      case 'half-open':
        state.silent = true
        return
      case 'no':
        send(`${tag} NO not now\r\n`)
        return
      case 'bad':
        send(`${tag} BAD what is that\r\n`)
        return
      case 'garbage':
        send('* )(]} \u0000 nonsense {x\r\n')
        socket.destroy()
        return
    }
    if (perform({ tag, name, rest, misdeed, state, send, socket })) send(`${tag} OK done\r\n`)
  }

  /** @returns whether it is done, and that is to be said */
  const perform = ({ tag, name, rest, misdeed, state, send, socket }: Asked): boolean => {
    switch (name) {
      case 'CAPABILITY':
        send('* CAPABILITY IMAP4rev1 IDLE LITERAL+ SPECIAL-USE UIDPLUS NAMESPACE\r\n')
        return true
      case 'NAMESPACE':
        send('* NAMESPACE (("" "/")) NIL NIL\r\n')
        return true
      case 'LIST':
      case 'LSUB':
        for (const folder of account.folders.keys()) {
          const role = folder === 'Trash' ? ' \\Trash' : ''
          send(`* LIST (\\HasNoChildren${role}) "/" "${folder}"\r\n`)
        }
        return true
      case 'STATUS':
        return true
      case 'EXAMINE':
      case 'SELECT':
        examine(tag, rest.replace(/^"|"$/g, ''), misdeed, state, send)
        return false
      case 'UID SEARCH':
        refresh(state, send)
        send(`* SEARCH ${searched(state, rest).join(' ')}\r\n`)
        return true
      case 'UID FETCH':
        fetched(rest, misdeed, state, send, socket)
        return true
      case 'IDLE':
        state.idleTag = tag
        send('+ idling\r\n')
        return false
      case 'NOOP':
        refresh(state, send)
        return true
      case 'LOGOUT':
        send('* BYE\r\n')
        send(`${tag} OK done\r\n`)
        socket.end()
        return false
      default:
        return true
    }
  }

  const examine = (
    tag: string,
    name: string,
    misdeed: Misdeed | undefined,
    state: Session,
    send: Send,
  ): void => {
    const folder = account.folders.get(name)
    if (!folder) {
      send(`${tag} NO [NONEXISTENT] no such folder\r\n`)
      return
    }
    state.folder = folder
    state.seen = folder.messages.map(one => one.uid)
    send('* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n')
    send(`* ${folder.messages.length} EXISTS\r\n* 0 RECENT\r\n`)
    const validity = misdeed === 'zero-uidvalidity' ? 0 : folder.uidValidity
    if (misdeed !== 'no-uidvalidity') send(`* OK [UIDVALIDITY ${validity}] valid\r\n`)
    send(`* OK [UIDNEXT ${folder.uidNext}] next\r\n`)
    send(`${tag} OK [READ-ONLY] examined\r\n`)
  }

  /** What came and went since the connection last heard of it. */
  const refresh = (state: Session, send: Send): void => {
    const { folder } = state
    if (!folder) return
    for (const uid of state.seen.toReversed())
      if (!folder.messages.some(one => one.uid === uid)) send(`* ${state.seen.indexOf(uid) + 1} EXPUNGE\r\n`)
    const now = folder.messages.map(one => one.uid)
    if (now.length !== state.seen.length) send(`* ${now.length} EXISTS\r\n`)
    state.seen = now
  }

  const searched = ({ folder }: Session, rest: string): number[] => {
    const all = folder?.messages ?? []
    const [, since] = /SINCE "?(\d{1,2}-\w{3}-\d{4})"?/i.exec(rest) ?? []
    const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(`${since} UTC`)
    const wanted = /UID (\S+)/i.exec(rest)?.[1]
    return all
      .filter(one => one.receivedAt.getTime() >= from - 86_400_000)
      .map(one => one.uid)
      .filter(uid => wanted === undefined || isInSet(uid, wanted, all.at(-1)?.uid ?? 0))
  }

  const fetched = (
    rest: string,
    misdeed: Misdeed | undefined,
    state: Session,
    send: Send,
    socket: net.Socket,
  ): void => {
    const { folder } = state
    if (!folder) return
    const [, set = '', items = ''] = /^(\S+) (.*)$/.exec(rest) ?? []
    const wantsBody = /BODY\.PEEK\[\]|BODY\[\]/i.test(items)
    let rows = folder.messages.filter(one => isInSet(one.uid, set, folder.messages.at(-1)?.uid ?? 0))
    if (misdeed === 'out-of-order') rows = [...rows].reverse()
    for (const [at, one] of rows.entries()) {
      if (misdeed === 'out-of-order' && at === 0) {
        const other = folder.messages.find(some => !rows.includes(some))
        if (other) send(rowOf(folder, other, false, 0))
      }
      if (misdeed === 'expunge-under-fetch' && at === Math.floor(rows.length / 2)) {
        const sequence = folder.messages.indexOf(one) + 1
        account.expunge(folder.name, one.uid)
        send(`* ${sequence} EXPUNGE\r\n`)
        state.seen = folder.messages.map(some => some.uid)
        continue
      }
      if (wantsBody && misdeed === 'drop-in-literal' && at === rows.length - 1) {
        const row = rowOf(folder, one, true, 0)
        send(row.subarray(0, Math.floor(row.length * 0.7)))
        socket.destroy()
        return
      }
      if (wantsBody && misdeed === 'huge-literal') {
        send(`* ${folder.messages.indexOf(one) + 1} FETCH (UID ${one.uid} BODY[] {2147483647}\r\n`)
        socket.destroy()
        return
      }
      const shown = wantsBody && misdeed === 'empty-body' ? { ...one, bytes: Buffer.alloc(0) } : one
      send(rowOf(folder, shown, wantsBody, misdeed === 'lie-size' ? 7 : 0))
    }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  return {
    ...{ port, trespasses, url: `imap://ban:secret@127.0.0.1:${port}` },
    misbehave: next => {
      decide = next
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

type Send = (line: string | Buffer) => void
interface Session {
  folder: AccountFolder | undefined
  /** UIDs by sequence number, as this connection knows them. */
  seen: number[]
  silent: boolean
  idleTag: string | undefined
}
interface Asked {
  readonly tag: string
  readonly name: string
  readonly rest: string
  readonly misdeed: Misdeed | undefined
  readonly state: Session
  readonly send: Send
  readonly socket: net.Socket
}
