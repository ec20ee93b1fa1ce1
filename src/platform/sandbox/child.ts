/**
 * The child process that reads: files are hostile until read. It is started with an empty environment, without the right
 * to write, to start children or (where the system allows) to reach the network, and is ended by its parent when it
 * takes too long or grows too large. It knows nothing but bytes in, reading out.
 */
import type { Campaign } from '../../domain/campaign.ts'
import { openPart } from '../../reading/open-part.ts'
import { readBook } from '../../reading/read-book.ts'
import { readFile, readHeaders, readMessage } from '../../reading/read-message.ts'

/** From the parent. The first one carries the campaign. */
export type Request =
  | { readonly kind: 'campaign'; readonly campaign: Campaign }
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  | { readonly kind: 'headers'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly name: string }
  | { readonly kind: 'book'; readonly bytes: Uint8Array }
  | { readonly kind: 'part'; readonly bytes: Uint8Array; readonly path: string; readonly isRead: boolean }

/** To the parent: `value` is checked there before anything is believed. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reading'; readonly value: unknown }
  | { readonly kind: 'bug'; readonly stack: string }

let campaign: Campaign | undefined

const answer = async (request: Request): Promise<Reply> => {
  if (request.kind === 'campaign') {
    campaign = request.campaign
    return { kind: 'ready' }
  }
  if (!campaign) throw new Error('the campaign must come first')
  return { kind: 'reading', value: await read(request, campaign) }
}

const read = (request: Exclude<Request, { kind: 'campaign' }>, known: Campaign): Promise<unknown> => {
  switch (request.kind) {
    case 'message':
      return readMessage(request.bytes, known)
    case 'headers':
      return readHeaders(request.bytes, known)
    case 'file':
      return readFile(request.bytes, request.name, known)
    case 'book':
      return readBook(request.bytes)
    case 'part':
      return openPart(request.bytes, request.path, request.isRead, known)
  }
}

process.on('message', (request: Request) => {
  answer(request).then(
    reply => process.send?.(reply),
    error =>
      process.send?.({
        kind: 'bug',
        stack: error instanceof Error ? String(error.stack) : String(error),
      } satisfies Reply),
  )
})
process.on('disconnect', () => process.exit(0))
