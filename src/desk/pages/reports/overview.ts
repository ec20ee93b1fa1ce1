/** What goes next and when, what went and what became of it, and the ways to all else that is about reports. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { findSetAside } from '../../../consolidation/set-aside.ts'
import { dailyKinds, isDailyKind } from '../../../domain/campaign.ts'
import { campaignState } from '../../../domain/closing.ts'
import { campaignSubject } from '../../../domain/decision.ts'
import type { SentMail } from '../../../domain/ledger.ts'
import { writtenDay } from '../../../domain/zoned-time.ts'
import { openMails } from '../../../health/faults.ts'
import { readStopped, type Stopped } from '../../../summary/hand-over.ts'
import { isWithdrawn } from '../../../summary/hold.ts'
import { findNextMail } from '../../../summary/next-mail.ts'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { when } from '../../when.ts'
import { mailPath, shownState, stateTag } from './mail-words.ts'
import { nextLines, nextPath } from './next-mail.ts'

/** Rows that are shown at once; the rest is folded. */
const shown = 10

export const reportsOverview = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  return new Hono<DeskEnv>().get('/bao-cao', async c => {
    const mails = await app.store.sentMails()
    const daily = mails.filter(one => isDailyKind(one.kind)).toReversed()
    const stopped = await readStopped(app)
    const nexts = await Promise.all(
      dailyKinds.map(async kind => ({ kind, next: await findNextMail(app.mailParts(), kind) })),
    )
    return showPage(c, desk, {
      ...{ title: say('reports.title'), at: 'reports', styles: ['reports.css'] },
      body: html`<h1>${say('reports.title')}</h1>
${await troubles(desk, mails)}
<h2>${say('reports.nextHeading')}</h2>
<div class="cards" id="next-mails" data-live>${nexts.map(
        ({ kind, next }) => html`<section class="card"><h3>${say(`reports.kind-${kind}`)}</h3>
${
  next
    ? html`${nextLines(desk, next).map(line => html`<p>${line}</p>`)}
<p class="detail">${say('reports.to')}: ${[...next.to, ...next.cc].join(', ')}</p>
<p><a class="button" href="${nextPath(kind)}">${say(next.isTodayOpen ? 'reports.look' : 'reports.lookOnly')}<span class="hidden-words"> ${say(`reports.kind-${kind}`)}</span></a></p>`
    : html`<p>${say('reports.noneMore')}</p>`
}</section>`,
      )}</div>
<h2>${say('reports.moreHeading')}</h2>
${await ways(desk, mails)}
<h2 id="sent-heading">${say('reports.sentHeading')}</h2>
<div id="sent-mails" data-live>${
        daily.length === 0
          ? html`<p>${say('reports.sentNone')}</p>`
          : html`${mailTable(desk, daily.slice(0, shown), stopped)}${
              daily.length > shown
                ? html`<details class="fold"><summary>${say('reports.older', { count: daily.length - shown })}</summary>${mailTable(desk, daily.slice(shown), stopped)}</details>`
                : ''
            }`
      }</div>`,
    })
  })
}

/** Of each kind of daily mail, what nobody has seen to: it may not have come. */
const troubles = async ({ say, app }: Desk, mails: readonly SentMail[]): Promise<Html> => {
  const open = openMails(mails)
  const decisions = (await Promise.all(open.map(one => app.store.decisions(one.id)))).flat()
  const left = open.filter(one => !isWithdrawn(one, decisions))
  return html`<div id="mail-troubles" data-live>${left.map(
    one =>
      html`<p class="wrong"><span>${say(
        `reports.trouble-${one.state === 'doubtful' ? 'doubtful' : 'refused'}`,
        {
          mail: say(`reports.kind-${one.kind}`),
          day: writtenDay(one.day),
        },
      )}</span> <a href="${mailPath(one.id)}">${say('reports.troubleLook')}</a></p>`,
  )}</div>`
}

/** @param mails newest first */
export const mailTable = (
  desk: Desk,
  mails: readonly SentMail[],
  stopped: ReadonlyMap<string, Stopped>,
): Html => {
  const { say } = desk
  return html`<div class="scroll"><table class="list stack"><thead><tr>
<th scope="col">${say('reports.column-mail')}</th><th scope="col">${say('reports.column-state')}</th>
<th scope="col">${say('reports.column-at')}</th><th scope="col">${say('reports.column-to')}</th></tr></thead><tbody>${mails.map(
    one => html`<tr><th scope="row"><a href="${mailPath(one.id)}">${say(`reports.title-${one.kind}`, { day: writtenDay(one.day) })}</a></th>
<td>${stateTag(desk, shownState(one, stopped.has(one.id)))}</td><td>${when(desk, one.at)}</td><td>${one.recipients.join(', ')}</td></tr>`,
  )}</tbody></table></div>`
}

/** So long a table that somebody edited is told of, ms. */
const news = 14 * 24 * 60 * 60_000

/** The other pages of reports, with what waits on each. */
const ways = async ({ say, app }: Desk, mails: readonly SentMail[]): Promise<Html> => {
  const { store, clock } = app
  const drafts = mails.filter(one => one.kind === 'reminder' && one.state === 'draft').length
  const edited = (await findSetAside(store, clock.now() - news)).length
  const proposals = (await store.proposals()).length
  const { open } = campaignState(await store.decisions(campaignSubject))
  const counted = (key: string, count: number): string =>
    count > 0 ? say(`reports.way-${key}Some`, { count }) : say(`reports.way-${key}None`)
  const entries = [
    { href: '/tai-bieu', name: say('reports.way-tables'), note: say('reports.way-tablesNote'), waits: false },
    {
      href: '/bao-cao/nhac',
      name: say('reports.way-units'),
      note: counted('units', drafts),
      waits: drafts > 0,
    },
    {
      href: '/bao-cao/sua-tay',
      name: say('reports.way-edits'),
      note: counted('edits', edited),
      waits: edited > 0,
    },
    {
      href: '/bao-cao/de-xuat',
      name: say('reports.way-proposals'),
      note: counted('proposals', proposals),
      waits: proposals > 0,
    },
    {
      href: '/bao-cao/ket-thuc',
      name: say(open ? 'reports.way-close' : 'reports.way-closed'),
      note: say('reports.way-closeNote'),
      waits: false,
    },
  ]
  return html`<ul class="ways" id="ways" data-live>${entries.map(
    ({ href, name, note, waits }) =>
      html`<li><a href="${href}">${name}</a> <span class="${waits ? 'tag review' : 'hint'}">${note}</span></li>`,
  )}</ul>`
}
