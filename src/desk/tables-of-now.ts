/**
 * The tables as they are now, for whoever downloads them: the written file where it shows the ledger as it stands and is
 * as we wrote it, else drawn anew from one snapshot. Never an older one in silence, never what somebody edited.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { drawConsolidated, drawTracking } from '../consolidation/draw-tables.ts'
import { noteHash } from '../consolidation/known-hashes.ts'
import { saveRecord } from '../consolidation/record-files.ts'
import { isGone, isHeld } from '../consolidation/replace-file.ts'
import type { TablesFact } from '../consolidation/write-tables.ts'
import { streamRecord } from '../consolidation/written-record.ts'
import { sha256 } from '../domain/identity.ts'
import type { Desk } from './desk.ts'

export const tableFiles = [
  { id: 'bieu-tong-hop.xlsx', kind: 'consolidated', format: 'xlsx' },
  { id: 'bieu-tong-hop.pdf', kind: 'consolidated', format: 'pdf' },
  { id: 'bieu-tong-hop.docx', kind: 'consolidated', format: 'docx' },
  { id: 'tep-theo-doi.xlsx', kind: 'tracking', format: 'xlsx' },
] as const
export type TableFile = (typeof tableFiles)[number]

export interface TableOfNow {
  readonly bytes: Uint8Array
  /** The moment that it says it is of, milliseconds. */
  readonly at: number
}

/** How long a table that is being written is waited for, ms: drawing it a second time would keep everybody waiting. */
const patience = 2000

/** @throws AppError disk-full, table-locked, bad-campaign */
export const openTable = async (desk: Desk, file: TableFile): Promise<TableOfNow> =>
  (await written(desk, file)) ?? (await drawn(desk, file))

const written = async (
  { app: { store, clock } }: Desk,
  { kind, format }: TableFile,
): Promise<TableOfNow | undefined> => {
  const until = clock.now() + patience
  for (;;) {
    const fact = await store.fact<TablesFact>('tables')
    if (!fact || fact.at === null) return undefined
    if (fact.revision === (await store.revision())) {
      const one = fact.files.find(
        table => table.kind === kind && path.extname(table.file).toLowerCase() === `.${format}`,
      )
      const bytes = one && (await readOurs(one.path, one.sha256))
      return bytes && { bytes, at: fact.at }
    }
    if (clock.now() >= until) return undefined
    await clock.sleep(100)
  }
}

/** Undefined where it is gone, held, or no longer what we wrote. */
const readOurs = async (file: string, hash: string): Promise<Uint8Array | undefined> => {
  try {
    const bytes = await readFile(file)
    return sha256(bytes) === hash ? bytes : undefined
  } catch (cause) {
    if (isHeld(cause) || isGone(cause)) return undefined
    throw cause
  }
}

const drawn = async ({ app }: Desk, { kind, format }: TableFile): Promise<TableOfNow> => {
  const { store, folder, recordFolder } = app
  const now = app.clock.now()
  const input = {
    ...{ snapshot: await store.snapshot(), roster: await app.roster.roster() },
    ...{ campaignFolder: folder, now },
  }
  // As with every table of ours: an edited copy of it can be compared with what it said.
  await saveRecord(recordFolder, streamRecord(input))
  const [file] = kind === 'tracking' ? [await drawTracking(input)] : await drawConsolidated(input, [format])
  if (!file) throw new Error(`no table was drawn for ${kind} ${format}`)
  await noteHash(store, sha256(file.bytes), file.name)
  return { bytes: file.bytes, at: now }
}
