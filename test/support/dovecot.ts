/**
 * A real IMAP server for a test: Dovecot 2.3 in a folder of its own, on a free port of 127.0.0.1, one user, Maildir,
 * IDLE. Works as root (mail then belongs to `mail`, which Dovecot insists on) and as a normal user. The test's own
 * second client fills it and looks at it, as the clerk's Outlook would.
 */
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { ImapFlow } from 'imapflow'
import { eventually, freePort, type ServerProcess, startServer } from './server-process.ts'
import { makeTempFolder } from './temp-folder.ts'

export interface DovecotOptions {
  /** Folders that the server itself announces as \Sent, \Drafts, \Trash, \Junk. Default: Sent, Drafts, Trash, Junk. */
  readonly specialUse?: Readonly<Record<string, string>>
  /** Lines added to the configuration. */
  readonly extra?: string
}

export interface Dovecot {
  /** `imap://user:password@127.0.0.1:port` */
  readonly url: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** APPENDs a mail. @returns its UID */
  append(folder: string, raw: Uint8Array, options?: { date?: Date; flags?: string[] }): Promise<number>
  /** Puts a mail into INBOX as a mail server would: unseen by any client, still \Recent. */
  deliver(raw: Uint8Array): void
  createFolder(folder: string): Promise<void>
  deleteFolder(folder: string): Promise<void>
  /** Deletes and expunges by UID. */
  expunge(folder: string, uid: number): Promise<void>
  /** UID and flags of every message, by UID; looks without changing anything. */
  flags(folder: string): Promise<{ uid: number; flags: string[] }[]>
  /** Every file of the mail store with its size, the server's own indexes left out: names hold the flags. */
  files(): string[]
  /** Stops every process of the server where it stands (SIGSTOP), as a dead line would. */
  freeze(): void
  thaw(): void
  /** Ends all processes at once, as a power cut would. */
  kill(): Promise<void>
  stop(): Promise<void>
  /** After `kill` or `stop`: the same port and storage again. */
  start(): Promise<void>
  /** `kill`, and the folder is gone. */
  remove(): Promise<void>
}

