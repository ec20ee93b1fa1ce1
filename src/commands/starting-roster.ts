/** The campaign's starting roster, for commands that look at the campaign alone; the service has the clerk's own copy. */
import { readFileSync } from 'node:fs'
import { AppError } from '../domain/errors.ts'
import type { Roster } from '../domain/unit.ts'
import { readRosterCsv } from '../units/roster-csv.ts'

/** @throws AppError bad-roster, naming the file, the line and the reason */
export const readStartingRoster = (file: string): Roster => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError('bad-roster', `${file} cannot be read; check the campaign's folder`, { cause })
  }
  try {
    return readRosterCsv(text)
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    throw new AppError(cause.code, `${file}: ${cause.message}`, { cause })
  }
}
