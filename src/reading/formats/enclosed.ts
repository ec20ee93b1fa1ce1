/**
 * What a zipped office file encloses that no reader of words sees: pictures (a screenshot or scan of the form pasted into
 * Word), embedded objects (an Excel table inside a letter), and foreign documents that only Word itself would lay out.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { ZipEntries } from './zip.ts'

/**
 * ECMA-376 part 1: embedded packages (15.2.10), OLE objects (15.2.11), alternative format import parts (11.3.1).
 * OpenDocument 1.3 part 2, 3.16: objects in folders or parts of their own.
 */
const objects =
  /^(?:word|xl)\/embeddings\/|^word\/(?:[^/]*\/)*(?:afchunk|altchunk)[^/]*\.(?:html?|mht|rtf|docx?|txt|dat|xml)$|^Object \d+(?:\/content\.xml)?$/i
const pictures = /^(?:(?:word|xl)\/media|Pictures)\//i

/** `embedded-part` where something is enclosed that may hold rows of the form. */
export const findObjects = (entries: ZipEntries): Finding[] =>
  [...entries.keys()].some(name => objects.test(name)) ? [finding('embedded-part')] : []

/** As `findObjects`, by the paths of a .doc's compound file: each object is a storage of its own (MS-DOC 2.1.3). */
export const findPooledObjects = (paths: readonly string[]): Finding[] =>
  paths.some(path => /\/ObjectPool\/[^/]/.test(path)) ? [finding('embedded-part')] : []

/** Bytes of each picture. */
export const pictureSizes = (entries: ZipEntries): number[] =>
  [...entries].flatMap(([name, bytes]) => (pictures.test(name) ? [bytes.length] : []))
