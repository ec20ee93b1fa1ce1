/**
 * Labels that are drawn in front of list items (ODF 1.3 part 3, 5.3 and 16.30): `•` for bullets, `1.` for anything counted.
 * Only the count is true, not its look: roman numerals and letters come out as digits.
 */
import type { OdfStyles } from './odf-styles.ts'
import { childElements, type XmlElement } from './xml.ts'

export interface ListPlace {
  readonly style: XmlElement | undefined
  readonly styleName: string
  /** 1-based. */
  readonly level: number
  /** Of each level, what was counted last. */
  readonly counts: number[]
}

export interface OdfLists {
  /** @param around the list that it stands in */
  open(list: XmlElement, around: ListPlace | undefined): ListPlace
  /** The label of the next item: to be asked once for each, in order. */
  labelOf(place: ListPlace, item: XmlElement): string | undefined
}

export const makeOdfLists = (styles: OdfStyles): OdfLists => {
  const byId = new Map<string, number[]>()
  const byStyle = new Map<string, number[]>()
  return {
    open(list, around) {
      const { attributes } = list
      const styleName = attributes['text:style-name'] ?? around?.styleName ?? ''
      const level = (around?.level ?? 0) + 1
      let counts = around?.counts
      if (!counts) {
        const continued = byId.get(attributes['text:continue-list'] ?? '')
        const goesOn = attributes['text:continue-numbering'] === 'true'
        counts = continued ?? (goesOn ? byStyle.get(styleName) : undefined) ?? []
        byStyle.set(styleName, counts)
        const id = attributes['xml:id']
        if (id !== undefined) byId.set(id, counts)
      } else if (attributes['text:continue-numbering'] !== 'true')
        counts.length = Math.min(counts.length, level - 1)
      return { style: styles.listStyle(styleName), styleName, level, counts }
    },
    labelOf({ style, level, counts }, item) {
      const kind = (style ? childElements(style) : []).find(
        one => Number(one.attributes['text:level']) === level,
      )
      if (!kind) return undefined
      if (kind.name !== 'text:list-level-style-number')
        return kind.name === 'text:list-level-style-bullet' ? '•' : undefined
      const start = Number(item.attributes['text:start-value'] ?? Number.NaN)
      const before = counts[level - 1] ?? Number(kind.attributes['text:start-value'] ?? 1) - 1
      const count = Number.isNaN(start) ? before + 1 : start
      counts.length = Math.min(counts.length, level)
      counts[level - 1] = count
      return (kind.attributes['style:num-format'] ?? '') === '' ? undefined : `${count}.`
    },
  }
}
