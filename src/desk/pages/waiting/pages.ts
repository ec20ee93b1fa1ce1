/** Cần xử lý: the list of what waits, and one thing of it at a time. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { asCorrected } from '../../../domain/decision.ts'
import { AppError } from '../../../domain/errors.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../../desk.ts'
import { showPage } from '../../layout.ts'
import { originalScripts, originalStyles } from '../../original/pane.ts'
import { maySee } from '../messages/files.ts'
import { checksPages } from './checks-page.ts'
import { decideItem } from './decide-item.ts'
import { getItem, type Item, settledRows } from './find-item.ts'
import { itemPage, mayDecideOf, type Typed } from './item-page.ts'
import { makeItemWords } from './item-words.ts'
import { keptOf, lineOf } from './line.ts'
import { listPage } from './list-page.ts'
import { originalOf } from './original.ts'

const files = {
  styles: [...originalStyles, 'waiting.css'],
  scripts: [...originalScripts, 'waiting.js', 'waiting-rows.js', 'waiting-units.js'],
}

export const waitingPages = (desk: Desk): DeskRoutes => {
  const { say } = desk
  const show = async (
    c: DeskContext,
    item: Item,
    kept: string,
    typed: Typed,
    status: 200 | 400 | 409 = 200,
  ): Promise<Response> => {
    const words = await makeItemWords(desk, item.excerpt)
    const mayDecide = mayDecideOf(c.get('person'))
    const original = await originalOf(desk, c, item)
    return showPage(c, desk, {
      ...{ ...files, status, at: 'waiting' },
      title: `${words.title(item.waiting)} - ${say('waiting.title')}`,
      body: itemPage({ desk, item, words, kept, typed, mayDecide, original }),
    })
  }
  return new Hono<DeskEnv>()
    .route('/', checksPages(desk))
    .get('/can-xu-ly', async c => {
      const view = await desk.waiting()
      const { trang } = c.req.query()
      return showPage(c, desk, {
        ...{ ...files, at: 'waiting', title: say('waiting.title') },
        body: html`<div class="waiting">${listPage(desk, {
          ...{ line: lineOf(view), kept: keptOf(c.req.query('loai')), page: Number(trang) || 1 },
          words: await makeItemWords(desk, view.excerpt),
          scansToCheck: (await desk.app.store.scansBeside()).filter(one => !one.isChecked).length,
        })}</div>`,
      })
    })
    .get('/can-xu-ly/:item', async c => {
      const kept = keptOf(c.req.query('loai'))
      const item = await getItem(desk, c.req.param('item'), kept)
      const { message } = item.waiting
      if (!item.isWaiting && message && !maySee(c, message))
        throw new AppError('not-found', `no item ${item.key}`)
      const rows = c.req.query('sua') === undefined ? undefined : settledRows(item).map(asCorrected)
      return show(c, item, kept, item.waiting.submission ? { rows } : {})
    })
    .post('/can-xu-ly/:item', async c => {
      const { path, show: again } = await decideItem(desk, c, c.req.param('item'))
      if (path !== undefined) return c.redirect(path, 303)
      const { item, typed, status } = again!
      const kept = keptOf(String((await c.req.formData()).get('kept')))
      return show(c, item, kept, typed, status)
    })
}
