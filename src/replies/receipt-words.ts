/**
 * What a receipt says: which of the sender's own mails came, what was read of each form, what is missing, and what to do
 * until when. Pure. It tells nothing but what that mail itself brought, and the roster's name of its unit.
 *
 * Anybody can write a form and name a third person as its sender. So the form's words are said back only to a sender that
 * the receiving server vouches for, or whose address the clerk put on the roster; everybody else is told numbers, which
 * are ours. Either way they are short, few, and without links (`safe-words.ts`).
 */
import type { Phrase } from '../consolidation/phrases.ts'
import { type Campaign, sectorName } from '../domain/campaign.ts'
import { type KeptPart, type KeptSubmission, rowsOf } from '../domain/ledger.ts'
import type { RegistrationReading } from '../domain/reading.ts'
import type { Unit } from '../domain/unit.ts'
import { addDays, startOfDay, writtenDay, writtenTimeAndDay } from '../domain/zoned-time.ts'
import { list, type MailBlock, said } from '../summary/mail-blocks.ts'
import { lastDayOf } from '../validation/deadline.ts'
import { type Asked, askedOfFile, askedOfForm, type FormAsk, wantsAnswer } from './asked-of-unit.ts'
import { isKnownSender, type MailInHand } from './may-answer.ts'
import { sayable, sayableName } from './safe-words.ts'

export interface ReceiptInput {
  /** Of one sender, in order of arrival; not empty. */
  readonly mails: readonly MailInHand[]
  /** The units of the roster by id. */
  readonly units: ReadonlyMap<string, Unit>
  /** Did this sender send another form of the same unit that stands? */
  readonly sentOneBefore: (submission: KeptSubmission) => boolean
  readonly now: number
  readonly campaign: Campaign
  readonly phrase: Phrase
}

/** A mail is read on a phone: more than this is counted, not listed. */
const most = { forms: 12, rows: 40, words: 4, files: 12 }
/** Letters. */
const longest = { unit: 90, name: 90, model: 160, words: 80, file: 60 }

