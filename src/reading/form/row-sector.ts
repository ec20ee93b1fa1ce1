/**
 * The sector of a model in a list, where one column holds the models of every sector: said in the row's own column, by
 * the label row above (`I. Kinh tế`), or in front of the model (`Kinh tế: Vườn rau sạch`). Two that differ: the clerk.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { tidy } from '../../text/fold.ts'
import type { Cell } from '../document/model.ts'
import { cellText } from './grid-cells.ts'
import type { FormWords } from './words.ts'

export interface ListedModel {
  readonly sector: string | null
  readonly model: string
  readonly findings: readonly Finding[]
}

/** @param column the row's cell under `Lĩnh vực`; @param label the sector of the label row above */
export const readListedModel = (
  model: string,
  column: Cell | undefined,
  label: string | undefined,
  source: Source,
  words: FormWords,
): ListedModel => {
  const inFront = /^([^:]{2,40}?)\s*:\s*(\S.*)$/su.exec(model)
  const ownSector = inFront ? words.sectorOf(inFront[1]!) : undefined
  const said = cellText(column)
  const columnSector = said === '' ? undefined : words.sectorOf(said)
  const known = [ownSector, columnSector, said === '' ? label : undefined].filter(one => one !== undefined)
  const sector = known[0] ?? null
  const text = ownSector === undefined ? model : tidy(inFront![2]!)
  if (said !== '' && columnSector === undefined)
    return { sector: null, model: text, findings: [finding('sector-unclear', { text: said }, source)] }
  if (sector === null) return { sector, model: text, findings: [finding('no-sector', { text }, source)] }
  return {
    sector,
    model: text,
    findings: known.every(one => one === sector) ? [] : [finding('two-readings', { text: model }, source)],
  }
}
