/** The desk on its port: opens it, says where, and closes it with nothing half-done. */
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import type { App } from '../app.ts'
import { projectFolder } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { type Desk, makeOverviewView, makeWaitingView } from './desk.ts'
import { makeDesk } from './make-desk.ts'
import { renewFirstKey } from './people/account-keys.ts'
import { openDeskWords } from './words.ts'

/** Where the desk of this ledger is open, while it is. */
export const deskFact = 'desk'
export interface DeskFact {
  /** `http://127.0.0.1:8022`, or `DESK_URL`. */
  readonly url: string
  /** Where it listens, as this machine finds it. */
  readonly listening: string
}

/** Told where it is, and where the first account is made, while there is none. */
export type DeskOpen = (url: string, firstStart: string | undefined) => void

/** Every address of a machine (`0.0.0.0`, `::`) is none that a browser could open. */
export const originOn = (host: string, port: number): string => {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}`).origin
}

/** Resolves when `signal` aborts and the last answer is out. @throws AppError port-taken, bad-config */
export const serveDesk = async (
  app: App,
  signal: AbortSignal,
  onOpen: DeskOpen = () => {},
): Promise<void> => {
  const { host, url } = app.config.desk
  let origin = url ?? ''
  let port = 0
  const desk: Desk = {
    ...{ app, signal, origin: () => origin, ...makeWaitingView(app) },
    overview: makeOverviewView(app),
    listening: () => ({ host, port }),
    say: openDeskWords(path.join(projectFolder, 'templates')),
  }
  const server = await listen(makeDesk(desk).fetch, app)
  port = (server.address() as AddressInfo).port
  const listening = originOn(host, port)
  if (!url) origin = listening
  await app.store.saveFact(deskFact, { url: origin, listening } satisfies DeskFact)
  app.log.info({ url: origin }, 'the desk is open')
  onOpen(origin, await renewFirstKey(app, origin))
  try {
    await new Promise<void>(resolve =>
      signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
    )
  } finally {
    await app.store.saveFact(deskFact, null)
    await new Promise(resolve => {
      server.close(resolve)
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      // An answer that nobody takes must not keep the program from ending.
      const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2000)
      late.unref()
    })
  }
}

const listen = (fetch: Parameters<typeof serve>[0]['fetch'], { config }: App): Promise<ServerType> =>
  new Promise((resolve, reject) => {
    const { host, port } = config.desk
    const server = serve({ fetch, hostname: host, port }, () => resolve(server))
    server.once('error', cause => {
      const code = 'code' in cause ? cause.code : ''
      reject(
        code === 'EADDRINUSE'
          ? new AppError('port-taken', `${host}:${port} is in use: stop the other program, or set PORT`, {
              cause,
            })
          : code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND'
            ? new AppError(
                'bad-config',
                `PORT or DESK_HOST: ${host}:${port} cannot be opened on this machine`,
                { cause },
              )
            : cause,
      )
    })
  })
