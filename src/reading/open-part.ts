/**
 * One part of a message as it is shown to people: unpacked as `readMessage` unpacks it, found by its path, read into a
 * document. No form is looked for.
 */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding } from '../domain/finding.ts'
import type { OpenedPart, Original, OriginalBlock, shownTypes } from '../domain/opened-part.ts'
import { tidy } from '../text/fold.ts'
import type { Block, Document } from './document/model.ts'
import { readFormat } from './formats/read-format.ts'
import { type Format, pictures, sniffFormat } from './formats/sniff.ts'
import { limits } from './limits.ts'
import { documentOf } from './read-body.ts'
import { openContainers } from './unpack/containers.ts'
import type { FoundBody, FoundPart } from './unpack/found.ts'
import { MessageRefused } from './unpack/message-headers.ts'
import { unpackMessage } from './unpack/mime.ts'

/**
 * @param path of a part as reading names it; of a container, too, where it lies in the mail itself
 * @param isRead false: bytes alone, for a part that cannot be read
 * @returns null where there is no such part
 */
export const openPart = async (
  bytes: Uint8Array,
  path: string,
  isRead: boolean,
  campaign: Campaign,
): Promise<OpenedPart | null> => {
  const found = await find(bytes, path, campaign)
  if (!found) return null
  return 'bytes' in found ? openFile(found, isRead) : openWords(found, isRead)
}

const find = async (
  bytes: Uint8Array,
  path: string,
  campaign: Campaign,
): Promise<FoundPart | FoundBody | undefined> => {
  if (bytes.length > limits.messageBytes) return undefined
  try {
    const message = await unpackMessage(bytes, campaign.receivedBy)
    const isIt = (one: { readonly path: string }): boolean => one.path === path
    const own = message.bodies.find(isIt)
    if (own) return own
    // Only what lies around it is opened: another container of the same mail may be what cannot be.
    const around = message.parts.filter(one => isIt(one) || path.startsWith(`${one.path}/`))
    const inside = await openContainers(around)
    return inside.bodies.find(isIt) ?? inside.parts.find(isIt) ?? around.find(isIt)
  } catch (error) {
    if (error instanceof MessageRefused) return undefined
    throw error
  }
}

const openFile = async (part: FoundPart, isRead: boolean): Promise<OpenedPart> => {
  const { path, bytes } = part
  const format = sniffFormat(bytes)
  const base = { path, name: tidy(part.name), bytes, mediaType: mediaTypes[format] ?? octets }
  const without = (...findings: Finding[]): OpenedPart => ({ ...base, format, document: null, findings })
  if (part.refused) return without(part.refused)
  if (!isRead || pictures.has(format)) return without()
  if (format === 'empty') return without(finding('empty-part'))
  if (bytes.length > limits.partBytes) return without(finding('part-too-large', { limit: '32 MB' }))
  const { reading } = await readFormat(bytes)
  return { ...base, format: reading.format, ...shown(reading) }
}

/** What is kept of a mail's words for who wants the file: the HTML where there is one, as the sender's program made it. */
const openWords = async (body: FoundBody, isRead: boolean): Promise<OpenedPart> => {
  const { path, html, text } = body
  const base = { path, name: '', mediaType: octets, bytes: Buffer.from(html || text, 'utf8') } as const
  const format = html === '' ? 'text' : 'html'
  if (!isRead) return { ...base, format, document: null, findings: [] }
  return { ...base, format, ...shown(await documentOf(body)) }
}

const shown = ({
  value,
  findings,
}: {
  value?: Document
  findings: readonly Finding[]
}): Pick<OpenedPart, 'document' | 'findings'> =>
  value
    ? { document: originalOf(value), findings: [] }
    : { document: null, findings: [findings[0] ?? finding('unreadable-part')] }

const originalOf = ({ sections }: Document): Original => ({
  sections: sections.map(({ kind, name, hidden, blocks }) => ({
    ...{ kind, name, hidden },
    blocks: blocks.map(blockOf),
  })),
})

const blockOf = (block: Block): OriginalBlock => {
  if (block.kind === 'paragraph') {
    const { lines, source, listLabel } = block
    const texts = lines.map(line => line.text)
    return {
      ...{ kind: 'paragraph', lines: texts, source },
      ...(listLabel === undefined ? {} : { listLabel }),
    }
  }
  const { rows, columns, cells } = block
  return {
    ...{ kind: 'table', rows, columns },
    cells: cells.map(cell => ({ ...cell, blocks: cell.blocks.map(blockOf) })),
  }
}

const octets = 'application/octet-stream' as const
const mediaTypes: Partial<Record<Format, (typeof shownTypes)[number]>> = {
  ...{ pdf: 'application/pdf', png: 'image/png', jpeg: 'image/jpeg' },
  ...{ gif: 'image/gif', webp: 'image/webp', bmp: 'image/bmp' },
}
