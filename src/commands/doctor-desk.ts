/** What `doctor` says of the desk: is its port free, do browsers find it at DESK_URL, and who could listen in. */
import { createServer } from 'node:net'
import type { DeskSettings } from '../config.ts'
import { isLoopback } from '../desk/own-address.ts'
import { AppError } from '../domain/errors.ts'

/** @throws AppError port-taken, bad-config */
export const checkPort = ({ host, port }: DeskSettings): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', cause => {
      const isTaken = 'code' in cause && cause.code === 'EADDRINUSE'
      reject(
        isTaken
          ? new AppError('port-taken', `${host}:${port} is in use: stop the other program, or set PORT`, {
              cause,
            })
          : new AppError(
              'bad-config',
              `PORT or DESK_HOST: ${host}:${port} cannot be opened on this machine`,
              { cause },
            ),
      )
    })
    server.listen(port, host, () => server.close(() => resolve()))
  })

/** Asks for `/healthz` as a browser would come: by name, TLS and proxy. @throws AppError bad-config */
export const checkDeskUrl = async (url: string): Promise<void> => {
  let answer: Response
  try {
    answer = await fetch(`${url}/healthz`, { redirect: 'manual', signal: AbortSignal.timeout(5000) })
  } catch (cause) {
    throw new AppError(
      'bad-config',
      `DESK_URL: ${url} does not answer: look at its name, certificate and proxy`,
      { cause },
    )
  }
  const text = await answer.text()
  if (!/^\{"status":"(?:ok|failing)"/.test(text))
    throw new AppError(
      'bad-config',
      `DESK_URL: ${url}/healthz is answered by another program (${answer.status}): does the proxy pass the name on (Host)?`,
    )
}

/** Would passwords cross the network where others could read them? */
export const isInTheClear = ({ host, url }: DeskSettings): boolean =>
  url === undefined ? !isLoopback(host) : url.startsWith('http:') && !isLoopback(new URL(url).hostname)
