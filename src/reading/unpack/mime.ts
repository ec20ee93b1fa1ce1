/**
 * A message (RFC 5322, MIME) to its headers, words and parts; forwarded messages are opened to a bounded depth. Its tree
 * is read here, place by place over the bytes that came: mailparser pours attached texts into the mail's own, leaves
 * forwarded messages and uuencoded files closed, and takes 512 MB for a 30 MB attachment. mailparser reads the header
 * block: addresses and dates. Decides nothing about what the parts are.
 */
import { finding } from '../../domain/finding.ts'
import type { MessageHeaders } from '../../domain/reading.ts'
import { sniffFormat } from '../formats/sniff.ts'
import { limits } from '../limits.ts'
import type { FoundBody, FoundPart } from './found.ts'
import { isAutomatic, MessageRefused, readMessageHeaders } from './message-headers.ts'
import { gatherLeaves, type Leaf } from './mime-leaves.ts'
import { type MimeEntity, MimeTreeRefused, readMimeTree } from './mime-tree.ts'

export interface UnpackedMessage {
  readonly headers: MessageHeaders
  /** A server's report (RFC 6522) with the mail that it is about: one of our own, or its headers. */
  readonly isReport: boolean
  readonly bodies: readonly FoundBody[]
  readonly parts: readonly FoundPart[]
}

class TooManyParts extends MessageRefused {}

/** @param receivedBy hosts whose Authentication-Results are believed. @throws MessageRefused */
export const unpackMessage = async (
  bytes: Uint8Array,
  receivedBy: readonly string[],
): Promise<UnpackedMessage> => {
  const all: Gathered = { bodies: [], parts: [] }
  const tree = treeOf(bytes)
  const headers = await openMessage(tree, '', [], all, receivedBy)
  return { headers, isReport: tree.type.value === 'multipart/report', ...all }
}

/** Only who sent it and when. @throws MessageRefused */
export const unpackHeaders = (bytes: Uint8Array, receivedBy: readonly string[]): Promise<MessageHeaders> =>
  readMessageHeaders(treeOf(bytes), receivedBy)

interface Gathered {
  readonly bodies: FoundBody[]
  readonly parts: FoundPart[]
}

/** @param senders of the messages around it, innermost first, but for the outermost: that one is the mail's own */
const openMessage = async (
  tree: MimeEntity,
  prefix: string,
  senders: readonly string[],
  all: Gathered,
  receivedBy: readonly string[],
): Promise<MessageHeaders> => {
  if (tree.isLost) throw new MessageRefused('the boundary between the parts never comes')
  const headers = await readMessageHeaders(tree, receivedBy)
  const around = prefix === '' ? [] : [headers.fromName || headers.fromAddress, ...senders]
  const leaves: Leaf[] = []
  const { text, html } = gatherLeaves(tree, leaves)
  all.bodies.push({
    path: `${prefix}body`,
    text,
    html,
    subject: headers.subject,
    automatic: isAutomatic(tree),
    senders: around,
  })
  for (const [at, leaf] of leaves.entries()) {
    const part: FoundPart = {
      path: `${prefix}${at + 1}`,
      name: leaf.name,
      bytes: leaf.bytes,
      mediaType: leaf.mediaType,
      inline: isInline(leaf, html),
      senders: around,
      ...(leaf.refused && { refused: leaf.refused }),
    }
    if (all.parts.length >= limits.parts) throw new TooManyParts('too many parts')
    if (leaf.refused || !isMessage(leaf)) all.parts.push(part)
    else if (prefix.split('/').length > limits.forwardDepth)
      all.parts.push({ ...part, refused: finding('forwarded-not-opened') })
    else await openInner(part, around, all)
  }
  return headers
}

/** A broken message inside holds back itself, not what came beside it. */
const openInner = async (part: FoundPart, senders: readonly string[], all: Gathered): Promise<void> => {
  const inner: Gathered = { bodies: [], parts: [] }
  try {
    await openMessage(treeOf(part.bytes), `${part.path}/`, senders, inner, [])
  } catch (error) {
    if (!(error instanceof MessageRefused) || error instanceof TooManyParts) throw error
    all.parts.push({ ...part, refused: finding('unreadable-message') })
    return
  }
  all.bodies.push(...inner.bodies)
  all.parts.push(...inner.parts)
  if (all.parts.length > limits.parts) throw new TooManyParts('too many parts')
}

const treeOf = (bytes: Uint8Array): MimeEntity => {
  try {
    return readMimeTree(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (error) {
    if (error instanceof MimeTreeRefused) throw new TooManyParts(error.message)
    throw error
  }
}

/** Told by its bytes too: programs attach mails as application/octet-stream. */
const isMessage = ({ mediaType, bytes }: Leaf): boolean =>
  mediaType === 'message/rfc822' ||
  mediaType === 'message/global' ||
  (mediaType !== 'text/rfc822-headers' && sniffFormat(bytes) === 'message')

/** Drawn inside the HTML by its Content-ID, and small: a photo of the form pasted there is larger than any logo. */
const isInline = ({ contentId, bytes }: Leaf, html: string): boolean =>
  contentId !== '' && html.includes(`cid:${contentId}`) && bytes.length <= limits.inlinePictureBytes
