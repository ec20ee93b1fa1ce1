/** A mailbox as a mail server holds it: folders, UIDs, what the clerk does with mails. No network; a server shows it. */

export interface AccountMessage {
  readonly uid: number
  readonly bytes: Buffer
  readonly receivedAt: Date
  readonly flags: Set<string>
}

export interface AccountFolder {
  name: string
  uidValidity: number
  uidNext: number
  messages: AccountMessage[]
}

export interface Account {
  readonly folders: Map<string, AccountFolder>
  deliver(folder: string, bytes: Buffer, receivedAt: Date): void
  /** To another folder, under a new UID; by COPY and EXPUNGE, as a client does where the server has no MOVE. */
  move(from: string, uid: number, to: string): void
  expunge(folder: string, uid: number): void
  flag(folder: string, uid: number, flag: string): void
  /** As after the server's index was lost, or the mailbox migrated: the same mails, other UIDs, another UIDVALIDITY. */
  renumber(folder: string): void
}

export const makeAccount = (names: readonly string[]): Account => {
  let validity = 1000
  const folders = new Map(
    names.map(name => [name, { name, uidValidity: ++validity, uidNext: 1, messages: [] } as AccountFolder]),
  )
  const of = (name: string): AccountFolder => folders.get(name)!
  const deliver: Account['deliver'] = (name, bytes, receivedAt) => {
    const folder = of(name)
    folder.messages.push({ uid: folder.uidNext++, bytes, receivedAt, flags: new Set() })
  }
  const expunge: Account['expunge'] = (name, uid) => {
    const folder = of(name)
    folder.messages = folder.messages.filter(one => one.uid !== uid)
  }
  return {
    ...{ folders, deliver, expunge },
    move: (from, uid, to) => {
      const one = of(from).messages.find(message => message.uid === uid)
      if (!one) return
      const folder = of(to)
      folder.messages.push({ ...one, uid: folder.uidNext++, flags: new Set(one.flags) })
      expunge(from, uid)
    },
    flag: (name, uid, flag) =>
      of(name)
        .messages.find(one => one.uid === uid)
        ?.flags.add(flag),
    renumber: name => {
      const folder = of(name)
      folder.uidValidity = ++validity
      folder.messages = folder.messages.map((one, at) => ({ ...one, uid: at * 3 + 1 }))
      folder.uidNext = folder.messages.length * 3 + 1
    },
  }
}