export interface ReceiptWords {
  readonly subject: string
  readonly blocks: readonly MailBlock[]
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

export const wordReceipt = (input: ReceiptInput): ReceiptWords => {
  const { mails, campaign, phrase } = input
  const say: Say = (key, values = {}) => phrase(`receipt.${key}`, values)
  const isKnown = isKnownSender([...input.units.values()])
  const forms = mails.flatMap(mail =>
    mail.submissions
      // The clerk looked at it, and it registers nothing.
      .filter(one => one.standing !== 'not-a-form')
      .map(one => ({ one, isKnown: isKnown(mail.message) })),
  )
  const files = mails.flatMap(mail => mail.parts.filter(isFile))
  const unopened = mails.flatMap(mail => unopenedOf(mail, isKnown(mail.message), say))
  const asks = forms.map(({ one }) => askedFor(one, input))
  const last = mails.at(-1)!.message.receivedAt
  const when = {
    ...writtenTimeAndDay(last, campaign.timeZone),
    files: say(files.length > 0 ? 'someFiles' : 'noFiles', { count: files.length }),
  }
  let left = most.rows
  const shown = forms.slice(0, most.forms).flatMap(({ one, isKnown }, index): MailBlock[] => {
    const rows = rowsOf(one)
    const listed = isKnown ? rows.slice(0, left) : []
    left -= listed.length
    return wordForm({ one, rows, listed, isKnown, number: index + 1, asks: asks[index]! }, input, say)
  })
  const answer = asks.flat().some(one => wantsAnswer(one.ask)) || unopened.some(one => one.answer)
  const isOpen = asks.flat().length > 0 || unopened.length > 0
  return {
    subject: say('subject', { year: campaign.year }),
    blocks: [
      said(say('addressee', { unit: unitsOf(input) || say('anyUnit') }), true),
      said(
        mails.length === 1 ? say('opening', when) : say('openingOfSeveral', { ...when, mails: mails.length }),
      ),
      ...shown,
      ...(forms.length > most.forms ? [said(say('moreForms', { count: forms.length - most.forms }))] : []),
      ...(unopened.length > 0 ? [said(say('files'), true)] : []),
      ...list(unopened.slice(0, most.files).map(one => one.text)),
      ...(forms.length > 0 && !forms.some(one => one.isKnown) ? [said(say('unvouched'))] : []),
      said(say(answer ? 'toAnswer' : isOpen ? 'toWait' : 'toCompare', contact(input)), answer),
      said(say(isPast(input) ? 'deadlinePassed' : 'deadline', { day: writtenDay(dueDay(input)) })),
      said(say('automatic')),
      said(say('closing')),
    ],
  }
}

type Row = Pick<RegistrationReading, 'section' | 'name' | 'sector' | 'model'>

/** A replacement that the clerk decides on is the sender's business only where both forms are the sender's. */
const askedFor = (one: KeptSubmission, { sentOneBefore }: ReceiptInput): Asked<FormAsk>[] => {
  if (one.standing !== 'review') return []
  const asked = askedOfForm(one.findings)
  const told = asked.filter(({ ask }) => ask !== 'second' || sentOneBefore(one))
  return told.length > 0 ? told : [{ ask: 'check', words: [] }]
}

interface ShownForm {
  readonly one: KeptSubmission
  readonly rows: readonly Row[]
  readonly listed: readonly Row[]
  readonly isKnown: boolean
  /** From 1. */
  readonly number: number
  readonly asks: readonly Asked<FormAsk>[]
}

const wordForm = (form: ShownForm, input: ReceiptInput, say: Say): MailBlock[] => {
  const { one, rows, listed, isKnown, number, asks } = form
  const { campaign, phrase } = input
  const count = (section: Row['section']): number =>
    rows.filter(row => row.section === section && row.model !== '').length
  const unit = unitOf(one, asks, input)?.name ?? (isKnown ? sayable(unitLine(one), longest.unit) : '')
  const state = one.supersededBy !== null ? 'superseded' : one.standing
  const counts = (['collective', 'individual'] as const).flatMap(section =>
    count(section) > 0 ? [say(`count-${section}`, { count: count(section) })] : [],
  )
  const sectors = campaign.form.sectors.flatMap(({ id, name }) => {
    const all = rows.filter(row => row.sector === id && row.model !== '').length
    return all > 0 ? [`${name} ${all}`] : []
  })
  return [
    said(say('form', { number, unit: unit || say('noUnit') }), true),
    said(say(`state-${state}`, { counts: counts.join(', ') || say('count-none') })),
    ...(isKnown
      ? (['collective', 'individual'] as const).flatMap(section => {
          const ofSection = listed.filter(row => row.section === section)
          return ofSection.length === 0
            ? []
            : [
                said(`${phrase(`section.${section}`)}:`),
                ...list(ofSection.map(row => wordRow(row, campaign, say))),
              ]
        })
      : sectors.length > 0
        ? [said(say('sectors', { sectors: sectors.join(', ') }))]
        : []),
    ...(isKnown && rows.length > listed.length
      ? [said(say('moreRows', { count: rows.length - listed.length }))]
      : []),
    ...(one.findings.some(found => found.code === 'late') ? [said(say('late'))] : []),
    ...(asks.length > 0 ? [said(say('asks'))] : []),
    ...list(asks.map(asked => wordAsk(asked, isKnown, say))),
  ]
}

const wordRow = ({ name, sector, model }: Row, campaign: Campaign, say: Say): string =>
  say('row', {
    name: sayable(name, longest.name) || say('noName'),
    sector: sectorName(campaign, sector) ?? say('noSector'),
    model: sayable(model, longest.model) || say('noModel'),
  })

/** `Chưa ghi tên mô hình: "Tổ 1", "Tổ 2" và 3 chỗ khác.` */
const wordAsk = ({ ask, words }: Asked<FormAsk>, isKnown: boolean, say: Say): string => {
  const said = isKnown ? words.map(one => sayable(one, longest.words)).filter(one => one !== '') : []
  if (said.length === 0) return say('ask', { ask: say(`form-${ask}`) })
  const places = said.slice(0, most.words).map(one => `"${one}"`)
  const more = said.length > most.words ? say('morePlaces', { count: said.length - most.words }) : ''
  return say('askAt', { ask: say(`form-${ask}`), places: `${places.join(', ')}${more}` })
}

/** What came as a file, and is no decoration of the mail's. */
const isFile = ({ path, findings }: KeptPart): boolean =>
  !/(?:^|\/)body$/.test(path) &&
  !findings.some(one => ['signature-picture', 'technical-part', 'lock-file'].includes(one.code))

/** Parts that wait by themselves; not those that wait for a form in them, and not the words of a mail beside a form. */
const unopenedOf = (
  { parts, submissions }: MailInHand,
  isKnown: boolean,
  say: Say,
): { text: string; answer: boolean }[] => {
  const waiting = parts.filter(
    part =>
      part.standing === 'review' &&
      !submissions.some(one => one.partPath === part.path) &&
      !parts.some(inner => inner.standing === 'review' && inner.path.startsWith(`${part.path}/`)),
  )
  return waiting.map(part => {
    const ask = askedOfFile(part.findings)
    const name = isKnown ? sayableName(part.name, longest.file) : ''
    const of = isFile(part) ? (name ? say('fileNamed', { name }) : say('fileUnnamed')) : say('mailBody')
    return { text: say('file', { of, ask: say(`file-${ask}`) }), answer: wantsAnswer(ask) }
  })
}

/** The unit that it is of without a doubt. */
const unitOf = (one: KeptSubmission, asks: readonly Asked<FormAsk>[], { units }: ReceiptInput) =>
  one.unitId === null || asks.some(({ ask }) => ask === 'unit') ? undefined : units.get(one.unitId)

const unitLine = ({ reading }: KeptSubmission): string =>
  reading.evidence.find(one => one.kind === 'unit-line' && one.role === 'own')?.text ?? ''

const certainUnits = (input: ReceiptInput): Unit[] => [
  ...new Set(
    input.mails
      .flatMap(mail => mail.submissions)
      .flatMap(one => unitOf(one, askedFor(one, input), input) ?? []),
  ),
]

/** Only where all of it is of one unit: whoever gathers the forms of others is none of them. */
const unitsOf = (input: ReceiptInput): string => {
  const [unit, ...others] = certainUnits(input)
  const isAll = input.mails
    .flatMap(mail => mail.submissions)
    .every(one => unitOf(one, askedFor(one, input), input) === unit)
  return unit && others.length === 0 && isAll ? unit.name : ''
}

/** "Trước ngày": the day after the last one; the unit's own where it was given longer. */
const dueDay = (input: ReceiptInput): string => {
  const last = certainUnits(input).map(unit => lastDayOf(input.campaign, unit))
  return addDays([input.campaign.lastDay, ...last].sort().at(-1)!, 1)
}
const isPast = (input: ReceiptInput): boolean =>
  input.now >= startOfDay(dueDay(input), input.campaign.timeZone)

const contact = ({ campaign, phrase }: ReceiptInput): { phone: string } => ({
  phone: campaign.office.phone === '' ? '' : phrase('receipt.phone', { phone: campaign.office.phone }),
})
