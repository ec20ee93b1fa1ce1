/** The parts of a zipped OpenDocument file that hold text and styles (ODF 1.3 part 2, 3), and whether they can be read. */
import { finding } from '../../domain/finding.ts'
import { Refused, unreadable } from './reading.ts'
import { readXml, type XmlElement } from './xml.ts'
import type { ZipEntries } from './zip.ts'

export interface OdfParts {
  readonly content: XmlElement
  readonly styles: XmlElement | undefined
}

/** @throws Refused */
export const openOdf = (entries: ZipEntries): OdfParts => {
  // A protected file is an ordinary zip whose entries are noise; only its manifest says so (ODF 1.3 part 2, 4.8).
  const manifest = new TextDecoder().decode(entries.get('META-INF/manifest.xml'))
  if (/<(?:\w+:)?encryption-data[\s/>]/.test(manifest) || entries.has('encrypted-package'))
    throw new Refused(finding('encrypted-part'))
  const content = entries.get('content.xml')
  const styles = entries.get('styles.xml')
  if (!content) throw unreadable()
  return { content: readXml(content), styles: styles && readXml(styles) }
}
