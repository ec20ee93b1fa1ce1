/**
 * Which folders of the mailbox are read: all that can be opened but Sent, Drafts and Trash (and what lies below them),
 * or those that IMAP_FOLDERS names. Junk is read: a form that a filter took for spam is still a form.
 */
import type { ListResponse } from 'imapflow'
import { AppError } from '../domain/errors.ts'
import { foldTones } from '../text/fold.ts'

/** Roles of folders (RFC 6154) that hold what the clerk wrote or threw away. */
export const passedOverRoles = ['\\Sent', '\\Drafts', '\\Trash'] as const
export type PassedOverRole = (typeof passedOverRoles)[number]

/** Names by which such folders go where the server announces no role: of mail programs, in English and Vietnamese. */
export const usualFolderNames: Readonly<Record<PassedOverRole, readonly string[]>> = {
  '\\Sent': [
    'Sent',
    'Sent Items',
    'Sent Messages',
    'Sent Mail',
    'Đã gửi',
    'Thư đã gửi',
    'Mục đã gửi',
    'Hộp thư đã gửi',
  ],
  '\\Drafts': ['Drafts', 'Draft', 'Nháp', 'Thư nháp', 'Bản nháp', 'Hộp thư nháp'],
  '\\Trash': [
    'Trash',
    'Bin',
    'Deleted',
    'Deleted Items',
    'Deleted Messages',
    'Thùng rác',
    'Đã xóa',
    'Thư đã xóa',
    'Mục đã xóa',
  ],
}

type Listed = Pick<ListResponse, 'path' | 'name' | 'parent' | 'parentPath' | 'delimiter' | 'flags'>

/** Paths to read, INBOX first, and the configured names that the server does not have. */
export interface ChosenFolders {
  readonly paths: readonly string[]
  readonly missing: readonly string[]
}

/** @param configured names of IMAP_FOLDERS, with `/` or the server's own separator; undefined: all but the passed over */
export const chooseFolders = (
  listed: readonly Listed[],
  configured: readonly string[] | undefined,
  names: Readonly<Record<PassedOverRole, readonly string[]>> = usualFolderNames,
): ChosenFolders => {
  const open = listed.filter(one => !hasFlag(one, '\\Noselect') && !hasFlag(one, '\\NonExistent'))
  if (configured) {
    const found = configured.map(name => open.find(one => isNamed(one, name)))
    return {
      paths: [...new Set(found.flatMap(one => (one ? [one.path] : [])))],
      missing: configured.filter((_, index) => !found[index]),
    }
  }
  const passedOver = passedOverRoles.flatMap(role => {
    // The server's word where it gives one; names only where it says nothing of that role.
    const announced = listed.filter(one => hasFlag(one, role))
    return announced.length > 0 ? announced : listed.filter(one => goesBy(one, names[role]))
  })
  const paths = open
    .filter(one => !passedOver.some(other => one.path === other.path || isBelow(one, other)))
    .map(one => one.path)
    .filter(path => path.toUpperCase() !== 'INBOX')
    .sort()
  return { paths: open.some(one => isInbox(one)) ? ['INBOX', ...paths] : paths, missing: [] }
}

/** The trouble to report where IMAP_FOLDERS names what is not there; the other folders are read all the same. */
export const missingFolders = (missing: readonly string[]): AppError =>
  new AppError(
    'mailbox-protocol',
    `IMAP_FOLDERS names folders that the mailbox does not have: ${missing.join(', ')}; write them as the mailbox shows them`,
  )

const isInbox = (one: Listed): boolean => one.path.toUpperCase() === 'INBOX'

/** Flags compare without case (RFC 9051 9). */
const hasFlag = (one: Listed, flag: string): boolean =>
  [...one.flags].some(other => other.toLowerCase() === flag.toLowerCase())

/** Only at the top, or directly below INBOX: deeper down "Đã gửi" may be the clerk's own. */
const goesBy = (one: Listed, names: readonly string[]): boolean =>
  (one.parent.length === 0 || one.parentPath.toUpperCase() === 'INBOX') &&
  names.some(name => foldTones(name) === foldTones(one.name))

const isBelow = (one: Listed, other: Listed): boolean =>
  Boolean(other.delimiter) && one.path.startsWith(`${other.path}${other.delimiter}`)

const isNamed = (one: Listed, name: string): boolean => {
  const wanted = name.normalize('NFC')
  const own = one.path.normalize('NFC')
  if (isInbox(one) && wanted.toUpperCase() === 'INBOX') return true
  return own === wanted || (Boolean(one.delimiter) && own.split(one.delimiter).join('/') === wanted)
}
