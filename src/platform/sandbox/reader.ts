/**
 * Reading as the rest of the program sees it: bytes in, a checked reading out, never an exception for what a file does.
 * Children are reused, at most `size` at once, and replaced after a death and every few hundred messages. What kills a
 * child twice is the clerk's: kept, with the reason, its headers read by themselves.
 */
import { Book } from '../../domain/book.ts'
import type { Campaign } from '../../domain/campaign.ts'
import { type Finding, finding } from '../../domain/finding.ts'
import { sha256 } from '../../domain/identity.ts'
import { OpenedPart } from '../../domain/opened-part.ts'
import { MessageReading } from '../../domain/reading.ts'
import type { Request } from './child.ts'
import {
  type ChildAnswer,
  type ChildLimits,
  childLimits,
  type Death,
  type ReadingChild,
  startChild,
} from './child-process.ts'

export interface Reader {
  /** A whole message, raw. */
  readMessage(bytes: Uint8Array): Promise<MessageReading>
  /** A loose file, named as it was. */
  readFile(bytes: Uint8Array, name: string): Promise<MessageReading>
  /** A workbook as text by cell; null too where reading it took too long or too much. */
  readBook(bytes: Uint8Array): Promise<Book | null>
  /**
   * One part of a message, as it is shown to people; without its document where reading it took too long or too much.
   * Null: there is no such part, or not even the message could be opened.
   */
  openPart(bytes: Uint8Array, path: string): Promise<OpenedPart | null>
  close(): void
}

interface Place {
  child: ReadingChild | undefined
  asked: number
}

/**
 * @param size children at once. A bug in the child is thrown, with its stack: it is ours, not the file's.
 * @param limited other limits than those of `limits.ts`
 */
export const makeReader = (campaign: Campaign, size: number, limited: Partial<ChildLimits> = {}): Reader => {
  const allowed = { ...childLimits, ...limited }
  const places: Place[] = Array.from({ length: size }, () => ({ child: undefined, asked: 0 }))
  const free = [...places]
  const waiting: ((place: Place) => void)[] = []
  const take = (): Promise<Place> => {
    const place = free.pop()
    return place ? Promise.resolve(place) : new Promise(resolve => waiting.push(resolve))
  }
  const give = (place: Place): void => {
    const next = waiting.shift()
    if (next) next(place)
    else free.push(place)
  }
  const drop = (place: Place): void => {
    place.child?.end()
    place.child = undefined
    place.asked = 0
  }

  const ask = async (place: Place, request: Request): Promise<ChildAnswer> => {
    if (place.asked >= allowed.messages) drop(place)
    place.child ??= await startChild(campaign, allowed)
    place.asked++
    const answer = await place.child.ask(request)
    if ('value' in answer) return answer
    drop(place)
    if ('bug' in answer) throw new Error(`the reading child failed: ${answer.bug}`)
    return answer
  }

  const read = async (request: Request & { bytes: Uint8Array }): Promise<MessageReading> => {
    const place = await take()
    try {
      let death: Death = 'crash'
      for (let tries = 0; tries < 2; tries++) {
        const answer = await ask(place, request)
        if ('value' in answer) {
          const reading = MessageReading.parse(answer.value)
          if (isHostile(reading)) drop(place)
          return reading
        }
        if ('death' in answer) death = answer.death
      }
      const headers =
        request.kind === 'message' ? await ask(place, { kind: 'headers', bytes: request.bytes }) : undefined
      return stopped(request.bytes, death, headers && 'value' in headers ? headers.value : undefined)
    } finally {
      give(place)
    }
  }
  const readBook = async (bytes: Uint8Array): Promise<Book | null> => {
    const place = await take()
    try {
      const answer = await ask(place, { kind: 'book', bytes })
      return 'value' in answer ? Book.nullable().parse(answer.value) : null
    } finally {
      give(place)
    }
  }
  const openPart = async (bytes: Uint8Array, path: string): Promise<OpenedPart | null> => {
    const place = await take()
    try {
      const whole = await ask(place, { kind: 'part', bytes, path, isRead: true })
      if ('value' in whole) {
        const part = OpenedPart.nullable().parse(whole.value)
        if (part?.findings.some(one => one.code === 'hostile-part')) drop(place)
        return part
      }
      // What cannot be read can still be taken away as a file.
      const bare = await ask(place, { kind: 'part', bytes, path, isRead: false })
      const part = 'value' in bare ? OpenedPart.nullable().parse(bare.value) : null
      return part && 'death' in whole ? { ...part, findings: [reasons[whole.death]] } : part
    } finally {
      give(place)
    }
  }
  return {
    readBook,
    openPart,
    readMessage: bytes => read({ kind: 'message', bytes }),
    readFile: (bytes, name) => read({ kind: 'file', bytes, name }),
    close: () => places.forEach(drop),
  }
}

const isHostile = (reading: MessageReading): boolean =>
  reading.parts.some(part =>
    [...part.findings, ...part.forms.flatMap(form => form.findings)].some(one => one.code === 'hostile-part'),
  )

const reasons: Readonly<Record<Death, Finding>> = {
  timeout: finding('reader-timeout'),
  memory: finding('reader-memory'),
  crash: finding('reader-stopped'),
}

const noHeaders = {
  fromName: '',
  fromAddress: '',
  subject: '',
  messageId: '',
  date: null,
  authentication: 'none',
}

const stopped = (bytes: Uint8Array, death: Death, headers: unknown): MessageReading =>
  MessageReading.parse({
    headers: headers ?? noHeaders,
    parts: [
      {
        path: 'body',
        name: '',
        format: 'message',
        size: bytes.length,
        sha256: sha256(bytes),
        standing: 'review',
        findings: [reasons[death]],
        forms: [],
      },
    ],
    findings: [],
  })
