/** One form of a mail: whose it is, how it stands, what it registers, and what it took the place of. */
import { html } from 'hono/html'
import { shortCode } from '../../../domain/identity.ts'
import type { KeptSubmission } from '../../../domain/ledger.ts'
import type { Source } from '../../../domain/source.ts'
import type { Html } from '../../layout.ts'
import { sourceAnchor, sourceMark } from '../../original/source-mark.ts'
import { type MessageView, reasonList } from './reasons.ts'
import { standingTag } from './standing-tag.ts'

export const formOfPart = (view: MessageView, form: KeptSubmission): Html => {
  const { desk, excerpt, words } = view
  const { say } = desk
  const { sheet } = words
  const rows = excerpt.registrations.filter(one => one.submissionId === form.id)
  const name = sheet.unitOf(form).name || say('messages.noUnit')
  return html`<div class="form"><h3>${say('messages.form')} ${
    form.unitId === null ? name : html`<a href="/don-vi/${encodeURIComponent(form.unitId)}">${name}</a>`
  } ${standingTag(desk, form.standing)}${
    form.supersededBy === null ? '' : html` <span class="tag superseded">${say('messages.superseded')}</span>`
  }</h3>
${relation(view, 'supersededBy', form.supersededBy)}${relation(view, 'duplicateOf', form.duplicateOf)}
${reasonList(view, form.findings)}
${
  rows.length === 0
    ? html`<p>${say('messages.noRows')}</p>`
    : html`<div class="scroll"><table class="list"><thead><tr>${(
        ['code', 'section', 'name', 'sector', 'model', 'note'] as const
      ).map(one => html`<th scope="col">${say(`messages.row-${one}`)}</th>`)}</tr></thead><tbody>${rows.map(
        one => html`<tr data-source="${sourceMark(one.source)}"><td>${sheet.codeOf(one)}</td><td>${sheet.phrase(`section.${one.section}`)}</td>
<td>${one.name}</td><td>${sheet.sectorName(one.sector)}</td><td>${one.model === '' || !view.isKept ? one.model : html`<a href="${place(view, form, one.source)}">${one.model}</a>`}</td><td>${one.note}</td></tr>`,
      )}</tbody></table></div>`
}
${form.corrected ? html`<p class="hint">${say('messages.corrected')}</p>` : ''}</div>`
}

/** `Được thay bằng bản nhận 08:15 12/02/2022`, with the way there. */
const relation = (
  { excerpt, words }: MessageView,
  key: 'supersededBy' | 'duplicateOf',
  id: string | null,
): Html => {
  const other = excerpt.submissions.find(one => one.id === id)
  const message = words.sheet.messageOf(other?.messageId)
  if (!message) return html``
  const text = words.sheet.phrase(`tracking.${key}`, {
    ...{ when: words.moment(message.receivedAt), code: shortCode(message.id) },
  })
  return html`<p><a href="/thu/${message.id}">${text}</a></p>`
}

/** Its cell in the original below. */
const place = ({ id }: MessageView, { partPath }: KeptSubmission, source: Source): string =>
  `/thu/${id}?phan=${encodeURIComponent(partPath)}#${source.kind === 'part' ? 'goc' : sourceAnchor(source)}`
