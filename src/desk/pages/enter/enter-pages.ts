/** Nhập bản đăng ký: the form, what became of an entry, and taking it back. */
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { isAtLeast } from '../../../domain/account.ts'
import { closingOf } from '../../../domain/closing.ts'
import { campaignSubject } from '../../../domain/decision.ts'
import { isAppError } from '../../../domain/errors.ts'
import { isError } from '../../../domain/finding.ts'
import { sections } from '../../../domain/reading.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../../desk.ts'
import { formHeading } from '../../entry/compose.ts'
import {
  blankFields,
  checkEntry,
  type Entry,
  type EntryFields,
  type InputTroubles,
  mostScans,
  readFields,
  readFiles,
} from '../../entry/entry-input.ts'
import { keepEntry, takeEntryBack } from '../../entry/keep-entry.ts'
import { type ReadBack, readBack } from '../../entry/read-back.ts'
import { findFurtherPages, findScans, type Scan, unitOfSender } from '../../entry/scans.ts'
import { showPage, withDone } from '../../layout.ts'
import { originalScripts, originalStyles } from '../../original/pane.ts'
import { enterForm } from './enter-form.ts'
import { entriesList } from './entries-list.ts'
import { entryPage } from './entry-page.ts'
import { blankRow, withReadyRows } from './entry-rows.ts'
import { scanPages } from './scan-pages.ts'

interface Said {
  readonly troubles?: InputTroubles
  readonly doubts?: ReadBack | undefined
  readonly filesLost?: boolean
  readonly status?: 400 | 409
}

export const enterPages = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  const { store, clock, folder, roster } = app
  const { campaign } = folder

  /** @param scans what it is typed from: those of `fields.of` */
  const show = async (
    c: DeskContext,
    fields: EntryFields,
    scans: readonly Scan[],
    said: Said = {},
  ): Promise<Response> => {
    const title = say('enter.title')
    const at = {
      ...({ title, at: 'enter', styles: [...originalStyles, 'enter.css'] } as const),
      scripts: [...originalScripts, 'unit-picker.js', 'enter.js'],
    }
    const closed = closingOf(await store.decisions(campaignSubject)) !== null
    const further = await findFurtherPages(desk, scans)
    const { units } = await roster.roster()
    const seen = new Map([...scans, ...further].map(one => [one.part.id, one.seen]))
    for (const [id, count] of fields.seen) seen.set(id, count)
    const view = {
      ...{ fields: { ...fields, seen, rows: withReadyRows(fields.rows) }, units, now: clock.now() },
      ...{ troubles: said.troubles ?? {}, doubts: said.doubts, filesLost: said.filesLost ?? false },
      scanned:
        scans.length > 0
          ? { pages: await scanPages(desk, scans, further), mayKeep: scans.every(one => !one.typed) }
          : undefined,
    }
    const body = closed
      ? html`<p class="note">${say('enter.closed')}</p>`
      : html`${scans.length > 0 ? '' : html`<p class="lead">${say('enter.lead')}</p>`}${enterForm(desk, view)}`
    return showPage(c, desk, {
      ...at,
      body: html`<h1>${title}</h1>${body}${await entriesList(desk)}`,
      ...(said.status && { status: said.status }),
    })
  }

  /** The same page again, for one row more or pages joined. */
  const more = async (
    c: DeskContext,
    fields: EntryFields,
    wish: string,
    filesLost: boolean,
  ): Promise<Response> => {
    const section = sections.find(one => wish === `add-${one}`)
    const ready = withReadyRows(fields.rows)
    const rows = section ? [...ready, blankRow(section)] : ready
    return show(c, { ...fields, rows }, await findScans(desk, fields.of), { filesLost })
  }

  const keep = async (
    c: DeskContext,
    fields: EntryFields,
    entry: Entry,
    lost: boolean,
  ): Promise<Response> => {
    try {
      const id = await keepEntry(desk, c.get('person'), entry)
      return c.redirect(withDone(`/nhap/${id}`, 'enter.done-kept'), 303)
    } catch (error) {
      // Closed meanwhile, or typed by somebody else meanwhile: the page says so, with what was typed here.
      const isKnown = isAppError(error, 'campaign-closed', 'stale-version')
      if (!isKnown) throw error
      return show(c, fields, await findScans(desk, fields.of), { filesLost: lost, status: 409 })
    }
  }

  return new Hono<DeskEnv>()
    .get('/nhap', async c => {
      // Whoever only looks types nothing, and sees of mails what the page of each shows.
      const mayType = isAtLeast(c.get('person').role, 'clerk')
      const of = mayType ? (c.req.queries('tu') ?? []).slice(0, mostScans) : []
      const scans = await findScans(desk, of)
      const unit = c.req.query('dv') ?? (await unitOfSender(desk, scans))
      return show(c, blankFields(clock.now(), campaign, { key: randomUUID(), unit, of }), scans)
    })
    .post('/nhap', async c => {
      const data = await c.req.formData()
      const read = readFields(data, campaign)
      const fields = { ...read, key: read.key || randomUUID() }
      const files = await readFiles(data)
      const filesLost = files.length > 0
      const wish = String(data.get('do') ?? 'keep')
      if (!wish.startsWith('keep')) return more(c, fields, wish, filesLost)
      const scans = await findScans(desk, fields.of)
      const checked = checkEntry({ ...fields, of: scans.map(one => one.part.id) }, files, {
        ...{ units: (await roster.roster()).units, campaign, now: clock.now() },
        scanned: receiptOf(scans),
      })
      if (checked.troubles)
        return show(c, fields, scans, { troubles: checked.troubles, filesLost, status: 400 })
      const { entry } = checked
      const doubts =
        entry.rows.length > 0
          ? readBack(entry.rows, formHeading(entry.unit.name, campaign, say), campaign)
          : undefined
      const isRefused = doubts?.rows.some(one => !one.isAsTyped)
      const isDoubted =
        doubts && (doubts.others.length > 0 || doubts.rows.some(one => one.findings.some(isError)))
      if (isRefused || (isDoubted && wish !== 'keep-anyway'))
        return show(c, fields, scans, { doubts, filesLost, status: 400 })
      return keep(c, fields, entry, filesLost)
    })
    .get('/nhap/:message', async c => entryPage(desk, c, c.req.param('message')))
    .post('/nhap/:message/rut-lai', async c => {
      const message = c.req.param('message')
      const seen = Number((await c.req.parseBody()).seen)
      await takeEntryBack(desk, c.get('person'), message, seen)
      return c.redirect(withDone(`/nhap/${message}`, 'enter.done-taken-back'), 303)
    })
}

/** When the first of its mails came. */
const receiptOf = (scans: readonly Scan[]): number | undefined =>
  scans.length === 0 ? undefined : Math.min(...scans.map(one => one.message.receivedAt))
