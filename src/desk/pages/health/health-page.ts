/** Tình trạng: what is wrong, in words, and what to do about it; then how everything stands. Settings are for administrators. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { isAtLeast } from '../../../domain/account.ts'
import { closingOf } from '../../../domain/closing.ts'
import { type WorkerTrouble, workerNames, workerTroubleFact } from '../../../worker-names.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { when } from '../../when.ts'
import { type Health, makeHealth } from './health.ts'
import { version } from './version.ts'

export const healthPage = (desk: Desk): DeskRoutes => {
  const read = makeHealth(desk)
  return new Hono<DeskEnv>().get('/tinh-trang', async c => {
    const health = await read()
    return showPage(c, desk, {
      ...{ title: desk.say('health.title'), at: 'health' },
      body: html`<h1>${desk.say('health.title')}</h1>
<section id="faults" data-live aria-labelledby="faults-heading"><h2 id="faults-heading">${desk.say('health.faults')}</h2>${faults(desk, health)}</section>
<section id="state" data-live aria-labelledby="state-heading"><h2 id="state-heading">${desk.say('health.state')}</h2>${state(desk, health)}</section>
<section id="workers" data-live aria-labelledby="workers-heading"><h2 id="workers-heading">${desk.say('health.workers')}</h2>${await workers(desk)}</section>
${settings(desk, c)}`,
    })
  })
}

const faults = ({ say }: Desk, health: Health): Html =>
  health.faults.length === 0
    ? html`<p class="done" role="status">${say('health.well')}</p>`
    : html`${health.faults.map(
        one =>
          html`<div class="wrong"><p><strong>${one.text}</strong></p><p>${say('health.todo')} ${say(`health.do-${one.code}`)}</p></div>`,
      )}`

const facts = (rows: readonly (readonly [string, string | undefined])[]): Html =>
  html`<dl class="facts">${rows.flatMap(([name, value]) =>
    value === undefined ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`],
  )}</dl>`

const state = (desk: Desk, { mailbox, tables, pulse, overview, freeBytes }: Health): Html => {
  const { say } = desk
  const whenOrNever = (at: number | null | undefined): string =>
    at === null || at === undefined ? say('health.never') : when(desk, at)
  const closing = closingOf(pulse.decisions)
  const jobs = pulse.jobs.filter(one => one.state !== 'failed').reduce((sum, one) => sum + one.count, 0)
  const balance = overview?.balance
  return facts([
    [
      say('health.closed'),
      closing ? say('health.closedBy', { when: when(desk, closing.at), by: closing.by }) : undefined,
    ],
    [say('health.mailbox'), whenOrNever(mailbox?.lastGoodLook)],
    [say('health.tables'), whenOrNever(tables?.at)],
    [
      say('health.behind'),
      tables?.revision !== undefined && tables.revision !== null && tables.revision < pulse.revision
        ? say('health.behindText')
        : undefined,
    ],
    [
      say('health.balance'),
      balance && say(balance.even ? 'health.even' : 'health.uneven', { messages: balance.messages.received }),
    ],
    [say('health.jobs'), String(jobs)],
    [say('health.failed'), String(pulse.failedJobs.length)],
    [
      say('health.disk'),
      freeBytes === undefined
        ? undefined
        : say('health.megabytes', { count: Math.floor(freeBytes / 1024 / 1024) }),
    ],
  ])
}

const workers = async ({ say, app }: Desk): Promise<Html> => {
  const rows = await Promise.all(
    workerNames.map(
      async name => [name, await app.store.fact<WorkerTrouble | null>(workerTroubleFact(name))] as const,
    ),
  )
  return facts(
    rows.map(([name, trouble]) => [
      say(`health.worker-${name}`),
      trouble ? say('health.stopped', { since: when({ app }, trouble.since) }) : say('health.noTrouble'),
    ]),
  )
}

/** Without secrets: of an address with a password in it, no more than that it is set. */
const settings = ({ say, app, origin, listening }: Desk, c: DeskContext): Html => {
  if (!isAtLeast(c.get('person').role, 'administrator')) return html``
  const { config, folder } = app
  const { host, port } = listening()
  const megabytes = (bytes: number): string =>
    say('health.megabytes', { count: Math.round(bytes / 1024 / 1024) })
  return html`<section class="card" aria-labelledby="settings-heading"><h2 id="settings-heading">${say('health.settings')}</h2>${facts(
    [
      [say('health.version'), `tonghop ${version}, Node.js ${process.versions.node}`],
      [say('health.memory'), megabytes(process.memoryUsage().rss)],
      [say('health.campaign'), folder.campaign.id],
      ['DATA_DIR', config.dataDir],
      ['IMAP_URL', config.imap ? `${config.imap.host}:${config.imap.port}` : say('health.notSet')],
      ['MAILBOX_DIR', config.imap ? undefined : app.mailboxFolder],
      ['SMTP_URL', config.smtpUrl ? app.outbox.target : say('health.notSent', { folder: app.outbox.target })],
      ['REDIS_URL', say(config.redisUrl ? 'health.set' : 'health.notSet')],
      [say('health.address'), origin()],
      [say('health.listens'), `${host}:${port}`],
      ['DESK_URL', config.desk.url ?? say('health.notSet')],
      ['METRICS_TOKEN', say(config.metricsToken ? 'health.set' : 'health.notSet')],
      ['LOG_LEVEL', config.logLevel],
      ['POLL_SECONDS', String(config.pollSeconds)],
    ],
  )}<p class="hint">${say('health.howToSet')}</p></section>`
}
