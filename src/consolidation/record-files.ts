/**
 * Records of written tables as files: JSON lines, gzipped, named by their snapshot (`2022-02-14T09.30.00.000Z 7.jsonl.gz`).
 * A record is on the disk before its tables are. As many are kept as fit a hundred megabytes: a district's whole
 * campaign; a copy older than that is compared with the ledger alone.
 */
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { removeDeadTemporaries, systemCode, writeDurably } from '../platform/durable-file.ts'
import { makeFolder } from '../platform/make-folder.ts'
import { asFolderError } from './replace-file.ts'
import type { WrittenRecord, WrittenRow } from './written-record.ts'

/** What a workbook says of the snapshot that it shows. */
export interface SnapshotName {
  readonly revision: number
  /** Milliseconds; undefined: not known, and any table of that revision shows the same registrations. */
  readonly asOf: number | undefined
}

const room = 100_000_000
const leastKept = 20
const endOf = ({ revision }: Pick<SnapshotName, 'revision'>): string => ` ${revision}.jsonl.gz`
const nameOf = (asOf: number, revision: number): string =>
  `${new Date(asOf).toISOString().replaceAll(':', '.')}${endOf({ revision })}`
const isRecord = (name: string): boolean => name.endsWith('.jsonl.gz')

/** @param folder made when missing. @throws AppError disk-full, table-locked */
export const saveRecord = async (
  folder: string,
  record: WrittenRecord<Iterable<WrittenRow>>,
): Promise<void> => {
  try {
    makeFolder(folder)
    await removeDeadTemporaries(folder)
    const bytes = pack(record)
    await writeDurably(path.join(folder, nameOf(record.asOf, record.revision)), bytes)
    const kept = Math.max(leastKept, Math.floor(room / bytes.length))
    const names = (await readdir(folder)).filter(isRecord).sort()
    for (const name of names.slice(0, Math.max(0, names.length - kept)))
      await rm(path.join(folder, name), { force: true })
  } catch (cause) {
    throw asFolderError(cause, folder)
  }
}

/** @returns undefined where that record is no longer kept, or is damaged: then nothing is known of the base, and that is said */
export const findRecord = async (folder: string, name: SnapshotName): Promise<WrittenRecord | undefined> => {
  let bytes: Buffer
  try {
    const file =
      name.asOf === undefined
        ? (await readdir(folder))
            .filter(one => one.endsWith(endOf(name)))
            .sort()
            .at(-1)
        : nameOf(name.asOf, name.revision)
    if (file === undefined) return undefined
    bytes = await readFile(path.join(folder, file))
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return undefined
    throw asFolderError(cause, folder)
  }
  try {
    return unpack(bytes)
  } catch (cause) {
    if (cause instanceof SyntaxError || systemCode(cause).startsWith('Z_')) return undefined
    throw cause
  }
}

const linesTogether = 2000

/** Piece by piece: gzip lets its files stand one after another, and a large ledger is never one string. */
const pack = ({ rows, ...head }: WrittenRecord<Iterable<WrittenRow>>): Buffer => {
  const pieces: Buffer[] = []
  let lines = [head as unknown]
  const end = (): void => {
    pieces.push(gzipSync(lines.map(line => `${JSON.stringify(line)}\n`).join(''), { level: 3 }))
    lines = []
  }
  for (const row of rows) {
    lines.push(row)
    if (lines.length >= linesTogether) end()
  }
  end()
  return Buffer.concat(pieces)
}

const unpack = (bytes: Uint8Array): WrittenRecord => {
  const [head, ...rows] = gunzipSync(bytes)
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
  return { ...head, rows }
}
