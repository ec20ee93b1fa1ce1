/** Whose form it is: what the form and the mail say, the units that this points to, and every other one of the roster. */
import { html } from 'hono/html'
import type { Unit } from '../../../domain/unit.ts'
import { foldBare } from '../../../text/fold.ts'
import type { Html } from '../../layout.ts'
import type { Item } from './find-item.ts'
import { itemForm } from './form.ts'
import type { ItemView } from './item-page.ts'
import { reasonKindOf } from './reason-kinds.ts'

/** Is the unit what is asked? */
export const asksForUnit = ({ waiting }: Item): boolean =>
  waiting.reasons.some(one => reasonKindOf(one.code) === 'unit')

/** Units that some place of the form or the mail names, the likeliest first. */
const candidatesOf = ({ waiting }: Item, units: readonly Unit[]): Unit[] => {
  const names = [...waiting.reasons, ...waiting.warnings].flatMap(({ code, args }) => [
    ...(code === 'unit-suggested' ? [args.suggestion ?? ''] : []),
    ...(code === 'unit-contradicted' ? [args.unit ?? '', args.other ?? ''] : []),
    ...(code.startsWith('unit-in-') ? [args.unit ?? ''] : []),
  ])
  return [...new Set(names)].flatMap(name => units.filter(unit => unit.name === name))
}

export const unitChoice = (view: ItemView): Html => {
  const { desk, item, words, mayDecide, typed } = view
  const { say } = desk
  const { submission } = item.waiting
  if (!submission) return html``
  const isAsked = asksForUnit(item)
  const evidence = submission.reading.evidence
  const unit = words.roster.units.find(one => one.id === submission.unitId)
  const sought = typed.fields?.unit ?? ''
  const choice = html`${
    evidence.length > 0
      ? html`<p class="hint">${say('waiting.evidence')}</p><ul class="evidence">${evidence.map(
          one =>
            html`<li><span class="detail">${say(`waiting.evidence-${one.kind}`)}:</span> ${one.text}${one.role === 'parent' ? html` <span class="detail">${say('waiting.parent')}</span>` : ''}</li>`,
        )}</ul>`
      : ''
  }
${itemForm(
  view,
  'don-vi',
  html`<fieldset class="units"><legend>${say('waiting.chooseUnit')}</legend>
${candidatesOf(item, words.roster.units).map(one => html`<button name="unit" value="${one.id}" class="candidate">${one.name} <span class="detail">${one.block}</span></button>`)}
<label>${say('waiting.findUnit')} <input name="sought" value="${sought}" list="units-list" autocomplete="off" data-key="d" data-find-unit aria-keyshortcuts="D"> <kbd>D</kbd></label>
<datalist id="units-list">${words.roster.units.map(one => html`<option value="${one.name}" data-bare="${foldBare([one.name, ...one.aliases].join(' '))}">${one.block}</option>`)}</datalist>
<button>${say('waiting.takeUnit')}</button></fieldset>`,
)}`
  return html`<section aria-labelledby="unit"><h2 id="unit">${say('waiting.unit')}</h2>
<p>${unit ? html`<strong>${unit.name}</strong> <span class="detail">${unit.block}</span>` : html`<span class="gap">${submission.unitName || say('waiting.no-unit')}</span>`}</p>
${!mayDecide ? '' : isAsked ? choice : html`<details><summary data-key="d" aria-keyshortcuts="D">${say('waiting.otherUnit')} <kbd>D</kbd></summary>${choice}</details>`}</section>`
}
