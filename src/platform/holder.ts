/**
 * Who has a file open, as far as the lock files beside it tell: Excel's and Word's `~$NAME` and LibreOffice's `.~lock.NAME#`. A hint
 * for the sentence that asks to close it, and nothing else: lock files outlive their programs, and many programs make none.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { systemCode } from './durable-file.ts'

/** @returns the user's name as the program wrote it, at most 60 letters; '' where nothing tells */
export const findHolder = async (file: string): Promise<string> => {
  const { dir, base } = path.parse(file)
  // Word puts the two signs in place of the first two letters of a long name.
  const owner =
    (await readIfThere(path.join(dir, `~$${base}`))) ??
    (await readIfThere(path.join(dir, `~$${base.slice(2)}`)))
  const office = await readIfThere(path.join(dir, `.~lock.${base}#`))
  const name = (owner && microsoftOwner(owner)) || (office && officeOwner(office)) || ''
  return name
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 60)
}

/** Word's file has 162 bytes, Excel's 165: a length and the name in the machine's code page, then both again in UTF-16. */
const microsoftOwner = (bytes: Buffer): string => {
  const at = bytes.length === 162 ? 54 : 55
  const length = bytes.length > at + 2 ? bytes.readUInt16LE(at) : 0
  const end = at + 2 + 2 * length
  return length > 0 && end <= bytes.length ? bytes.subarray(at + 2, end).toString('utf16le') : ''
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
