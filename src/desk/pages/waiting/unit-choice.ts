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
  const { desk, item, words, mayDecide } = view
  const { say } = desk
  const { submission } = item.waiting
  if (!submission) return html``
  const isAsked = asksForUnit(item)
  const unit = words.roster.units.find(one => one.id === submission.unitId)
  const choice = html`${evidenceList(view)}${chooseForm(view)}${newUnitForm(view)}`
  return html`<section aria-labelledby="unit"><h2 id="unit">${say('waiting.unit')}</h2>
<p>${unit ? html`<strong>${unit.name}</strong> <span class="detail">${unit.block}</span>` : html`<span class="gap">${submission.unitName || say('waiting.no-unit')}</span>`}</p>
${!mayDecide ? '' : isAsked ? choice : html`<details><summary data-key="d" aria-keyshortcuts="D">${say('waiting.otherUnit')} <kbd>D</kbd></summary>${choice}</details>`}</section>`
}

const evidenceList = ({ desk: { say }, item }: ItemView): Html => {
  const evidence = item.waiting.submission?.reading.evidence ?? []
  if (evidence.length === 0) return html``
  return html`<p class="hint">${say('waiting.evidence')}</p><ul class="evidence">${evidence.map(
    one =>
      html`<li><span class="detail">${say(`waiting.evidence-${one.kind}`)}:</span> ${one.text}${one.role === 'parent' ? html` <span class="detail">${say('waiting.parent')}</span>` : ''}</li>`,
  )}</ul>`
}

const chooseForm = (view: ItemView): Html => {
  const { desk, item, words, typed } = view
  const { say } = desk
  const { units } = words.roster
  const said = saidName(item)
  const isAsked = asksForUnit(item)
  return itemForm(
    view,
    'don-vi',
    html`<fieldset class="units"><legend>${say('waiting.chooseUnit')}</legend>
${candidatesOf(item, units).map(one => html`<button name="unit" value="${one.id}" class="candidate">${one.name} <span class="detail">${one.block}</span></button>`)}
<label>${say('waiting.findUnit')} <input name="sought" value="${typed.fields?.unit ?? ''}" list="units-list" autocomplete="off" spellcheck="false" data-find-unit data-found="${say('waiting.foundUnits', { count: '{count}' })}"${isAsked ? html` data-key="d"` : ''} aria-keyshortcuts="D"></label>
<datalist id="units-list">${units.map(one => html`<option value="${one.name}" data-bare="${foldBare([one.name, ...one.aliases].join(' '))}">${one.block}</option>`)}</datalist>
${said === '' || units.some(one => one.name === said) ? '' : html`<label class="tick"><input type="checkbox" name="alias" value="${said}"> ${say('waiting.remember', { name: said })}</label>`}
<button>${say('waiting.takeUnit')}</button></fieldset>`,
  )
}

/** The name that the form gives its unit, where the roster has none like it. */
const saidName = ({ waiting }: Item): string =>
  waiting.reasons.some(one => one.code === 'unit-not-on-roster' || one.code === 'unit-suggested')
    ? (waiting.submission?.unitName ?? '')
    : ''

const newUnitForm = (view: ItemView): Html => {
  const { desk, item, words, typed } = view
  const { say } = desk
  const blocks = [...new Set(words.roster.units.map(one => one.block))]
  const isNew = item.waiting.reasons.some(one => one.code === 'unit-not-on-roster')
  const name = typed.fields?.newName ?? saidName(item)
  return html`<details${isNew ? html` open` : ''} class="new-unit"><summary>${say('waiting.newUnit')}</summary>${itemForm(
    view,
    'them-don-vi',
    html`<div class="fields"><label>${say('waiting.newName')} <input name="name" value="${name}" required maxlength="200" autocomplete="off"></label>
<label>${say('waiting.newBlock')} <select name="block" required><option value="">${say('waiting.chooseBlock')}</option>${blocks.map(
      one => html`<option${one === typed.fields?.newBlock ? html` selected` : ''}>${one}</option>`,
    )}</select></label>
<label class="tick"><input type="checkbox" name="confirmed" value="co"> ${say('waiting.newConfirmed')}</label></div>
<button>${say('waiting.addUnit')}</button>`,
  )}</details>`
}
