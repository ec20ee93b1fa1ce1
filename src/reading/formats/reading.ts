/**
 * What every format's reader gives, and how it gives up: bad input is a finding, never an exception for the caller.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Document } from '../document/model.ts'
import { settleLetters } from './settle-letters.ts'
import { XmlRefused } from './xml.ts'

/** `value` is absent where nothing could be read; then `findings` holds the error. */
export interface DocumentReading {
  readonly value?: Document
  readonly findings: readonly Finding[]
}

/** Thrown inside a reader, as deep as it likes; `attempt` turns it into the file's finding. */
export class Refused extends Error {
  readonly finding: Finding
  constructor(one: Finding) {
    super(one.code)
    this.finding = one
  }
}

/** A limit of `limits.ts` was reached. @param limit as people read it: `5000 rows` */
export const tooLarge = (limit: string): Refused => new Refused(finding('part-too-large', { limit }))
/** Honest writers never do this. */
export const hostile = (reason: string): Refused => new Refused(finding('hostile-part', { reason }))
export const unreadable = (): Refused => new Refused(finding('unreadable-part'))

/** Runs a reader; what it refuses becomes a finding, everything else is a bug and goes on. */
export const attempt = async (read: () => Document | Promise<Document>): Promise<DocumentReading> => {
  try {
    const value = settleLetters(await read())
    return { value, findings: value.findings }
  } catch (error) {
    if (error instanceof Refused) return { findings: [error.finding] }
    if (error instanceof XmlRefused)
      return { findings: [(error.hostile ? hostile(error.message) : unreadable()).finding] }
    throw error
  }
}
