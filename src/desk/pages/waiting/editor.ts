/** The rows as fields: changed, added, removed, split in two, joined with the next; saved as one correction. */
import { html } from 'hono/html'
import type { CorrectedRow } from '../../../domain/decision.ts'
import { sections } from '../../../domain/reading.ts'
import type { Html } from '../../layout.ts'
import { sourceMark } from '../../original/source-mark.ts'
import { settledRows } from './find-item.ts'
import { seenFields } from './form.ts'
import type { ItemView } from './item-page.ts'
import { itemPath } from './item-path.ts'
import { rowsAbout } from './proposals.ts'
import { reasonKindOf } from './reason-kinds.ts'

export type TypedRow = CorrectedRow

export const editor = (view: ItemView): Html => {
  const { desk, item, typed, kept } = view
  const { say } = desk
  const rows = typed.rows ?? []
  const before = settledRows(item)
  const keys = new Map(before.map(row => [row.id, sourceMark(row.source)]))
  const doubted = new Set(item.waiting.reasons.flatMap(one => rowsAbout(before, one).map(row => row.id)))
  const first = rows.findIndex(row => doubted.has(row.from ?? ''))
  return html`<section aria-labelledby="rows"><h2 id="rows">${say('waiting.editing')}</h2>
<p class="hint">${say('waiting.editHint')}</p>
<form method="post" action="${itemPath(item.waiting)}" class="editor" id="editor" data-dirty>
${seenFields(view)}
<button name="viec" value="sua" class="hidden-words" tabindex="-1">${say('waiting.save')}</button>
<ol class="rows">${rows.map((row, at) =>
    fieldsOf(
      view,
      row,
      at,
      rows.length,
      keys.get(row.from ?? ''),
      doubted.has(row.from ?? ''),
      at === Math.max(0, first),
    ),
  )}</ol>
<div class="row"><button name="viec" value="them" data-row-work>${say('waiting.addRow')}</button></div>
${lookedAt(view)}
<div class="row"><button name="viec" value="sua" class="main" aria-keyshortcuts="Control+Enter">${say('waiting.save')} <kbd>Ctrl</kbd>+<kbd>Enter</kbd></button>
<a class="button" href="${itemPath(item.waiting, kept)}" data-cancel>${say('waiting.cancel')} <kbd>Esc</kbd></a></div>
</form></section>`
}

const fieldsOf = (
  view: ItemView,
  row: TypedRow,
  at: number,
  count: number,
  source: string | undefined,
  isDoubted: boolean,
  hasFocus: boolean,
): Html => {
  const { desk, words } = view
  const { say } = desk
  const { sectors } = desk.app.folder.campaign.form
  const number = at + 1
  const id = (name: string): string => `${name}-${at}`
  const focused = hasFocus ? toFill(row) : undefined
  const focus = (name: string): Html => (name === focused ? html` autofocus` : html``)
  const option = (value: string, label: string, chosen: boolean): Html =>
    html`<option value="${value}"${chosen ? html` selected` : ''}>${label}</option>`
  return html`<li${source ? html` data-source="${source}"` : ''}${isDoubted ? html` class="doubted"` : ''}><fieldset><legend>${say('waiting.rowNumber', { number })}</legend>
<input type="hidden" name="from" value="${row.from ?? ''}">
<label for="${id('name')}" class="f-name">${say('waiting.name')} <textarea id="${id('name')}" name="name"${focus('name')} rows="${linesFor(row.name, 22)}">${row.name}</textarea></label>
<label for="${id('model')}" class="f-model">${say('waiting.model')} <textarea id="${id('model')}" name="model"${focus('model')} rows="${linesFor(row.model, 36)}">${row.model}</textarea></label>
<label for="${id('section')}">${say('waiting.section')} <select id="${id('section')}" name="section">${sections.map(one => option(one, words.phrase(`section.${one}`), one === row.section))}</select></label>
<label for="${id('sector')}">${say('waiting.sector')} <select id="${id('sector')}" name="sector"${focus('sector')}>${option('', say('waiting.noSector'), row.sector === null)}${sectors.map(one => option(one.id, one.name, one.id === row.sector))}</select></label>
<label for="${id('note')}" class="f-note">${say('waiting.note')} <textarea id="${id('note')}" name="note" rows="${linesFor(row.note, 22)}">${row.note}</textarea></label>
<div class="row row-work">${rowButton('tach', at, say('waiting.split'), say('waiting.ofRow', { number }))}${
    at + 1 < count ? rowButton('gop', at, say('waiting.join'), say('waiting.ofRow', { number })) : ''
  }${rowButton('xoa', at, say('waiting.remove'), say('waiting.ofRow', { number }))}</div></fieldset></li>`
}

/** What is missing, else the model: that is what is most often doubted. */
const toFill = (row: TypedRow): string =>
  row.name === '' ? 'name' : row.sector === null && row.model !== '' ? 'sector' : 'model'

const rowButton = (work: string, at: number, label: string, ofRow: string): Html =>
  html`<button name="viec" value="${work}:${at}" data-row-work formnovalidate>${label}<span class="hidden-words"> ${ofRow}</span></button>`

const linesFor = (text: string, perLine: number): number =>
  Math.min(
    8,
    Math.max(
      1,
      text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0),
    ),
  )

/** Reasons about rows that stay as they are: only what is ticked is let pass. */
const lookedAt = ({ desk, item, words, typed }: ItemView): Html => {
  const { say } = desk
  const all = item.waiting.reasons.map((one, at) => ({ one, at })).filter(({ one }) => isAboutRows(one.code))
  if (all.length === 0) return html``
  return html`<fieldset class="looked"><legend>${say('waiting.lookedAt')}</legend><p class="hint">${say('waiting.lookedAtHint')}</p>
${all.map(
  ({ one, at }) =>
    html`<label><input type="checkbox" name="looked" value="${at}"${typed.ticked?.includes(at) ? html` checked` : ''}> ${words.finding(one)}</label>`,
)}</fieldset>`
}

export const isAboutRows = (code: Parameters<typeof reasonKindOf>[0]): boolean =>
  reasonKindOf(code) === 'rows' || reasonKindOf(code) === 'look'
