/** The workers there are, by the names that `tonghop work` takes. */

export const workerNames = ['mailbox', 'reading', 'validation', 'consolidation', 'summary'] as const
export type WorkerName = (typeof workerNames)[number]
