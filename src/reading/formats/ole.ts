/**
 * Compound files (MS-CFB), which .doc, .xls, .msg and encrypted office files are: told apart by the streams in them.
 */
import CFB from 'cfb'
import { checkTree } from './ole-tree.ts'
import { Refused, unreadable } from './reading.ts'

export type OleKind = 'doc' | 'xls' | 'msg' | 'ppt' | 'encrypted' | 'ole'
export type OleFile = CFB.CFB$Container

/** What readers of such files get: the streams, and the bytes for a second reader. */
export interface OleInput {
  readonly file: OleFile
  readonly bytes: Uint8Array
}

/** @throws Refused where the bytes are no whole compound file */
export const openOle = (bytes: Uint8Array): OleFile => {
  try {
    checkTree(bytes)
    return CFB.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { type: 'buffer' })
  } catch (cause) {
    if (cause instanceof Refused) throw cause
    if (cause instanceof Error) throw unreadable()
    throw cause
  }
}

/** A stream by its whole path (`/WordDocument`): a bare name could find that of an object embedded deeper. */
export const streamOf = (file: OleFile, path: string): Uint8Array | undefined => {
  const entry = CFB.find(file, path)
  return entry && entry.type === 2 ? Uint8Array.from(entry.content) : undefined
}

/** Paths of everything in the file, as `Root Entry/WordDocument`. */
export const pathsOf = (file: OleFile): readonly string[] => file.FullPaths

export const kindOfOle = (file: OleFile): OleKind => {
  const has = (path: string): boolean => CFB.find(file, path) !== null
  // A protected .docx or .xlsx is a compound file around an encrypted package (MS-OFFCRYPTO 1.3).
  if (has('/EncryptedPackage')) return 'encrypted'
  if (has('/WordDocument')) return 'doc'
  if (has('/Workbook') || has('/Book')) return 'xls'
  if (has('/__properties_version1.0')) return 'msg'
  return has('/PowerPoint Document') ? 'ppt' : 'ole'
}

/** Programs inside (MS-OVBA 2.2.1): Word keeps them in `Macros`, Excel in `_VBA_PROJECT_CUR`. */
export const hasMacros = (file: OleFile): boolean =>
  CFB.find(file, '/Macros/VBA') !== null || CFB.find(file, '/_VBA_PROJECT_CUR/VBA') !== null
