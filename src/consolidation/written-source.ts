/** A place in a unit's file, in a clerk's words: counted from 1, as Word and Excel count. */
import type { Source } from '../domain/source.ts'
import type { Phrase } from './phrases.ts'

/** `bảng 1, dòng 3, cột 4` · `Sheet1!D7` · `đoạn 2` · `cả tệp` */
export const writtenSource = (source: Source, phrase: Phrase): string => {
  switch (source.kind) {
    case 'cell':
      return phrase('tracking.sourceTable', {
        table: source.table + 1,
        row: source.row + 1,
        column: source.cell + 1,
      })
    case 'paragraph':
      return phrase('tracking.sourceParagraph', { paragraph: source.paragraph + 1 })
    case 'sheet':
      return `${source.sheet}!${source.address}`
    case 'page':
      return phrase('tracking.sourcePage', { page: source.page })
    case 'part':
      return phrase('tracking.sourcePart')
  }
}
