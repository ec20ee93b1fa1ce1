/**
 * The outbox where no SMTP server is set: each mail an .eml in a folder, complete and durable. A mail is never written over another one. Nobody gets it: the log says so.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import type { Outbox } from '../ports.ts'
import { isDiskFull, removeDeadTemporaries, systemCode, unlessGone, writeDurably } from './durable-file.ts'
import type { Log } from './logging.ts'
import { makeFolder } from './make-folder.ts'

/** @param folder made when it is not there, e.g. `DATA_DIR/outbox` */
export const makeFolderOutbox = (folder: string, log: Log): Outbox => {
  log.warn({ folder }, 'SMTP_URL is not set: mails are written to this folder and reach nobody')
  return {
    target: folder,
    send: async raw => {
      try {
        makeFolder(folder)
        await removeDeadTemporaries(folder)
        const file = await freeName(folder, raw)
        await writeDurably(file, raw)
        return file
      } catch (cause) {
        throw asAppError(cause, folder)
      }
    },
  }
}

/** Named by the Message-ID; where another mail has that name, by the bytes as well. */
const freeName = async (folder: string, raw: Uint8Array): Promise<string> => {
  const hash = sha256(raw)
  const head =
    Buffer.from(raw.subarray(0, 64 * 1024))
      .toString('latin1')
      .split('\r\n\r\n')[0] ?? ''
  const id = /^message-id:\s*<([^@>\r\n]+)/im.exec(head)?.[1] ?? ''
  // No dot at the start or end and no device name: it must also be a file on Windows.
  const name = id.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '')
  const file = path.join(folder, `${name.length > 3 ? name.slice(0, 120) : hash}.eml`)
  const there = await unlessGone(readFile(file))
  return there === undefined || sha256(there) === hash
    ? file
    : path.join(folder, `${name.slice(0, 120)}.${hash.slice(0, 12)}.eml`)
}

const asAppError = (cause: unknown, folder: string): unknown => {
  const code = systemCode(cause)
  if (isDiskFull(cause))
    return new AppError('disk-full', `no space left for ${folder}; free some on the disk of DATA_DIR`, {
      cause,
    })
  // A folder that refuses is mended by hand, and the mail goes then: nothing has left.
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST')
    return new AppError(
      'smtp-unreachable',
      `${folder} cannot be written; check DATA_DIR and its permissions`,
      {
        cause,
      },
    )
  return cause
}
