/** What unpacking gives: files and bodies, before anything is known of what they mean. */
import type { Finding } from '../../domain/finding.ts'
import type { MessageHeaders } from '../../domain/reading.ts'

export interface FoundPart {
  /** `1`, `2` in the mail; `2/1` inside a container. */
  readonly path: string
  readonly name: string
  /** Names of the containers around it, outermost first: `X.zip`, `winmail.dat/Y.rar`. */
  readonly within?: string
  readonly bytes: Uint8Array
  /** As declared, lower case; '' where nobody says. A hint at most: what a file is, its bytes tell. */
  readonly mediaType: string
  /** Shown inside the mail's text: a logo, a signature's picture. */
  readonly inline: boolean
  /** Who sent the mails that were sent on with it in them, innermost first; not who sent the whole. */
  readonly senders?: readonly string[]
  /** Known before it is read: what holds it could not be opened, or holds too much. */
  readonly refused?: Finding
}

/** The written words of a mail: of the message itself, or of one forwarded in it. */
export interface FoundBody {
  readonly path: string
  readonly text: string
  readonly html: string
  readonly subject: string
  /** An out-of-office note, a bounce (RFC 3834, RFC 3464): written by a program. */
  readonly automatic: boolean
  /** Of a mail that came as a file (.msg, winmail.dat). */
  readonly headers?: MessageHeaders
  /** As for a part. */
  readonly senders?: readonly string[]
}
