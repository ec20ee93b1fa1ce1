/**
 * Word to open pages that something changed (server-sent events): the ledger, the first page's figures, the last look at
 * the mailbox. One look a second, however many pages are open, and none while there are none; pages fetch anew what they
 * show. A look that fails is taken again: pages learn of the change late, not never.
 */
import { Hono, type MiddlewareHandler } from 'hono'
import { streamSSE } from 'hono/streaming'
import { type OverviewMark, overviewMarkFact } from '../consolidation/overview.ts'
import { type MailboxFact, mailboxFact } from '../intake/keep.ts'
import { errorFields } from '../platform/logging.ts'
import type { Desk, DeskEnv, DeskRoutes } from './desk.ts'

const lookEvery = 1000
/** Proxies close what is silent for longer. */
const lifeSign = 20_000

export const livePages = (desk: Desk): DeskRoutes => {
  const { store, clock } = desk.app
  const changes = watchChanges(desk)
  // Of what only asks for the headers nobody would read the events, nor end them.
  const headersOnly: MiddlewareHandler<DeskEnv> = async (c, next) =>
    c.req.method === 'HEAD' ? c.body(null) : next()
  return new Hono<DeskEnv>().get('/su-kien', headersOnly, c =>
    streamSSE(c, async stream => {
      let wake = (): void => {}
      let changed = false
      const tell = (): void => {
        changed = true
        wake()
      }
      stream.onAbort(tell)
      desk.signal.addEventListener('abort', tell, { once: true })
      const leave = changes.listen(tell)
      const isOver = (): boolean => stream.aborted || desk.signal.aborted
      try {
        // What a page shows may be older than what is so by the time it listens.
        await stream.writeSSE({ event: 'hello', data: String(await store.revision()) })
        while (!isOver()) {
          const timer = new AbortController()
          await Promise.race([
            new Promise<void>(resolve => {
              wake = resolve
              if (changed) resolve()
            }),
            clock.sleep(lifeSign, timer.signal),
          ])
          timer.abort()
          if (isOver()) break
          const event = changed ? 'change' : 'still'
          changed = false
          await stream.writeSSE({ event, data: '' })
        }
      } finally {
        leave()
        desk.signal.removeEventListener('abort', tell)
      }
    }),
  )
}

interface Changes {
  /** @returns what ends it */
  listen(tell: () => void): () => void
}

const watchChanges = ({ app: { store, clock, log }, signal }: Desk): Changes => {
  const listeners = new Set<() => void>()
  let looking = false
  const look = async (): Promise<string> => {
    const [revision, overview, mailbox] = await Promise.all([
      store.revision(),
      store.fact<OverviewMark>(overviewMarkFact),
      store.fact<MailboxFact>(mailboxFact),
    ])
    return JSON.stringify([revision, overview?.at, mailbox?.lastGoodLook, mailbox?.trouble?.since])
  }
  /** As long as somebody listens. Never rejects. */
  const keepLooking = async (): Promise<void> => {
    let state: string | undefined
    let failures = 0
    while (listeners.size > 0 && !signal.aborted) {
      try {
        const now = await look()
        if (state !== undefined && now !== state) for (const tell of listeners) tell()
        state = now
        failures = 0
      } catch (error) {
        if (++failures === 1) log.error(errorFields(error), 'the look for changes failed; taken again')
      }
      await clock.sleep(lookEvery, signal)
    }
    looking = false
  }
  return {
    listen: tell => {
      listeners.add(tell)
      if (!looking) {
        looking = true
        void keepLooking()
      }
      return () => listeners.delete(tell)
    },
  }
}
