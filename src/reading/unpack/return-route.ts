/**
 * What a mail's own headers say to a program that might answer it (RFC 3834, 2 and 4): where an answer would go, and
 * whether a list sent it. Whether it is answered is decided elsewhere, and needs more than headers.
 */
import type { MimeHeaders } from './mime-headers.ts'

/**
 * @returns the address, lower case; `''` for `<>`; null where none is noted, where two notes differ (one of them is the
 * sender's own), or where the mail has no From or several
 */
export const readReturnPath = ({ fields }: MimeHeaders): string | null => {
  const values = fields.filter(one => one.name === 'return-path').map(one => one.value)
  const paths = new Set(values.map(pathOf))
  const isOfOne = fields.filter(one => one.name === 'from').length === 1
  const [path] = paths
  return isOfOne && paths.size === 1 && path !== undefined ? path : null
}

/** Exchange writes the address without its angle brackets. */
const pathOf = (value: string): string | null => {
  const path = /^<([^<>\s]*)>$/.exec(value.trim())?.[1] ?? value.trim()
  if (path === '' && value.includes('<')) return ''
  return /^[^\s<>@"(),:;\\]+@[^\s<>@"(),:;\\]+$/.test(path) ? path.toLowerCase() : null
}

/** Of lists, and of programs that send to many (RFC 2919, RFC 2369), whatever stands in it. */
const listHeader = /^(?:list-[a-z-]+|x-list-[a-z-]+|mailing-list|x-mailing-list|x-mailman-version)$/

/** Of programs, and of what they ask not to be answered: Exchange, cPanel, Zimbra, qmail. */
const programHeader =
  /^(?:x-auto-?reply|x-auto-?respond(?:er)?|x-auto-?generated|x-autoreply-from|x-mail-autoreply|x-failed-recipients|x-loop)$/

export const readSentBy = ({ fields }: MimeHeaders): 'person' | 'program' | 'list' => {
  const says = (name: string, words: RegExp): boolean =>
    fields.some(one => one.name === name && words.test(one.value))
  if (fields.some(one => listHeader.test(one.name)) || says('precedence', /^\s*(?:bulk|list)\b/i))
    return 'list'
  const isProgram =
    fields.some(one => programHeader.test(one.name)) ||
    says('auto-submitted', /^\s*(?!no\b)\S/i) ||
    says('precedence', /^\s*(?:junk|auto[_-]?reply)\b/i) ||
    says('x-auto-response-suppress', /\b(?:all|autoreply)\b/i)
  return isProgram ? 'program' : 'person'
}
