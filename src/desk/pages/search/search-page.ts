/** Tra cứu: registrations found by words and filters, all of which stand in the address; and their downloads. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { writtenCode } from '../../../domain/identity.ts'
import type { RegistrationOrder } from '../../../domain/wishes.ts'
import { dispositionOf, sendAttachment } from '../../attachment.ts'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { showPage } from '../../layout.ts'
import { foundFileName, type Wanted, writeFoundCsv, writeFoundXlsx } from './download.ts'
import { readCode, readQuery, type SearchQuery, wishOf } from './query.ts'
import { searchForm } from './search-form.ts'
import { showFound } from './search-rows.ts'

/** Of a page. */
const rowsShown = 50

export const searchPages = (desk: Desk): DeskRoutes => {
  const { say } = desk
  const { store, roster, folder } = desk.app
  const wantedOf = async (typed: Record<string, string>): Promise<Wanted> => {
    const query = readQuery(typed)
    const units = await roster.roster()
    return {
      ...{ query, units, order: orderOf(desk, query, units) },
      wish: wishOf(query, units, folder.campaign.timeZone),
    }
  }
  return new Hono<DeskEnv>()
    .get('/tra-cuu', async c => {
      const { query, wish, order, units } = await wantedOf(c.req.query())
      const code = readCode(query.text, folder.campaign.code)
      const written = code === undefined ? '' : writtenCode(folder.campaign.code, code)
      if (code !== undefined && (await store.coded(code)) !== undefined)
        return c.redirect(`/mo-hinh/${written}`, 303)
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
${code === undefined ? '' : html`<p class="note">${say('search.noSuchCode', { code: written })}</p>`}
${showFound(desk, { query: { ...query, page }, found, units, last })}`,
      })
    })
    .get('/tra-cuu.xlsx', async c => {
      const wanted = await wantedOf(c.req.query())
      const { sums } = await store.findRegistrations(wanted.wish, { ...wanted.order, from: 0, count: 0 })
      const bytes = await writeFoundXlsx(desk, wanted, sums)
      return sendAttachment(c, bytes, foundFileName(desk, wanted, 'xlsx'))
    })
    .get('/tra-cuu.csv', async c => {
      const wanted = await wantedOf(c.req.query())
      return c.body(writeFoundCsv(desk, wanted), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': dispositionOf(foundFileName(desk, wanted, 'csv')),
      })
    })
}

const orderOf = (
  { app }: Desk,
  query: Pick<SearchQuery, 'order'>,
  { units }: { readonly units: readonly { readonly id: string }[] },
): RegistrationOrder => ({
  by: query.order,
  units: units.map(unit => unit.id),
  sectors: app.folder.campaign.form.sectors.map(sector => sector.id),
})
