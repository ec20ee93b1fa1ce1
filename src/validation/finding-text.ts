/**
 * A finding as the clerk reads it: the campaign's text of its code with the finding's own values. Never throws: texts
 * come from a campaign's file that somebody edits, values from old rows of the ledger, and a reason with a gap is worth
 * more to the clerk than none.
 */
import type { Finding } from '../domain/finding.ts'

/** A value that the text asks for and the finding does not carry. */
const gap = '…'

/** @param texts the campaign's `findings.yaml`; a code without a text gives the code itself */
export const writtenFinding = (one: Finding, texts: Readonly<Record<string, string>>): string =>
  (texts[one.code] ?? one.code).replace(
    /\{([A-Za-z][A-Za-z0-9]*)\}/g,
    (_, key: string) => (Object.hasOwn(one.args, key) ? one.args[key] : undefined) ?? gap,
  )
