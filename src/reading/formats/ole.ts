/**
 * Compound files (MS-CFB), which .doc, .xls, .msg and encrypted office files are: told apart by the streams in them.
 */
import { type CompoundFile, openCompoundFile } from './compound-file.ts'

export type OleKind = 'doc' | 'xls' | 'msg' | 'ppt' | 'encrypted' | 'ole'
export type OleFile = CompoundFile

/** What readers of such files get: the streams, and the bytes for a second reader. */
export interface OleInput {
  readonly file: OleFile
  readonly bytes: Uint8Array
}

/** A .doc is looked at twice: whether it is a .msg, and to be read. */
const opened = new WeakMap<Uint8Array, OleFile>()

/** @throws Refused where the bytes are no whole compound file */
export const openOle = (bytes: Uint8Array): OleFile => {
  const file = opened.get(bytes) ?? openCompoundFile(bytes)
  opened.set(bytes, file)
  return file
}

/**
 * A stream by its whole path (`/WordDocument`): a bare name could find that of an object embedded deeper.
 * @throws Refused where the file was cut short inside it
 */
export const streamOf = (file: OleFile, path: string): Uint8Array | undefined => file.stream(path)

/** Paths of everything in the file, as `Root Entry/WordDocument`. */
export const pathsOf = (file: OleFile): readonly string[] => file.paths

/** By its streams; `ole` where they say nothing. */
export const kindOfOle = (file: OleFile): OleKind => {
  // A protected .docx or .xlsx is a compound file around an encrypted package (MS-OFFCRYPTO 1.3).
  if (file.has('/EncryptedPackage')) return 'encrypted'
  if (file.has('/WordDocument')) return 'doc'
  if (file.has('/Workbook') || file.has('/Book')) return 'xls'
  if (file.has('/__properties_version1.0')) return 'msg'
  return file.has('/PowerPoint Document') ? 'ppt' : 'ole'
}

/** Programs inside (MS-OVBA 2.2.1): Word keeps them in `Macros`, Excel in `_VBA_PROJECT_CUR`. */
export const hasMacros = (file: OleFile): boolean =>
  file.has('/Macros/VBA') || file.has('/_VBA_PROJECT_CUR/VBA')
