/** The page on which somebody puts in a form: what was typed so far, what is wrong with it, and how it would be read. */
import { html } from 'hono/html'
import type { Unit } from '../../../domain/unit.ts'
import { localTime } from '../../../domain/zoned-time.ts'
import { foldBare } from '../../../text/fold.ts'
import type { Desk } from '../../desk.ts'
import { type EntryFields, handWays, type InputTroubles } from '../../entry/entry-input.ts'
import type { ReadBack } from '../../entry/read-back.ts'
import type { Html } from '../../layout.ts'
import { doubtLines, entryRows } from './entry-rows.ts'

export interface FormView {
  readonly fields: EntryFields
  readonly units: readonly Unit[]
  readonly now: number
  readonly troubles: InputTroubles
  /** How the rows would be read, where that is not as they were typed or they would wait; rows as `inFormOrder` gives them. */
  readonly doubts: ReadBack | undefined
  /** Files were chosen, and are lost with the page. */
  readonly filesLost: boolean
  /** It is typed from scans: shown beside, by whom and when is known. */
  readonly scanned: { readonly pages: Html; readonly mayKeep: boolean } | undefined
}

export const enterForm = (desk: Desk, view: FormView): Html => {
  const { say } = desk
  const { fields, doubts, scanned } = view
  const isRefused = doubts?.rows.some(one => !one.isAsTyped) ?? false
  return html`<form method="post" action="/nhap" enctype="multipart/form-data" class="entry${scanned ? ' beside' : ''}" id="nhap-form" data-rows>
<input type="hidden" name="key" value="${fields.key}">
${[...fields.seen].map(([id, count]) => html`<input type="hidden" name="seen" value="${id} ${count}">`)}
${trouble(desk, view)}
${scanned ? scanned.pages : ''}
<div class="typing">
<div class="entry-head">${unitField(desk, view)}${scanned ? '' : whenAndWay(desk, view)}</div>
<section class="card" aria-labelledby="rows"><h2 id="rows">${say(scanned ? 'enter.rows-scan' : 'enter.rows')}</h2>
${doubts ? doubtLines(desk, doubts, fields.rows) : ''}
${entryRows(desk, fields.rows, doubts)}
</section>
${scanned ? '' : fileField(desk, view)}
<div class="row entry-end">
${scanned && !scanned.mayKeep ? '' : html`<button class="main" name="do" value="keep">${say('enter.keep')}</button>`}
${doubts && !isRefused ? html`<button name="do" value="keep-anyway">${say('enter.keep-anyway')}</button>` : ''}
</div>
</div>
</form>`
}

const trouble = ({ say }: Desk, { troubles, filesLost, doubts }: FormView): Html => {
  const said = [
    ...Object.values(troubles).map(key => say(key)),
    ...(doubts ? [say('enter.wrong-rows')] : []),
    ...(filesLost ? [say('enter.files-lost')] : []),
  ]
  return said.length === 0
    ? html``
    : html`<div class="wrong" role="alert" id="wrong" tabindex="-1"><ul>${said.map(text => html`<li>${text}</li>`)}</ul></div>`
}

/** A list that a browser knows by itself; with JavaScript it is searched without tone marks (`unit-picker.js`). */
const unitField = ({ say }: Desk, { fields, units, troubles }: FormView): Html => {
  const blocks = Map.groupBy(units, unit => unit.block)
  const words = (unit: Unit): string => [unit.name, ...unit.aliases].map(foldBare).join(' | ')
  return html`<div class="fields"><label for="unit">${say('enter.unit')}</label>
<select id="unit" name="unit" required data-search data-label="${say('enter.unit')}" data-none="${say('enter.unit-none')}"${
    troubles.unit ? html` aria-invalid="true"` : ''
  }>
<option value="">${say('enter.unit-choose')}</option>
${[...blocks].map(
  ([block, own]) =>
    html`<optgroup label="${block}">${own.map(
      unit =>
        html`<option value="${unit.id}" data-words="${words(unit)}"${
          unit.id === fields.unit ? html` selected` : ''
        }>${unit.name}</option>`,
    )}</optgroup>`,
)}
</select></div>`
}

const whenAndWay = (desk: Desk, { fields, now, troubles }: FormView): Html => {
  const { say } = desk
  const { campaign } = desk.app.folder
  return html`<fieldset class="plain-set"><legend>${say('enter.way')}</legend><div class="row">
${handWays.map(
  way =>
    html`<label class="choice"><input type="radio" name="way" value="${way}"${
      way === fields.way ? html` checked` : ''
    }> ${say(`enter.way-${way}`)}</label>`,
)}</div></fieldset>
<fieldset class="plain-set"><legend>${say('enter.when')}</legend><div class="row">
<label>${say('enter.when-day')} <input type="date" name="day" required min="${campaign.opens}" max="${
    localTime(now, campaign.timeZone).day
  }" value="${fields.day}"${troubles.when ? html` aria-invalid="true"` : ''}></label>
<label>${say('enter.when-time')} <input type="time" name="time" required value="${fields.time}"${
    troubles.when ? html` aria-invalid="true"` : ''
  }></label></div></fieldset>
<div class="fields"><label>${say('enter.from')} <input name="from" maxlength="200" value="${fields.from}" aria-describedby="from-hint"></label>
<p class="hint" id="from-hint">${say('enter.from-hint')}</p></div>`
}

const fileField = (
  { say }: Desk,
  { troubles }: FormView,
): Html => html`<section class="card" aria-labelledby="files"><h2 id="files">${say('enter.files')}</h2>
<div class="fields drop" data-drop><label>${say('enter.files-choose')} <input type="file" name="file" multiple aria-describedby="file-hint"${
  troubles.content ? html` aria-invalid="true"` : ''
}></label><p class="hint" id="file-hint">${say('enter.files-hint')}</p></div></section>`
