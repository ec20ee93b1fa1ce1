/** The clerk's workbook comes to stand on the disk. */
import path from 'node:path'
import { AppError } from '../domain/errors.ts'
import type { Roster } from '../domain/unit.ts'
import { isDiskFull, removeDeadTemporaries, writeDurably } from '../platform/durable-file.ts'
import type { Wording } from './roster-sheets.ts'
import { renderRosterWorkbook } from './roster-workbook.ts'

/** Writes the clerk's workbook where none stands. @returns the bytes written */
export const writeRosterWorkbook = async (
  roster: Roster,
  file: string,
  wording: Wording,
): Promise<Uint8Array> => {
  const bytes = await renderRosterWorkbook(roster, wording)
  await placeRosterFile(file, bytes)
  return bytes
}

/** In place of what stands there. @throws AppError disk-full, and what the system says of a file that is held */
export const placeRosterFile = async (file: string, bytes: Uint8Array): Promise<void> => {
  try {
    await removeDeadTemporaries(path.dirname(file))
    await writeDurably(file, bytes)
  } catch (cause) {
    if (isDiskFull(cause))
      throw new AppError('disk-full', 'the disk of DATA_DIR is full; make room on it', { cause })
    throw cause
  }
}
