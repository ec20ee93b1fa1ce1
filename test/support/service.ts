/** The real service as a process of its own, started as an IT person would, and ended as a power cut would. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { projectFolder } from '../../src/config.ts'

export interface RunningService {
  readonly pid: number
  /** Everything it printed, both streams. */
  printed(): string
  /** When it ends by itself. @returns the exit code */
  ended(): Promise<number | null>
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>
  /** SIGTERM. @returns the exit code */
  stop(): Promise<number | null>
}

/** @param env the only settings it sees, beside the PATH */
export const startService = (
  env: Readonly<Record<string, string>>,
  args: readonly string[] = ['serve'],
): RunningService => {
  const child: ChildProcess = spawn(process.execPath, [path.join(projectFolder, 'tonghop.mjs'), ...args], {
    // Several services stand beside each other: the desk takes whatever port is free.
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', chunk => (printed += String(chunk)))
  const end = async (signal?: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      if (signal) child.kill(signal)
      await ended
    }
    return child.exitCode
  }
  return {
    pid: child.pid!,
    printed: () => printed,
    ended: () => end(),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}
