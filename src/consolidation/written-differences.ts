/** How a form differs from another one of its unit, in a clerk's words, a line for each row that is not the same. */
import type { RowDifference, RowValues } from '../validation/differences.ts'
import type { SheetWords } from './sheet-words.ts'

/** `Tập thể: Chi bộ thôn Trung - Kinh tế: … (ghi chú)`; gaps shown. */
export const writtenRow = (
  one: RowValues,
  { phrase, sectorName }: Pick<SheetWords, 'phrase' | 'sectorName'>,
): string =>
  phrase('tracking.reading', {
    section: phrase(`section.${one.section}`),
    name: one.name || '…',
    sector: sectorName(one.sector) || '…',
    model: one.model || '…',
  }) + (one.note ? ` (${one.note})` : '')

export const writtenDifferences = (
  rows: readonly RowDifference[],
  words: Pick<SheetWords, 'phrase' | 'sectorName'>,
  head = 'tracking.againstStanding',
): string => {
  const { phrase } = words
  const lines = rows.flatMap(({ kind, before, after }) => {
    if (kind === 'same') return []
    return phrase(`tracking.row-${kind}`, {
      before: before ? writtenRow(before, words) : '',
      after: after ? writtenRow(after, words) : '',
    })
  })
  const same = rows.filter(one => one.kind === 'same').length
  return [phrase(head), ...(same > 0 ? [phrase('tracking.rowsSame', { count: same })] : []), ...lines].join(
    '\n',
  )
}
