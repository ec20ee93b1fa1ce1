/**
 * A real IMAP server for a test: Dovecot 2.3 in a folder of its own, on a free port of 127.0.0.1, one user, Maildir,
 * IDLE. Works as root (mail then belongs to `mail`, which Dovecot insists on) and as a normal user. The test's own
 * second client fills it and looks at it, as the clerk's Outlook would.
 */
import { execFileSync } from 'node:child_process'
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
  /** TLS from the first byte, with a certificate for 127.0.0.1 that it signed itself. */
  readonly tls?: boolean
  /** Lines added to the configuration. */
  readonly extra?: string
}

export interface Dovecot {
  /** `imap://user:password@127.0.0.1:port`, `imaps:` with `tls`. */
  readonly url: string
  /** The certificate (PEM), with `tls`. */
  readonly certificate: string | undefined
  readonly port: number
  readonly user: string
  readonly password: string
  /** APPENDs a mail. @returns its UID */
  append(folder: string, raw: Uint8Array, options?: { date?: Date; flags?: string[] }): Promise<number>
  /** Puts a mail into INBOX as a mail server would: unseen by any client, still \Recent; `mark` goes into its file's name. */
  deliver(raw: Uint8Array, mark?: string): void
  createFolder(folder: string): Promise<void>
  deleteFolder(folder: string): Promise<void>
  /** Deletes and expunges by UID. */
  expunge(folder: string, uid: number): Promise<void>
  /** UID and flags of every message, by UID; looks without changing anything. */
  flags(folder: string): Promise<{ uid: number; flags: string[] }[]>
  /** Every file of the mail store with its size, the server's own indexes left out: names hold the flags. */
  files(): string[]
  /** Makes a mail of INBOX unreadable for the server itself, or readable again: it hangs up on whoever asks for it. */
  spoil(mark: string, isSpoilt?: boolean): void
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
  const certificate = options.tls ? signOwn(folder) : undefined
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
      secure: certificate !== undefined,
      ...(certificate ? { tls: { ca: certificate } } : {}),
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
    certificate,
    url: `${certificate ? 'imaps' : 'imap'}://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    port,
    user,
    password,
    append: (name, raw, how = {}) =>
      asClerk(async client => {
        const done = await client.append(name, Buffer.from(raw), how.flags ?? [], how.date)
        if (!done || done.uid === undefined) throw new Error(`Dovecot did not take the mail for ${name}`)
        return done.uid
      }),
    deliver: (raw, mark = 'test') => {
      const spool = path.join(folder, 'mail', 'new')
      const file = path.join(spool, `${Math.floor(Date.now() / 1000)}.M${++delivered}P1.${mark}`)
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
    spoil: (mark, isSpoilt = true) => {
      const spools = ['new', 'cur'].map(name => path.join(folder, 'mail', name))
      const files = spools.flatMap(spool => readdirSync(spool).map(name => path.join(spool, name)))
      // As root the file reads all the same; Dovecot's mail process is never root.
      for (const file of files) if (file.includes(mark)) chmodSync(file, isSpoilt ? 0 : 0o600)
    },
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    kill,
    stop,
    start,
    remove: async () => {
      // Dovecot takes a second over a polite end.
      await kill()
      await remove()
    },
  }
}

interface Owner {
  readonly uid: number
  readonly gid: number
  /** Whose processes all of Dovecot's are; undefined as root, where it has users of its own. */
  readonly own: { readonly user: string; readonly group: string } | undefined
}

/** Dovecot serves no mail as root. */
const mailOwner = (): Owner => {
  const me = userInfo()
  if (me.uid !== 0) {
    const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()
    return { uid: me.uid, gid: me.gid, own: { user: me.username, group } }
  }
  const line = readFileSync('/etc/passwd', 'utf8').match(/^mail:[^:]*:(\d+):(\d+):/m)
  if (!line) throw new Error('no user "mail" on this machine to own the test mailbox')
  return { uid: Number(line[1]), gid: Number(line[2]), own: undefined }
}

const configuration = (folder: string, port: number, owner: Owner, options: DovecotOptions): string => {
  const roles = options.specialUse ?? {
    Sent: '\\Sent',
    Drafts: '\\Drafts',
    Trash: '\\Trash',
    Junk: '\\Junk',
  }
  const { own } = owner
  const asOneUser = own
    ? `default_internal_user = ${own.user}\ndefault_login_user = ${own.user}\ndefault_internal_group = ${own.group}`
    : ''
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = ${path.basename(folder)}
log_path = ${folder}/dovecot.log
${options.tls ? `ssl = required\nssl_cert = <${folder}/cert.pem\nssl_key = <${folder}/key.pem` : 'ssl = no'}
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${folder}/mail
mailbox_list_index = no
first_valid_uid = ${owner.uid}
first_valid_gid = ${owner.gid}
mail_max_userip_connections = 100
imap_idle_notify_interval = 30 secs
${asOneUser}
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
    port = ${options.tls ? 0 : port}
  }
  inet_listener imaps {
    port = ${options.tls ? port : 0}
    ssl = yes
  }
}
service anvil {
  chroot =
}
${options.extra ?? ''}
`
}

/** Debian's Dovecot brings openssl along. */
const signOwn = (folder: string): string => {
  const [key, cert] = ['key.pem', 'cert.pem'].map(name => path.join(folder, name)) as [string, string]
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', ['req', ...kind, ...name, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  return readFileSync(cert, 'utf8')
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
