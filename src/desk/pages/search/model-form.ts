/** The form that a registration stands in: its other rows, and which forms replaced it, were replaced by it, or repeat it. */
import { html } from 'hono/html'
import { makePhrase } from '../../../consolidation/phrases.ts'
import { partName } from '../../../consolidation/tracking-sheet.ts'
import type { KeptSubmission } from '../../../domain/ledger.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { when } from '../../when.ts'
import type { FoundModel } from './find-model.ts'
import { codeOf, modelPath, sectorOf, stateTag } from './search-rows.ts'

export const showForm = (desk: Desk, { id, form, excerpt }: FoundModel): Html => {
  const { say } = desk
  const rows = excerpt.registrations.filter(one => one.submissionId === form.id)
  return html`<section class="card" aria-labelledby="form-rows"><h2 id="form-rows">${say('model.form', { count: rows.length })}</h2>
<div class="scroll"><table class="list found"><thead><tr>${['code', 'name', 'sector', 'model', 'note'].map(
    key => html`<th scope="col">${say(`search.${key}`)}</th>`,
  )}</tr></thead><tbody>${rows.map(
    row => html`<tr${row.id === id ? html` aria-current="true"` : ''}><th scope="row">${
      row.id === id
        ? html`${codeOf(desk, row)} <span class="hint">${say('model.thisOne')}</span>`
        : html`<a href="${modelPath(desk, row)}">${codeOf(desk, row)}</a>`
    }</th>
<td data-label="${say('search.name')}">${row.name} <span class="hint">(${say(`search.section-${row.section}`)})</span></td>
<td data-label="${say('search.sector')}">${sectorOf(desk, row)}</td>
<td data-label="${say('search.model')}">${row.model}</td>
<td data-label="${say('search.note')}">${row.note}</td></tr>`,
  )}</tbody></table></div></section>`
}

export const showRelations = (desk: Desk, found: FoundModel): Html => {
  const { say } = desk
  const { form, excerpt } = found
  const by = (id: string | null): KeptSubmission[] => excerpt.submissions.filter(one => one.id === id)
  const relations = [
    ['replacedBy', by(form.supersededBy)],
    ['repeats', by(form.duplicateOf)],
    ['replaces', excerpt.submissions.filter(one => one.supersededBy === form.id)],
    ['repeatedBy', excerpt.submissions.filter(one => one.duplicateOf === form.id)],
  ] as const
  if (relations.every(([, forms]) => forms.length === 0)) return html``
  return html`<section class="card" aria-labelledby="relations"><h2 id="relations">${say('model.relations')}</h2>
<ul>${relations.flatMap(([key, forms]) =>
    forms.map(one => html`<li>${say(`model.${key}`)} ${formLine(desk, found, one)}</li>`),
  )}</ul></section>`
}

/** A form by its mail and file, with the codes that its rows keep. */
const formLine = (desk: Desk, { excerpt }: FoundModel, form: KeptSubmission): Html => {
  const { say, app } = desk
  const message = excerpt.messages.find(one => one.id === form.messageId)
  const part = excerpt.parts.find(one => one.messageId === form.messageId && one.path === form.partPath)
  const rows = excerpt.registrations.filter(one => one.submissionId === form.id && one.codeNumber !== null)
  return html`<a href="/thu/${form.messageId}">${say('model.formOf', {
    file: partName(part, form.partPath, makePhrase(app.folder.wording)),
    when: message ? when({ app }, message.receivedAt) : '',
  })}</a> ${stateTag(desk, form)}${
    rows.length === 0
      ? ''
      : html`<br>${say('model.codesStay')} ${rows.map(
          (row, at) => html`${at > 0 ? ', ' : ''}<a href="${modelPath(desk, row)}">${codeOf(desk, row)}</a>`,
        )}`
  }`
}
