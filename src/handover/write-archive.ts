/**
 * A campaign in one file, for the district's archive: the mails of every form and of what waits, as they came; mails of
 * ours as they went; the ledger as JSON lines; the tables, the roster, the campaign's own files; a README; and the hash
 * of every one of them. One file at a time is held, so that two gigabytes of mail take no more memory than one mail.
 *
 *   read in order of names → `….tmp` beside, fsynced → linked to its name, which fails where something stands already
 *
 * The same ledger gives the same bytes: nothing in it says when it was packed.
 */
import { link, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { closingOf } from '../domain/closing.ts'
import { AppError, isAppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import type { Proposal, Snapshot } from '../domain/ledger.ts'
import type { Roster } from '../domain/unit.ts'
import {
  isDiskFull,
  removeDeadTemporaries,
  syncFolder,
  systemCode,
  temporaryBeside,
} from '../platform/durable-file.ts'
import { makeFolder } from '../platform/make-folder.ts'
import type { Archive } from '../ports.ts'
import { figuresOf, lineKinds, makeLines, type Summary } from './ledger-lines.ts'
import { makeZipWriter } from './zip-writer.ts'

/** Folders of the archive. ASCII: it is opened by old programs too. */
export const folders = {
  mails: 'thu',
  sent: 'thu-da-gui',
  ledger: 'so-lieu',
  tables: 'bang',
  campaign: 'dot-dang-ky',
} as const
export const sumsFile = 'SHA256SUMS'
export const readmeFile = 'README.txt'
export const summaryFile = `${folders.ledger}/campaign.json`

/** A file that is packed as it stands. */
export interface LooseFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ArchiveInput {
  readonly snapshot: Snapshot
  readonly proposals: readonly Proposal[]
  readonly roster: Roster
  readonly campaign: { readonly id: string; readonly code: string; readonly sectors: readonly string[] }
  readonly archive: Pick<Archive, 'get'>
  readonly tables: readonly (LooseFile & { readonly kind: 'consolidated' | 'tracking' | null })[]
  /** The roster's workbook and the campaign's folder, by their path below it. */
  readonly campaignFiles: readonly LooseFile[]
  readonly readme: string
  /** Absolute. */
  readonly out: string
  /** Pack what is there where a mail is missing or damaged, and name it in `campaign.json`. */
  readonly evenIfMissing: boolean
  readonly progress: (done: number, total: number) => void
}

export interface Written {
  readonly mails: number
  readonly bytes: number
  readonly missing: readonly string[]
}

/** Mails with a form in them, and those that wait or are not settled. */
const mailsToKeep = ({ messages, submissions }: Snapshot): string[] => {
  const withForms = new Set(submissions.map(one => one.messageId))
  return messages
    .filter(one => withForms.has(one.id) || one.standing === 'review' || one.standing === 'in-progress')
    .map(one => one.id)
}

/** Mails that left, or may have. */
const sentRaws = ({ sentMails }: Snapshot): string[] =>
  sentMails.filter(one => !['draft', 'dropped'].includes(one.state)).map(one => one.raw)

/** @throws AppError already-there; not-found, archive-damaged (a mail of it, unless `evenIfMissing`); disk-full */
export const writeArchive = async (input: ArchiveInput): Promise<Written> => {
  const { snapshot, out, archive, progress } = input
  const places = new Map([
    ...mailsToKeep(snapshot).map(id => [id, `${folders.mails}/${id}.eml`] as const),
    ...sentRaws(snapshot).map(id => [id, `${folders.sent}/${id}.eml`] as const),
  ])
  const missing: string[] = []
  const bytesOf = async (id: string): Promise<Uint8Array | undefined> => {
    try {
      return await archive.get(id)
    } catch (error) {
      const isLost = isAppError(error, 'not-found', 'archive-damaged')
      if (!isLost || !input.evenIfMissing) throw error
      missing.push(id)
      return undefined
    }
  }
  // The mails come first, for the ledger says which of them are there.
  const mails = [...places].sort(([, a], [, b]) => (a < b ? -1 : 1))
  const total = mails.length + lineKinds.length
  let done = 0
  let size = 0
  const sums: string[] = []

  await intoFile(out, async write => {
    const zip = makeZipWriter(async bytes => {
      size += bytes.length
      await write(bytes)
    })
    const add = async (name: string, bytes: Uint8Array): Promise<void> => {
      await zip.add(name, bytes)
      sums.push(`${sha256(bytes)}  ${name}\n`)
    }
    await add(readmeFile, Buffer.from(`${input.readme.trim()}\n`.replaceAll('\n', '\r\n')))
    for (const [id, name] of mails) {
      const bytes = await bytesOf(id)
      if (bytes) await add(name, bytes)
      progress(++done, total)
    }
    const lost = new Set(missing)
    const mailOf = (id: string): string | undefined => (lost.has(id) ? undefined : places.get(id))
    const lines = makeLines({ ...input, codePrefix: input.campaign.code, mailOf })
    await add(summaryFile, json(summaryOf(input, [...lines.registrations()], missing)))
    for (const kind of lineKinds) {
      await add(`${folders.ledger}/${kind}.jsonl`, jsonLines(lines[kind]()))
      progress(++done, total)
    }
    for (const one of inOrder(input.tables)) await add(`${folders.tables}/${one.name}`, one.bytes)
    for (const one of inOrder(input.campaignFiles)) await add(`${folders.campaign}/${one.name}`, one.bytes)
    await zip.add(sumsFile, Buffer.from(sums.join('')))
    await zip.end()
  })
  return { mails: mails.length - missing.length, bytes: size, missing }
}

const summaryOf = (
  { snapshot, campaign, tables }: ArchiveInput,
  registrations: Parameters<typeof figuresOf>[0],
  missing: readonly string[],
): Summary => {
  const closing = closingOf(snapshot.decisions)
  return {
    ...{ format: 1, campaign: campaign.id, code: campaign.code, revision: snapshot.revision },
    closed: closing && { by: closing.by, at: new Date(closing.at).toISOString() },
    figures: figuresOf(registrations, campaign.sectors),
    tables: inOrder(tables).flatMap(({ kind, name }) =>
      kind === null ? [] : [{ kind, file: `${folders.tables}/${name}` }],
    ),
    missing: [...missing].sort(),
  }
}

const inOrder = <T extends LooseFile>(files: readonly T[]): T[] =>
  files.toSorted((a, b) => (a.name < b.name ? -1 : 1))

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

/** In pieces: a hundred thousand lines in one string would take their memory twice more. */
const jsonLines = (lines: Iterable<unknown>): Buffer => {
  const pieces: Buffer[] = []
  let piece = ''
  for (const line of lines) {
    piece += `${JSON.stringify(line)}\n`
    if (piece.length < 1_000_000) continue
    pieces.push(Buffer.from(piece))
    piece = ''
  }
  return Buffer.concat([...pieces, Buffer.from(piece)])
}

/** @throws AppError already-there, and whatever the system says, as one of ours */
const intoFile = async (
  file: string,
  fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> => {
  const folder = path.dirname(file)
  const temporary = temporaryBeside(file)
  try {
    makeFolder(folder)
    await removeDeadTemporaries(folder)
    const handle = await open(temporary, 'wx')
    try {
      await fill(async bytes => void (await handle.writeFile(bytes)))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await placeNew(temporary, file)
    await syncFolder(folder)
  } catch (cause) {
    throw asAppError(cause, file)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Under its name, unless somebody took that meanwhile. Not every disk (a USB stick) knows links: there it is looked at first. */
const placeNew = async (temporary: string, file: string): Promise<void> => {
  try {
    await link(temporary, file)
  } catch (cause) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(systemCode(cause))) throw cause
    const handle = await open(file, 'wx')
    await handle.close()
    try {
      await rename(temporary, file)
    } catch (refused) {
      // The name is ours, and empty: nobody should find it so.
      await rm(file, { force: true })
      throw refused
    }
  }
}

const asAppError = (cause: unknown, file: string): unknown => {
  if (cause instanceof AppError) return cause
  const code = systemCode(cause)
  if (code === 'EEXIST') return new AppError('already-there', `${file} is there already`, { cause })
  if (isDiskFull(cause) || code === 'EFBIG')
    return new AppError('disk-full', `no room on the disk for ${file}, or it takes no file so large`, {
      cause,
    })
  return code === '' ? cause : new AppError('not-writable', `${file} cannot be written (${code})`, { cause })
}
