/**
 * Web pages in one file (RFC 2557): Word and Excel save them, and people send them as .doc and .xls. Its pages are read as
 * HTML, one after the other (Excel writes one for each sheet), with the style sheets beside them.
 */
import { gatherLeaves, type Leaf } from '../unpack/mime-leaves.ts'
import { MimeTreeRefused, readMimeTree } from '../unpack/mime-tree.ts'
import { readHtmlText } from './html.ts'
import { type DocumentReading, hostile, unreadable } from './reading.ts'
import { pictures, sniffFormat } from './sniff.ts'

export const readMhtml = async (bytes: Uint8Array): Promise<DocumentReading> => {
  try {
    const tree = readMimeTree(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (tree.isLost) return { findings: [unreadable().finding] }
    const leaves: Leaf[] = []
    const { html } = gatherLeaves(tree, leaves)
    if (html === '') return { findings: [unreadable().finding] }
    const css = leaves
      .filter(one => one.mediaType === 'text/css')
      .map(one => Buffer.from(one.bytes).toString('latin1'))
    const reading = await readHtmlText(`<style>${css.join('\n').replaceAll('</', '')}</style>${html}`)
    return withPictures(reading, leaves)
  } catch (error) {
    if (error instanceof MimeTreeRefused) return { findings: [hostile('mime-entities').finding] }
    throw error
  }
}

const withPictures = ({ value, findings }: DocumentReading, leaves: readonly Leaf[]): DocumentReading => {
  const sizes = leaves.filter(one => pictures.has(sniffFormat(one.bytes))).map(one => one.bytes.length)
  return {
    findings,
    ...(value && { value: { ...value, pictures: [...(value.pictures ?? []), ...sizes] } }),
  }
}
