/** What was found: how many, what they add up to, and a page of them, each with the way to its history. */
import { html } from 'hono/html'
import { sectorName } from '../../../domain/campaign.ts'
import { writtenCode } from '../../../domain/identity.ts'
import type { Roster } from '../../../domain/unit.ts'
import type { FoundRegistration, FoundRegistrations } from '../../../domain/wishes.ts'
import { writtenCount } from '../../../summary/written-count.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { when } from '../../when.ts'
import { marksOf } from './marks.ts'
import { type SearchQuery, writeQuery } from './query.ts'

export interface Found {
  readonly query: SearchQuery
  readonly found: FoundRegistrations
  readonly units: Roster
  /** The number of the last page. */
  readonly last: number
}

export const showFound = (desk: Desk, { query, found, units, last }: Found): Html => {
  const { say } = desk
  const { all } = found.sums
  const everything = writeQuery({ ...query, page: 1 })
  const isAll = everything === ''
  return html`<section aria-labelledby="found">
<h2 id="found">${all === 0 ? say('search.none') : say('search.found', { count: writtenCount(all) })}</h2>
${
  all === 0
    ? html`<p>${say(isAll ? 'search.nothingYet' : 'search.noneHint')}</p>${isAll ? '' : html`<p><a href="/tra-cuu">${say('search.clear')}</a></p>`}`
    : html`${showSums(desk, found, query)}
<p class="row downloads"><a class="button" href="/tra-cuu.xlsx${everything}" download>${say('search.xlsx')}</a>
<a class="button" href="/tra-cuu.csv${everything}" download>${say('search.csv')}</a>
${isAll ? '' : html`<a href="/tra-cuu">${say('search.clear')}</a>`}
<a class="aside" href="/tra-cuu/cung-mo-hinh">${say('search.sameModel')}</a></p>
${showRows(desk, found.rows, units)}
${last > 1 ? showPages(desk, query, last) : ''}`
}
</section>`
}

const showSums = ({ say, app }: Desk, { sums }: FoundRegistrations, query: SearchQuery): Html => {
  return html`<p class="sums">${say('search.sums', {
    collective: writtenCount(sums.bySection.collective),
    individual: writtenCount(sums.bySection.individual),
  })} ${sums.bySector.map(
    ({ sector, count }, at) =>
      html`${at > 0 ? ', ' : ''}${sectorName(app.folder.campaign, sector) ?? say('search.noSector')} ${writtenCount(count)}`,
  )}.${query.state === 'standing' ? '' : html` <strong>${say('search.notCounted')}</strong>`}</p>`
}

const showRows = (desk: Desk, rows: readonly FoundRegistration[], { units }: Roster): Html => {
  const { say } = desk
  const names = new Map(units.map(unit => [unit.id, unit.name]))
  const columns = ['code', 'unit', 'name', 'sector', 'model', 'note', 'stateOf', 'received'] as const
  const cell = (key: (typeof columns)[number], words: Html | string): Html =>
    html`<td data-label="${say(`search.${key}`)}">${words}</td>`
  return html`<div class="scroll"><table class="list found">
<caption class="hidden-words">${say('search.caption')}</caption>
<thead><tr>${columns.map(key => html`<th scope="col">${say(`search.${key}`)}</th>`)}</tr></thead>
<tbody>${rows.map(
    row => html`<tr>
<th scope="row"><a href="${modelPath(desk, row)}">${codeOf(desk, row)}</a></th>
${cell('unit', names.get(row.unitId ?? '') ?? row.unitName)}
${cell('name', html`${row.name} <span class="hint">(${say(`search.section-${row.section}`)})</span>`)}
${cell('sector', sectorOf(desk, row))}
${cell('model', html`<a href="${modelPath(desk, row)}">${row.model || say('search.noModel')}</a>`)}
${cell('note', row.note)}
${cell('stateOf', html`${stateTag(desk, row)}${marksOf(desk, row).map(mark => html` <span class="hint mark">${mark}</span>`)}`)}
${cell('received', when(desk, row.receivedAt))}
</tr>`,
  )}</tbody></table></div>`
}

type Standing = Pick<FoundRegistration, 'standing' | 'supersededBy'>
const stateKey = ({ standing, supersededBy }: Standing): string =>
  standing === 'registered' && supersededBy !== null ? 'superseded' : standing

export const stateOf = ({ say }: Desk, row: Standing): string => say(`search.is-${stateKey(row)}`)
export const stateTag = (desk: Desk, row: Standing): Html =>
  html`<span class="tag ${stateKey(row)}">${stateOf(desk, row)}</span>`

/** Its lasting code, or words that say that it has none yet. */
export const codeOf = ({ say, app }: Desk, { codeNumber }: Pick<FoundRegistration, 'codeNumber'>): string =>
  codeNumber === null ? say('search.noCode') : writtenCode(app.folder.campaign.code, codeNumber)

/** As the campaign calls it, or words that say that it has none. */
export const sectorOf = ({ say, app }: Desk, { sector }: Pick<FoundRegistration, 'sector'>): string =>
  sectorName(app.folder.campaign, sector) ?? sector ?? say('search.noSector')

/** Where one model's history is. */
export const modelPath = (
  { app }: Desk,
  { id, codeNumber }: Pick<FoundRegistration, 'id' | 'codeNumber'>,
): string =>
  codeNumber === null
    ? `/mo-hinh?ma=${encodeURIComponent(id)}`
    : `/mo-hinh/${writtenCode(app.folder.campaign.code, codeNumber)}`

const showPages = ({ say }: Desk, query: SearchQuery, last: number): Html => {
  const link = (page: number, words: string, rel: string): Html =>
    page < 1 || page > last
      ? html``
      : html`<a class="button" rel="${rel}" href="/tra-cuu${writeQuery({ ...query, page })}">${words}</a>`
  return html`<nav class="row pages" aria-label="${say('search.pages')}">
${link(query.page - 1, say('search.previous'), 'prev')}
<span>${say('search.pageOf', { page: query.page, last })}</span>
${link(query.page + 1, say('search.next'), 'next')}
</nav>`
}
