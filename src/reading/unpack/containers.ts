/** Zips of files: their entries become parts of their own, bounded in depth and number; what is not opened says why. */
import { type Finding, finding } from '../../domain/finding.ts'
import { kindOfZip, sniffFormat } from '../formats/sniff.ts'
import { openZip } from '../formats/zip.ts'
import { limits } from '../limits.ts'
import type { FoundPart } from './found.ts'

/** The part itself, or what is in it. A container that cannot be opened stays one part, refused. */
export const openContainers = async (part: FoundPart, depth = 0): Promise<FoundPart[]> => {
  if (part.refused || sniffFormat(part.bytes) !== 'zip' || part.bytes.length > limits.partBytes) return [part]
  const zip = await openZip(part.bytes)
  if ('finding' in zip) return [{ ...part, refused: zip.finding }]
  if (kindOfZip(zip.value) !== 'zip') return [part]
  const refuse = (why: Finding): FoundPart[] => [{ ...part, refused: why }]
  if (depth >= limits.containerDepth) return refuse(finding('container-not-opened', { format: 'zip' }))
  if (zip.value.size === 0) return refuse(finding('empty-part'))
  const inside: FoundPart[] = []
  for (const [at, [name, bytes]] of [...zip.value].entries()) {
    // What macOS adds beside each file of a zip: not the sender's.
    if (/^__MACOSX\//.test(name)) continue
    inside.push(
      ...(await openContainers(
        {
          path: `${part.path}/${at + 1}`,
          name: name.split('/').at(-1)!,
          bytes,
          mediaType: '',
          inline: false,
        },
        depth + 1,
      )),
    )
    if (inside.length > limits.parts) return refuse(finding('hostile-part', { reason: 'zip-entries' }))
  }
  // Nothing but what macOS adds: the attachment itself must not vanish.
  return inside.length > 0 ? inside : refuse(finding('empty-part'))
}
