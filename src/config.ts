/**
 * The settings, from the environment: the only reader of `process.env`. Each secret may come as a file instead
 * (`IMAP_URL_FILE`, as Docker and systemd hand them over). Messages name the setting, never its value.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from './domain/errors.ts'

export interface ImapSettings {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly user: string
  readonly password: string
  /** Undefined: all but Sent, Drafts and Trash. */
  readonly folders: readonly string[] | undefined
}

/** Where the desk listens, and where people find it. */
export interface DeskSettings {
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** The address that browsers use, where that is another (behind a proxy with TLS); its origin alone. */
  readonly url: string | undefined
}

export interface Config {
  readonly dataDir: string
  /** Absolute: the campaign's folder. */
  readonly campaignFolder: string
  readonly imap: ImapSettings | undefined
  readonly mailboxDir: string | undefined
  readonly smtpUrl: string | undefined
  readonly redisUrl: string | undefined
  readonly desk: DeskSettings
  /** Opens `/metrics` and the words of `/healthz` to a monitor of another machine. */
  readonly metricsToken: string | undefined
  readonly logLevel: string
  /** Seconds between two looks at the mailbox when nothing announces mail. */
  readonly pollSeconds: number
}

type Environment = Readonly<Record<string, string | undefined>>

/** The project's own folder, whatever the working directory. */
export const projectFolder = path.resolve(import.meta.dirname, '..')

/** @throws AppError bad-config, naming the setting and what to write there */
export const readConfig = (env: Environment = process.env): Config => {
  const folders = env.IMAP_FOLDERS?.split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
  const imapUrl = secret(env, 'IMAP_URL')
  const campaign = env.CAMPAIGN || 'dan-van-kheo-2022'
  if (!/^[a-z0-9-]+$/.test(campaign)) throw wrong('CAMPAIGN', 'is the name of a folder under templates')
  if (env.DATABASE_URL || env.DATABASE_URL_FILE)
    throw wrong('DATABASE_URL', 'is not supported by this version; unset it to use SQLite in DATA_DIR')
  if (imapUrl && env.MAILBOX_DIR)
    throw wrong('MAILBOX_DIR', 'is set beside IMAP_URL: keep one of them, mail comes in one way')
  return {
    dataDir: path.resolve(env.DATA_DIR || './data'),
    campaignFolder: path.join(projectFolder, 'templates', campaign),
    imap: imapUrl ? { ...imapSettings(imapUrl), folders: folders?.length ? folders : undefined } : undefined,
    mailboxDir: env.MAILBOX_DIR ? path.resolve(env.MAILBOX_DIR) : undefined,
    smtpUrl: checkedUrl('SMTP_URL', secret(env, 'SMTP_URL'), ['smtp:', 'smtps:']),
    redisUrl: checkedUrl('REDIS_URL', secret(env, 'REDIS_URL'), ['redis:', 'rediss:']),
    desk: {
      host: env.DESK_HOST || '127.0.0.1',
      port: portNumber(env.PORT || '8022'),
      url: deskUrl(env.DESK_URL || undefined),
    },
    metricsToken: metricsToken(secret(env, 'METRICS_TOKEN')),
    logLevel: oneOf('LOG_LEVEL', env.LOG_LEVEL || 'info', [
      'fatal',
      'error',
      'warn',
      'info',
      'debug',
      'trace',
      'silent',
    ]),
    pollSeconds: seconds('POLL_SECONDS', env.POLL_SECONDS || '60'),
  }
}

const secret = (env: Environment, name: string): string | undefined => {
  const file = env[`${name}_FILE`]
  if (!file) return env[name] || undefined
  if (env[name]) throw wrong(name, `is set beside ${name}_FILE: keep one of them`)
  const text = contentOf(file, `${name}_FILE`)
  // Taken for "not set", the mailbox would not be read, or nobody get the daily mail.
  if (text === '') throw wrong(`${name}_FILE`, 'names an empty file')
  return text
}

const contentOf = (file: string, name: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw wrong(name, 'names a file that cannot be read', cause)
  }
}

const imapSettings = (text: string): Omit<ImapSettings, 'folders'> => {
  const url = parsed('IMAP_URL', text, ['imap:', 'imaps:'])
  if (!url.username || !url.password)
    throw wrong(
      'IMAP_URL',
      'needs user and password: imaps://user:password@host:993 (special letters as %40 and the like)',
    )
  const secure = url.protocol === 'imaps:'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (secure ? 993 : 143)),
    secure,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

const parsed = (name: string, text: string, protocols: readonly string[]): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url?.hostname || !protocols.includes(url.protocol))
    throw wrong(
      name,
      `must be an address that begins ${protocols.map(one => `${one}//`).join(' or ')} and names a host`,
    )
  // A password with one of these written as it is would pass for a host with a path. Redis: the path is its database.
  const rest = url.pathname + url.search + url.hash
  if (!(name === 'REDIS_URL' ? /^\/?\d*$/ : /^\/?$/).test(rest))
    throw wrong(name, 'has something after the host: write / ? # of a password as %2F %3F %23')
  for (const part of [url.username, url.password])
    try {
      decodeURIComponent(part)
    } catch (cause) {
      throw wrong(name, 'has a % that begins no code: write % itself as %25', cause)
    }
  return url
}

const checkedUrl = (
  name: string,
  text: string | undefined,
  protocols: readonly string[],
): string | undefined => (text === undefined ? undefined : parsed(name, text, protocols) && text)

const portNumber = (value: string): number => {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw wrong('PORT', 'is a number from 0 to 65535')
  return Number(value)
}

const deskUrl = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const { origin, pathname } = parsed('DESK_URL', text, ['http:', 'https:'])
  if (pathname !== '/')
    throw wrong('DESK_URL', 'is the address of the whole host: the desk stands at its root')
  return origin
}

const metricsToken = (text: string | undefined): string | undefined => {
  if (text !== undefined && text.length < 16) throw wrong('METRICS_TOKEN', 'needs 16 letters or more')
  return text
}

const oneOf = (name: string, value: string, allowed: readonly string[]): string => {
  if (!allowed.includes(value)) throw wrong(name, `must be one of ${allowed.join(', ')}`)
  return value
}

const seconds = (name: string, value: string): number => {
  if (!/^\d+(\.\d+)?$/.test(value) || Number(value) < 0.1)
    throw wrong(name, 'is a number of seconds, 0.1 or more')
  return Number(value)
}

const wrong = (name: string, what: string, cause?: unknown): AppError =>
  new AppError('bad-config', `${name} ${what}`, { cause })
