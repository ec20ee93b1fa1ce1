/**
 * Parts of kept messages, opened for people to look at: one child kept warm for them, so that a page need not wait for a
 * process to start, and the last few parts kept, since a page, its picture and its download ask for the same one. The
 * child ends when nobody has looked for a while: it holds 160 MB.
 */

import type { OpenedPart } from '../../domain/opened-part.ts'
import { limits } from '../../reading/limits.ts'
import type { Reader } from './reader.ts'

/** @returns null where there is no such part, or the message cannot be opened. @throws AppError not-found where its bytes are gone */
export type OpenPart = (message: string, path: string) => Promise<OpenedPart | null>

/** Milliseconds without a look. */
const idle = 5 * 60_000
/** Of parts kept: how many, and bytes together; of what was read of them as much again stands beside. */
const keptParts = 12
const keptBytes = limits.messageBytes

export const makePartOpener = (
  openReader: () => Reader,
  raw: (message: string) => Promise<Uint8Array>,
): { openPart: OpenPart; close(): void } => {
  let reader: Reader | undefined
  let rest: NodeJS.Timeout | undefined
  let busy = 0
  /** Oldest first. */
  const kept = new Map<string, { readonly part: Promise<OpenedPart | null>; size: number }>()
  const close = (): void => {
    clearTimeout(rest)
    reader?.close()
    reader = undefined
  }
  const read = async (message: string, path: string): Promise<OpenedPart | null> => {
    const bytes = await raw(message)
    clearTimeout(rest)
    busy++
    try {
      reader ??= openReader()
      return await reader.openPart(bytes, path)
    } finally {
      busy--
      if (busy === 0) rest = setTimeout(close, idle).unref()
    }
  }
  const makeRoom = (): void => {
    const bytes = (): number => [...kept.values()].reduce((sum, one) => sum + one.size, 0)
    for (const key of kept.keys()) {
      if (kept.size <= keptParts && bytes() <= keptBytes) return
      kept.delete(key)
    }
  }
  return {
    close,
    openPart: (message, path) => {
      const key = `${message}/${path}`
      const one = kept.get(key) ?? { part: read(message, path), size: 0 }
      kept.delete(key)
      kept.set(key, one)
      one.part.then(
        part => {
          one.size = part?.bytes.length ?? 0
          makeRoom()
        },
        () => kept.delete(key),
      )
      return one.part
    },
  }
}
