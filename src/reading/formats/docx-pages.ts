/**
 * Which page headers and footers of a .docx are shown: those that a section refers to, of a kind that is switched on
 * (ECMA-376 part 1, 17.10). Templates leave others behind, with another office's name in them.
 */
import { isOn } from './docx-runs.ts'
import { childElements, findChild, readXml, type XmlElement } from './xml.ts'
import type { ZipEntries } from './zip.ts'

/** Entry names. `unused`: in the file, shown on no page. */
export interface PageParts {
  readonly headers: readonly string[]
  readonly footers: readonly string[]
  readonly unused: readonly string[]
}

/** @param main the document's part, within `folder` (which ends in `/`) */
export const pageParts = (
  entries: ZipEntries,
  folder: string,
  main: string,
  document: XmlElement,
  settings: XmlElement | undefined,
): PageParts => {
  const all = [...entries.keys()].filter(
    name => name.startsWith(folder) && /^(header|footer)\d*\.xml$/.test(name.slice(folder.length)),
  )
  if (all.length === 0) return { headers: [], footers: [], unused: [] }
  const relationships = entries.get(`${folder}_rels/${main}.rels`)
  const targets = new Map(
    (relationships ? childElements(readXml(relationships)) : []).map(one => {
      const target = one.attributes.Target ?? ''
      return [one.attributes.Id, target.startsWith('/') ? target.slice(1) : folder + target]
    }),
  )
  const evenPages = isOn(findChild(settings, 'w:evenAndOddHeaders'))
  const shown = (reference: string): string[] => [
    ...new Set(
      sectionsOf(document).flatMap(section =>
        childElements(section).flatMap(one => {
          if (one.name !== reference) return []
          const type = one.attributes['w:type']
          if (type === 'first' && !isOn(findChild(section, 'w:titlePg'))) return []
          if (type === 'even' && !evenPages) return []
          const target = targets.get(one.attributes['r:id'])
          return target !== undefined && entries.has(target) ? [target] : []
        }),
      ),
    ),
  ]
  const headers = shown('w:headerReference')
  const footers = shown('w:footerReference')
  return { headers, footers, unused: all.filter(name => !headers.includes(name) && !footers.includes(name)) }
}

/** `w:sectPr` of the body, and of the last paragraphs of earlier sections. */
const sectionsOf = (element: XmlElement): XmlElement[] =>
  childElements(element).flatMap(one => {
    if (one.name === 'w:sectPr') return [one]
    return ['w:body', 'w:p', 'w:pPr', 'w:sdt', 'w:sdtContent'].includes(one.name) ? sectionsOf(one) : []
  })
