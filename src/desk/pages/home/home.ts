/**
 * The first page: what there is to do, and how the campaign stands. Its figures are the fact `overview`, counted when the
 * tables were last written: page and tables never disagree, and it costs the same however large the ledger is.
 */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { closingOf } from '../../../domain/closing.ts'
import { campaignSubject } from '../../../domain/decision.ts'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { deadlineWords } from './deadline.ts'
import { showMailbox } from './mailbox.ts'
import { showStanding } from './standing.ts'
import { showTasks } from './tasks.ts'

export const homePage = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().get('/', async c => {
    const { say } = desk
    const { store, folder } = desk.app
    const closing = closingOf(await store.decisions(campaignSubject))
    return showPage(c, desk, {
      title: say('home.title'),
      at: 'home',
      styles: ['home.css'],
      body: html`<h1>${say('home.heading', { year: folder.campaign.year })}</h1>
<p class="lead" id="deadline" data-live>${deadlineWords(desk, closing)}</p>
${await showTasks(desk, c.get('person'))}
${await showMailbox(desk, closing !== null)}
${await standing(desk)}`,
    })
  })

/** What there is to see before there are figures says what comes next. */
const standing = async (desk: Desk): Promise<Html> => {
  const { say } = desk
  const overview = await desk.overview()
  const revision = await desk.app.store.revision()
  if (overview && overview.balance.messages.received > 0)
    return showStanding(desk, overview, overview.revision !== revision)
  // Live as a whole, until there are figures, which are live each by itself.
  // The store's first revision is that of an empty ledger.
  const isCounting = overview ? overview.revision !== revision : revision > 0
  return html`<section id="standing" data-live class="card empty" aria-labelledby="standing-title">
<h2 id="standing-title">${say(isCounting ? 'home.counting' : 'home.emptyTitle')}</h2>
<p>${say(isCounting ? 'home.countingText' : 'home.emptyText')}</p>
</section>`
}
