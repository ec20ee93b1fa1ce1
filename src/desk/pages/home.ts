/** The first page: what there is to do, and how the campaign stands. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Desk, DeskEnv, DeskRoutes } from '../desk.ts'
import { showPage } from '../layout.ts'

export const homePage = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().get('/', async c => {
    const { say } = desk
    const { items } = await desk.waiting()
    return showPage(c, desk, {
      title: say('home.title'),
      at: 'home',
      body: html`<h1>${say('home.title')}</h1>
<p id="waiting" data-live>${say('home.waiting', { count: items.length })}</p>`,
    })
  })
