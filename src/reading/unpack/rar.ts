/**
 * .rar, by RARLAB's own code compiled to WebAssembly. It has no disk and no network of its own, and gets what our look at
 * the headers let pass. Its checksums are its own: an entry that fails is named, and the others are read without it.
 */
import { createExtractorFromData, type FileHeader, UnrarError } from 'node-unrar-js'
import { type Finding, finding } from '../../domain/finding.ts'
import { hostile, Refused, tooLarge, unreadable } from '../formats/reading.ts'
import { limits } from '../limits.ts'
import { type Budget, type ContainerEntry, nothing, type OpenContainer } from './container.ts'
import { type RarEntry, readRarHeaders } from './rar-headers.ts'

type Extractor = Awaited<ReturnType<typeof createExtractorFromData>>

export const openRar: OpenContainer = async ({ bytes, name }, budget) => {
  const headers = readRarHeaders(bytes)
  if (headers === 'too-many') throw hostile('rar-entries')
  if (headers.encryptedNames) throw new Refused(finding('encrypted-part'))
  if (headers.volume) throw new Refused(finding('archive-volume', { part: name }))
  try {
    const extractor = await createExtractorFromData({ data: wholeBuffer(bytes) })
    const listed = listEntries(extractor)
    const refused = listed.map((one, at) => refusalOf(one, headers.entries[at], budget))
    const contents = extractAll(extractor, listed, refused)
    const entries = listed.flatMap((one, at): ContainerEntry[] => {
      if (one.flags.directory) return []
      const why = refused[at]
      return [{ name: one.name, bytes: contents.get(at) ?? nothing, ...(why && { refused: why }) }]
    })
    for (const { name: lost, folder } of headers.entries.slice(listed.length))
      if (!folder) entries.push({ name: lost, bytes: nothing, refused: finding('unreadable-part') })
    const count = String(entries.filter(one => !one.refused).length)
    if (!headers.cut && listed.length === headers.entries.length) return { entries }
    if (count === '0') throw unreadable()
    return { entries, fault: finding('archive-cut', { count }) }
  } finally {
    // The library keeps the last archive until the next one comes.
    await createExtractorFromData({ data: new ArrayBuffer(0) })
  }
}

/** The library takes an ArrayBuffer as it is, and copies anything else. */
const wholeBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer =>
  buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength
    ? buffer
    : (buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer)

/** Headers up to the end, or to the first one that the library cannot read. @throws Refused where there is none */
const listEntries = (extractor: Extractor): FileHeader[] => {
  const listed: FileHeader[] = []
  try {
    for (const header of extractor.getFileList().fileHeaders) listed.push(header)
  } catch (error) {
    if (!(error instanceof UnrarError)) throw trapped(error)
    if (listed.length === 0) throw new Refused(whyNot(error))
  }
  return listed
}

/** What is not unpacked at all, and why. */
const refusalOf = (header: FileHeader, known: RarEntry | undefined, budget: Budget): Finding | undefined => {
  if (header.flags.directory) return undefined
  if (header.flags.encrypted) return finding('encrypted-part')
  if (known?.link) return finding('archive-link')
  if ((known?.dictionary ?? 0) > limits.archive.dictionary)
    return finding('part-too-large', { limit: `${limits.archive.dictionary / 1_048_576} MB` })
  // The decoder stops at the declared size, so that it may be believed as a limit.
  if (header.unpSize > limits.partBytes || header.unpSize > budget.bytes)
    return tooLarge(`${limits.partBytes / 1_048_576} MB`).finding
  budget.bytes -= header.unpSize
  return undefined
}

/** Contents by place. The library ends at the first damaged entry: it is noted, and the rest asked for again. */
const extractAll = (
  extractor: Extractor,
  listed: readonly FileHeader[],
  refused: (Finding | undefined)[],
): Map<number, Uint8Array> => {
  const contents = new Map<number, Uint8Array>()
  const isWanted = (at: number): boolean =>
    at < listed.length && !listed[at]!.flags.directory && !refused[at] && !contents.has(at)
  for (let tries = 0; tries <= limits.archive.damagedEntries; tries++) {
    let at = -1
    try {
      for (const file of extractor.extract({ files: () => isWanted(++at) }).files)
        contents.set(at, file.extraction ?? nothing)
      break
    } catch (error) {
      if (!(error instanceof UnrarError)) throw trapped(error)
      if (!isWanted(at)) break
      refused[at] = whyNot(error)
    }
  }
  for (const at of listed.keys()) if (isWanted(at)) refused[at] = finding('unreadable-part')
  return contents
}

const whyNot = ({ reason }: UnrarError): Finding =>
  reason === 'ERAR_MISSING_PASSWORD' || reason === 'ERAR_BAD_PASSWORD'
    ? finding('encrypted-part')
    : finding('unreadable-part')

/** Its code ran into a wall of WebAssembly's: its memory is not to be trusted after, and a hostile file ends the child. */
const trapped = (error: unknown): unknown => (error instanceof Error ? hostile('rar-trap') : error)
