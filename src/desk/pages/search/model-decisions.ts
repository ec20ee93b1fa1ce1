/** What people decided: of one registration's own row, before and after; and of the form that it stands in. */
import { html } from 'hono/html'
import { makePhrase } from '../../../consolidation/phrases.ts'
import { makeDecisionWords } from '../../../consolidation/written-decision.ts'
import { idsInEffect } from '../../../domain/decision.ts'
import type { Roster } from '../../../domain/unit.ts'
import type { RowValues } from '../../../validation/differences.ts'
import { rowHistory } from '../../../validation/row-history.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { sheetWordsOf } from '../../sheet-words.ts'
import { when } from '../../when.ts'
import type { FoundModel } from './find-model.ts'
import { sectorOf } from './search-rows.ts'

export const showCorrections = (desk: Desk, { id, form, decisions }: FoundModel): Html => {
  const { say } = desk
  const changes = rowHistory(form, decisions, id)
  if (changes.length === 0) return html``
  const shown: readonly (readonly [string, (row: RowValues) => string])[] = [
    ['search.section', row => say(`search.section-${row.section}`)],
    ['search.name', row => row.name],
    ['search.sector', row => sectorOf(desk, row)],
    ['search.model', row => row.model],
    ['search.note', row => row.note],
  ]
  return html`<section class="card" aria-labelledby="corrections"><h2 id="corrections">${say('model.corrections')}</h2>
<div class="scroll"><table class="list found"><thead><tr>${['when', 'who', 'what', 'before', 'after'].map(
    key => html`<th scope="col">${say(`model.${key}`)}</th>`,
  )}</tr></thead><tbody>${changes.flatMap(({ decision, before, after }) => {
    const common = html`<td data-label="${say('model.when')}">${when(desk, decision.at)}</td>
<td data-label="${say('model.who')}">${decision.by}</td>`
    const line = (what: string, was: string, is: string): Html =>
      html`<tr>${common}<td data-label="${say('model.what')}">${what}${decision.kind === 'undo' ? ` ${say('model.byUndo')}` : ''}</td>
<td data-label="${say('model.before')}">${was || say('model.empty')}</td><td data-label="${say('model.after')}">${is || say('model.empty')}</td></tr>`
    if (!before || !after)
      return [line(say(before ? 'model.takenOut' : 'model.added'), before?.model ?? '', after?.model ?? '')]
    return shown.flatMap(([key, write]) =>
      write(before) === write(after) ? [] : [line(say(key), write(before), write(after))],
    )
  })}</tbody></table></div></section>`
}

export const showDecisions = (desk: Desk, { decisions, excerpt }: FoundModel, roster: Roster): Html => {
  const { say, app } = desk
  if (decisions.length === 0) return html``
  const phrase = makePhrase(app.folder.wording)
  const words = makeDecisionWords(sheetWordsOf(desk, excerpt, roster))
  const standing = idsInEffect(decisions)
  return html`<section class="card" aria-labelledby="decisions"><h2 id="decisions">${say('model.decisions')}</h2>
<div class="scroll"><table class="list found"><thead><tr>${['when', 'who', 'what', 'content', 'effect'].map(
    key => html`<th scope="col">${say(`model.${key}`)}</th>`,
  )}</tr></thead><tbody>${decisions.map(
    one => html`<tr><td data-label="${say('model.when')}">${when(desk, one.at)}</td>
<td data-label="${say('model.who')}">${one.by}</td>
<td data-label="${say('model.what')}">${phrase(`tracking.decision-${one.kind}`)}</td>
<td data-label="${say('model.content')}" class="lines">${words(one.kind, one.after) || '-'}</td>
<td data-label="${say('model.effect')}">${one.kind === 'undo' ? '-' : phrase(standing.has(one.id) ? 'tracking.inEffect' : 'tracking.takenBack')}</td></tr>`,
  )}</tbody></table></div></section>`
}
