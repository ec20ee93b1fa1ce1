/**
 * Word to open pages that something changed (server-sent events): the ledger, the first page's figures, the last look at
 * the mailbox. One look a second, however many pages are open; they fetch anew what they show.
 */
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { type Overview, overviewFact } from '../consolidation/overview.ts'
import { type MailboxFact, mailboxFact } from '../intake/keep.ts'
import type { Desk, DeskEnv, DeskRoutes } from './desk.ts'

const lookEvery = 1000
/** Proxies close what is silent for longer. */
const lifeSign = 20_000

export const livePages = (desk: Desk): DeskRoutes => {
  const { store, clock } = desk.app
  const listeners = new Set<() => void>()
  let state = ''
  let looking = false
  const look = async (): Promise<string> => {
    const [revision, overview, mailbox] = await Promise.all([
      store.revision(),
      store.fact<Overview>(overviewFact),
      store.fact<MailboxFact>(mailboxFact),
    ])
    return JSON.stringify([revision, overview?.at, mailbox?.lastGoodLook, mailbox?.trouble?.since])
  }
  /** As long as somebody listens. */
  const keepLooking = async (): Promise<void> => {
    if (looking) return
    looking = true
    state = await look()
    while (listeners.size > 0 && !desk.signal.aborted) {
      await clock.sleep(lookEvery, desk.signal)
      const now = await look()
      if (now === state) continue
      state = now
      for (const tell of listeners) tell()
    }
    looking = false
  }
  return new Hono<DeskEnv>().get('/su-kien', c =>
    streamSSE(c, async stream => {
      let wake = (): void => {}
      let changed = false
      const tell = (): void => {
        changed = true
        wake()
      }
      listeners.add(tell)
      const stop = (): void => tell()
      stream.onAbort(stop)
      desk.signal.addEventListener('abort', stop, { once: true })
      void keepLooking().catch(error =>
        desk.app.log.error({ error: String(error) }, 'the look for changes failed'),
      )
      try {
        await stream.writeSSE({ event: 'hello', data: '' })
        while (!stream.aborted && !desk.signal.aborted) {
          const timer = new AbortController()
          await Promise.race([
            new Promise<void>(resolve => {
              wake = resolve
              if (changed) resolve()
            }),
            clock.sleep(lifeSign, timer.signal),
          ])
          timer.abort()
          if (stream.aborted || desk.signal.aborted) break
          await stream.writeSSE({ event: changed ? 'change' : 'still', data: '' })
          changed = false
        }
      } finally {
        listeners.delete(tell)
        desk.signal.removeEventListener('abort', stop)
      }
    }),
  )
}
