/** What an edited table says differently, as a table of its own: which cell, what it was, what it became, and a box to tick. */
import { html } from 'hono/html'
import { isPlain } from '../../../consolidation/hand-edits/compare-file.ts'
import type { Difference } from '../../../consolidation/hand-edits/difference.ts'
import type { HandEdits } from '../../../consolidation/hand-edits/read-hand-edits.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

/** `12@3`: the difference, and the version of its form that the page shows. */
export const seenOf = (text: string): { readonly number: number; readonly version: number } => {
  const [number = '', version = ''] = text.split('@')
  return { number: Number(number), version: Number(version) }
}

export const differencesForm = (
  desk: Desk,
  edits: HandEdits,
  { action, mayChange }: { readonly action: string; readonly mayChange: boolean },
): Html => {
  const { say } = desk
  const { differences, agreed, ownColumns, isBaseKnown } = edits
  const open = differences.filter(one => one.change !== null)
  const lost = differences.filter(one => one.change === null)
  return html`
${agreed.length > 0 ? html`<p>${say('hand-edits.agreed', { count: agreed.length })}</p>` : ''}
${differences.length === 0 ? html`<p>${say('hand-edits.same')}</p>` : ''}
${!isBaseKnown && open.length > 0 ? html`<p class="note">${say('hand-edits.baseUnknown')}</p>` : ''}
${
  open.length === 0
    ? ''
    : html`<form method="post" action="${action}"><h2>${say('hand-edits.openHeading', { count: open.length })}</h2>
${mayChange ? html`<p class="hint">${say('hand-edits.tickHint')}</p>` : ''}
${table(desk, open, mayChange)}
${mayChange ? html`<p><button class="main">${say('hand-edits.takeOver')}</button></p>` : ''}</form>`
}
${lost.length === 0 ? '' : html`<h2>${say('hand-edits.lostHeading', { count: lost.length })}</h2>${table(desk, lost, false)}`}
${ownColumns.length > 0 ? html`<p class="hint">${say('hand-edits.ownColumns', { columns: ownColumns.join('; ') })}</p>` : ''}`
}

const table = (desk: Desk, all: readonly Difference[], hasBoxes: boolean): Html => {
  const { say } = desk
  return html`<div class="scroll"><table class="list stack"><thead><tr>
${hasBoxes ? html`<th scope="col">${say('hand-edits.column-take')}</th>` : ''}
<th scope="col">${say('hand-edits.column-cell')}</th><th scope="col">${say('hand-edits.column-was')}</th>
<th scope="col">${say('hand-edits.column-became')}</th><th scope="col">${say('hand-edits.column-note')}</th></tr></thead><tbody>
${all.map(one => row(desk, one, hasBoxes))}</tbody></table></div>`
}

const row = ({ say }: Desk, one: Difference, hasBox: boolean): Html => {
  const place = [one.code, one.column, one.address].filter(text => text !== '').join(', ')
  const label = html`<strong>${place || say('hand-edits.wholeRow')}</strong>`
  const isGone = one.became === '' && one.column === ''
  const isNew = one.was === '' && one.column === ''
  return html`<tr>${
    hasBox
      ? html`<td class="tick-cell"><label class="box"><input type="checkbox" name="chosen" value="${one.number}@${one.change?.version ?? 0}"${
          isPlain(one) ? html` checked` : ''
        }><span class="hidden-words">${say('hand-edits.takeThis', { place: place || one.number })}</span></label></td>`
      : ''
  }<th scope="row">${label}</th>
<td><span class="phone-label">${say('hand-edits.column-was')}: </span>${isNew ? say('hand-edits.newRow') : lines(one.was)}</td>
<td><span class="phone-label">${say('hand-edits.column-became')}: </span>${isGone ? say('hand-edits.goneRow') : lines(one.became)}</td>
<td>${one.reason === null ? '' : say(`hand-edits.reason-${one.reason}`, { now: one.now })}</td></tr>`
}

const lines = (text: string): Html => html`<span class="lines">${text || '–'}</span>`
