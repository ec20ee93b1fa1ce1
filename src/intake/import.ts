/**
 * `import PATH…`: files as messages. A .eml is one message; an mbox (known by its first line, not its name) is many; any
 * other file is a loose form and is wrapped, a .msg too, which has a time of its own; a folder is all that is in it. The
 * same paths again, from wherever, give the same messages at the same locations. It keeps nothing: keep.ts does.
 */
import { open, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../domain/errors.ts'
import { fileValidity } from '../domain/identity.ts'
import { type FetchedMessage, importAccount, type Location } from '../domain/ledger.ts'
import { wrapLooseForm } from './loose-form.ts'
import { isMbox, readMbox } from './mbox.ts'
import { readMsgReceipt } from './msg-receipt.ts'
import { readReceipt } from './receipt.ts'

/** Bytes. As much as reading takes of a mail; an Outlook store of gigabytes is no form. */
const largest = 64 * 1024 * 1024

/** `unreadable`, `too-large`: not taken in, and somebody should know. */
export type PassedOver = 'before-opening' | 'hidden' | 'unreadable' | 'too-large'

export interface ImportParts {
  /** The opening: mails received before it are passed over; loose forms never are. */
  readonly since: number
  /** Hosts whose Received header is believed. */
  readonly receivedBy: readonly string[]
  /** Told of everything that was not brought: a mail of before the opening, a hidden file (name begins with a dot). */
  readonly passedOver?: (file: string, why: PassedOver) => void
}

/** @throws AppError not-found, before anything is yielded, where a path is not there */
export async function* importPaths(
  paths: readonly string[],
  parts: ImportParts,
): AsyncGenerator<FetchedMessage> {
  const roots = await Promise.all(paths.map(rootOf))
  for (const { folder, files } of roots) for (const uid of files) yield* importFile(folder, uid, parts)
}

/** A path as the folder that locations name, and the files to take, by their `/` path below it. */
const rootOf = async (given: string): Promise<{ folder: string; files: string[] }> => {
  const full = path.resolve(given)
  const found = await stat(full).catch((cause: unknown) => {
    throw new AppError('not-found', `${given} is not there, or cannot be read`, { cause })
  })
  if (!found.isDirectory()) return { folder: path.dirname(full), files: [path.basename(full)] }
  const entries = await readdir(full, { recursive: true, withFileTypes: true })
  // Links are passed by: what they point to is taken where it is, or was not meant.
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(full, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  return { folder: full, files: files.sort() }
}

async function* importFile(folder: string, uid: string, parts: ImportParts): AsyncGenerator<FetchedMessage> {
  const { since, receivedBy, passedOver = () => {} } = parts
  const file = path.join(folder, ...uid.split('/'))
  const { size, mtimeMs } = await stat(file)
  const fileTime = Math.floor(mtimeMs)
  if (uid.split('/').some(name => name.startsWith('.'))) {
    passedOver(file, 'hidden')
  } else if (!(await canRead(file))) {
    passedOver(file, 'unreadable')
  } else if (!/\.eml$/i.test(uid) && isMbox(await startOf(file))) {
    yield* importMbox(file, fileTime, parts)
  } else if (size > largest) {
    passedOver(file, 'too-large')
  } else if (/\.eml$/i.test(uid)) {
    const bytes = await readFile(file)
    const location = locationOf(folder, uid, bytes)
    const message = { location, bytes, ...readReceipt(bytes, receivedBy, fileTime) }
    if (message.receivedAt >= since) yield message
    else passedOver(file, 'before-opening')
  } else {
    const content = await readFile(file)
    // Outlook's .msg is a mail, as an .eml is; anything else was never mailed.
    const receipt = readMsgReceipt(content, receivedBy, fileTime)
    const bytes = wrapLooseForm(path.basename(file), content)
    if (receipt && receipt.receivedAt < since) passedOver(file, 'before-opening')
    else
      yield {
        location: locationOf(folder, uid, bytes),
        ...(receipt ?? { receivedAt: fileTime, receiptSource: 'file' }),
        bytes,
      }
  }
}

const locationOf = (folder: string, uid: string, bytes: Uint8Array): Location => ({
  ...{ account: importAccount, folder, uid },
  uidValidity: fileValidity(bytes),
})

async function* importMbox(
  file: string,
  fileTime: number,
  { since, receivedBy, passedOver = () => {} }: ImportParts,
): AsyncGenerator<FetchedMessage> {
  let place = 0
  for await (const bytes of readMbox(file)) {
    const location = locationOf(file, String(++place), bytes)
    const message = { location, bytes, ...readReceipt(bytes, receivedBy, fileTime) }
    if (message.receivedAt >= since) yield message
    else passedOver(`${file}#${place}`, 'before-opening')
  }
}

/** Held by another program, or not ours to read: the files behind it are taken all the same. */
const canRead = async (file: string): Promise<boolean> => {
  try {
    await startOf(file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

const startOf = async (file: string): Promise<Uint8Array> => {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
