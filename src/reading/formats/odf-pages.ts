/**
 * Which page headers and footers of an .odt are shown: those of the master pages that its text asks for (ODF 1.3 part 3,
 * 16.9, 19.501). Templates leave others behind, with another office's name in them.
 */
import type { OdfStyles } from './odf-styles.ts'
import { childElements, findChild, type XmlElement } from './xml.ts'

export interface OdfPages {
  readonly headers: readonly XmlElement[]
  readonly footers: readonly XmlElement[]
  /** In the file, shown on no page. */
  readonly unused: readonly XmlElement[]
}

/** @param body `office:text`; @param stylesRoot with `office:master-styles`; undefined where the file has none */
export const odfPages = (
  body: XmlElement,
  styles: OdfStyles,
  stylesRoot: XmlElement | undefined,
): OdfPages => {
  const masters = childElements(
    findChild(stylesRoot, 'office:master-styles') ?? { ...body, children: [] },
  ).filter(one => one.name === 'style:master-page')
  const byName = new Map(masters.map(one => [one.attributes['style:name'], one]))
  const asked: string[] = []
  let isFirst = true
  const ask = (element: XmlElement): void => {
    for (const child of childElements(element)) {
      const family = familyOf(child)
      if (!family) {
        if (child.name !== 'text:tracked-changes') ask(child)
        continue
      }
      const name = child.attributes[family === 'table' ? 'table:style-name' : 'text:style-name']
      const master = styles.find({ family, name })?.attributes['style:master-page-name'] ?? ''
      if (master !== '') asked.push(master)
      // The first page is the standard one where its first paragraph asks for none.
      else if (isFirst)
        asked.push(byName.has('Standard') ? 'Standard' : (masters[0]?.attributes['style:name'] ?? ''))
      isFirst = false
    }
  }
  ask(body)
  const used = new Set<string>()
  // Each master page may name the one of the pages that follow it.
  for (let name = asked.pop(); name !== undefined; name = asked.pop()) {
    if (used.has(name)) continue
    used.add(name)
    const next = byName.get(name)?.attributes['style:next-style-name']
    if (next !== undefined) asked.push(next)
  }
  const headers: XmlElement[] = []
  const footers: XmlElement[] = []
  const unused: XmlElement[] = []
  for (const master of masters)
    for (const part of childElements(master)) {
      const kind = /^(?:style|loext):(header|footer)(?:-left|-first)?$/.exec(part.name)?.[1]
      if (!kind) continue
      const isShown =
        used.has(master.attributes['style:name'] ?? '') && part.attributes['style:display'] !== 'false'
      if (!isShown) unused.push(part)
      else if (kind === 'header') headers.push(part)
      else footers.push(part)
    }
  return { headers, footers, unused }
}

const familyOf = ({ name }: XmlElement): 'paragraph' | 'table' | undefined =>
  name === 'text:p' || name === 'text:h' ? 'paragraph' : name === 'table:table' ? 'table' : undefined
