/** What control words do to what follows them: rows and cells, fonts, hidden and deleted text, code pages. */
import { finding } from '../../domain/finding.ts'
import { limits } from '../limits.ts'
import { isShown } from './rtf-destinations.ts'
import { levelOf, type RtfWalk } from './rtf-walk.ts'

/** Words of tables (RTF 1.9.1, "Table Definitions"). @returns whether it was one */
export const readRowWord = (walk: RtfWalk, word: string, number: number | undefined): boolean => {
  const { group } = walk
  const nested = (): number => Math.max(2, levelOf(walk))
  switch (word) {
    case 'trowd':
      walk.row = { left: 0, cells: [] }
      walk.merge = { left: false, above: false }
      group.story.defineRow(group.isNested ? nested() : 1, walk.row)
      break
    case 'trleft':
      walk.row.left = number ?? 0
      break
    case 'clmrg':
      walk.merge.left = true
      break
    case 'clvmrg':
      walk.merge.above = true
      break
    case 'cellx':
      // More than any row may have: the row itself is refused when it is made.
      if (walk.row.cells.length <= limits.table.columns)
        walk.row.cells.push({
          right: number ?? 0,
          continuesLeft: walk.merge.left,
          continuesAbove: walk.merge.above,
        })
      walk.merge = { left: false, above: false }
      break
    case 'cell':
      group.story.endCell(1)
      break
    case 'nestcell':
      group.story.endCell(nested())
      break
    case 'row':
      group.story.endRow(1)
      break
    case 'nestrow':
      group.story.endRow(nested())
      break
    default:
      return false
  }
  return true
}

/** Words that change how what follows is read. One that is not known changes nothing. */
export const readFormatWord = (walk: RtfWalk, word: string, number: number | undefined): void => {
  const { group, fonts } = walk
  const isOn = number !== 0
  switch (word) {
    case 'f':
      group.font = number ?? 0
      group.isOwnFont = true
      break
    case 's':
      if (!group.isOwnFont) group.font = fonts.fontOfStyle(number ?? 0) ?? group.font
      group.isStruck = fonts.isStruckByStyle(number ?? 0) ?? group.isStruck
      break
    case 'cs':
      group.font = fonts.fontOfStyle(number ?? 0) ?? group.font
      group.isStruck = fonts.isStruckByStyle(number ?? 0) ?? group.isStruck
      break
    case 'strike':
    case 'striked':
      group.isStruck = isOn
      break
    case 'plain':
      Object.assign(group, {
        font: undefined,
        isOwnFont: false,
        isHidden: false,
        isStruck: false,
        isDeleted: false,
      })
      break
    case 'pard':
      Object.assign(group, { isInTable: false, depth: 0 })
      break
    case 'intbl':
      group.isInTable = isOn
      break
    case 'itap':
      group.depth = Math.max(0, number ?? 0)
      break
    case 'v':
      group.isHidden = isOn
      break
    case 'deleted':
    case 'mvf':
      group.isDeleted = isOn
      break
    case 'revised':
    case 'mvt':
      if (isOn && isShown(group.destination)) walk.shared.note(finding('tracked-changes'))
      break
    case 'uc':
      group.standIns = Math.min(Math.max(0, number ?? 1), 16)
      break
    case 'ansicpg':
      if (number) walk.documentPage = number
      break
    case 'mac':
      walk.documentPage = 10_000
      break
    case 'pc':
      walk.documentPage = 437
      break
    case 'pca':
      walk.documentPage = 850
      break
    case 'deff':
      walk.defaultFont = number ?? 0
      break
    case 'titlepg':
    case 'facingp':
      walk.flags.add(word)
      break
    case 'object':
      if (isShown(group.destination)) walk.shared.note(finding('embedded-part'))
      break
    case 'field':
      group.field = { instruction: '' }
      break
    case 'upr':
      group.shownOf = group.destination
      group.destination = 'none'
      break
    case 'ud':
      group.destination = group.shownOf
      break
    case 'nesttableprops':
      group.isNested = true
      break
  }
}
