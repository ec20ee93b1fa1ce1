/**
 * A child in the reading child's place, with the same rights: it does what a hostile file might make the other one do,
 * and says how it ended. A command is the bytes of the file or message.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { Reply, Request } from '../../src/platform/sandbox/child.ts'

/** What became of trying: `done`, or the error's code. */
const attempt = (what: () => void): string => {
  try {
    what()
    return 'done'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

const reach = (port: number): Promise<string> =>
  new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 2_000 })
    const end = (how: string): void => {
      socket.destroy()
      resolve(how)
    }
    socket.once('connect', () => end('done'))
    socket.once('timeout', () => end('timeout'))
    socket.once('error', error => end('code' in error ? String(error.code) : error.message))
  })

const kept: Buffer[] = []
const obey = async (command: string): Promise<unknown> => {
  const [verb, value = ''] = command.split(' ')
  switch (verb) {
    case 'environment':
      return { keys: Object.keys(process.env) }
    case 'write':
      return { write: attempt(() => writeFileSync(value, 'x')) }
    case 'read':
      return { read: attempt(() => readFileSync(value)) }
    case 'start':
      return {
        start: attempt(() => {
          const { error } = spawnSync('true')
          if (error) throw error
        }),
      }
    case 'connect':
      return { connect: await reach(Number(value)) }
    case 'spin':
      for (;;);
    case 'fill':
      for (;;) {
        kept.push(Buffer.alloc(16 * 1024 * 1024, 1))
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    case 'exit':
      return process.exit(1)
    case 'throw':
      throw new TypeError('a bug of ours')
    default:
      return {}
  }
}

/** A reading that carries what the child has to say as the name of its only part. */
const wrapped = (said: unknown, command: string): unknown => ({
  headers: headers('a reading'),
  parts: [
    {
      path: '1',
      name: JSON.stringify({ pid: process.pid, ...(said as object) }),
      format: 'text',
      size: 0,
      sha256: '',
      standing: 'review',
      findings: [{ code: command === 'hostile' ? 'hostile-part' : 'no-form-words', args: {} }],
      forms: [],
    },
  ],
  findings: [],
})
const headers = (subject: string): unknown => ({
  fromName: '',
  fromAddress: '',
  subject,
  messageId: '',
  date: null,
  authentication: 'none',
})

const barePart = (path: string, bytes: Uint8Array): unknown => ({
  ...{ path, bytes, name: '', format: 'text', mediaType: 'application/octet-stream' },
  ...{ document: null, findings: [] },
})

process.on('message', (request: Request) => {
  const answer = async (): Promise<Reply> => {
    if (request.kind === 'campaign') return { kind: 'ready' }
    if (request.kind === 'headers') return { kind: 'reading', value: headers('read by themselves') }
    const command = Buffer.from(request.bytes).toString('latin1')
    if (request.kind === 'part') {
      if (request.isRead) await obey(command)
      return { kind: 'reading', value: barePart(request.path, request.bytes) }
    }
    return { kind: 'reading', value: wrapped(await obey(command), command) }
  }
  answer().then(
    reply => process.send?.(reply),
    error => process.send?.({ kind: 'bug', stack: String(error) } satisfies Reply),
  )
})
process.on('disconnect', () => process.exit(0))
