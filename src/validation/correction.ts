/**
 * May a form take the place of an earlier one of its unit by itself (design, "What never bends" 5)? Only where the words
 * say so, the sender is the one who sent the other or is known for the unit, and the receiving server did not say that
 * the sender is, or may be, another; and where the two have something in common: a form in which nothing of the other
 * comes again may be of the unit's trade union, sent with the same words. Everything else is the clerk's to say.
 */
import { lastOf } from '../domain/decision.ts'
import type { Finding, FindingCode } from '../domain/finding.ts'
import type { FormReading } from '../domain/reading.ts'
import type { Unit } from '../domain/unit.ts'
import type { Peer } from '../ports.ts'
import { foldBare } from '../text/fold.ts'

type Sent = Pick<Peer, 'messageId' | 'senderAddress' | 'messageFindings' | 'reading' | 'decisions'>

/** @param older still counts, or waits; @param unit of both */
export const mayReplace = (newer: Sent, older: Sent, unit: Pick<Unit, 'addresses'> | undefined): boolean =>
  newer.messageId !== older.messageId &&
  says(newer, 'says-replacement') &&
  // `Gửi lại, có bổ sung …`: in place of the other, or on top of it?
  !says(newer, 'says-addition') &&
  !says(newer, 'authentication-failed') &&
  !says(newer, 'authentication-doubtful') &&
  isKnownSender(newer.senderAddress, older.senderAddress, unit) &&
  haveInCommon(newer.reading, older.reading) &&
  // What somebody corrected by hand is not thrown away unseen.
  lastOf(older.decisions, 'correct') === undefined

const says = ({ messageFindings, reading }: Sent, code: FindingCode): boolean =>
  [...messageFindings, ...reading.findings].some((one: Finding) => one.code === code)

/** A name or a model; a form that says nothing has nothing to lose. */
const haveInCommon = (newer: FormReading, older: FormReading): boolean => {
  const wordsOf = ({ registrations }: FormReading): string[] =>
    registrations.flatMap(one => [one.name, one.model].map(foldBare).filter(word => word !== ''))
  const old = new Set(wordsOf(older))
  return old.size === 0 || wordsOf(newer).some(word => old.has(word))
}

const isKnownSender = (newer: string, older: string, unit: Pick<Unit, 'addresses'> | undefined): boolean => {
  const address = newer.trim().toLowerCase()
  if (address === '') return false
  return address === older.trim().toLowerCase() || (unit?.addresses.includes(address) ?? false)
}
