/**
 * Lines of which no font is known, and which read in two ways by themselves (`Vò Lan`: so in Unicode, Vũ Lan in TCVN3),
 * settled by the other lines of the file. Where all that can be told is in one old encoding, they are too; where it is
 * mixed, they are doubted. In a file that has no line in an old encoding, what can be Unicode is.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Block, Document, Line, Paragraph } from '../document/model.ts'
import { paragraphsOf } from '../document/model.ts'

/** One line may be a quotation, or chance. */
const enough = 2

export const settleLetters = (document: Document): Document => {
  const paragraphs = document.sections.flatMap(section => paragraphsOf(section.blocks))
  const told = paragraphs.flatMap(({ lines }) => lines.flatMap(({ letters }) => letters ?? []))
  if (!told.some(one => one.couldBe.length > 0)) return document
  const old = told.map(one => one.as).filter(as => as === 'tcvn3' || as === 'vni')
  const [as] = new Set(old)
  const isSure =
    old.length >= enough &&
    old.every(one => one === as) &&
    !told.some(one => one.as === 'unicode' && one.couldBe.length === 0)
  const findings = new Map<string, Finding>()
  const settled = (line: Line, { source }: Paragraph): Line => {
    const { letters } = line
    if (!letters || letters.couldBe.length === 0) return line
    const meant = isSure && letters.couldBe.find(one => one.as === as)
    if (meant) return { ...line, text: meant.text, letters: { as: meant.as, couldBe: [] } }
    // Once for a sheet: fifty cells say no more than one.
    const place = source.kind === 'sheet' ? source.sheet : ''
    if ((letters.as === 'unclear' || old.length > 0) && !findings.has(place))
      findings.set(place, finding('legacy-letters', { font: '' }, source))
    return line
  }
  const settledBlock = (block: Block): Block =>
    block.kind === 'paragraph'
      ? { ...block, lines: block.lines.map(line => settled(line, block)) }
      : {
          ...block,
          cells: block.cells.map(cell => ({ ...cell, blocks: cell.blocks.map(settledBlock) })),
        }
  const sections = document.sections.map(section => ({
    ...section,
    blocks: section.blocks.map(settledBlock),
  }))
  return { ...document, sections, findings: [...document.findings, ...findings.values()] }
}
