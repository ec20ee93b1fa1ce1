/**
 * A mail of ours as people look at it: to whom, its words as they will stand there (in a frame that can do nothing), and
 * what goes with it. Also mails that quote what units wrote: nothing of them runs, is loaded, or leads anywhere.
 */
import { html } from 'hono/html'
import type { SentMailAsSent } from '../../../summary/sent-mails.ts'
import { writtenFile } from '../../../summary/written-file.ts'
import { sendAttachment } from '../../attachment.ts'
import type { Desk, DeskContext } from '../../desk.ts'
import type { Html } from '../../layout.ts'

export type ShownMail = Omit<SentMailAsSent, 'row' | 'raw'>

/** @param base where its parts are: `…/html`, `…/tep/0`. @param query of these addresses, with its `?`; or '' */
export const mailView = ({ say }: Desk, mail: ShownMail, base: string, query = ''): Html => html`
<dl class="facts">
<dt>${say('reports.to')}</dt><dd>${addresses(mail.to)}</dd>
${mail.cc.length > 0 ? html`<dt>${say('reports.cc')}</dt><dd>${addresses(mail.cc)}</dd>` : ''}
<dt>${say('reports.subject')}</dt><dd>${mail.subject}</dd>
${
  mail.attachments.length > 0
    ? html`<dt>${say('reports.attachments')}</dt><dd><ul class="plain-list">${mail.attachments.map(
        (one, at) => html`<li><a href="${base}/tep/${at}${query}" download>${writtenFile(one)}</a></li>`,
      )}</ul></dd>`
    : ''
}
</dl>
${
  mail.html === ''
    ? html`<pre class="mail-text">${mail.text}</pre>`
    : html`<iframe class="mail-frame" sandbox title="${say('reports.frame', { subject: mail.subject })}" src="${base}/html${query}"></iframe>
<details class="fold"><summary>${say('reports.plainText')}</summary><pre class="mail-text">${mail.text}</pre></details>`
}`

const addresses = (all: readonly string[]): string => all.join(', ')

/** The words of a mail as a document of their own, for the frame and nothing else. */
export const sendMailHtml = (c: DeskContext, { html: document }: ShownMail): Response =>
  c.body(document, 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  })

/** @param at its place among the attachments, as the address has it */
export const sendMailFile = (
  c: DeskContext,
  { attachments }: ShownMail,
  at: string,
): Response | Promise<Response> => {
  const file = /^\d{1,3}$/.test(at) ? attachments[Number(at)] : undefined
  return file ? sendAttachment(c, file.bytes, file.name) : c.notFound()
}
