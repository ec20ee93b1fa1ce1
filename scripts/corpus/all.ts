/** Every case, one theme a file. Names are unique. */
import type { CorpusCase } from './case.ts'
import { cellCases } from './cells.ts'

export const allCases = async (): Promise<CorpusCase[]> => {
  const cases = [...cellCases()]
  const names = cases.map(one => one.name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new Error(`two cases are named ${twice}`)
  return cases
}
