/** What was decided of it, of its file and its mail: who, when, what; each can be taken back. */
import { html } from 'hono/html'
import type { Decision } from '../../../domain/decision.ts'
import type { Html } from '../../layout.ts'
import { mayTakeBack, takeBackForm } from '../../take-back.ts'
import { standingDecisions } from './find-item.ts'
import type { ItemView } from './item-page.ts'
import { itemPath } from './item-path.ts'

export const history = (view: ItemView): Html => {
  const { desk, item, mayDecide } = view
  const { say } = desk
  if (item.decisions.length === 0) return html``
  const standing = standingDecisions(item)
  const back = itemPath(item.waiting, view.kept)
  return html`<section aria-labelledby="history"><h2 id="history">${say('waiting.history')}</h2>
<ol class="history">${item.decisions
    .toReversed()
    .map(
      one =>
        html`<li>${decisionLine(view, one)}${
          standing.has(one.id)
            ? mayDecide && mayTakeBack(one.kind)
              ? html` ${takeBackForm(desk, { decision: one.id, subject: one.subject, back }, say('waiting.decisionNumber', { number: one.id }))}`
              : ''
            : one.kind === 'undo'
              ? ''
              : html` <span class="tag superseded">${say('waiting.takenBack')}</span>`
        }</li>`,
    )}</ol></section>`
}

/** Who decided what, in one sentence. */
export const decisionLine = ({ words, desk }: Pick<ItemView, 'words' | 'desk'>, one: Decision): Html => {
  const what = words.decision(one.kind, one.after)
  return html`<span><strong>${one.by}</strong>, ${words.moment(one.at)}: ${words.phrase(`tracking.decision-${one.kind}`)}${
    what === '' ? '' : html`${desk.say('waiting.colon')} <span class="what">${what}</span>`
  }</span>`
}
