/** The scans and photos that are typed from, to be looked at beside the rows; and others that may be further pages of it. */
import { html } from 'hono/html'
import { writtenMoment } from '../../../domain/zoned-time.ts'
import type { Desk, DeskContext } from '../../desk.ts'
import { findFurtherPages, type Scan } from '../../entry/scans.ts'
import type { Html } from '../../layout.ts'

/** How many decisions about each of them, and about those offered beside, stand on the page. */
export const scanSeen = async (desk: Desk, scans: readonly Scan[]): Promise<Map<string, number>> =>
  new Map([...scans, ...(await findFurtherPages(desk, scans))].map(one => [one.part.id, one.seen]))

export const scanPages = async (desk: Desk, _c: DeskContext, scans: readonly Scan[]): Promise<Html> => {
  const { say } = desk
  const further = await findFurtherPages(desk, scans)
  const { timeZone } = desk.app.folder.campaign
  return html`<section class="scans" aria-labelledby="scans"><h2 id="scans">${say('enter.scans')}</h2>
${scans.map(
  (one, at) => html`<input type="hidden" name="tu" value="${one.part.id}">
${alreadyTyped(desk, one)}
<p><strong>${say('enter.scan-page', { place: at + 1 })}</strong> <a href="/thu/${one.message.id}">${nameOf(desk, one)}</a></p>`,
)}
${
  further.length === 0
    ? ''
    : html`<fieldset class="card"><legend>${say('enter.further')}</legend><p class="hint">${say('enter.further-hint')}</p>
<ul class="plain-list">${further.map(
        one => html`<li><label class="choice"><input type="checkbox" name="tu" value="${one.part.id}"> ${nameOf(desk, one)}
<span class="hint">${one.message.headers?.fromName || one.message.headers?.fromAddress || ''}, ${writtenMoment(one.message.receivedAt, timeZone)}</span></label></li>`,
      )}</ul>
<button name="do" value="show" formnovalidate>${say('enter.further-show')}</button></fieldset>`
}
</section>`
}

const nameOf = ({ say }: Desk, { part, message }: Scan): string =>
  part.name || message.headers?.subject || say('enter.scan-unnamed')

const alreadyTyped = ({ say, app }: Desk, { typed }: Scan): Html =>
  typed
    ? html`<p class="wrong" role="alert">${say('enter.typed-already', {
        by: typed.by,
        when: writtenMoment(typed.at, app.folder.campaign.timeZone),
      })} <a href="/nhap/${typed.as}">${say('enter.typed-see')}</a></p>`
    : html``
