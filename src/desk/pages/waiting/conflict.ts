/** Two clerks at one thing: the second is told who decided what meanwhile, and how what they wanted differs from what stands now. */
import { html } from 'hono/html'
import type { DecisionKind } from '../../../domain/decision.ts'
import { compareRows } from '../../../validation/differences.ts'
import type { Html } from '../../layout.ts'
import { differenceTable } from './difference-table.ts'
import { settledRows } from './find-item.ts'
import { decisionLine } from './history.ts'
import type { ItemView } from './item-page.ts'

export interface Conflict {
  /** What was wanted. */
  readonly kind: DecisionKind
  readonly after: unknown
  /** The number of the last decision that whoever wanted it had seen. */
  readonly known: number
}

export const conflictBox = (view: ItemView, { kind, after, known }: Conflict): Html => {
  const { desk, item, words, typed } = view
  const { say } = desk
  const meanwhile = item.decisions.filter(one => one.id > known)
  const wanted = words.decision(kind, after)
  return html`<div class="wrong conflict" role="alert" tabindex="-1" id="conflict"><div class="conflict-words">
<h2>${say(meanwhile.length > 0 ? 'waiting.conflict' : 'waiting.conflict-settled')}</h2>
${meanwhile.length > 0 ? html`<ul>${meanwhile.map(one => html`<li>${decisionLine(view, one)}</li>`)}</ul>` : ''}
<p>${say('waiting.wanted')} <strong>${words.phrase(`tracking.decision-${kind}`)}</strong>${
    typed.rows || wanted === '' ? '' : html`: <span class="what">${wanted}</span>`
  }. ${say('waiting.notDone')}</p>
${
  typed.rows
    ? html`<h3>${say('waiting.conflictRows')}</h3>${differenceTable(
        view,
        compareRows(settledRows(item), typed.rows),
        [say('waiting.nowRows'), say('waiting.yourRows')],
      )}`
    : ''
}
<p>${say(item.isWaiting ? 'waiting.conflictAgain' : 'waiting.conflictOver')}</p></div></div>`
}
