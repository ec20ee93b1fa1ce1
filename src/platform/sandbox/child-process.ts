/**
 * Starts and watches one reading child: its rights, its time, its memory. V8's own limit does not count buffers, so the
 * parent looks at the resident memory of the process while it works (Linux; elsewhere `doctor` says that it cannot).
 */
import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Campaign } from '../../domain/campaign.ts'
import { AppError } from '../../domain/errors.ts'
import { limits } from '../../reading/limits.ts'
import type { Reply, Request } from './child.ts'

/** Why a child gave no answer. */
export type Death = 'timeout' | 'memory' | 'crash'
export type ChildAnswer = { readonly value: unknown } | { readonly death: Death } | { readonly bug: string }

export interface ReadingChild {
  readonly pid: number | undefined
  ask(request: Request): Promise<ChildAnswer>
  /** Ends it; harmless when it has ended. */
  end(): void
}

/** What one child may use. */
export interface ChildLimits {
  /** Milliseconds for one request. */
  readonly time: number
  /** Bytes of resident memory. */
  readonly memory: number
  /** Requests answered before it is replaced. */
  readonly messages: number
  /** The module that it runs, by its path; it may read that module's folder, the project's sources and packages. */
  readonly script: string
}

export const childLimits: ChildLimits = {
  ...limits.child,
  script: path.join(import.meta.dirname, 'child.ts'),
}

const project = path.resolve(import.meta.dirname, '../../..')

/** The command that takes the network away, as far as this system has one: root may unshare, others need user namespaces. */
const unshare = ((): readonly string[] | undefined => {
  // By its path: the child is started without a PATH, and must not find another program of that name.
  const program = ['/usr/bin/unshare', '/bin/unshare'].find(one => existsSync(one))
  if (process.platform !== 'linux' || program === undefined) return undefined
  for (const args of [['-n'], ['-r', '-n']])
    if (spawnSync(program, [...args, '/bin/true'], { stdio: 'ignore' }).status === 0)
      return [program, ...args]
  return undefined
})()

/** What holds a child on this system, for `doctor`. */
export const isolation = { network: unshare !== undefined, memory: existsSync('/proc/self/status') } as const

/** @throws AppError reader-died when it does not come up: the machine's fault, never the file's */
export const startChild = async (
  campaign: Campaign,
  allowed: ChildLimits = childLimits,
): Promise<ReadingChild> => {
  const rights = [
    '--permission',
    `--allow-fs-read=${path.dirname(allowed.script)}${path.sep}`,
    `--allow-fs-read=${path.join(project, 'src')}${path.sep}`,
    `--allow-fs-read=${path.join(project, 'node_modules')}${path.sep}`,
    `--allow-fs-read=${path.join(project, 'package.json')}`,
    '--max-old-space-size=640',
    '--disable-warning=ExperimentalWarning',
  ]
  const child = fork(allowed.script, [], {
    ...(unshare
      ? { execPath: unshare[0]!, execArgv: [...unshare.slice(1), '--', process.execPath, ...rights] }
      : { execArgv: rights }),
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const reading: ReadingChild = {
    pid: child.pid,
    ask: request => ask(child, request, allowed),
    end: () => {
      child.kill('SIGKILL')
    },
  }
  // Coming up is not a file's doing: it has the usual time, whatever a file is given.
  const ready = await ask(child, { kind: 'campaign', campaign }, { ...allowed, time: childLimits.time })
  if ('value' in ready) return reading
  reading.end()
  throw new AppError(
    'reader-died',
    'the process that reads files does not start: look at the memory and processes left, at node_modules, and at doctor',
  )
}

const ask = (child: ChildProcess, request: Request, allowed: ChildLimits): Promise<ChildAnswer> =>
  new Promise(resolve => {
    let why: Death = 'crash'
    const stop = (death: Death): void => {
      why = death
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => stop('timeout'), allowed.time)
    const watch = setInterval(() => {
      if (residentBytes(child.pid) > allowed.memory) stop('memory')
    }, 50)
    const finish = (answer: ChildAnswer): void => {
      clearTimeout(timer)
      clearInterval(watch)
      child.removeAllListeners()
      // A late error of a dying child must not end the parent.
      child.on('error', () => {})
      resolve(answer)
    }
    child.once('message', (reply: Reply) => {
      if (reply.kind === 'bug') finish({ bug: reply.stack })
      else finish({ value: reply.kind === 'reading' ? reply.value : undefined })
    })
    child.once('exit', () => finish({ death: why }))
    child.once('error', () => finish({ death: why }))
    if (child.exitCode !== null || child.signalCode !== null || !child.connected) finish({ death: why })
    else child.send(request, error => error && finish({ death: why }))
  })

/** 0 where the system does not tell. */
const residentBytes = (pid: number | undefined): number => {
  if (!isolation.memory || pid === undefined) return 0
  try {
    // In kB, whatever the size of a page is on this machine.
    const resident = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
    return Number(resident ?? 0) * 1024
  } catch (error) {
    // It has just ended: `exit` says so.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return 0
    throw error
  }
}
