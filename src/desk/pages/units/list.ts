/**
 * Đơn vị: the roster by block with the state of each, and the quick answer to "has ours arrived?". What is filtered stands
 * in the address. Many are confirmed at once, each as it was seen.
 */
import { html } from 'hono/html'
import type { EntryCounts, UnitState } from '../../../consolidation/figures.ts'
import { isAtLeast } from '../../../domain/account.ts'
import { writtenDay } from '../../../domain/zoned-time.ts'
import { unitMark } from '../../../units/roster-edits.ts'
import type { Desk, DeskContext } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { when } from '../../when.ts'
import { findUnits } from './find-units.ts'
import { type SeenRoster, type SeenUnit, seeRoster } from './seen-roster.ts'
import { callLinks, stateTag, unitPath } from './unit-words.ts'

const states: Readonly<Record<string, UnitState>> = {
  'da-nhan': 'received',
  'xac-minh': 'verifying',
  'chua-nhan': 'missing',
}

export const unitFiles = { styles: ['units.css'], scripts: ['units.js'], at: 'units' } as const

export const showList = async (c: DeskContext, desk: Desk): Promise<Response> => {
  const { say, app } = desk
  const { tim = '', 'trang-thai': state = '', khoi: block = '', 'xac-nhan': confirmed = '' } = c.req.query()
  const roster = await seeRoster(desk)
  const named = findUnits(roster.units, tim, app.folder.campaign.office.place)
  const isOnlyAsked = tim !== '' && state === '' && block === '' && confirmed === ''
  if (isOnlyAsked && named.length === 1) return c.redirect(unitPath(named[0]!.unit.id), 303)
  const shown = named.filter(
    one =>
      (state === '' || one.shown === states[state]) &&
      (block === '' || one.unit.block === block) &&
      (confirmed === '' || one.unit.confirmed === (confirmed === 'co')),
  )
  const mayChange = isAtLeast(c.get('person').role, 'clerk')
  const { pathname, search } = new URL(c.req.url)
  const blocks = [...new Set(roster.units.map(one => one.unit.block))]
  return showPage(c, desk, {
    ...unitFiles,
    title: say('units.title'),
    body: html`<h1>${say('units.title')}</h1>
${quickQuestion(desk, tim)}
${trouble(desk, (await app.store.fact<{ message: string } | null>('roster-trouble'))?.message)}
<div id="unit-counts" data-live>${countLines(desk, roster)}</div>
<div class="row actions no-print">
<a class="button" href="/don-vi/chua-gui">${say('units.toMissing')}</a>
${mayChange ? html`<a class="button" href="/don-vi/them">${say('units.toAdd')}</a><a class="button" href="/don-vi/nhap">${say('units.toUpload')}</a>` : ''}
<a class="button" href="/don-vi/danh-sach.xlsx" download>${say('units.download')}</a>
<a class="button" href="/don-vi/tinh-trang.xlsx" download>${say('units.downloadStates')}</a>
</div>
<form class="row card filters no-print" method="get" action="/don-vi">
<input type="hidden" name="tim" value="${tim}">
${select(desk, 'trang-thai', say('units.field-state'), state, [
  ['da-nhan', say('units.state-received')],
  ['xac-minh', say('units.state-verifying')],
  ['chua-nhan', say('units.state-missing')],
])}
${select(
  desk,
  'khoi',
  say('units.field-block'),
  block,
  blocks.map(one => [one, one] as const),
)}
${select(desk, 'xac-nhan', say('units.field-confirmed'), confirmed, [
  ['co', say('units.confirmed')],
  ['chua', say('units.unconfirmed')],
])}
<button>${say('units.filter')}</button>
${search === '' ? '' : html`<a href="/don-vi">${say('units.showAll')}</a>`}
</form>
${shown.length === 0 ? await noneFound(desk, tim) : list(desk, shown, mayChange, pathname + search)}`,
  })
}

/** The box that answers "has ours arrived?"; the first page may have it, too. */
export const quickQuestion = (
  { say }: Desk,
  asked = '',
): Html => html`<form class="quick no-print" method="get" action="/don-vi" role="search">
<label for="tim">${say('units.ask')}</label>
<div class="row"><input id="tim" name="tim" type="search" value="${asked}" autocomplete="off" placeholder="${say('units.askExample')}"><button class="main">${say('units.askButton')}</button></div>
</form>`

const trouble = ({ say }: Desk, message: string | undefined): Html =>
  message === undefined ? html`` : html`<p class="wrong">${say('units.fileTrouble', { reason: message })}</p>`

/** A fraction only of a roster that was confirmed; all in đầu mối, as the reports count. */
export const countLines = (desk: Desk, { counts, at, units }: SeenRoster): Html => {
  const { say, app } = desk
  const unconfirmed = units.filter(one => !one.unit.confirmed).length
  return html`<p class="lead">${writtenCounts(desk, counts)}</p>
${counts.confirmedTotal === null && units.length > 0 ? html`<p class="note">${say('units.confirmFirst')}</p>` : ''}
<p class="hint">${say('units.countedAt', { when: when({ app }, at) })} ${
    unconfirmed > 0
      ? html`<a href="/don-vi?xac-nhan=chua">${say('units.unconfirmedLeft', { count: unconfirmed })}</a>`
      : ''
  }</p>`
}

