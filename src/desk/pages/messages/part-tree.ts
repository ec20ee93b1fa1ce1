/** The parts of a mail as they lie in it: files in archives, in mails that were sent on; what was opened has its files alone. */
import type { KeptPart } from '../../../domain/ledger.ts'
import { isWords } from '../../original/part-names.ts'

export interface PartNode {
  readonly path: string
  /** Absent: a container, or a mail in the mail, of which only the contents were kept as parts. */
  readonly part: KeptPart | undefined
  /** Of a container: as it was called; '' where nobody says. */
  readonly name: string
  readonly inside: readonly PartNode[]
}

/** @param parts of one message, in its order */
export const makePartTree = (parts: readonly KeptPart[]): PartNode[] => nodesIn('', parts)

const nodesIn = (prefix: string, parts: readonly KeptPart[]): PartNode[] => {
  const groups = Map.groupBy(parts, one => one.path.slice(prefix.length).split('/')[0] ?? '')
  return [...groups].map(([step, members]) => {
    const path = `${prefix}${step}`
    const part = members.find(one => one.path === path)
    const inside = nodesIn(
      `${path}/`,
      members.filter(one => one !== part),
    )
    return { path, part, name: part?.name ?? containerName(path, members), inside }
  })
}

/** The names of those around it stand before a file's own, each ended by `/`. */
const containerName = (path: string, members: readonly KeptPart[]): string => {
  const depth = path.split('/').length
  const file = members.find(one => !isWords(one) && one.name.includes('/'))
  return file?.name.split('/').slice(0, depth).at(-1) ?? ''
}
