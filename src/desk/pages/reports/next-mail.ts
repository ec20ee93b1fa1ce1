/**
 * The daily mail that comes next, as it would be now: looked at, held back, let go, or sent at once. Sending goes the one
 * way that all of ours go (`summary/`), which sends each day's once.
 */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { isAtLeast } from '../../../domain/account.ts'
import { type DailyKind, isDailyKind } from '../../../domain/campaign.ts'
import { isAppError } from '../../../domain/errors.ts'
import { sha256 } from '../../../domain/identity.ts'
import { writtenDay } from '../../../domain/zoned-time.ts'
import { holdMail, releaseMail } from '../../../summary/hold-mail.ts'
import type { DailyMailMade } from '../../../summary/make-daily-mail.ts'
import { findNextMail, type NextMail, previewNextMail } from '../../../summary/next-mail.ts'
import { isPath } from '../../../summary/only-written.ts'
import { type MailStep, sendMailByHand } from '../../../summary/send-daily.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage, withDone } from '../../layout.ts'
import { when } from '../../when.ts'
import { mailView, sendMailFile, sendMailHtml } from './mail-view.ts'
import { kindOf, mailPath, slugs, timeAndDay } from './mail-words.ts'

export const nextMailPage = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  const previews = makePreviews(desk)
  const at = '/bao-cao/sap-gui/:kind'
  const part = async (
    c: DeskContext,
    send: (mail: DailyMailMade) => Response | Promise<Response>,
  ): Promise<Response> => {
    const kind = dailyKind(c)
    const next = kind && (await findNextMail(app.mailParts(), kind))
    return next ? send(await previews.open(next, c.req.query('ban'))) : c.notFound()
  }
  return new Hono<DeskEnv>()
    .get(at, async c => {
      const kind = dailyKind(c)
      if (!kind) return c.notFound()
      const next = await findNextMail(app.mailParts(), kind)
      const title = say(`reports.next-${kind}`)
      if (!next)
        return showPage(c, desk, {
          ...{ title, at: 'reports' },
          body: html`<h1>${title}</h1><p class="lead">${say('reports.noneMore')}</p>`,
        })
      const { mark, made } = await previews.make(next)
      return showPage(c, desk, {
        ...{ title, at: 'reports', styles: ['reports.css'] },
        body: html`<p><a href="/bao-cao">${say('reports.back')}</a></p>
<h1>${title}</h1>
${await lateNote(desk, c, next)}
<section class="card" aria-labelledby="when-heading" id="next-state" data-live>
<h2 id="when-heading">${say('reports.whenHeading')}</h2>
${await nextState(desk, c, next)}</section>
<section class="card" aria-labelledby="preview-heading">
<h2 id="preview-heading">${say('reports.previewHeading', { when: when(desk, made.at) })}</h2>
<p class="hint">${say('reports.previewHint')}</p>
${mailView(desk, made, nextPath(kind), `?ban=${mark}`)}
</section>`,
      })
    })
    .get(`${at}/html`, c => part(c, mail => sendMailHtml(c, mail)))
    .get(`${at}/tep/:number`, c => part(c, mail => sendMailFile(c, mail, c.req.param('number') ?? '')))
    .post(`${at}/giu`, c =>
      decided(c, async wish => {
        const answer = await holdMail(app.mailParts(), wish)
        return withDone(
          nextPath(wish.kind),
          answer === 'held' ? 'reports.done-held' : `reports.done-not-hold-${answer}`,
        )
      }),
    )
    .post(`${at}/thoi-giu`, c =>
      decided(c, async wish => {
        const step = await releaseMail(app.mailParts(), wish)
        if (step === 'busy' || step === 'not-held')
          return withDone(nextPath(wish.kind), `reports.done-not-${step}`)
        return step.kind === 'nothing'
          ? withDone(nextPath(wish.kind), 'reports.done-released')
          : afterStep(wish.kind, step)
      }),
    )
    .post(`${at}/gui`, c =>
      decided(c, async ({ kind }) => {
        return afterStep(kind, await sendMailByHand(app.mailParts(), kind))
      }),
    )
}

export const nextPath = (kind: DailyKind): string => `/bao-cao/sap-gui/${slugs[kind]}`

const dailyKind = (c: DeskContext): DailyKind | undefined => {
  const kind = kindOf(c.req.param('kind'))
  return isDailyKind(kind) ? kind : undefined
}

/** Where one is shown what became of it. */
const afterStep = (kind: DailyKind, { id, detail, kind: what }: MailStep): string => {
  const path = id === '' || what === 'held' ? nextPath(kind) : mailPath(id)
  if (what === 'sent') return withDone(path, isPath(detail) ? 'reports.done-written' : 'reports.done-sent')
  return withDone(path, `reports.done-not-${what}`)
}

