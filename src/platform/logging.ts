/**
 * pino, one JSON line an event on standard error. Above `debug` no personal data: ids, counts, codes; no addresses,
 * names, subjects or file names. Written synchronously: a transport loses the last lines of a process that dies.
 */
import { pino } from 'pino'
import { AppError } from '../domain/errors.ts'

export type Log = pino.Logger

export const makeLog = (level: string): Log =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )

/**
 * An error as it may be logged: ours with its words, written for that; of any other its code and the line of the program,
 * since the message of a library or of the system quotes letters and names files.
 */
export const errorFields = (error: unknown): { code: string; message: string; cause?: string } => {
  if (!(error instanceof Error)) return { code: 'unknown', message: 'something was thrown that is no error' }
  if (!(error instanceof AppError)) return { code: codeOf(error), message: lineOf(error) }
  const cause = error.cause instanceof Error ? codeOf(error.cause) : undefined
  return { code: error.code, message: error.message, ...(cause ? { cause } : {}) }
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.name
const lineOf = (error: Error): string =>
  error.stack?.match(/([\w.-]+\.[cm]?[jt]s:\d+):\d+/)?.[1] ?? 'no line known'
