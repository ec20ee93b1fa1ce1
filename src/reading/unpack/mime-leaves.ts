/**
 * The leaves of a message's tree: which are its written words, which are files, and what no one here can open. Decoded;
 * what they mean is not asked.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { tidy } from '../../text/fold.ts'
import { limits } from '../limits.ts'
import { decodeTransfer } from './mime-transfer.ts'
import type { MimeEntity } from './mime-tree.ts'
import { eitherOf, joinWords, readWords, type Words } from './mime-words.ts'
import { cutUuencoded } from './uuencode.ts'

/** A file in the message, decoded; forwarded messages too. */
export interface Leaf {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly contentId: string
  readonly refused?: Finding
}

/** @returns the words below this entity; its files go to `leaves`, in order */
export const gatherLeaves = (entity: MimeEntity, leaves: Leaf[], isTop = true): Words => {
  const { type, children } = entity
  if (!children) return gatherLeaf(entity, leaves, isTop)
  if (entity.isLost) {
    leaves.push(leafOf(entity, entity.body, finding('unreadable-message')))
    return none
  }
  // RFC 1847, RFC 3156: what is in it nobody can read but whom it was written for.
  if (type.value === 'multipart/encrypted') {
    for (const child of children) {
      const isControl = child.type.value === 'application/pgp-encrypted'
      leaves.push(leafOf(child, decoded(child).bytes, isControl ? undefined : finding('sealed-message')))
    }
    return none
  }
  const words = children.map(child => gatherLeaves(child, leaves, false))
  return type.value === 'multipart/alternative' ? eitherOf(words) : joinWords(words)
}

const none: Words = { text: '', html: '' }

const gatherLeaf = (entity: MimeEntity, leaves: Leaf[], isTop: boolean): Words => {
  const { bytes, isCut } = decoded(entity)
  if (isOwnText(entity, isTop) && bytes.length <= limits.mime.wordsBytes) {
    const words = readWords(entity, bytes)
    const { text, files } = cutUuencoded(words.text)
    for (const file of files) leaves.push({ ...file, name: tidy(file.name), mediaType: '', contentId: '' })
    return { ...words, text }
  }
  leaves.push(leafOf(entity, bytes, refusalOf(entity, bytes, isCut)))
  return none
}

const textTypes = new Set(['text/plain', 'text/html', 'text/enriched', 'text/richtext', 'text/x-aol'])

/**
 * Words of the mail, not a file. A text with a name is a file, whatever it says of itself; but Exchange names the words
 * behind an attachment ATT00001.
 */
const isOwnText = (entity: MimeEntity, isTop: boolean): boolean => {
  if (!textTypes.has(entity.type.value)) return false
  const name = nameOf(entity)
  if (/^ATT\d{3,6}(?:\.(?:txt|html?))?$/i.test(name)) return true
  return entity.disposition.value !== 'attachment' && (name === '' || isTop)
}

const refusalOf = (entity: MimeEntity, bytes: Uint8Array, isCut: boolean): Finding | undefined => {
  const { type, isLast, body, headers } = entity
  if (isOwnText(entity, false) && bytes.length > limits.mime.wordsBytes)
    return finding('part-too-large', { limit: '8 MB' })
  // RFC 8551, 3.2: signed or encrypted as a whole.
  if (/^application\/(?:x-)?pkcs7-mime$/.test(type.value)) return finding('sealed-message')
  // RFC 2046, 5.2.2 and 5.2.3.
  if (type.value === 'message/partial') return finding('partial-message')
  if (type.value === 'message/external-body')
    return finding('link-in-body', { text: type.parameters.get('url') ?? type.parameters.get('name') ?? '' })
  const isBase64 = /base64/i.test(headers.value('content-transfer-encoding'))
  return isCut || (isLast && isBase64 && endsFull(body)) ? finding('unreadable-part') : undefined
}

/** base64 whose last line is as long as the others: what goes on was cut off with the boundary that should follow. */
const endsFull = (body: Buffer): boolean => {
  const lines = body
    .toString('latin1', Math.max(0, body.length - 400))
    .trimEnd()
    .split(/\r\n|\r|\n/)
  const [before, last] = lines.slice(-2)
  return last !== undefined && before !== undefined && !last.endsWith('=') && last.length >= before.length
}

const leafOf = (entity: MimeEntity, bytes: Uint8Array, refused?: Finding): Leaf => ({
  name: nameOf(entity),
  mediaType: entity.type.value,
  bytes,
  contentId: entity.headers.value('content-id').replace(/^\s*<|>\s*$/g, ''),
  ...(refused && { refused }),
})

const decoded = ({ headers, type, body }: MimeEntity): { bytes: Uint8Array; isCut: boolean } =>
  decodeTransfer(body, headers.value('content-transfer-encoding'), type.value.startsWith('text/'))

/** RFC 2183, 2.3; older programs name files in Content-Type only. */
const nameOf = ({ disposition, type }: MimeEntity): string =>
  tidy(disposition.parameters.get('filename') ?? type.parameters.get('name') ?? '')
