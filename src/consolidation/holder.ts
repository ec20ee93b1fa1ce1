/**
 * Who has a file open, as far as the lock files beside it tell: Excel's `~$NAME` and LibreOffice's `.~lock.NAME#`. A hint
 * for the sentence that asks to close it, and nothing else: lock files outlive their programs, and many programs make none.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { systemCode } from '../platform/durable-file.ts'

/** @returns the user's name as the program wrote it, at most 60 letters; '' where nothing tells */
export const findHolder = async (file: string): Promise<string> => {
  const { dir, base } = path.parse(file)
  const excel = await readIfThere(path.join(dir, `~$${base}`))
  const office = await readIfThere(path.join(dir, `.~lock.${base}#`))
  const name = (excel && excelOwner(excel)) || (office && officeOwner(office)) || ''
  return name
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 60)
}

/** A length and the name in the machine's code page fill 54 bytes; then again, in UTF-16 (as Office has written it since 97). */
const excelOwner = (bytes: Buffer): string => {
  const length = bytes.length > 56 ? bytes.readUInt16LE(55) : 0
  const end = 57 + 2 * length
  return length > 0 && end <= bytes.length ? bytes.subarray(57, end).toString('utf16le') : ''
}

/** `name,login,machine,time,profile;` */
const officeOwner = (bytes: Buffer): string => {
  const [name = '', login = ''] = bytes.toString('utf8').split(',')
  return name.trim() || login.split('/').at(-1) || ''
}

/** A lock file that its program holds so that nobody may read it tells nothing either. */
const readIfThere = async (file: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(file)
  } catch (cause) {
    if (['ENOENT', 'EBUSY', 'EPERM', 'EACCES', 'EISDIR'].includes(systemCode(cause))) return undefined
    throw cause
  }
}
