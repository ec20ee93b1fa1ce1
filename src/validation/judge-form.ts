/** The rules on one submission: its unit, its time, its sender's authentication. Pure; reading's findings come along. */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding, isError } from '../domain/finding.ts'
import type { ReceiptSource } from '../domain/ledger.ts'
import type { FormReading } from '../domain/reading.ts'
import type { Unit, UnitEvidence } from '../domain/unit.ts'
import type { UnitMatch, UnitMatcher } from '../units/match.ts'
import { findGaps } from './completeness.ts'
import { judgeTime } from './deadline.ts'
import type { DecidedForm } from './decided-form.ts'

/** What the rules know of the mail that a form came in. */
export interface FormContext {
  readonly receivedAt: number
  readonly receiptSource: ReceiptSource
  readonly senderName: string
  readonly messageFindings: readonly Finding[]
}

export interface FormVerdict {
  readonly unitId: string | null
  readonly unitName: string
  /** Errors that were looked at and let pass are not in it. */
  readonly findings: readonly Finding[]
}

/** @param decided what people decided about it; undefined: nothing */
export const judgeForm = (
  form: FormReading,
  context: FormContext,
  campaign: Campaign,
  matcher: UnitMatcher,
  decided?: DecidedForm,
): FormVerdict => {
  const match =
    decided?.unitId === undefined ? matched(form, context, matcher) : chosen(decided.unitId, matcher)
  const { entered } = decided ?? {}
  const all = [
    ...form.findings,
    ...match.findings,
    ...(entered?.unitId !== undefined && match.unit ? otherUnit(form, match.unit, matcher) : []),
    // Whoever put it in says when it came, and was asked for it.
    ...judgeTime(context.receivedAt, entered ? 'said' : context.receiptSource, campaign, match.unit),
    // Of no server's word on its sender: it has none.
    ...context.messageFindings.filter(one => !(entered && one.code === 'no-authentication-result')),
  ]
  const left = decided ? all.filter(one => !(isError(one) && decided.accepts(one))) : all
  return {
    unitId: match.unit?.id ?? null,
    unitName: match.name,
    // What reading said of gaps is said of the rows as they were.
    findings: decided?.corrected
      ? [...left.filter(one => !isGap(one)), ...findGaps(decided.corrected)]
      : left,
  }
}

const matched = (form: FormReading, { senderName }: FormContext, matcher: UnitMatcher): UnitMatch => {
  const sender: UnitEvidence[] = senderName === '' ? [] : [{ kind: 'sender', text: senderName, role: 'own' }]
  return matcher.match([...form.evidence, ...sender])
}

/** A unit that has left the roster since is nobody's unit again. */
const chosen = (id: string, matcher: UnitMatcher): UnitMatch => {
  const unit = matcher.unit(id)
  return unit
    ? { unit, name: unit.name, findings: [] }
    : { unit: undefined, name: id, findings: [finding('unit-not-on-roster', { unit: id })] }
}

/** A file that was put in under one unit and names another: of several forms in it each may be somebody else's. */
const otherUnit = (form: FormReading, unit: Unit, matcher: UnitMatcher): Finding[] => {
  const own = matcher.match(form.evidence.filter(one => one.kind !== 'file-name')).unit
  const isOther = own !== undefined && own.id !== unit.id && (own.group === '' || own.group !== unit.group)
  return isOther ? [finding('unit-contradicted', { unit: own.name, other: unit.name })] : []
}

const isGap = ({ code }: Finding): boolean =>
  code === 'no-name' || code === 'no-model' || code === 'no-sector'
