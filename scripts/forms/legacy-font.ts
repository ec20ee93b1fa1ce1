/** A .docx typed in an old font: every run's letters in TCVN3 or VNI, and the run in that font. */
import { strFromU8, unzipSync } from 'fflate'
import { encodeTcvn3, encodeVni } from '../../test/text/encode.ts'
import { zipped } from './zip.ts'

/** @param font `.VnTime` (TCVN3) or `VNI-Times` */
export const inLegacyFont = (docx: Uint8Array, font: '.VnTime' | 'VNI-Times'): Uint8Array => {
  const files = unzipSync(docx)
  const xml = strFromU8(files['word/document.xml']!)
  const encode = font === '.VnTime' ? encodeTcvn3 : encodeVni
  const fonts = `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}"/>`
  return zipped({
    ...files,
    'word/document.xml': xml
      .replace(/<w:rFonts [^>]*\/>/g, '')
      .replace(/<w:r>(<w:rPr>)?/g, (_, open: string | undefined) =>
        open ? `<w:r><w:rPr>${fonts}` : `<w:r><w:rPr>${fonts}</w:rPr>`,
      )
      .replace(
        /(<w:t[^>]*>)([^<]*)(<\/w:t>)/g,
        (_, open: string, text: string, close: string) => open + encode(text) + close,
      ),
  })
}
