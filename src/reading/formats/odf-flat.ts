/** Flat OpenDocument files (.fodt, .fods; ODF 1.3 part 2, 2.2.1): one XML with everything in it. */
import type { Document } from '../document/model.ts'
import { readOdsRoots } from './ods.ts'
import { readOdtRoots } from './odt.ts'
import { attempt, type DocumentReading } from './reading.ts'
import { childElements, findChild, readXml, textContent, type XmlElement } from './xml.ts'

export const readFlatOdf = (bytes: Uint8Array): Promise<DocumentReading> =>
  attempt((): Document => {
    const root = readXml(bytes)
    const isSheet = findChild(findChild(root, 'office:body'), 'office:spreadsheet') !== undefined
    const document = isSheet ? readOdsRoots(root, root) : readOdtRoots(root, root)
    const pictures = picturesIn(root)
    return pictures.length > 0 ? { ...document, pictures } : document
  })

/** Bytes of each picture, which stand in the XML in base64. */
const picturesIn = (element: XmlElement): number[] =>
  childElements(element).flatMap(child =>
    child.name === 'office:binary-data'
      ? [Math.floor((textContent(child).replace(/\s+/g, '').length * 3) / 4)]
      : picturesIn(child),
  )
