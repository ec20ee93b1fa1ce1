/** Nhật ký: everything that people decided, newest first; by whom, what, when and about what; taken back where that can be. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { isAtLeast } from '../../../domain/account.ts'
import { decisionKinds } from '../../../domain/decision.ts'
import type { DecisionWish, PastDecision } from '../../../domain/wishes.ts'
import { addDays, isDay, startOfDay } from '../../../domain/zoned-time.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { mayTakeBack, takeBackForm } from '../../take-back.ts'
import { type HistoryWords, makeHistoryWords } from './history-words.ts'

const pageSize = 30

/** What the address asks for, as it stands there; what makes no sense is passed over. */
interface Asked {
  readonly nguoi: string
  readonly viec: string
  readonly ngay: string
  readonly muc: string
  readonly truoc: string
}

export const historyPage = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().get('/nhat-ky', async c => {
    const { nguoi = '', viec = '', ngay = '', muc = '', truoc = '' } = c.req.query()
    const asked: Asked = { nguoi, viec, ngay, muc, truoc }
    return showPage(c, desk, {
      ...{ title: desk.say('history.title'), at: 'history', styles: ['history.css'] },
      body: await body(desk, c, asked),
    })
  })

const wishOf = ({ nguoi, viec, ngay, muc, truoc }: Asked, timeZone: string): DecisionWish => ({
  before: /^[1-9]\d{0,14}$/.test(truoc) ? Number(truoc) : null,
  count: pageSize + 1,
  by: nguoi === '' ? undefined : nguoi,
  kind: decisionKinds.find(kind => kind === viec),
  subject: muc === '' ? undefined : muc,
  between: isDay(ngay) ? [startOfDay(ngay, timeZone), startOfDay(addDays(ngay, 1), timeZone)] : undefined,
})

const body = async (desk: Desk, c: DeskContext, asked: Asked): Promise<Html> => {
  const { say, app } = desk
  const found = await app.store.decisionsBefore(wishOf(asked, app.folder.campaign.timeZone))
  const rows = found.slice(0, pageSize)
  const words = await makeHistoryWords(desk, rows)
  const isFirst = asked.truoc === ''
  const isLimited = [asked.nguoi, asked.viec, asked.ngay, asked.muc].some(one => one !== '')
  const last = rows.at(-1)
  const here = new URL(c.req.url)
  return html`<h1>${say('history.title')}</h1>
${await filters(desk, asked, words)}
<div id="history"${isFirst ? html` data-live` : ''}>
${
  rows.length === 0
    ? html`<p>${say(isLimited ? 'history.nothingFound' : 'history.nothing')}</p>`
    : html`<table class="list history-list"><caption class="hidden-words">${say('history.title')}</caption>
<thead><tr><th scope="col">${say('history.at')}</th><th scope="col">${say('history.by')}</th>
<th scope="col">${say('history.kind')}</th><th scope="col">${say('history.about')}</th>
<th scope="col">${say('history.said')}</th><th scope="col"><span class="hidden-words">${say('layout.undo')}</span></th></tr></thead>
<tbody>${rows.map(one => row(desk, c, one, words, here.pathname + here.search))}</tbody></table>`
}
<nav class="row pages" aria-label="${say('history.pages')}">${
    isFirst
      ? ''
      : html`<a class="button" href="${pathOf({ ...asked, truoc: '' })}">${say('history.newest')}</a>`
  }${
    found.length > pageSize && last
      ? html`<a class="button" href="${pathOf({ ...asked, truoc: String(last.id) })}">${say('history.older')}</a>`
      : ''
  }</nav></div>`
}

const pathOf = (asked: Asked): string => {
  const said = Object.entries(asked).filter(([, value]) => value !== '')
  return said.length === 0 ? '/nhat-ky' : `/nhat-ky?${new URLSearchParams(said)}`
}

const filters = async (desk: Desk, asked: Asked, words: HistoryWords): Promise<Html> => {
  const { say, app } = desk
  const people = await app.store.deciders()
  const option = (value: string, text: string, chosen: string): Html =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`
  return html`<form method="get" action="/nhat-ky" class="row filters no-print" role="search" aria-label="${say('history.filter')}">
<label>${say('history.by')} <select name="nguoi"><option value="">${say('history.everybody')}</option>${people.map(
    one => option(one, one, asked.nguoi),
  )}</select></label>
<label>${say('history.kind')} <select name="viec"><option value="">${say('history.everything')}</option>${decisionKinds.map(
    kind => option(kind, words.kind(kind), asked.viec),
  )}</select></label>
<label>${say('history.day')} <input type="date" name="ngay" value="${asked.ngay}"></label>
${asked.muc === '' ? '' : html`<input type="hidden" name="muc" value="${asked.muc}">`}
<button>${say('history.show')}</button>
${pathOf({ ...asked, truoc: '' }) === '/nhat-ky' ? '' : html`<a class="button" href="/nhat-ky">${say('history.all')}</a>`}
</form>
${
  asked.muc === ''
    ? ''
    : html`<p class="note">${say('history.onlyAbout', { about: (await words.about(asked.muc)).name })}</p>`
}`
}

const row = (desk: Desk, c: DeskContext, one: PastDecision, words: HistoryWords, here: string): Html => {
  const { say } = desk
  const { name, href, code } = words.aboutOf(one)
  const [before, after] = [words.said(one.kind, one.before), words.said(one.kind, one.after)]
  const mayDo = !one.isTakenBack && mayTakeBack(one.kind) && isAtLeast(c.get('person').role, 'clerk')
  return html`<tr id="d${one.id}"><td data-label="${say('history.at')}"><time datetime="${new Date(one.at).toISOString()}">${words.moment(one.at)}</time>
<span class="hint">${say('history.number', { number: one.id })}</span></td>
<td data-label="${say('history.by')}">${one.by}</td>
<th scope="row" data-label="${say('history.kind')}">${words.kind(one.kind)}${
    one.isTakenBack ? html` <span class="tag superseded">${say('history.takenBack')}</span>` : ''
  }</th>
<td data-label="${say('history.about')}">${href === undefined ? name : html`<a href="${href}">${name}</a>`}${
    code === '' ? '' : html` <span class="hint">${say('history.mail', { code })}</span>`
  } <a class="hint only" href="${pathOf({ nguoi: '', viec: '', ngay: '', truoc: '', muc: one.subject })}">${say('history.only')}<span class="hidden-words"> ${name}</span></a></td>
<td data-label="${say('history.said')}">${long(desk, after)}${
    before === '' || before === after
      ? ''
      : html`<div class="hint">${say('history.before')} ${long(desk, before)}</div>`
  }</td>
<td class="no-print">${
    mayDo
      ? takeBackForm(
          desk,
          { decision: one.id, subject: one.subject, back: here },
          say('history.number', { number: one.id }),
        )
      : ''
  }</td></tr>`
}

/** Forty rows of a form are there when somebody wants them. */
const long = ({ say }: Desk, text: string): Html => {
  const lines = text.split('\n')
  if (lines.length <= 4) return html`<div class="said">${text}</div>`
  return html`<details class="said"><summary>${lines[0]} ${say('history.more', { count: lines.length - 1 })}</summary>
<div>${lines.slice(1).join('\n')}</div></details>`
}
