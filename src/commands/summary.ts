/**
 * `tonghop summary`: a daily mail by hand, the report or (`--digest`) the clerk's; once a day all the same. `--dry-run`
 * only shows it; `--hold` and `--release` keep it back and let it go.
 */
import type { App } from '../app.ts'
import type { DailyKind } from '../domain/campaign.ts'
import { mailId } from '../domain/identity.ts'
import { localTime, writtenMoment } from '../domain/zoned-time.ts'
import type { Say } from '../platform/messages.ts'
import { holdMail, releaseMail } from '../summary/hold-mail.ts'
import { isPath } from '../summary/only-written.ts'
import { timeOf } from '../summary/schedule.ts'
import { type MailStep, previewMail, sendMailByHand } from '../summary/send-daily.ts'
import { writtenFile } from '../summary/written-file.ts'
import type { Output } from './output.ts'

export interface SummaryAsked {
  readonly what: 'send' | 'show' | 'hold' | 'release'
  readonly kind: DailyKind
  /** `YYYY-MM-DD`; undefined: today. */
  readonly day: string | undefined
  readonly by: string
}

/** @returns 0 when it is as was asked for. @throws AppError bad-usage, bad-campaign, store-* */
export const summaryCommand = async (
  app: App,
  asked: SummaryAsked,
  say: Say,
  output: Output,
): Promise<number> => {
  switch (asked.what) {
    case 'show':
      return show(app, asked, say, output)
    case 'hold':
      return hold(app, asked, say, output)
    case 'release':
      return release(app, asked, say, output)
    case 'send': {
      const step = await sendMailByHand(app.mailParts(), asked.kind, asked.day)
      return tell(step, say, output)
    }
  }
}

const tell = ({ kind, id, detail }: MailStep, say: Say, output: Output): number => {
  const what = kind === 'sent' && isPath(detail) ? 'written' : kind
  output.line(say(`cli.mail-${what}`, { id, detail }))
  return kind === 'sent' || kind === 'already' || kind === 'nothing' ? 0 : 1
}

const show = async (app: App, { kind, day }: SummaryAsked, say: Say, output: Output): Promise<number> => {
  const mail = await previewMail(app.mailParts(), kind, day)
  output.line(say('cli.notSent'))
  output.line(say('cli.mailTo', { to: mail.to.join(', ') }))
  if (mail.cc.length > 0) output.line(say('cli.mailCc', { cc: mail.cc.join(', ') }))
  output.line(say('cli.mailSubject', { subject: mail.subject }))
  for (const one of mail.attachments) output.line(say('cli.mailFile', { file: writtenFile(one) }))
  output.line('')
  output.line(mail.text)
  return 0
}

const wishOf = (app: App, { kind, day, by }: SummaryAsked) => {
  const today = localTime(app.clock.now(), app.folder.campaign.timeZone).day
  const wish = { kind, day: day ?? today, by }
  return { wish, id: mailId(kind, wish.day) }
}

const hold = async (app: App, asked: SummaryAsked, say: Say, output: Output): Promise<number> => {
  const { wish, id } = wishOf(app, asked)
  const answer = await holdMail(app.mailParts(), wish)
  output.line(say(`cli.hold-${answer}`, { id }))
  return answer === 'held' || answer === 'already-held' ? 0 : 1
}

const release = async (app: App, asked: SummaryAsked, say: Say, output: Output): Promise<number> => {
  const { wish, id } = wishOf(app, asked)
  const step = await releaseMail(app.mailParts(), wish)
  if (step === 'busy') {
    output.line(say('cli.mail-busy'))
    return 1
  }
  if (step === 'not-held') {
    output.line(say('cli.not-held', { id }))
    return 0
  }
  output.line(say('cli.released', { id }))
  if (step.kind !== 'nothing') return tell(step, say, output)
  const { campaign } = app.folder
  const time = timeOf(wish.kind, wish.day, campaign)
  const isToCome = time > app.clock.now()
  output.line(
    isToCome
      ? say('cli.releasedLater', { when: writtenMoment(time, campaign.timeZone) })
      : say('cli.releasedTooLate'),
  )
  return 0
}