interface Wish {
  readonly kind: DailyKind
  readonly day: string
  readonly by: string
  readonly seen: number
}

/** What was decided on the mail as it was seen; somebody else was quicker: back, and told so. */
const decided = async (c: DeskContext, act: (wish: Wish) => Promise<string>): Promise<Response> => {
  const kind = dailyKind(c)
  if (!kind) return c.notFound()
  const typed = await c.req.parseBody()
  const day = String(typed.day ?? '')
  const seen = Number(typed.seen)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !Number.isInteger(seen)) return c.notFound()
  try {
    return c.redirect(await act({ kind, day, by: c.get('person').shown, seen }), 303)
  } catch (error) {
    if (!isAppError(error, 'stale-version')) throw error
    return c.redirect(`${nextPath(kind)}?muon=1`, 303)
  }
}

/** Somebody else decided since the page was opened: who, and what; nothing more was done. */
const lateNote = async (desk: Desk, c: DeskContext, { id }: NextMail): Promise<Html> => {
  if (c.req.query('muon') === undefined) return html``
  const last = (await desk.app.store.decisions(id)).at(-1)
  if (!last) return html``
  const what = desk.say(
    `reports.decided-${last.kind === 'hold' || last.kind === 'release' ? last.kind : 'other'}`,
  )
  return html`<p class="note" role="status">${desk.say('reports.late', { by: last.by, when: when(desk, last.at), what })}</p>`
}

/** When it goes or what keeps it, and what can be done about it. */
const nextState = async (desk: Desk, c: DeskContext, next: NextMail): Promise<Html> => {
  const { say, app } = desk
  const { kind, day, to, cc, hold } = next
  const seen = (await app.store.decisions(next.id)).length
  const fields = html`<input type="hidden" name="day" value="${day}"><input type="hidden" name="seen" value="${seen}">`
  const says = html`${nextLines(desk, next).map(line => html`<p>${line}</p>`)}`
  if (!isAtLeast(c.get('person').role, 'clerk')) return says
  const path = nextPath(kind)
  if (hold.kind === 'held')
    return html`${says}<form method="post" action="${path}/thoi-giu">${fields}
<button class="main">${say('reports.release')}</button> <span class="hint">${say(
      next.at <= app.clock.now() ? 'reports.releaseNow' : 'reports.releaseLater',
    )}</span></form>`
  const people = [...new Set([...to, ...cc])]
  return html`${says}<form method="post" action="${path}/giu">${fields}
<button>${say('reports.hold')}</button> <span class="hint">${say('reports.holdHint')}</span></form>
${
  next.isTodayOpen
    ? html`<details class="fold ask"><summary>${say('reports.sendNow')}</summary>
<p>${say(next.isToday ? 'reports.sendNowToday' : 'reports.sendNowExtra')}</p>
<ul>${people.map(one => html`<li>${one}</li>`)}</ul>
${isPath(app.outbox.target) ? html`<p class="note">${say('reports.noServer')}</p>` : ''}
<form method="post" action="${path}/gui">${fields}<button class="main">${say('reports.sendNowButton', { count: people.length })}</button></form></details>`
    : ''
}`
}

/** Sentences. */
export const nextLines = (desk: Desk, { at, day, hold, row, stopped }: NextMail): string[] => {
  const { say, app } = desk
  const isLate = at <= app.clock.now()
  const lines =
    hold.kind === 'held'
      ? [say('reports.held', { by: hold.by, when: when(desk, hold.at), day: writtenDay(day) })]
      : stopped
        ? [say('reports.stopped', { when: when(desk, stopped.at), reason: stopped.reason })]
        : row?.state === 'refused' && isLate
          ? [say('reports.refusedToday', { reason: row.detail })]
          : [say(isLate ? 'reports.goesSoon' : 'reports.goesAt', { when: timeAndDay(desk, at) })]
  return isPath(app.outbox.target) ? [...lines, say('reports.noServer')] : lines
}

/** Kept for a while by their bytes: what the frame and the downloads of a page show is what the page shows. */
const makePreviews = ({ app }: Desk) => {
  const kept = new Map<string, DailyMailMade>()
  const make = async (next: NextMail): Promise<{ mark: string; made: DailyMailMade }> => {
    const made = await previewNextMail(app.mailParts(), next)
    const mark = sha256(made.raw).slice(0, 16)
    kept.set(mark, made)
    for (const old of [...kept.keys()].slice(0, -previewsKept)) kept.delete(old)
    return { mark, made }
  }
  const open = async (next: NextMail, mark: string | undefined): Promise<DailyMailMade> =>
    kept.get(mark ?? '') ?? (await make(next)).made
  return { make, open }
}
/** Each holds the tables of a whole campaign. */
const previewsKept = 6
