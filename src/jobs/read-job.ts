/** What a reading worker does with one message: bytes from the archive, the child process, the ledger, the next jobs. */
import type { Campaign } from '../domain/campaign.ts'
import { finding } from '../domain/finding.ts'
import type { MessageReading } from '../domain/reading.ts'
import { failpoint } from '../failpoints.ts'
import type { Reader } from '../platform/sandbox/reader.ts'
import type { Archive, Clock, LeasedJob, Queue, Store } from '../ports.ts'

export interface ReadJobParts {
  readonly archive: Pick<Archive, 'get'>
  readonly store: Store
  readonly queue: Queue
  readonly clock: Clock
  readonly reader: Pick<Reader, 'readMessage'>
  readonly campaign: Campaign
}

/** @returns a handler for `queue.process('read', …)`; it throws what the archive and the store throw */
export const makeReadJob = (parts: ReadJobParts) => {
  const { store, queue, clock } = parts
  const read = makeReadMessage(parts)
  return async (job: LeasedJob): Promise<void> => {
    const reading = await read(job.subject)
    failpoint('read.read')
    const jobs = await store.saveReading(job, reading, clock.now())
    failpoint('read.saved')
    await queue.announce('validate', jobs)
    failpoint('read.announced')
  }
}

/** A kept message as it is read today. @returns a function that throws what the archive throws */
export const makeReadMessage =
  ({ archive, reader, campaign }: Pick<ReadJobParts, 'archive' | 'reader' | 'campaign'>) =>
  async (message: string): Promise<MessageReading> => {
    const bytes = await archive.get(message)
    failpoint('read.bytes-had')
    return withAuthentication(await reader.readMessage(bytes), campaign)
  }

/** Where the receiving server is known, that it said nothing of the sender is for the record. */
const withAuthentication = (reading: MessageReading, campaign: Campaign): MessageReading => ({
  ...reading,
  findings: [
    ...reading.findings,
    ...(campaign.receivedBy.length > 0 && reading.headers.authentication === 'none'
      ? [finding('no-authentication-result')]
      : []),
  ],
})
