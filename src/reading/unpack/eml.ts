/**
 * A mail kept as a file (RFC 5322): in an archive, or as the one attachment that Outlook makes of a signed mail. A mail
 * attached to a mail is opened by `mime.ts` itself.
 */
import { finding } from '../../domain/finding.ts'
import { Refused } from '../formats/reading.ts'
import { sniffFormat } from '../formats/sniff.ts'
import type { OpenContainer } from './container.ts'
import type { FoundPart } from './found.ts'
import { MessageRefused } from './message-headers.ts'
import { unpackMessage } from './mime.ts'

/** Where headers of a mail begin it, whatever it is called; fewer are enough for what calls itself a mail. */
export const isEml = ({ name, mediaType, bytes }: FoundPart): boolean =>
  (sniffFormat(bytes) === 'message' && mediaType !== 'text/rfc822-headers') ||
  ((/\.eml$/i.test(name) || mediaType === 'message/rfc822' || mediaType === 'multipart/signed') &&
    /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)+/.test(Buffer.from(bytes.subarray(0, 4096)).toString('latin1')))

export const openEml: OpenContainer = async ({ bytes }) => {
  try {
    const message = await unpackMessage(bytes, [])
    return { entries: [], message }
  } catch (error) {
    if (error instanceof MessageRefused) throw new Refused(finding('unreadable-message'))
    throw error
  }
}
