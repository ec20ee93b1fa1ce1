/** The desk on its port: opens it, says where, and closes it with nothing half-done. */
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import type { App } from '../app.ts'
import { projectFolder } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { type Desk, makeOverviewView, makeWaitingView } from './desk.ts'
import { makeDesk } from './make-desk.ts'
import { openDeskWords } from './words.ts'

/** Where the desk of this ledger is open, while it is. */
export const deskFact = 'desk'
export interface DeskFact {
  /** `http://127.0.0.1:8022`, or `DESK_URL`. */
  readonly url: string
}

/** Resolves when `signal` aborts and the last answer is out. @throws AppError port-taken, bad-config */
export const serveDesk = async (
  app: App,
  signal: AbortSignal,
  onOpen: (url: string) => void = () => {},
): Promise<void> => {
  const { host, url } = app.config.desk
  let origin = url ?? ''
  const desk: Desk = {
    ...{ app, signal, origin: () => origin, waiting: makeWaitingView(app) },
    overview: makeOverviewView(app),
    say: openDeskWords(path.join(projectFolder, 'templates')),
  }
  const server = await listen(makeDesk(desk).fetch, app)
  const { port } = server.address() as AddressInfo
  if (!url) origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  await app.store.saveFact(deskFact, { url: origin } satisfies DeskFact)
  app.log.info({ url: origin }, 'the desk is open')
  onOpen(origin)
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
