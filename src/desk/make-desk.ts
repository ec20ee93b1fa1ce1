/** The desk put together: guards in their order, then pages; and what a failure looks like. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { AppError, type ErrorCode } from '../domain/errors.ts'
import { errorFields } from '../platform/logging.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from './desk.ts'
import { mayChange, ownHost, ownOrigin, securityHeaders, signedIn, tooLarge } from './guard.ts'
import { type Page, sentence, showBarePage, showPage } from './layout.ts'
import { livePages } from './live.ts'
import { enterPages } from './pages/enter/enter-pages.ts'
import { healthPage } from './pages/health/health-page.ts'
import { monitorPages } from './pages/health/monitor.ts'
import { historyPage } from './pages/history/history.ts'
import { homePage } from './pages/home/home.ts'
import { messagePages } from './pages/messages/pages.ts'
import { reportsPages } from './pages/reports/reports-pages.ts'
import { sameModelPages } from './pages/same/same-page.ts'
import { modelPages } from './pages/search/model-page.ts'
import { searchPages } from './pages/search/search-page.ts'
import { tablesPage } from './pages/tables/tables.ts'
import { undoPage } from './pages/undo.ts'
import { unitsPages } from './pages/units/units-pages.ts'
import { waitingPages } from './pages/waiting/pages.ts'
import { choosePasswordPage } from './people/choose-password.ts'
import { firstStartPage } from './people/first-start.ts'
import { ownAccountPage } from './people/own-account.ts'
import { peoplePages } from './people/people-pages.ts'
import { signInPages, signOutPages } from './people/sign-in.ts'
import { publicFiles } from './public-files.ts'

/** Bytes of a request: a mail's worth of files. */
const largestBody = 64 * 1024 * 1024

/** For everybody: these look at nobody's data. */
const openPages = [signInPages, firstStartPage, choosePasswordPage, monitorPages]
/** For who is signed in; what changes anything takes a clerk (`mayChange`). */
const pages: readonly ((desk: Desk) => DeskRoutes)[] = [
  signOutPages,
  livePages,
  homePage,
  messagePages,
  tablesPage,
  enterPages,
  reportsPages,
  searchPages,
  modelPages,
  sameModelPages,
  undoPage,
  historyPage,
  healthPage,
  ownAccountPage,
  peoplePages,
  waitingPages,
  unitsPages,
]

const statusOf: { readonly [C in ErrorCode]?: 404 | 409 } = {
  ...({ 'not-found': 404, 'stale-version': 409, 'no-undo': 409 } as const),
  ...({ 'name-taken': 409, 'last-administrator': 409 } as const),
}

export const makeDesk = (desk: Desk): DeskRoutes => {
  const { say } = desk
  const fail = (c: DeskContext, page: Page): Response | Promise<Response> =>
    c.get('person') ? showPage(c, desk, page) : showBarePage(c, desk, page)
  const app = new Hono<DeskEnv>()
  app.use(securityHeaders(desk))
  app.use(ownHost(desk))
  app.route('/', publicFiles())
  app.use(ownOrigin(desk))
  for (const page of openPages) app.route('/', page(desk))
  app.use(signedIn(desk))
  app.use(mayChange(desk))
  // After the guards: a stranger's bytes are not even taken in.
  app.use(bodyLimit({ maxSize: largestBody, onError: c => fail(c, tooLarge(desk)) }))
  for (const page of pages) app.route('/', page(desk))
  app.notFound(c =>
    fail(c, {
      title: say('layout.notFound'),
      body: sentence(say('layout.notFound'), say('layout.notFoundText')),
      status: 404,
    }),
  )
  app.onError(async (error, c) => {
    if (await isBrokenForm(c))
      return fail(c, {
        title: say('layout.brokenForm'),
        body: sentence(say('layout.brokenForm'), say('layout.brokenFormText')),
        status: 400,
      })
    if (!(error instanceof AppError)) {
      desk.app.log.error({ ...errorFields(error), path: c.req.path }, 'a page failed')
      return fail(c, {
        title: say('layout.bug'),
        body: sentence(say('layout.bug'), say('layout.bugText')),
        status: 500,
      })
    }
    const status = statusOf[error.code] ?? 503
    const title = desk.app.say(`error.${error.code}`)
    return fail(c, {
      title,
      body: html`<h1>${title}</h1><p class="lead">${error.code === 'stale-version' || status !== 409 ? say(`layout.error-${status}`) : ''}</p><p class="detail">${error.message}</p>`,
      status,
    })
  })
  return app
}

/** What was sent is no form, or broke off: whoever sent it is told, and it is no fault of ours to be looked into. */
const isBrokenForm = async (c: DeskContext): Promise<boolean> => {
  const { formData, arrayBuffer } = c.req.bodyCache
  const read = await Promise.allSettled([formData, arrayBuffer])
  return read.some(one => one.status === 'rejected')
}
