/**
 * A table of the archive against the ledger beside it, by what stands in the file itself: the revision that it says it
 * shows, the sum of the biểu tổng hợp by sector, the codes of the tệp theo dõi.
 */
import { type Book, type BookRow, readKeywords } from '../domain/book.ts'
import type { Summary } from './ledger-lines.ts'

export interface TableTruth {
  readonly revision: number
  readonly figures: Summary['figures']
  /** Of the registrations that count. */
  readonly codes: readonly string[]
  /** Codes begin with it. */
  readonly prefix: string
}

/** @param book null: it cannot be read. @returns what is otherwise, as numbers; undefined where all agrees */
export const checkTable = (
  kind: 'consolidated' | 'tracking',
  book: Book | null,
  truth: TableTruth,
): string | undefined => {
  const rows = book?.sheets[0]?.rows
  if (!book || !rows) return '?'
  const revision = readKeywords(book.keywords)?.revision
  if (revision !== truth.revision) return `${revision ?? '?'} / ${truth.revision}`
  return kind === 'consolidated' ? wrongSum(rows, truth) : wrongCodes(rows, truth)
}

/** The last row with numbers in it is the sum of all. */
const wrongSum = (rows: readonly BookRow[], { figures }: TableTruth): string | undefined => {
  const numbers = (row: BookRow): number[] => row.cells.flatMap(cell => cell.number ?? [])
  const last = rows.findLast(row => numbers(row).length > 0)
  const found = last ? numbers(last).join(' ') : ''
  const wanted = figures.bySector.map(one => one.count).join(' ')
  return found === wanted ? undefined : `${found} / ${wanted}`
}

const wrongCodes = (rows: readonly BookRow[], { codes, prefix }: TableTruth): string | undefined => {
  const isCode = new RegExp(`^${prefix}-\\d{4,}$`)
  const found = rows.flatMap(row => row.cells.map(cell => cell.text).filter(text => isCode.test(text)))
  const [there, wanted] = [new Set(found), new Set(codes)]
  const missing = codes.filter(one => !there.has(one))
  const strange = found.filter(one => !wanted.has(one))
  if (missing.length + strange.length === 0) return undefined
  return [...missing.map(one => `-${one}`), ...strange.map(one => `+${one}`)].slice(0, 5).join(' ')
}
