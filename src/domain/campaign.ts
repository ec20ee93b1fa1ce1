/**
 * A campaign: one call for registrations, as its folder under `templates/` says it. Shape and rules of `campaign.yaml`;
 * reading the file is `platform/campaign-folder.ts`.
 */
import { z } from 'zod'
import type { MailKind } from './ledger.ts'
import { sections } from './reading.ts'
import { addDays, isDay, startOfDay, weekdayOf } from './zoned-time.ts'

const day = z.string().refine(isDay, 'a day of the calendar, written YYYY-MM-DD')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written HH:MM')
const words = z.array(z.string().min(1)).min(1)
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const zone = z.string().refine(name => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (cause) {
    if (cause instanceof RangeError) return false
    throw cause
  }
}, 'not a time zone of the IANA list')

const dailyMail = z.strictObject({
  at: time,
  days: z.array(z.enum(weekdays)).min(1),
  to: z.array(z.email()).min(1),
  cc: z.array(z.email()).default([]),
})

/** Mails that go every working day: báo cáo nhanh, việc cần xử lý. */
export const dailyKinds = ['summary', 'digest'] as const satisfies readonly MailKind[]
export type DailyKind = (typeof dailyKinds)[number]
export const isDailyKind = (kind: string | undefined): kind is DailyKind =>
  dailyKinds.some(one => one === kind)

export const Campaign = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    /** Begins every registration's lasting code. */
    code: z.string().regex(/^[A-Z0-9]{2,8}$/),
    year: z.number().int().min(2000).max(2100),
    letter: z.strictObject({ number: z.string().min(1), date: day, issuer: z.string().min(1) }),
    timeZone: zone,
    /** The first day whose mails are read. */
    opens: day,
    /** The last day on which a form is in time, whole. */
    lastDay: day,
    office: z.strictObject({
      party: z.string(),
      parent: z.string(),
      name: z.string(),
      place: z.string(),
      address: z.email(),
      /** To be called at; empty: units are told to write. */
      phone: z.string().default(''),
    }),
    /** Bodies above the units: a form that names only one of them is nobody's yet. */
    parentBodies: words,
    /** Hosts of the receiving server: whose Received and Authentication-Results headers are believed. */
    receivedBy: z.array(z.string()).default([]),
    mails: z.strictObject({
      summary: dailyMail,
      /** `to` left out: the office's own address. */
      digest: z
        .strictObject({ ...dailyMail.shape, to: dailyMail.shape.to.optional() })
        .default({ at: '15:30', days: ['mon', 'tue', 'wed', 'thu', 'fri'], cc: [] }),
      /** To who sent a form: what was read of it, once nothing more has come from there for so long. Absent: none. */
      receipts: z
        .strictObject({
          afterMinutes: z.number().int().min(0).max(720).default(15),
          /** Whom a server tells that it cannot deliver one: nobody (`MAIL FROM:<>`), or the office. */
          returnPath: z.enum(['empty', 'office']).default('empty'),
        })
        .optional(),
      /** To units not received, drafted so many days before the deadline's day. Absent: none. */
      reminders: z.strictObject({ daysBefore: z.array(z.number().int().min(1).max(60)).min(1) }).optional(),
      officeHours: z.strictObject({ from: time, to: time }),
      /** Days on which nothing goes, whatever weekday they are: public holidays. */
      holidays: z.array(day).default([]),
    }),
    form: z.strictObject({
      title: words,
      sections: z
        .array(
          z.strictObject({
            id: z.enum(sections),
            label: z.string(),
            heading: words,
            nameHeading: z.string(),
          }),
        )
        .length(2),
      sectors: z
        .array(z.strictObject({ id: z.string().regex(/^[a-z]+(-[a-z]+)*$/), name: z.string(), words }))
        .min(1),
      columns: z.strictObject({
        ordinal: words,
        sectorGroup: words,
        note: words,
        model: words,
        aside: words,
      }),
      unitLabels: words,
      /** Lines that may stand around the table and mean nothing by themselves. */
      furniture: words,
      signature: z.strictObject({ titles: words, stamps: words }),
      empty: words,
      ditto: words,
      marks: words,
      /** Rows that add up; never registrations. */
      totals: words,
      /** What a note may say of its model, by whole words; in `except`, phrases in which the words mean something else. */
      noteStatuses: z
        .array(z.strictObject({ label: z.string().min(1), words, except: words.default([]) }))
        .default([]),
    }),
  })
  .refine(one => one.opens <= one.lastDay, {
    message: 'opens must not come after lastDay',
    path: ['lastDay'],
  })
  .refine(({ mails }) => mails.officeHours.from < mails.officeHours.to, {
    message: 'office hours must begin before they end',
    path: ['mails', 'officeHours', 'to'],
  })
  .superRefine(({ form }, context) => {
    // Two that are known by the same word: one of them would win in silence.
    const alike = (list: 'sectors' | 'sections', said: readonly (readonly string[])[]): void => {
      const owners = new Map<string, number>()
      for (const [at, words] of said.entries())
        for (const word of words.map(one => one.normalize('NFC').toLowerCase())) {
          const owner = owners.get(word) ?? at
          if (owner !== at)
            context.addIssue({
              code: 'custom',
              message: `"${word}" belongs to two ${list}`,
              path: ['form', list, at],
            })
          owners.set(word, owner)
        }
    }
    alike(
      'sectors',
      form.sectors.map(one => [one.id, one.name, ...one.words]),
    )
    alike(
      'sections',
      form.sections.map(one => [one.id, one.nameHeading, ...one.heading]),
    )
  })
export type Campaign = z.infer<typeof Campaign>
export type CampaignForm = Campaign['form']

/** The first instant whose mails are read. */
export const opening = (campaign: Campaign): number => startOfDay(campaign.opens, campaign.timeZone)
/** The first instant that is late: 15/02/2022 00:00 for "trước ngày 15/02/2022". */
export const deadline = (campaign: Campaign, lastDay = campaign.lastDay): number =>
  startOfDay(addDays(lastDay, 1), campaign.timeZone)
/** From here on a form is plainly late; before it, and after the deadline, it came on the due day itself. */
export const afterDueDay = (campaign: Campaign, lastDay = campaign.lastDay): number =>
  startOfDay(addDays(lastDay, 2), campaign.timeZone)

/** When one of the daily mails goes, and to whom. `at`: `HH:MM` in the campaign's zone. */
export interface DailyMail {
  readonly at: string
  readonly days: readonly string[]
  readonly to: readonly string[]
  readonly cc: readonly string[]
}

export const dailyMailOf = (campaign: Campaign, kind: DailyKind): DailyMail => {
  const { to, ...mail } = campaign.mails[kind]
  return { ...mail, to: to ?? [campaign.office.address] }
}

/** Whether that mail goes on `day` (`YYYY-MM-DD`). */
export const isMailDay = (campaign: Campaign, kind: DailyKind, day: string): boolean => {
  const weekday: string = weekdays[weekdayOf(day)] ?? ''
  return dailyMailOf(campaign, kind).days.includes(weekday) && !campaign.mails.holidays.includes(day)
}

/** What the campaign calls a sector; undefined: it has none of that id. */
export const sectorName = (
  { form }: Pick<Campaign, 'form'>,
  id: string | null | undefined,
): string | undefined => form.sectors.find(one => one.id === id)?.name
