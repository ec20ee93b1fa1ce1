/** Tra cứu: registrations found by words and filters, all of which stand in the address; and their downloads. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { writtenCode } from '../../../domain/identity.ts'
import type { RegistrationOrder } from '../../../domain/wishes.ts'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { showPage } from '../../layout.ts'
import { readCode, readQuery, type SearchQuery, wishOf, writeQuery } from './query.ts'
import { searchForm } from './search-form.ts'
import { showFound } from './search-rows.ts'

/** Of a page. */
const rowsShown = 50

export const searchPages = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().get('/tra-cuu', async c => {
    const { say } = desk
    const { store, roster, folder } = desk.app
    const query = readQuery(c.req.query())
    const code = readCode(query.text, folder.campaign.code)
    const isCode = code !== undefined && (await store.coded(code)) !== undefined
    if (isCode) return c.redirect(`/mo-hinh/${writtenCode(folder.campaign.code, code)}`, 303)
    const units = await roster.roster()
    const wish = wishOf(query, units, folder.campaign.timeZone)
    const order = orderOf(desk, query, units)
    const find = (page: number) =>
      store.findRegistrations(wish, { ...order, from: (page - 1) * rowsShown, count: rowsShown })
    let found = await find(query.page)
    // Of a page that is not there any more the last one is shown.
    const last = Math.max(1, Math.ceil(found.sums.all / rowsShown))
    const page = Math.min(query.page, last)
    if (page !== query.page) found = await find(page)
    return showPage(c, desk, {
      title: say('search.title'),
      at: 'search',
      styles: ['search.css'],
      body: html`<h1>${say('search.title')}</h1>
${searchForm(desk, query, units)}
${
  code === undefined
    ? ''
    : html`<p class="note">${say('search.noSuchCode', { code: writtenCode(folder.campaign.code, code) })}</p>`
}
${showFound(desk, { query: { ...query, page }, found, units, last })}`,
    })
  })

export const orderOf = (
  { app }: Desk,
  query: Pick<SearchQuery, 'order'>,
  { units }: { readonly units: readonly { readonly id: string }[] },
): RegistrationOrder => ({
  by: query.order,
  units: units.map(unit => unit.id),
  sectors: app.folder.campaign.form.sectors.map(sector => sector.id),
})

export const searchPath = (query: SearchQuery): string => `/tra-cuu${writeQuery(query)}`
