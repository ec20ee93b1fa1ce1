/** The rows of the form as fields, in its two blocks; and what the reading would make of them, where it is in doubt. */
import { html } from 'hono/html'
import { sectorName } from '../../../domain/campaign.ts'
import { isError } from '../../../domain/finding.ts'
import { type Section, sections } from '../../../domain/reading.ts'
import { writtenFinding } from '../../../validation/finding-text.ts'
import type { Desk } from '../../desk.ts'
import type { ReadBack, RowReading } from '../../entry/read-back.ts'
import { type EntryRow, inFormOrder, longestValue } from '../../entry/rows.ts'
import type { Html } from '../../layout.ts'

/** Blank rows that stand ready, as many as most units need. */
const ready: Readonly<Record<Section, number>> = { collective: 3, individual: 2 }

export const blankRow = (section: Section): EntryRow => ({
  ...{ section, name: '', sector: '', model: '', note: '' },
})

/** Those typed, and blank ones up to what stands ready. */
export const withReadyRows = (rows: readonly EntryRow[]): EntryRow[] =>
  sections.flatMap(section => {
    const own = rows.filter(one => one.section === section)
    return [
      ...own,
      ...Array.from({ length: Math.max(0, ready[section] - own.length) }, () => blankRow(section)),
    ]
  })

export const entryRows = (desk: Desk, rows: readonly EntryRow[], doubts: ReadBack | undefined): Html => {
  const typed = inFormOrder(rows)
  const isDoubted = (row: EntryRow): boolean => {
    const one = doubts?.rows[typed.indexOf(row)]
    return one !== undefined && isInDoubt(one)
  }
  const { say } = desk
  const { form } = desk.app.folder.campaign
  return html`${form.sections.map(section => {
    const own = rows.filter(one => one.section === section.id)
    const heading = `block-${section.id}`
    return html`<div class="entry-block" role="group" aria-labelledby="${heading}">
<h3 id="${heading}">${say(`enter.block-${section.id}`)}</h3>
<ol class="entry-rows" data-block="${section.id}">${own.map(row => entryRow(desk, row, section.nameHeading, isDoubted(row)))}</ol>
<button name="do" value="add-${section.id}" formnovalidate data-add="${section.id}">${say(`enter.add-${section.id}`)}</button>
</div>`
  })}`
}

const entryRow = ({ say, app }: Desk, row: EntryRow, nameHeading: string, isDoubted: boolean): Html => {
  const { form } = app.folder.campaign
  const long = (name: 'name' | 'model' | 'note', label: string, text: string): Html =>
    html`<label class="of-${name}"><span>${label}</span> <input name="${name}" value="${text}" maxlength="${longestValue}" autocomplete="off"></label>`
  return html`<li class="entry-row${isDoubted ? ' doubted' : ''}"><input type="hidden" name="section" value="${row.section}">
${long('name', nameHeading, row.name)}
<label class="of-sector"><span>${say('enter.sector')}</span> <select name="sector"><option value="">${say('enter.sector-choose')}</option>${form.sectors.map(
    sector =>
      html`<option value="${sector.id}"${sector.id === row.sector ? html` selected` : ''}>${sector.name}</option>`,
  )}</select></label>
${long('model', say('enter.model'), row.model)}
${long('note', say('enter.note'), row.note)}
</li>`
}

const isInDoubt = (one: RowReading): boolean => !one.isAsTyped || one.findings.some(isError)

const said = (...values: readonly string[]): string => values.filter(one => one !== '').join(' | ')

/** Row by row: how it would be read, and why it would wait. */
export const doubtLines = (
  desk: Desk,
  { rows: back, others }: ReadBack,
  typed: readonly EntryRow[],
): Html => {
  const { say } = desk
  const { findingTexts, campaign } = desk.app.folder
  const lines = inFormOrder(typed).flatMap((row, at) => {
    const one = back[at]
    if (!one) return []
    if (!isInDoubt(one)) return []
    const place = typed.filter(each => each.section === row.section).indexOf(row) + 1
    const { read } = one
    const reasons = one.findings.map(each => writtenFinding(each, findingTexts))
    const sector = sectorName(campaign, read?.sector) ?? ''
    return [
      html`<li><strong>${say(`enter.row-${row.section}`, { place })}</strong> ${reasons.join(' ')}${
        one.isAsTyped
          ? ''
          : read
            ? html` ${say('enter.read-as', { read: said(read.name, sector, read.model, read.note) })}`
            : html` ${say('enter.read-as-nothing')}`
      }</li>`,
    ]
  })
  return html`<ul class="doubts">${lines}${others.map(one => html`<li>${writtenFinding(one, findingTexts)}</li>`)}</ul>`
}
