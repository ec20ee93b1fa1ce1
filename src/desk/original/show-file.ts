/**
 * Files that the browser shows by itself: a PDF in a frame of its own, a picture. Others have nothing but their words and
 * their download. The bytes come from a route that serves nothing else, with nothing in them run.
 */
import { html } from 'hono/html'
import type { OpenedPart } from '../../domain/opened-part.ts'
import type { Desk } from '../desk.ts'
import type { Html } from '../layout.ts'

/** @param address of the bytes. @returns undefined for what no browser shows */
export const showFile = (
  { say }: Desk,
  { mediaType, document }: OpenedPart,
  address: string,
  name: string,
): Html | undefined => {
  const alone = html`<a href="${address}" target="_blank" rel="noopener">${say('original.openAlone')}</a>`
  if (mediaType === 'application/pdf') {
    const frame = html`<iframe src="${address}" title="${say('original.pdf', { name })}" loading="lazy"></iframe>
<p>${alone}</p>`
    return document
      ? html`<details class="file-itself"><summary>${say('original.pdfItself')}</summary>${frame}</details>`
      : frame
  }
  if (!mediaType.startsWith('image/')) return undefined
  const control = (what: string): Html =>
    html`<button type="button" data-picture="${what}">${say(`original.picture-${what}`)}</button>`
  return html`<div class="picture" data-picture-frame>
<div class="row no-print" data-needs-script hidden>${['larger', 'smaller', 'turn', 'fit'].map(control)}</div>
<div class="scroll" tabindex="0" role="region" aria-label="${say('original.picture', { name })}"><img src="${address}" alt="${say(
    'original.picture',
    { name },
  )}"></div>
<p>${alone}</p></div>`
}
