/** Every case, one theme a file. Names are unique. */

import { aroundCases } from './around.ts'
import type { CorpusCase } from './case.ts'
import { cellCases } from './cells.ts'
import { containerCases } from './containers.ts'
import { fileCases } from './files.ts'
import { hardCellCases } from './hard-cells.ts'
import { hardFileCases } from './hard-files.ts'
import { hardLayoutCases } from './hard-layouts.ts'
import { hardMailCases } from './hard-mails.ts'
import { hardUnitCases } from './hard-units.ts'
import { headingCases } from './headings.ts'
import { letteringCases } from './lettering.ts'
import { mailCases } from './mails.ts'
import { officeCases } from './office.ts'
import { officeAgain } from './office-again.ts'
import { sheetCases } from './sheets.ts'
import { struckOutCases } from './struck-out.ts'
import { unitCases } from './units.ts'
import { wordXmlCases } from './word-xml.ts'

export const allCases = async (): Promise<CorpusCase[]> => {
  const made = [
    ...cellCases(),
    ...headingCases(),
    ...aroundCases(),
    ...containerCases(),
    ...unitCases(),
    ...wordXmlCases(),
    ...letteringCases(),
    ...(await sheetCases()),
    ...(await officeCases()),
    ...(await fileCases()),
    ...(await mailCases()),
    ...hardCellCases(),
    ...(await hardLayoutCases()),
    ...hardUnitCases(),
    ...(await hardFileCases()),
    ...hardMailCases(),
    ...struckOutCases(),
  ]
  const cases = [...made, ...officeAgain(made)]
  const names = cases.map(one => one.name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new Error(`two cases are named ${twice}`)
  return cases
}
