/** The real program as a child process, as an IT person starts it: exit code and everything that it printed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { projectFolder } from '../../src/config.ts'

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Both, for looking for what must not be there. */
  readonly printed: string
}

/** @param env the only settings that it sees, beside the PATH */
export const tonghop = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> => {
  const child = spawn(process.execPath, [path.join(projectFolder, 'tonghop.mjs'), ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', chunk => out.push(chunk))
  child.stderr.on('data', chunk => err.push(chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  const stdout = Buffer.concat(out).toString()
  const stderr = Buffer.concat(err).toString()
  return { code, stdout, stderr, printed: stdout + stderr }
}
