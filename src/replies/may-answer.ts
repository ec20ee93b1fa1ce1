/**
 * Whether a mail gets a receipt, and at which address: RFC 3834, as a service that answers requests (a "Service
 * Responder"). Pure, and only about one mail; when a receipt goes, and that it is one a day, is `due-receipts.ts`.
 *
 * It goes to the Return-Path, where RFC 3834, 4 wants every automatic answer, since there the answer's own failures go
 * as well; never to Reply-To, which is only what somebody wrote. And only where From is the same address. RFC 3834 lets a
 * service use From, but a From that differs from the envelope is a mailing service, a forwarder, or somebody who names a
 * third person for us to write to; where no Return-Path was noted, nothing is guessed.
 */
import type { Campaign } from '../domain/campaign.ts'
import {
  deskAccount,
  importAccount,
  type KeptMessage,
  type KeptPart,
  type KeptSubmission,
} from '../domain/ledger.ts'
import { isAddress, type Unit } from '../domain/unit.ts'
import { foldBare } from '../text/fold.ts'

/** A mail with what became of it. */
export interface MailInHand {
  readonly message: KeptMessage
  readonly parts: readonly KeptPart[]
  readonly submissions: readonly KeptSubmission[]
}

/** Why a mail is not answered; the first that holds. */
export type Silence =
  /** It came from files, or nobody knows when: nobody waits for an answer to it. */
  | 'not-from-mailbox'
  /** Received before receipts were turned on, or so long ago that an answer would only puzzle. */
  | 'too-old'
  /** Kept, and its forms not all settled. */
  | 'in-progress'
  | 'from-program'
  | 'from-list'
  | 'return-path-unknown'
  | 'return-path-empty'
  | 'return-path-differs'
  | 'address-of-program'
  | 'own-address'
  | 'authentication-failed'
  | 'not-a-form'
  /** All of it was received, and answered, before. */
  | 'nothing-new'

export interface AnswerRules {
  readonly campaign: Campaign
  /** Receipts were turned on then, milliseconds. */
  readonly since: number
  readonly now: number
  /** Who sent the mail that this submission came in; undefined: not known. */
  readonly senderOf: (submissionId: string) => string | undefined
}

/** A mail that could be answered only after this long is answered by nobody. ms */
const tooLate = 3 * 24 * 3_600_000

/** The address to answer to, lower case; or why there is none. */
export const findAddressee = (mail: MailInHand, rules: AnswerRules): { address: string } | Silence => {
  const { message } = mail
  const { headers } = message
  const isFromElsewhere = message.locations.every(
    one => one.account === importAccount || one.account === deskAccount,
  )
  if (message.receiptSource === 'file' || isFromElsewhere) return 'not-from-mailbox'
  if (message.receivedAt < Math.max(rules.since, rules.now - tooLate)) return 'too-old'
  const unsettled = [message, ...mail.submissions].some(one => one.standing === 'in-progress')
  if (unsettled || headers === null) return 'in-progress'
  if (headers.route?.sentBy === 'program') return 'from-program'
  if (headers.route?.sentBy === 'list') return 'from-list'
  const address = headers.route?.returnPath ?? null
  if (address === '') return 'return-path-empty'
  // An address that no server could be given would be tried again for ever.
  if (address === null || !isAddress(address)) return 'return-path-unknown'
  if (address !== headers.fromAddress) return 'return-path-differs'
  if (isOfProgram(address)) return 'address-of-program'
  if (address === rules.campaign.office.address.toLowerCase()) return 'own-address'
  // Doubtful: the server knows the mail, and as one of somebody else.
  if (headers.authentication === 'fail' || headers.authentication === 'doubtful')
    return 'authentication-failed'
  if (!isOfCampaign(mail, rules.campaign)) return 'not-a-form'
  return isRepeated(mail, address, rules) ? 'nothing-new' : { address }
}

/**
 * Is it known that From is who sent it? The receiving server vouches for that, or it is an address that the clerk put on
 * the roster: even if it is forged, that unit should hear of it.
 */
export const isKnownSender = (units: readonly Unit[]): ((message: KeptMessage) => boolean) => {
  const addresses = new Set(units.flatMap(unit => unit.addresses))
  return ({ headers }) =>
    headers !== null && (headers.route?.isVouched === true || addresses.has(headers.fromAddress))
}

/** RFC 3834, 2: what responders themselves are called; and what says of itself that nobody reads it. */
const isOfProgram = (address: string): boolean => {
  const local = address.slice(0, address.lastIndexOf('@')).replace(/[._+=-]+/g, '-')
  return (
    /^(?:mailer-daemon|postmaster|root|nobody|daemon|listserv|majordomo|mailman|bounces?|abuse|auto-?reply)(?:-|$)/.test(
      local,
    ) ||
    /^owner-|-(?:owner|request|bounces?)$/.test(local) ||
    /(?:^|-)(?:no-?reply|do-?not-?reply|khong-?tra-?loi)(?:-|$)/.test(local)
  )
}

/**
 * It brought a form; or something that could not be opened, under words that speak of this campaign. The mailbox holds
 * the Ban's other business too, and who sent that is told nothing.
 */
const isOfCampaign = ({ message, parts, submissions }: MailInHand, campaign: Campaign): boolean => {
  const own = submissions.filter(one => !one.findings.some(found => found.code === 'form-quoted'))
  if (own.length > 0) return true
  if (submissions.length > 0 || !parts.some(part => part.standing === 'review')) return false
  const words = [...campaign.form.title, campaign.letter.number].map(foldBare)
  const said = [message.headers?.subject ?? '', ...parts.map(part => part.name)].map(foldBare)
  return said.some(
    text => /\b(?:dan van kheo|dvk)\b/.test(text) || words.some(word => ` ${text} `.includes(` ${word} `)),
  )
}

/** Every form of it repeats one that came from the same address, and nothing else of it waits. */
const isRepeated = (
  { parts, submissions }: MailInHand,
  address: string,
  { senderOf }: AnswerRules,
): boolean =>
  submissions.length > 0 &&
  submissions.every(
    one => one.standing === 'duplicate' && one.duplicateOf !== null && senderOf(one.duplicateOf) === address,
  ) &&
  !parts.some(part => part.standing === 'review')
