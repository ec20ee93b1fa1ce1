/**
 * Files that hold files: which kinds there are, and how what is in them becomes parts of its own. Bounded in depth, in
 * number and in bytes over the whole message. A container that cannot be opened stays one part that waits.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { sha256 } from '../../domain/identity.ts'
import { hostile, Refused } from '../formats/reading.ts'
import { type Format, sniffFormat } from '../formats/sniff.ts'
import { limits } from '../limits.ts'
import {
  type Budget,
  type ContainerEntry,
  makeBudget,
  type OpenContainer,
  type OpenedContainer,
} from './container.ts'
import { isEml, openEml } from './eml.ts'
import type { FoundBody, FoundPart } from './found.ts'
import type { UnpackedMessage } from './mime.ts'
import { isNamedVolume, withMissingVolumes } from './volumes.ts'

/** Loaded when first needed. To add a kind: its first bytes in `formats/sniff.ts`, its file here. */
const kinds: Partial<Record<Format, () => Promise<OpenContainer>>> = {
  zip: async () => (await import('./zip-files.ts')).openZipFiles,
  rar: async () => (await import('./rar.ts')).openRar,
  '7z': async () => (await import('./seven-zip.ts')).openSevenZip,
  tnef: async () => (await import('./tnef.ts')).openTnef,
  ole: async () => (await import('./msg.ts')).openMsg,
  tar: async () => (await import('./tar.ts')).openTar,
  gzip: async () => (await import('./gzip.ts')).openGzip,
}

export interface Unpacked {
  readonly parts: readonly FoundPart[]
  /** The words of mails that came as files. */
  readonly bodies: readonly FoundBody[]
}

/** Everything in these parts, however deep; a part that holds nothing is given back as it is. */
export const openContainers = async (parts: readonly FoundPart[]): Promise<Unpacked> => {
  const budget = makeBudget()
  const found = { parts: [] as FoundPart[], bodies: [] as FoundBody[] }
  for (const part of parts) await open(part, [], budget, found)
  return { parts: withMissingVolumes(found.parts), bodies: found.bodies }
}

interface Found {
  readonly parts: FoundPart[]
  readonly bodies: FoundBody[]
}

/** @param around digests of the containers around it: an archive that holds itself would be opened for ever */
const open = async (
  part: FoundPart,
  around: readonly string[],
  budget: Budget,
  found: Found,
): Promise<void> => {
  const format = sniffFormat(part.bytes)
  const refuse = (why: Finding): void => {
    found.parts.push({ ...part, refused: why })
  }
  if (!part.refused && format === 'binary' && isNamedVolume(part.name))
    return refuse(finding('archive-volume', { part: part.name }))
  const kind = isEml(part) ? async () => openEml : kinds[format]
  if (part.refused || !kind || part.bytes.length > limits.partBytes) {
    found.parts.push(part)
    return
  }
  try {
    const digest = sha256(part.bytes)
    if (around.includes(digest)) throw hostile('container-in-itself')
    if (around.length >= limits.containerDepth) throw new Refused(finding('container-not-opened', { format }))
    const opened = await (await kind())(part, budget)
    if (!opened) {
      found.parts.push(part)
      return
    }
    await take(part, opened, [...around, digest], budget, found)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    refuse(error.finding)
  }
}

/** What was opened of a container: its words, what is missing of it, and each of its files, opened in turn. */
const take = async (
  part: FoundPart,
  opened: OpenedContainer,
  around: readonly string[],
  budget: Budget,
  found: Found,
): Promise<void> => {
  const { entries, body, message, fault } = opened
  const files = [...entries.entries()].filter(([, entry]) => !isOfMacos(entry))
  if (files.length === 0 && !body && !message) throw new Refused(fault ?? finding('empty-part'))
  if (files.length > budget.parts) throw hostile('container-entries')
  budget.parts -= files.length
  if (message) await takeMessage(part, message, around, budget, found)
  const senders = [body?.headers?.fromName ?? '', ...(part.senders ?? [])].filter(Boolean)
  if (body) found.bodies.push({ ...body, path: `${part.path}/body`, senders })
  // Beside what could be read of it, the container itself waits: something of it is missing.
  if (fault) found.parts.push({ ...part, refused: fault })
  for (const [at, entry] of files) {
    const one = partOf({ ...part, senders }, entry, at, body?.html ?? '')
    if (entry.opened) await take(one, entry.opened, around, budget, found)
    else await open(one, around, budget, found)
  }
}

const takeMessage = async (
  part: FoundPart,
  { headers, bodies, parts }: UnpackedMessage,
  around: readonly string[],
  budget: Budget,
  found: Found,
): Promise<void> => {
  if (parts.length > budget.parts) throw hostile('container-entries')
  budget.parts -= parts.length
  const within = withinOf(part)
  const sentBy = ({ senders = [] }: { senders?: readonly string[] }): string[] => [
    ...senders,
    headers.fromName || headers.fromAddress,
    ...(part.senders ?? []),
  ]
  for (const body of bodies)
    found.bodies.push({
      ...body,
      senders: sentBy(body),
      path: `${part.path}/${body.path}`,
      ...(body.path === 'body' && { headers }),
    })
  for (const one of parts)
    await open(
      {
        ...one,
        path: `${part.path}/${one.path}`,
        within: [within, one.within].filter(Boolean).join('/'),
        senders: sentBy(one),
      },
      around,
      budget,
      found,
    )
}

const withinOf = ({ within, name }: FoundPart): string => [within, name].filter(Boolean).join('/')

/** What macOS adds beside each file that it packs (AppleDouble): not the sender's. */
const isOfMacos = ({ name, bytes }: ContainerEntry): boolean =>
  /^__MACOSX\//.test(name) ||
  (/(?:^|\/)\._[^/]*$/.test(name) && bytes[0] === 0 && bytes[1] === 5 && bytes[2] === 0x16 && bytes[3] === 7)

/**
 * Only the last piece of a name is kept: `../../x`, `C:\x` and `/etc/x` are names of files like any other here, where
 * nothing is ever written under them.
 */
const partOf = (container: FoundPart, entry: ContainerEntry, at: number, html: string): FoundPart => ({
  path: `${container.path}/${at + 1}`,
  name: entry.name.split(/[/\\]/).at(-1)!,
  within: withinOf(container),
  bytes: entry.bytes,
  mediaType: entry.mediaType ?? '',
  inline: isInline(entry, html),
  ...(container.senders && { senders: container.senders }),
  ...(entry.refused && { refused: entry.refused }),
})

/** Drawn in the words of the mail around it, and small: as `mime.ts` has it. */
const isInline = ({ contentId = '', drawn = false, bytes }: ContainerEntry, html: string): boolean =>
  (drawn || (contentId !== '' && html.includes(`cid:${contentId}`))) &&
  bytes.length <= limits.inlinePictureBytes
