/**
 * A roster workbook taken over: what would change is shown first, and only what was shown is taken. The file is hostile
 * until it is read, so it is opened in the child process; what its sheets may say is what the clerk's own may say.
 */
import { html } from 'hono/html'
import { z } from 'zod'
import { AppError, isAppError } from '../../../domain/errors.ts'
import { Unit } from '../../../domain/unit.ts'
import { compareRosters, marksOf, replaceRoster, type UnitChange } from '../../../units/roster-edits.ts'
import { readRosterSheets, said } from '../../../units/roster-sheets.ts'
import { changeRoster } from '../../change-roster.ts'
import type { Desk, DeskContext } from '../../desk.ts'
import { type Html, showPage, withDone } from '../../layout.ts'
import { showRefused } from './change.ts'
import { unitFiles } from './list.ts'
import { refusalOf } from './refusal.ts'
import { type SeenUnit, seeRoster } from './seen-roster.ts'
import { changeLines, fieldChanges, unitPath } from './unit-words.ts'

/** More is no district's list, and too much for one page. */
const mostUnits = 3000
const largestFile = 10 * 1024 * 1024

export const showUpload = (c: DeskContext, desk: Desk, trouble = ''): Promise<Response> => {
  const { say } = desk
  return showPage(c, desk, {
    ...{ ...unitFiles, title: say('units.uploadTitle'), status: trouble === '' ? 200 : 400 },
    body: html`<p><a href="/don-vi">${say('units.back')}</a></p><h1>${say('units.uploadTitle')}</h1>
${trouble === '' ? '' : html`<div class="wrong" role="alert"><p>${say('units.uploadRefused')} ${trouble}</p></div>`}
<form class="card fields" method="post" action="/don-vi/nhap" enctype="multipart/form-data">
<label>${say('units.uploadFile')} <span class="hint">${say('units.uploadHint')}</span><input type="file" name="file" required accept=".xlsx,.xls,.ods"></label>
<div class="row"><button class="main">${say('units.uploadLook')}</button><a class="button" href="/don-vi/danh-sach.xlsx" download>${say('units.download')}</a></div></form>
<p class="hint">${say('units.uploadAlso', { file: said(desk.app.folder.wording, 'file') })}</p>`,
  })
}

/** What the file says against the roster in force; nothing is changed yet. */
export const compareUpload = async (c: DeskContext, desk: Desk): Promise<Response> => {
  const { say, app } = desk
  const { wording } = app.folder
  const file = (await c.req.formData()).get('file')
  if (!(file instanceof File) || file.size === 0) return showUpload(c, desk, say('units.uploadNone'))
  if (file.size > largestFile) return showUpload(c, desk, say('units.uploadTooLarge'))
  const book = await app.readBook(new Uint8Array(await file.arrayBuffer()))
  if (!book) return showUpload(c, desk, said(wording, 'trouble-unreadable'))
  const seen = await seeRoster(desk)
  const before = seen.units.map(one => one.unit)
  try {
    const { units } = readRosterSheets(book.sheets, wording, { units: before })
    if (units.length > mostUnits) return showUpload(c, desk, say('units.uploadTooMany', { count: mostUnits }))
    return showComparison(c, desk, seen.units, units)
  } catch (error) {
    if (isAppError(error, 'bad-roster')) return showUpload(c, desk, error.message)
    throw error
  }
}

const showComparison = (
  c: DeskContext,
  desk: Desk,
  seen: readonly SeenUnit[],
  after: readonly Unit[],
): Promise<Response> => {
  const { say } = desk
  const before = seen.map(one => one.unit)
  const changes = compareRosters(before, after)
  const title = say('units.compareTitle')
  const isReordered = after.some((unit, at) => unit.id !== before[at]?.id)
  const body =
    changes.length === 0 && !isReordered
      ? html`<p class="lead">${say('units.compareSame')}</p><p><a class="button main" href="/don-vi">${say('units.back')}</a></p>`
      : html`<p class="lead">${say('units.compareCounts', {
          added: changes.filter(one => !one.before).length,
          changed: changes.filter(one => one.before && one.after).length,
          removed: changes.filter(one => !one.after).length,
        })}</p>
<form method="post" action="/don-vi/nhap/nhan" class="row card">
<input type="hidden" name="roster" value="${JSON.stringify(after)}"><input type="hidden" name="seen" value="${JSON.stringify(marksOf(before))}">
<button class="main">${say('units.takeOver')}</button><a class="button" href="/don-vi/nhap">${say('units.compareOther')}</a></form>
${changeList(desk, changes, seen)}
${changes.length === 0 ? html`<p>${say('units.compareOrder')}</p>` : ''}`
  return showPage(c, desk, { ...unitFiles, title, body: html`<h1>${title}</h1>${body}` })
}

const changeList = (desk: Desk, changes: readonly UnitChange[], seen: readonly SeenUnit[]): Html => {
  const { say } = desk
  const sent = new Set(seen.filter(one => one.registered + one.waiting > 0).map(one => one.unit.id))
  const part = (title: string, some: readonly Html[]): Html =>
    some.length === 0
      ? html``
      : html`<h2>${title} (${some.length})</h2><ul class="roster-changes">${some}</ul>`
  const removed = changes.flatMap(({ id, before, after }) =>
    before && !after
      ? [
          html`<li><a href="${unitPath(id)}">${before.name}</a>, ${before.block}${sent.has(id) ? html` <strong class="tag review">${say('units.compareSent')}</strong>` : ''}</li>`,
        ]
      : [],
  )
  return html`${changes.some(one => !one.after && sent.has(one.id)) ? html`<p class="note">${say('units.compareSentHint')}</p>` : ''}
${part(say('units.compareRemoved'), removed)}
${part(
  say('units.compareChanged'),
  changes.flatMap(({ id, before, after }) =>
    before && after
      ? [
          html`<li><a href="${unitPath(id)}">${before.name}</a>${changeLines(desk, fieldChanges(desk, before, after))}</li>`,
        ]
      : [],
  ),
)}
${part(
  say('units.compareAdded'),
  changes.flatMap(({ before, after }) =>
    !before && after ? [html`<li>${after.name}, ${after.block}</li>`] : [],
  ),
)}`
}

const Marks = z.record(z.string(), z.string())

/** What was shown, against what was in force when it was shown. */
export const takeOverUpload = async (c: DeskContext, desk: Desk): Promise<Response> => {
  const { say } = desk
  const typed = await c.req.formData()
  const units = z
    .array(Unit)
    .min(1)
    .max(mostUnits)
    .safeParse(parsed(typed.get('roster')))
  const seen = Marks.safeParse(parsed(typed.get('seen')))
  if (!units.success || !seen.success) return showUpload(c, desk, say('units.uploadAgain'))
  try {
    const known = new Set(Object.keys(seen.data))
    await changeRoster(desk, c.get('person'), seen.data, now => {
      // A unit that came since the comparison was not in it, and would be taken off unseen.
      const fresh = now.find(unit => !known.has(unit.id))
      if (fresh) throw new AppError('stale-version', fresh.name)
      return replaceRoster({ units: units.data })(now)
    })
    return c.redirect(withDone('/don-vi', 'units.done-uploaded'), 303)
  } catch (error) {
    if (isAppError(error, 'stale-version'))
      return showRefused(c, desk, { text: say('units.staleUpload', { name: error.message }) }, 409)
    return showRefused(c, desk, refusalOf(desk, error))
  }
}

const parsed = (text: unknown): unknown => {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
