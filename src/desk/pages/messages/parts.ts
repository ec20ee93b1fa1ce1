/** What a mail brought: each part, what became of it and why, the forms in it with their registrations and codes. */
import { html } from 'hono/html'
import type { KeptPart, KeptSubmission } from '../../../domain/ledger.ts'
import type { Html } from '../../layout.ts'
import { isWords, partAddress, partLabel } from '../../original/part-names.ts'
import { writtenSize } from '../../original/written-size.ts'
import { formOfPart } from './form.ts'
import { makePartTree, type PartNode } from './part-tree.ts'
import { type MessageView, reasonList } from './reasons.ts'
import { standingTag } from './standing-tag.ts'

export const partList = (view: MessageView): Html => {
  const parts = view.excerpt.parts.filter(one => one.messageId === view.id)
  return html`<div class="card"><ul class="parts">${makePartTree(parts).map(one => drawNode(view, one, parts))}</ul></div>`
}

const drawNode = (view: MessageView, { part, name, inside }: PartNode, all: readonly KeptPart[]): Html => {
  const { say } = view.desk
  return html`<li>${
    part
      ? drawPart(view, part, all)
      : html`<p class="head"><strong>${name || say('messages.innerMail')}</strong> <span class="detail">${say(
          'messages.contains',
          { count: inside.length },
        )}</span></p>`
  }${inside.length > 0 ? html`<ul class="parts inside">${inside.map(one => drawNode(view, one, all))}</ul>` : ''}</li>`
}

const drawPart = (view: MessageView, part: KeptPart, all: readonly KeptPart[]): Html => {
  const { desk, excerpt, id, isKept } = view
  const { say } = desk
  const forms = excerpt.submissions.filter(one => one.messageId === id && one.partPath === part.path)
  const label = partLabel(desk, part, all)
  // Where it stands in a node of its container, the container's name is said there.
  const shown = part.path.includes('/') && part.name !== '' ? (part.name.split('/').at(-1) ?? label) : label
  return html`<p class="head"><strong>${
    isKept ? html`<a href="/thu/${id}?phan=${encodeURIComponent(part.path)}#goc">${shown}</a>` : shown
  }</strong> ${standingTag(desk, part.standing)} <span class="detail">${
    isWords(part)
      ? ''
      : say('messages.format', {
          format: part.format,
          size: writtenSize(part.size),
        })
  }</span>${
    isKept
      ? html` <a href="${partAddress(id, part.path, 'tai')}" download>${say('messages.download')}<span class="hidden-words"> ${shown}</span></a>`
      : ''
  }</p>
${reasonList(view, part.findings)}${forms.map((form: KeptSubmission) => formOfPart(view, form))}`
}
