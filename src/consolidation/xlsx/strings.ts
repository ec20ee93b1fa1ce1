/**
 * The table of a workbook's strings (ECMA-376 part 1, 18.4.9), each once. Costs the memory of every distinct text until
 * the end; programs that only look at files, on phones above all, often know no other way.
 */
import { escaped, xmlHead } from '../office-package.ts'
import { mainNamespace } from './markup.ts'
import type { CellText } from './sheet.ts'

export interface SharedStrings {
  readonly cellText: CellText
  /** `sharedStrings.xml`, when all cells are written. */
  pieces(): Iterable<string>
}

export const makeSharedStrings = (): SharedStrings => {
  const numbers = new Map<string, number>()
  let uses = 0
  return {
    cellText: text => {
      uses++
      let number = numbers.get(text)
      if (number === undefined) {
        number = numbers.size
        numbers.set(text, number)
      }
      return { type: 's', content: `<v>${number}</v>` }
    },
    *pieces() {
      yield `${xmlHead}<sst xmlns="${mainNamespace}" count="${uses}" uniqueCount="${numbers.size}">`
      for (const text of numbers.keys()) yield `<si><t xml:space="preserve">${escaped(text)}</t></si>`
      yield '</sst>'
    },
  }
}
