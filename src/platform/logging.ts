/**
 * pino, one JSON line an event on standard error. Above `debug` no personal data: ids, counts, codes; no addresses,
 * names, subjects or file names. Written synchronously: a transport loses the last lines of a process that dies.
 */
import { pino } from 'pino'

export type Log = pino.Logger

export const makeLog = (level: string): Log =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )

/** An error as it may be logged: its code and message; the cause's message only where it is one of ours or the system's. */
export const errorFields = (error: unknown): { code: string; message: string; cause?: string } => {
  if (!(error instanceof Error)) return { code: 'unknown', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const cause = error.cause instanceof Error ? error.cause.message : undefined
  return { code, message: error.message, ...(cause ? { cause } : {}) }
}
