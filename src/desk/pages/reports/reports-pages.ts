/** Báo cáo: all pages about what leaves the house, put together. */
import { Hono } from 'hono'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { closingPage } from './closing.ts'
import { handEditsPages } from './hand-edits.ts'
import { nextMailPage } from './next-mail.ts'
import { reportsOverview } from './overview.ts'
import { proposalsPage } from './proposals.ts'
import { remindersPage } from './reminders.ts'
import { sentMailPage } from './sent-mail.ts'

export const reportsPages = (desk: Desk): DeskRoutes => {
  const app = new Hono<DeskEnv>()
  for (const page of [
    reportsOverview,
    nextMailPage,
    sentMailPage,
    handEditsPages,
    remindersPage,
    closingPage,
    proposalsPage,
  ])
    app.route('/', page(desk))
  return app
}
