/**
 * A campaign's starting roster: `units.csv`, RFC 4180, UTF-8 with or without a BOM, columns by their English names. It is
 * edited with the campaign's other files, so its errors are in English, with the line; the clerk's own copy is a
 * workbook (`roster-workbook.ts`).
 */
import { readFile } from 'node:fs/promises'
import { AppError } from '../domain/errors.ts'
import type { Roster } from '../domain/unit.ts'
import {
  optionalColumns,
  type RosterColumn,
  type RosterRow,
  type RosterTrouble,
  readRosterRows,
  rosterColumns,
} from './roster-rows.ts'

/** @param file absolute. @throws AppError bad-roster */
export const readStartingRoster = async (file: string): Promise<Roster> => readRosterCsv(await textOf(file))

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new AppError('bad-roster', `${file} cannot be read; check the campaign's folder`, { cause })
  }
}

/** @throws AppError bad-roster, with the line and the reason of each trouble */
export const readRosterCsv = (text: string): Roster => {
  const [head, ...records] = readCsv(text.replace(/^\ufeff/, ''))
  const columns = (head?.fields ?? []).map(field => field.trim().toLowerCase())
  for (const [at, column] of columns.entries()) {
    if (!rosterColumns.includes(column as RosterColumn))
      throw refused(`line 1: there is no column "${column}"; columns are ${rosterColumns.join(', ')}`)
    if (columns.indexOf(column) !== at) throw refused(`line 1: column "${column}" is there twice`)
  }
  const missing = rosterColumns.filter(one => !columns.includes(one) && !optionalColumns.includes(one))
  if (missing.length > 0) throw refused(`line 1: column "${missing[0]}" is missing`)
  const rows = records
    .filter(record => record.fields.some(field => field.trim() !== ''))
    .map(({ line, fields }): RosterRow => {
      if (fields.length !== columns.length)
        throw refused(`line ${line}: ${fields.length} fields where the headings are ${columns.length}`)
      return { row: line, cells: Object.fromEntries(columns.map((column, at) => [column, fields[at]])) }
    })
  const { roster, troubles } = readRosterRows(rows)
  if (troubles.length > 0) throw refused(troubles.map(inEnglish).join('; '))
  return roster
}

/** Records of a CSV text, each with the line it begins on. A quoted field may hold commas, quotes (doubled) and line ends. */
const readCsv = (text: string): { line: number; fields: string[] }[] => {
  const records: { line: number; fields: string[] }[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y
  let line = 1
  let record = { line, fields: [] as string[] }
  while (field.lastIndex < text.length || record.fields.length > 0) {
    const found = field.exec(text)
    if (!found) throw refused(`line ${line}: a quote is open, or stands inside a field without quotes`)
    record.fields.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    line += found[0].match(/\r\n|\r|\n/g)?.length ?? 0
    if (found[3] === ',') continue
    records.push(record)
    record = { line, fields: [] }
  }
  return records
}

const inEnglish = ({ code, values }: RosterTrouble): string => {
  const where = values.row === undefined ? '' : `line ${values.row}: `
  const text = values.text === undefined ? '' : ` "${values.text}"`
  const other = values.other === undefined ? '' : `, also on line ${values.other}`
  return `${where}${code}${text}${other}`
}

const refused = (reason: string): AppError => new AppError('bad-roster', `the roster's CSV file, ${reason}`)
