/**
 * Starts and watches one reading child: its rights, its time, its memory. V8's own limit does not count buffers, so the
 * parent looks at the resident memory of the process while it works (Linux; elsewhere `doctor` says that it cannot).
 */
import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Campaign } from '../../domain/campaign.ts'
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

const project = path.resolve(import.meta.dirname, '../../..')
const pageBytes = 4096

/** The command that takes the network away, as far as this system has one: root may unshare, others need user namespaces. */
const unshare = ((): readonly string[] | undefined => {
  for (const args of [['-n'], ['-r', '-n']])
    if (
      process.platform === 'linux' &&
      spawnSync('unshare', [...args, 'true'], { stdio: 'ignore' }).status === 0
    )
      return args
  return undefined
})()

/** What holds a child on this system, for `doctor`. */
export const isolation = { network: unshare !== undefined, memory: existsSync('/proc/self/statm') } as const

export const startChild = async (campaign: Campaign): Promise<ReadingChild> => {
  const rights = [
    '--permission',
    `--allow-fs-read=${path.join(project, 'src')}${path.sep}`,
    `--allow-fs-read=${path.join(project, 'node_modules')}${path.sep}`,
    `--allow-fs-read=${path.join(project, 'package.json')}`,
    '--max-old-space-size=640',
    '--disable-warning=ExperimentalWarning',
  ]
  const child = fork(path.join(import.meta.dirname, 'child.ts'), [], {
    ...(unshare
      ? { execPath: 'unshare', execArgv: [...unshare, '--', process.execPath, ...rights] }
      : { execArgv: rights }),
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const reading: ReadingChild = {
    pid: child.pid,
    ask: request => ask(child, request),
    end: () => {
      child.kill('SIGKILL')
    },
  }
  await reading.ask({ kind: 'campaign', campaign })
  return reading
}

const ask = (child: ChildProcess, request: Request): Promise<ChildAnswer> =>
  new Promise(resolve => {
    let why: Death = 'crash'
    const stop = (death: Death): void => {
      why = death
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => stop('timeout'), limits.child.time)
    const watch = setInterval(() => {
      if (residentBytes(child.pid) > limits.child.memory) stop('memory')
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
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * pageBytes
  } catch (error) {
    // It has just ended: `exit` says so.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return 0
    throw error
  }
}
