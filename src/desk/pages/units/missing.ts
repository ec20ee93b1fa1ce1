/**
 * Who has not sent yet, by block, counted as the reports count (đầu mối, confirmed ones only): plain text to be pasted into
 * Zalo, and a list that prints.
 */
import { html } from 'hono/html'
import type { EntryFigures } from '../../../consolidation/figures.ts'
import { addDays, writtenDay, writtenTimeAndDay } from '../../../domain/zoned-time.ts'
import type { Desk, DeskContext } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { when } from '../../when.ts'
import { unitFiles } from './list.ts'
import { seeRoster } from './seen-roster.ts'
import { callLinks, unitPath } from './unit-words.ts'

export const showMissing = async (c: DeskContext, desk: Desk): Promise<Response> => {
  const { say } = desk
  const { khoi: block = '' } = c.req.query()
  const { entries, counts, at } = await seeRoster(desk)
  const without = (await desk.overview())?.figures.messagesWithoutUnit ?? 0
  const all = entries.filter(one => one.confirmed && one.state === 'missing')
  const missing = all.filter(one => block === '' || one.block === block)
  const blocks = [...Map.groupBy(missing, one => one.block)]
  const known = [...new Set(all.map(one => one.block))]
  const title = say('units.missingTitle')
  const body =
    counts.confirmedTotal === null
      ? html`<p class="note">${say('units.missingUnconfirmed')}</p><p><a class="button main" href="/don-vi?xac-nhan=chua">${say('units.toConfirm')}</a></p>`
      : missing.length === 0
        ? html`<p class="lead">${say('units.missingNone')}</p>`
        : html`<p class="lead" id="missing-count">${block === '' ? say('units.missingOf', { count: missing.length, total: counts.confirmedTotal }) : say('units.missingOfBlock', { count: missing.length })}</p>
<p class="hint">${say('units.countedAt', { when: when(desk, at) })}${counts.verifying > 0 ? html` ${say('units.missingVerifying', { count: counts.verifying })}` : ''}</p>
${without > 0 ? html`<p class="note">${say('units.missingUnknown', { count: without })} <a href="/can-xu-ly">${say('units.toWaiting')}</a></p>` : ''}
<p class="deadline">${deadline(desk)}</p>
<section class="card no-print" aria-labelledby="copy"><h2 id="copy">${say('units.copyTitle')}</h2>
<textarea id="copy-text" readonly rows="8" aria-labelledby="copy">${writtenList(desk, blocks, at)}</textarea>
<p class="row"><button type="button" class="main" data-copy="copy-text" data-copied="${say('units.copied')}" data-by-hand="${say('units.copyByHand')}">${say('units.copy')}</button><button type="button" data-print hidden>${say('units.print')}</button><span role="status" id="copy-state"></span></p></section>
${blocks.map(([name, members], at) => blockList(desk, name, members, at))}`
  return showPage(c, desk, {
    ...unitFiles,
    title,
    body: html`<p class="no-print"><a href="/don-vi">${say('units.back')}</a></p>
<h1>${title}</h1>
${
  known.length > 1
    ? html`<form class="row filters no-print" method="get" action="/don-vi/chua-gui"><label>${say('units.field-block')} <select name="khoi"><option value="">${say('units.all')}</option>${known.map(
        one => html`<option value="${one}"${one === block ? html` selected` : ''}>${one}</option>`,
      )}</select></label><button>${say('units.filter')}</button></form>`
    : ''
}
${body}`,
  })
}

/** The day after the last one, as the letter says it. */
const deadline = ({ say, app }: Desk): string =>
  say('units.deadline', { day: writtenDay(addDays(app.folder.campaign.lastDay, 1)) })

const nameOf = ({ say }: Desk, entry: EntryFigures): string =>
  entry.units
    .map(unit =>
      unit.extendedTo === ''
        ? unit.name
        : `${unit.name} (${say('units.extendedTo', { day: writtenDay(unit.extendedTo) })})`,
    )
    .join('; ')

const writtenList = (
  desk: Desk,
  blocks: readonly (readonly [string, readonly EntryFigures[]])[],
  at: number,
): string => {
  const { say, app } = desk
  const { campaign } = app.folder
  const { phone, address } = campaign.office
  const count = blocks.reduce((sum, [, entries]) => sum + entries.length, 0)
  return [
    say('units.copyHead', {
      year: campaign.year,
      number: campaign.letter.number,
      count,
      ...writtenTimeAndDay(at, campaign.timeZone),
    }),
    ...blocks.flatMap(([block, entries]) => [
      '',
      `${block} (${entries.length}):`,
      ...entries.map((entry, index) => `${index + 1}. ${nameOf(desk, entry)}`),
    ]),
    '',
    deadline(desk),
    say('units.copySend', { address }),
    ...(phone === '' ? [] : [say('units.copyCall', { phone })]),
  ].join('\n')
}

const blockList = (desk: Desk, block: string, entries: readonly EntryFigures[], at: number): Html => {
  const { say } = desk
  return html`<section class="missing-block" aria-labelledby="missing-${at}"><h2 id="missing-${at}">${say('units.blockTitle', { block, count: entries.length })}</h2>
<table class="list stack"><thead><tr><th scope="col" class="number">${say('units.ordinal')}</th><th scope="col">${say('units.field-name')}</th><th scope="col">${say('units.field-contact')}</th><th scope="col">${say('units.field-phone')}</th></tr></thead>
<tbody>${entries.map(
    (entry, index) =>
      html`<tr><td class="number">${index + 1}</td><th scope="row">${entry.units.map(
        (unit, at) =>
          html`${at > 0 ? '; ' : ''}<a href="${unitPath(unit.id)}">${unit.name}</a>${unit.extendedTo === '' ? '' : html` <span class="detail">${say('units.extendedTo', { day: writtenDay(unit.extendedTo) })}</span>`}`,
      )}</th><td>${entry.units
        .map(unit => unit.contact)
        .filter(Boolean)
        .join('; ')}</td><td>${entry.units.map(unit => html`${callLinks(unit.phone)} `)}</td></tr>`,
  )}</tbody></table></section>`
}
