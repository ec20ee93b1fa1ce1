/** The workers there are, by the names that `tonghop work` takes, and how what keeps one from working is noted. */
import type { ErrorCode } from './domain/errors.ts'

export const workerNames = ['mailbox', 'reading', 'validation', 'consolidation', 'summary', 'desk'] as const
export type WorkerName = (typeof workerNames)[number]

/** What keeps a worker from working now, for `status`; null: nothing. A fact of its own for each: they are noted by several processes. */
export const workerTroubleFact = (name: WorkerName): string => `worker-trouble ${name}`
export interface WorkerTrouble {
  readonly code: ErrorCode
  readonly message: string
  readonly since: number
}
