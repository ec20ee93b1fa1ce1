/**
 * Labels that Word draws in front of list paragraphs (ECMA-376 part 1, 17.9): `•` for bullets, `1.` for anything counted.
 * Only the count is true, not its look: roman numerals and letters come out as digits.
 */
import { childElements, findChild, type XmlElement } from './xml.ts'

interface Level {
  readonly format: string
  readonly start: number
}

const valOf = (element: XmlElement | undefined): string | undefined => element?.attributes['w:val']

const levelsOf = (list: XmlElement): Map<string, Level> =>
  new Map(
    childElements(list)
      .filter(one => one.name === 'w:lvl')
      .map(one => [
        one.attributes['w:ilvl'] ?? '0',
        {
          format: valOf(findChild(one, 'w:numFmt')) ?? 'decimal',
          start: Number.parseInt(valOf(findChild(one, 'w:start')) ?? '1', 10),
        },
      ]),
  )

/** @returns the label of the next paragraph of that list: to be asked once for each, in order, for empty ones too */
export const readNumbering = (
  root: XmlElement | undefined,
): ((list: { id: string; level: string }) => string | undefined) => {
  const elements = root ? childElements(root) : []
  const kinds = new Map<string, Map<string, Level>>()
  const lists = new Map<string, { kind: string; restarts: ReadonlyMap<string, number> }>()
  for (const element of elements)
    if (element.name === 'w:abstractNum')
      kinds.set(element.attributes['w:abstractNumId'] ?? '', levelsOf(element))
    else if (element.name === 'w:num')
      lists.set(element.attributes['w:numId'] ?? '', {
        kind: valOf(findChild(element, 'w:abstractNumId')) ?? '',
        restarts: new Map(
          childElements(element)
            .filter(one => one.name === 'w:lvlOverride')
            .map(one => [
              one.attributes['w:ilvl'] ?? '0',
              Number.parseInt(valOf(findChild(one, 'w:startOverride')) ?? '1', 10),
            ]),
        ),
      })
  const counts = new Map<string, Map<string, number>>()
  return ({ id, level }) => {
    const list = lists.get(id)
    const kind = list && kinds.get(list.kind)?.get(level)
    if (!list || !kind || kind.format === 'none') return undefined
    if (kind.format === 'bullet') return '•'
    // Lists of one kind go on counting, unless one says that it begins again (17.9.26).
    const restart = list.restarts.get(level)
    const key = restart === undefined ? `kind ${list.kind}` : `list ${id}`
    const own = counts.get(key) ?? new Map<string, number>()
    counts.set(key, own)
    const count = (own.get(level) ?? (restart ?? kind.start) - 1) + 1
    for (const deeper of [...own.keys()]) if (Number(deeper) > Number(level)) own.delete(deeper)
    own.set(level, count)
    return `${count}.`
  }
}