export const writtenCounts = ({ say }: Desk, counts: EntryCounts): string => {
  const { confirmedTotal, received, verifying, missing, outside } = counts
  const more = outside.received + outside.verifying
  return confirmedTotal === null
    ? say('units.counts', { received, verifying })
    : say('units.countsOf', { total: confirmedTotal, received, verifying, missing: missing ?? 0 }) +
        (more > 0 ? say('units.countsOutside', { count: more }) : '')
}

const select = (
  { say }: Desk,
  name: string,
  label: string,
  value: string,
  options: readonly (readonly [string, string])[],
): Html =>
  html`<label>${label} <select name="${name}"><option value="">${say('units.all')}</option>${options.map(
    ([one, text]) => html`<option value="${one}"${one === value ? html` selected` : ''}>${text}</option>`,
  )}</select></label>`

const noneFound = async (desk: Desk, asked: string): Promise<Html> => {
  const { say } = desk
  const { items } = await desk.waiting()
  return html`<div class="card"><p>${asked === '' ? say('units.none') : say('units.noneNamed', { asked })}</p>
${asked === '' ? '' : html`<p>${say('units.noneNamedHint', { count: items.length })}</p><p class="row"><a class="button" href="/can-xu-ly">${say('units.toWaiting')}</a><a class="button" href="/tra-cuu?tim=${encodeURIComponent(asked)}">${say('units.toSearch')}</a><a class="button" href="/don-vi/them?ten=${encodeURIComponent(asked)}">${say('units.toAdd')}</a></p>`}</div>`
}

const list = (desk: Desk, shown: readonly SeenUnit[], mayChange: boolean, back: string): Html => {
  const { say } = desk
  const blocks = [...Map.groupBy(shown, one => one.unit.block)]
  const body = html`${blocks.map(([block, units], at) => blockTable(desk, block, units, at, mayChange))}`
  if (!mayChange) return body
  return html`<form method="post" action="/don-vi/xac-nhan" id="confirm">
<input type="hidden" name="back" value="${back}">
<div class="row confirm-bar no-print"><span class="hint">${say('units.confirmHint')}</span>
<button class="main" name="wish" value="co">${say('units.confirmChosen')}</button>
<button name="wish" value="chua">${say('units.unconfirmChosen')}</button></div>
${body}</form>`
}

const blockTable = (
  desk: Desk,
  block: string,
  units: readonly SeenUnit[],
  at: number,
  mayChange: boolean,
): Html => {
  const { say } = desk
  const open = units.filter(one => !one.unit.confirmed).length
  return html`<section aria-labelledby="block-${at}" data-block>
<div class="row block-head"><h2 id="block-${at}">${say('units.blockTitle', { block, count: units.length })}</h2>
${mayChange && open > 0 ? html`<button class="no-print" name="block" value="${block}">${say('units.confirmBlock', { count: open })}</button>` : ''}</div>
<table class="list stack"><thead><tr>${mayChange ? html`<th scope="col" class="no-print"><span class="hidden-words">${say('units.choose')}</span></th>` : ''}
<th scope="col">${say('units.field-name')}</th><th scope="col">${say('units.field-state')}</th><th scope="col" class="number">${say('units.models')}</th>
<th scope="col">${say('units.field-confirmed')}</th><th scope="col">${say('units.field-group')}</th><th scope="col">${say('units.field-contact')}</th><th scope="col">${say('units.field-phone')}</th></tr></thead>
<tbody>${units.map(one => unitRow(desk, one, mayChange))}</tbody></table></section>`
}

const unitRow = (desk: Desk, one: SeenUnit, mayChange: boolean): Html => {
  const { say } = desk
  const { unit } = one
  return html`<tr>${
    mayChange
      ? html`<td class="no-print"><input type="checkbox" name="unit" value="${unit.id}" aria-label="${say('units.chooseOne', { name: unit.name })}"><input type="hidden" name="seen" value="${unit.id} ${unitMark(unit)}"></td>`
      : ''
  }
<th scope="row"><a href="${unitPath(unit.id)}">${unit.name}</a>${unit.extendedTo === '' ? '' : html` <span class="detail">${say('units.extendedTo', { day: writtenDay(unit.extendedTo) })}</span>`}</th>
<td>${stateTag(desk, one)}</td><td class="number" data-label="${say('units.models')}">${one.registrations || ''}</td>
<td data-label="${say('units.field-confirmed')}">${say(unit.confirmed ? 'units.confirmed' : 'units.unconfirmed')}</td><td data-label="${say('units.field-group')}">${unit.group}</td>
<td data-label="${say('units.field-contact')}">${unit.contact}</td><td data-label="${say('units.field-phone')}">${callLinks(unit.phone)}</td></tr>`
}
