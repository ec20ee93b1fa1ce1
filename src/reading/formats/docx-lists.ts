/** Lists of a .docx (ECMA-376 part 1, 17.9) to the labels that Word draws in front of their paragraphs. */
import { type LabelOf, type List, type ListKind, type ListLevel, makeLabels } from './list-labels.ts'
import { childElements, findChild, type XmlElement } from './xml.ts'

const valOf = (element: XmlElement | undefined): string | undefined => element?.attributes['w:val']
const levelOf = (element: XmlElement): number => Number.parseInt(element.attributes['w:ilvl'] ?? '0', 10)
const kinds: ReadonlyMap<string | undefined, ListLevel['kind']> = new Map([
  ['bullet', 'bullet'],
  ['none', 'none'],
])

const levelsOf = (elements: readonly XmlElement[]): Map<number, ListLevel> =>
  new Map(
    elements
      .filter(one => one.name === 'w:lvl')
      .map(one => [
        levelOf(one),
        {
          kind: kinds.get(valOf(findChild(one, 'w:numFmt'))) ?? 'number',
          start: Number.parseInt(valOf(findChild(one, 'w:start')) ?? '1', 10),
        },
      ]),
  )

export const readNumbering = (root: XmlElement | undefined): LabelOf => {
  const listKinds: ListKind[] = []
  const lists = new Map<string, List>()
  for (const element of root ? childElements(root) : [])
    if (element.name === 'w:abstractNum')
      listKinds.push({
        id: element.attributes['w:abstractNumId'] ?? '',
        levels: levelsOf(childElements(element)),
      })
    else if (element.name === 'w:num')
      lists.set(element.attributes['w:numId'] ?? '', {
        kind: valOf(findChild(element, 'w:abstractNumId')) ?? '',
        restarts: new Map(
          childElements(element)
            .filter(one => one.name === 'w:lvlOverride')
            .map(one => [levelOf(one), Number.parseInt(valOf(findChild(one, 'w:startOverride')) ?? '1', 10)]),
        ),
        levels: levelsOf(
          childElements(element).flatMap(one => (one.name === 'w:lvlOverride' ? childElements(one) : [])),
        ),
      })
  return makeLabels(listKinds, lists)
}