export const startDovecot = async (options: DovecotOptions = {}): Promise<Dovecot> => {
  const { folder, remove } = makeTempFolder()
  const port = await freePort()
  const user = 'bandanvan'
  const password = 'mật-khẩu-4a7%@/'
  const owner = mailOwner()
  for (const name of ['', 'run', 'state', 'mail', 'mail/cur', 'mail/new', 'mail/tmp']) {
    const one = path.join(folder, name)
    mkdirSync(one, { recursive: true })
    chownSync(one, owner.uid, owner.gid)
  }
  // As root several users of Dovecot's pass through it.
  chmodSync(folder, 0o755)
  writeFileSync(path.join(folder, 'users'), `${user}:{PLAIN}${password}::::::\n`, { mode: 0o644 })
  const config = path.join(folder, 'dovecot.conf')
  writeFileSync(config, configuration(folder, port, owner, options))

  let server: ServerProcess | undefined
  const start = async (): Promise<void> => {
    server = await startServer(program(), ['-F', '-c', config], port)
  }
  /** The master and all that it forked. */
  const family = (): number[] => (server ? [server.pid, ...childrenOf(server.pid)] : [])
  const end = async (how: () => Promise<void> | void): Promise<void> => {
    const pids = family()
    await how()
    await eventually(() => pids.every(pid => !isAlive(pid)))
    server = undefined
  }
  const kill = async (): Promise<void> => {
    if (!server) return
    // Held first, so that it forks nothing more while its children are counted.
    process.kill(server.pid, 'SIGSTOP')
    await end(() => signalAll('SIGKILL'))
  }
  const signalAll = (signal: NodeJS.Signals): void => {
    for (const pid of family()) if (isAlive(pid)) process.kill(pid, signal)
  }
  const stop = async (): Promise<void> => {
    const running = server
    if (!running) return
    signalAll('SIGCONT')
    await end(() => running.stop())
  }

  const asClerk = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      auth: { user, pass: password },
      logger: false,
    })
    client.on('error', () => {})
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.logout()
    }
  }
  const inFolder = <T>(name: string, readOnly: boolean, work: (client: ImapFlow) => Promise<T>): Promise<T> =>
    asClerk(async client => {
      const lock = await client.getMailboxLock(name, { readOnly })
      try {
        return await work(client)
      } finally {
        lock.release()
      }
    })

  await start()
  let delivered = 0
  return {
    url: `imap://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    port,
    user,
    password,
    append: (name, raw, how = {}) =>
      asClerk(async client => {
        const done = await client.append(name, Buffer.from(raw), how.flags ?? [], how.date)
        if (!done || done.uid === undefined) throw new Error(`Dovecot did not take the mail for ${name}`)
        return done.uid
      }),
    deliver: raw => {
      const spool = path.join(folder, 'mail', 'new')
      const file = path.join(spool, `${Math.floor(Date.now() / 1000)}.M${++delivered}P1.test`)
      writeFileSync(file, raw)
      chownSync(file, owner.uid, owner.gid)
    },
    createFolder: name => asClerk(async client => void (await client.mailboxCreate(name))),
    deleteFolder: name => asClerk(async client => void (await client.mailboxDelete(name))),
    expunge: (name, uid) =>
      inFolder(name, false, async client => {
        await client.messageDelete(String(uid), { uid: true })
      }),
    flags: name =>
      inFolder(name, true, async client => {
        if (!client.mailbox || client.mailbox.exists === 0) return []
        const rows = await client.fetchAll('1:*', { uid: true, flags: true })
        return rows.map(row => ({ uid: row.uid, flags: [...(row.flags ?? [])].sort() }))
      }),
    files: () =>
      readdirSync(path.join(folder, 'mail'), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile() && !entry.name.startsWith('dovecot') && entry.name !== 'maildirsize')
        .map(entry => {
          const file = path.join(entry.parentPath, entry.name)
          return `${path.relative(folder, file)} ${readFileSync(file).length}`
        })
        .sort(),
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    kill,
    stop,
    start,
    remove: async () => {
      // Dovecot takes a second over a polite end.
      await kill()
      remove()
    },
  }
}

interface Owner {
  readonly uid: number
  readonly gid: number
  /** Undefined as root: Dovecot's own users do the rest. */
  readonly name: string | undefined
}

/** Dovecot serves no mail as root. */
const mailOwner = (): Owner => {
  const me = userInfo()
  if (me.uid !== 0) return { uid: me.uid, gid: me.gid, name: me.username }
  const line = readFileSync('/etc/passwd', 'utf8').match(/^mail:[^:]*:(\d+):(\d+):/m)
  if (!line) throw new Error('no user "mail" on this machine to own the test mailbox')
  return { uid: Number(line[1]), gid: Number(line[2]), name: undefined }
}

const configuration = (folder: string, port: number, owner: Owner, options: DovecotOptions): string => {
  const roles = options.specialUse ?? {
    Sent: '\\Sent',
    Drafts: '\\Drafts',
    Trash: '\\Trash',
    Junk: '\\Junk',
  }
  const group = owner.name ? `default_internal_group = ${owner.gid}\n` : ''
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = ${path.basename(folder)}
log_path = ${folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${folder}/mail
mailbox_list_index = no
first_valid_uid = ${owner.uid}
first_valid_gid = ${owner.gid}
mail_max_userip_connections = 100
imap_idle_notify_interval = 30 secs
${owner.name ? `default_internal_user = ${owner.name}\ndefault_login_user = ${owner.name}\n${group}` : ''}
passdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
# A refused login would otherwise be held back for two seconds.
auth_failure_delay = 0
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail
}
namespace inbox {
  inbox = yes
  separator = /
${Object.entries(roles)
  .map(([name, role]) => `  mailbox "${name}" {\n    auto = create\n    special_use = ${role}\n  }`)
  .join('\n')}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
${options.extra ?? ''}
`
}

const program = (): string => {
  for (const folder of [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
  ]) {
    const file = path.join(folder, 'dovecot')
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // Looked for in the next folder.
    }
  }
  throw new Error('dovecot is not on this machine: install dovecot-imapd')
}

const isAlive = (pid: number): boolean => {
  try {
    // A zombie has ended; who should have waited for it is gone.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(one => parentOf(one) === pid)

const parentOf = (pid: number): number | undefined => {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\) \S (\d+) /)?.[1])
  } catch {
    return undefined
  }
}
