/**
 * Tables of a .docx on their true layout grid: spans, rows that begin late (`w:gridBefore`), cells merged downwards and,
 * by older writers, to the right. Knows nothing of text: what a cell holds is read by the caller.
 */
import { finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { type Block, type Table, textOf } from '../document/model.ts'
import { limits } from '../limits.ts'
import { isOn, type RunState, wordsIn } from './docx-runs.ts'
import { addBlocks, collectCells, type GridCell } from './merged-cells.ts'
import { tooLarge } from './reading.ts'
import { type Span, snapBorders } from './table-borders.ts'
import { childElements, findChild, type XmlElement } from './xml.ts'

export interface TableWalk {
  readonly part: string
  /** Cells of the whole file so far, against the limit. */
  readonly count: { cells: number }
  readonly state: RunState
  readBlocks(cell: XmlElement, source: Source): Block[]
}

/** Elements around rows and cells that change nothing (17.5.2, 17.13.5). */
const transparent = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo', 'w:smartTag'])

/** @param index of the table in its part, 0-based. @returns undefined for a table without a cell. @throws Refused */
export const readTable = (element: XmlElement, index: number, walk: TableWalk): Table | undefined => {
  const table = collectCells()
  const snapped = snapColumns(element)
  let row = 0
  for (const tr of rowsOf(element, walk.state)) {
    if (row >= limits.table.rows) throw tooLarge(`${limits.table.rows} rows`)
    let at = numberOf(findChild(findChild(tr, 'w:trPr'), 'w:gridBefore'), 0)
    let left: GridCell | undefined
    for (const [place, tc] of cellsOf(tr).entries()) {
      if (++walk.count.cells > limits.table.cells) throw tooLarge(`${limits.table.cells} cells`)
      const properties = findChild(tc, 'w:tcPr')
      const wide = Math.max(1, numberOf(findChild(properties, 'w:gridSpan'), 1))
      if (at + wide > limits.table.columns) throw tooLarge(`${limits.table.columns} columns`)
      const column = snapped(at)
      const columnSpan = snapped(at + wide) - column
      at += wide
      const source: Source = { kind: 'cell', part: walk.part, table: index, row, cell: place }
      const blocks = walk.readBlocks(tc, source)
      if (findChild(properties, 'w:cellDel') || findChild(properties, 'w:cellMerge'))
        walk.state.note(finding('two-readings', { text: textOf(blocks) }, source))
      // The old way to merge to the right: a cell that only goes on (17.4.22).
      if (left && isContinued(findChild(properties, 'w:hMerge'))) {
        left.columnSpan += columnSpan
        addBlocks(left, blocks)
        continue
      }
      // `w:vMerge` without `restart` (17.4.84).
      const above = isContinued(findChild(properties, 'w:vMerge'))
        ? table.goOn(row, column, columnSpan, blocks)
        : undefined
      left = above ? undefined : table.put({ row, column, columnSpan, blocks, source })
    }
    row++
  }
  return table.finish(one => walk.state.note(one))
}

const isContinued = (merge: XmlElement | undefined): boolean =>
  merge !== undefined && merge.attributes['w:val'] !== 'restart'

const snapColumns = (element: XmlElement): ((border: number) => number) => {
  const widths = childElements(findChild(element, 'w:tblGrid') ?? element)
    .filter(one => one.name === 'w:gridCol')
    .map(one => Number.parseInt(one.attributes['w:w'] ?? '', 10))
  return snapBorders(widths, spansOf(element))
}

const spansOf = (element: XmlElement): Span[] =>
  rowsOf(element).flatMap(tr => {
    let at = numberOf(findChild(findChild(tr, 'w:trPr'), 'w:gridBefore'), 0)
    return cellsOf(tr).map((tc): Span => {
      const from = at
      at += Math.max(1, numberOf(findChild(findChild(tc, 'w:tcPr'), 'w:gridSpan'), 1))
      return [from, at]
    })
  })

/** Rows, but those deleted under tracked changes, and hidden ones (17.4.20). */
const rowsOf = (parent: XmlElement, state?: RunState): XmlElement[] =>
  childElements(parent).flatMap(child => {
    if (child.name !== 'w:tr') return transparent.has(child.name) ? rowsOf(child, state) : []
    const properties = findChild(child, 'w:trPr')
    if (findChild(properties, 'w:del')) {
      state?.note(finding('tracked-changes'))
      return []
    }
    if (!isOn(findChild(properties, 'w:hidden'))) return [child]
    const hidden = wordsIn(child)
    if (hidden !== '') state?.hidden.push(hidden)
    return []
  })

const cellsOf = (parent: XmlElement): XmlElement[] =>
  childElements(parent).flatMap(child =>
    child.name === 'w:tc' ? [child] : transparent.has(child.name) ? cellsOf(child) : [],
  )

const numberOf = (element: XmlElement | undefined, otherwise: number): number => {
  const value = Number.parseInt(element?.attributes['w:val'] ?? '', 10)
  return Number.isNaN(value) || value < 0 ? otherwise : value
}
