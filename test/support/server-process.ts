/**
 * Real servers as child processes of a test: on a free port of 127.0.0.1, ended by their own process id, and their last
 * words in the error when they do not come up.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import net from 'node:net'

/** A port of 127.0.0.1 that nobody listens on now. */
export const freePort = async (): Promise<number> => {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export interface ServerProcess {
  readonly pid: number
  /** SIGTERM (SIGKILL after two seconds), and waits for the end. */
  stop(): Promise<void>
}

/** Starts `command` in the foreground and waits until `port` answers. @throws Error with what it printed */
export const startServer = async (command: string, args: string[], port: number): Promise<ServerProcess> => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => (printed = (printed + chunk).slice(-4000)))
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`${command} ended (${code}): ${printed}`)))
  })
  failed.catch(() => {})
  await Promise.race([failed, answering(port, 15_000)])
  return { pid: child.pid!, stop: () => stopProcess(child) }
}

export const stopProcess = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const hard = setTimeout(() => child.kill('SIGKILL'), 2000)
  await ended
  clearTimeout(hard)
}

const answering = async (port: number, ms: number): Promise<void> => {
  const end = Date.now() + ms
  while (Date.now() < end) {
    const answers = await new Promise<boolean>(resolve => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (answers) return
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error(`nothing answers on 127.0.0.1:${port}`)
}

/** Tries `check` every `every` ms until it gives something; fails with its last word after `ms`. */
export const eventually = async <T>(
  check: () => Promise<T> | T,
  ms = 10_000,
  every = 25,
): Promise<NonNullable<T>> => {
  const end = Date.now() + ms
  let last: unknown
  while (Date.now() < end) {
    try {
      const got = await check()
      if (got !== undefined && got !== null && got !== false) return got
      last = got
    } catch (error) {
      last = error
    }
    await new Promise(resolve => setTimeout(resolve, every))
  }
  throw new Error(
    `did not come true within ${ms} ms; last: ${last instanceof Error ? last.stack : JSON.stringify(last)}`,
  )
}
