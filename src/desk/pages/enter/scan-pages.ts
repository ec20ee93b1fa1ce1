/** The scans and photos that are typed from, to be looked at beside the rows; and others that may be further pages of it. */
import { html } from 'hono/html'
import type { Desk } from '../../desk.ts'
import type { Scan } from '../../entry/scans.ts'
import type { Html } from '../../layout.ts'
import { partAddress } from '../../original/part-names.ts'
import { renderOriginal } from '../../original/render-original.ts'
import { showFile } from '../../original/show-file.ts'
import { when } from '../../when.ts'

/** @param further those that are offered beside them */
export const scanPages = async (
  desk: Desk,
  scans: readonly Scan[],
  further: readonly Scan[],
): Promise<Html> => {
  const { say } = desk
  const shown = await Promise.all(scans.map((one, at) => scanPage(desk, one, at + 1)))
  return html`<section class="scans" aria-labelledby="scans"><h2 id="scans">${say('enter.scans')}</h2>
${shown}
${
  further.length === 0
    ? ''
    : html`<fieldset class="card"><legend>${say('enter.further')}</legend><p class="hint">${say('enter.further-hint')}</p>
<ul class="plain-list">${further.map(
        one => html`<li><label class="choice"><input type="checkbox" name="tu" value="${one.part.id}"> ${nameOf(desk, one)}
<span class="hint">${one.message.headers?.fromName || one.message.headers?.fromAddress || ''}, ${when(desk, one.message.receivedAt)}</span></label></li>`,
      )}</ul>
<button name="do" value="show" formnovalidate>${say('enter.further-show')}</button></fieldset>`
}
</section>`
}

/** The file as the unit sent it, and where the mail around it is. */
const scanPage = async (desk: Desk, one: Scan, place: number): Promise<Html> => {
  const { say, app } = desk
  const { part, message } = one
  const opened = message.purgedAt === null ? await app.openPart(message.id, part.path) : undefined
  const file = opened && showFile(desk, opened, partAddress(message.id, part.path, 'xem'), part.name)
  return html`<input type="hidden" name="tu" value="${part.id}">
${alreadyTyped(desk, one)}
<div class="scan"><h3>${say('enter.scan-page', { place })} ${nameOf(desk, one)}</h3>
<p class="hint">${say('enter.scan-of', {
    sender: message.headers?.fromName || message.headers?.fromAddress || '',
    when: when({ app }, message.receivedAt),
  })} <a href="/thu/${message.id}" target="_blank">${say('enter.scan-mail')}</a></p>
${opened?.document ? renderOriginal(opened.document, [], say) : ''}${file ?? ''}
${opened?.document || file ? '' : html`<p class="note">${say('enter.scan-unseen')} <a href="${partAddress(message.id, part.path, 'tai')}" download>${say('enter.scan-download')}</a></p>`}</div>`
}

const nameOf = ({ say }: Desk, { part, message }: Scan): string =>
  part.name || message.headers?.subject || say('enter.scan-unnamed')

const alreadyTyped = ({ say, app }: Desk, { typed }: Scan): Html =>
  typed
    ? html`<p class="wrong" role="alert">${say('enter.typed-already', {
        by: typed.by,
        when: when({ app }, typed.at),
      })} <a href="/nhap/${typed.as}">${say('enter.typed-see')}</a></p>`
    : html``
