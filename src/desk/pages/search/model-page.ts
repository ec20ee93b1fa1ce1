/** Mô hình: one registration's whole history, from the cell in which the unit wrote it to how it counts now. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { makePhrase } from '../../../consolidation/phrases.ts'
import { partName, senderOf } from '../../../consolidation/tracking-sheet.ts'
import { writtenSource } from '../../../consolidation/written-source.ts'
import { AppError } from '../../../domain/errors.ts'
import { asRead, shortCode, writtenCode } from '../../../domain/identity.ts'
import { stands } from '../../../domain/outcome.ts'
import type { RowValues } from '../../../validation/differences.ts'
import { writtenFinding } from '../../../validation/finding-text.ts'
import { originOf } from '../../../validation/row-history.ts'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, sentence, showPage } from '../../layout.ts'
import { when } from '../../when.ts'
import { type FoundModel, findModel } from './find-model.ts'
import { findingsOf } from './marks.ts'
import { showCorrections, showDecisions } from './model-decisions.ts'
import { showForm, showRelations } from './model-form.ts'
import { readCode } from './query.ts'
import { sectorOf, stateTag } from './search-rows.ts'

export const modelPages = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  const { campaign } = app.folder
  return new Hono<DeskEnv>()
    .get('/mo-hinh', async c => {
      const found = await findModel(desk, c.req.query('ma') ?? '')
      if (!found?.registration) throw new AppError('not-found', 'no such registration')
      return showPage(c, desk, await pageOf(desk, found, ''))
    })
    .get('/mo-hinh/:code', async c => {
      const typed = c.req.param('code')
      const number = readCode(typed, campaign.code)
      const id = number === undefined ? undefined : await app.store.coded(number)
      if (number === undefined || id === undefined) throw new AppError('not-found', `no code ${typed}`)
      const code = writtenCode(campaign.code, number)
      if (code !== typed) return c.redirect(`/mo-hinh/${code}`, 303)
      const found = await findModel(desk, id)
      if (found) return showPage(c, desk, await pageOf(desk, found, code))
      return showPage(c, desk, {
        ...{ title: code, at: 'search', status: 404 },
        body: sentence(code, say('model.goneWithForm')),
      })
    })
}

const pageOf = async (desk: Desk, found: FoundModel, code: string) => {
  const { say, app } = desk
  const { registration, form } = found
  const roster = await app.roster.roster()
  const unit = roster.units.find(one => one.id === form.unitId)
  const name = registration?.model || say('search.noModel')
  const title = code === '' ? name : `${code} - ${name}`
  return {
    ...{ title: registration ? title : code, at: 'search' as const, styles: ['search.css'] },
    body: html`<p class="no-print"><a href="/tra-cuu">${say('model.back')}</a></p>
<h1>${code === '' ? '' : html`<span class="code">${code}</span> `}${registration ? name : say('model.goneTitle')}</h1>
<section id="now" data-live class="card">
${registration ? '' : html`<p class="lead">${say('model.gone')}</p>`}
<dl class="facts">
<dt>${say('search.unit')}</dt><dd>${form.unitId === null ? form.unitName : html`<a href="/don-vi/${encodeURIComponent(form.unitId)}">${unit?.name ?? form.unitName}</a>`}</dd>
${registration ? values(desk, registration) : ''}
<dt>${say('search.stateOf')}</dt><dd>${stateTag(desk, form)} ${say(stands(form) && registration ? 'model.counts' : 'model.doesNotCount')}</dd>
${marks(desk, found)}
</dl></section>
${asWritten(desk, found)}
${showCorrections(desk, found)}
${showRelations(desk, found)}
${showForm(desk, found)}
${showDecisions(desk, found, roster)}`,
  }
}

export const values = (desk: Desk, row: RowValues): Html => {
  const { say } = desk
  const said = [
    ['search.name', `${row.name} (${say(`search.section-${row.section}`)})`],
    ['search.sector', sectorOf(desk, row)],
    ['search.model', row.model],
    ['search.note', row.note],
  ] as const
  return html`${said.map(([key, text]) => (text === '' ? '' : html`<dt>${say(key)}</dt><dd>${text}</dd>`))}`
}

const marks = ({ say, app }: Desk, { registration, form }: FoundModel): Html => {
  const all = registration ? findingsOf({ findings: form.findings, source: registration.source }) : []
  const texts = [...new Set(all.map(one => writtenFinding(one, app.folder.findingTexts)))]
  return texts.length === 0
    ? html``
    : html`<dt>${say('model.marks')}</dt><dd><ul class="plain-list">${texts.map(text => html`<li>${text}</li>`)}</ul></dd>`
}

/** Words, file and cell, before anybody touched it; of a row that was put in by hand there is none. */
const asWritten = (desk: Desk, { id, form, message, part, decisions }: FoundModel): Html => {
  const { say, app } = desk
  const phrase = makePhrase(app.folder.wording)
  const origin = originOf(form, decisions, id)
  const read = asRead(form.id, form.reading).find(one => one.id === origin)
  return html`<section class="card" aria-labelledby="as-written"><h2 id="as-written">${say('model.asWritten')}</h2>
${read ? '' : html`<p>${say('model.putIn')}</p>`}
<dl class="facts">
${read ? values(desk, read) : ''}
<dt>${say('model.file')}</dt><dd>${partName(part, form.partPath, phrase)}${read ? `, ${writtenSource(read.source, phrase)}` : ''}</dd>
<dt>${say('model.mail')}</dt><dd><a href="/thu/${message.id}">${message.headers?.subject || say('model.noSubject')}</a> (${say('model.mailCode', { code: shortCode(message.id) })})</dd>
<dt>${say('model.sender')}</dt><dd>${senderOf(message)}</dd>
<dt>${say('search.received')}</dt><dd>${when(desk, message.receivedAt)}</dd>
</dl></section>`
}
