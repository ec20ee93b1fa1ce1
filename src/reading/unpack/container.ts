/**
 * What every kind of container gives, and what it may cost. A container is opened entry by entry: what cannot be read of
 * it says why, and never hides its neighbours.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { Refused, tooLarge } from '../formats/reading.ts'
import { limits } from '../limits.ts'
import type { FoundBody, FoundPart } from './found.ts'
import type { UnpackedMessage } from './mime.ts'

/** One file in a container, in the container's own order; folders left out. */
export interface ContainerEntry {
  /** As written inside, with its folders. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly mediaType?: string
  /** By which the words of the mail that the container is may show it (RFC 2392). */
  readonly contentId?: string
  /** Said to be drawn in those words. */
  readonly drawn?: boolean
  /** A mail inside that is no file of its own: opened with the one around it. */
  readonly opened?: OpenedContainer
  readonly refused?: Finding
}

export interface OpenedContainer {
  readonly entries: readonly ContainerEntry[]
  /** Written words, where the container is a mail. */
  readonly body?: Omit<FoundBody, 'path'>
  /** In place of both, where the container is a mail in MIME: its paths are of its own. */
  readonly message?: UnpackedMessage
  /** What is wrong with the container itself, beside what could be read of it. */
  readonly fault?: Finding
}

/** Undefined: not a container after all, but a file to be read. @throws Refused where nothing of it can be opened */
export type OpenContainer = (
  part: FoundPart,
  budget: Budget,
) => OpenedContainer | undefined | Promise<OpenedContainer | undefined>

/** What is left for the containers of one message. Counted down while unpacking, whoever asks. */
export interface Budget {
  bytes: number
  parts: number
}

export const makeBudget = (): Budget => ({ bytes: limits.archive.unpackedBytes, parts: limits.parts })

/** @throws Refused part-too-large once it is used up */
export const spend = (budget: Budget, bytes: number): void => {
  budget.bytes -= bytes
  if (budget.bytes < 0) throw tooLarge(`${limits.archive.unpackedBytes / 1_048_576} MB`)
}

/**
 * One entry by `read`; whatever stops it is the entry's own finding. A video beside the form must not cost the form: what
 * says that it is too large to be read is not unpacked.
 * @param size as declared, bytes
 */
export const entryOf = (
  name: string,
  size: number,
  budget: Budget,
  read: () => Uint8Array,
): ContainerEntry => {
  const refuse = (refused: Finding): ContainerEntry => ({ name, bytes: nothing, refused })
  if (size > limits.partBytes || size > budget.bytes) return refuse(tooLarge(mega(limits.partBytes)).finding)
  try {
    return { name, bytes: read() }
  } catch (error) {
    if (error instanceof Refused) return refuse(error.finding)
    if (error instanceof Error) return refuse(finding('unreadable-part'))
    throw error
  }
}

export const nothing = new Uint8Array()
const mega = (bytes: number): string => `${bytes / 1_048_576} MB`
