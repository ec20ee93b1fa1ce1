/**
 * What an office file encloses that no reader of words sees: pictures (a screenshot or scan of the form pasted into Word),
 * embedded objects (an Excel table inside a letter), and foreign documents that only Word itself would lay out.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { limits } from '../limits.ts'
import type { ZipEntries } from './zip.ts'

/** ECMA-376 part 1: embedded packages (15.2.10), OLE objects (15.2.11); alternative format import parts (11.3.1). */
const objects =
  /^(?:word|xl)\/embeddings\/|^word\/(?:[^/]*\/)*(?:afchunk|altchunk)[^/]*\.(?:html?|mht|rtf|docx?|txt|dat|xml)$/i
const pictures = /^(?:word|xl)\/media\//i

/** `embedded-part` where something is enclosed that may hold rows of the form. */
export const findObjects = (entries: ZipEntries): Finding[] =>
  [...entries.keys()].some(name => objects.test(name)) ? [finding('embedded-part')] : []

/**
 * `picture-not-read` where a file that holds no form holds a picture that may be one: larger than a logo, or with hardly
 * a word beside it. @param words of the whole file
 */
export const findPictures = (entries: ZipEntries, words: number): Finding[] => {
  const sizes = [...entries].flatMap(([name, bytes]) => (pictures.test(name) ? [bytes.length] : []))
  const mayBeForm =
    sizes.some(size => size > limits.inlinePictureBytes) || (sizes.length > 0 && words < fewWords)
  return mayBeForm ? [finding('picture-not-read')] : []
}

/** A heading and a name above a pasted picture have fewer; the shortest letter with a logo has more. */
const fewWords = 40
