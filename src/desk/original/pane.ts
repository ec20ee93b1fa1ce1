/**
 * What a unit sent, to be looked at beside what was read of it: one part of a mail, with links to its others, and the
 * mail's own words below. Pages put it where they like; they name `originalStyles` and `originalScripts`.
 *
 * A value anywhere on the page lights up with its cell when both carry `data-source="${sourceMark(source)}"`.
 */
import { html } from 'hono/html'
import type { Excerpt, KeptMessage, KeptPart } from '../../domain/ledger.ts'
import type { OpenedPart } from '../../domain/opened-part.ts'
import type { Source } from '../../domain/source.ts'
import { localTime, writtenDay } from '../../domain/zoned-time.ts'
import { writtenFinding } from '../../validation/finding-text.ts'
import type { Desk, DeskContext } from '../desk.ts'
import type { Html } from '../layout.ts'
import { isWords, partAddress, partLabel } from './part-names.ts'
import { renderOriginal } from './render-original.ts'
import { showFile } from './show-file.ts'
import { writtenSize } from './written-size.ts'

export const originalStyles = ['original.css']
export const originalScripts = ['original.js']

export interface OriginalWish {
  /** A message's id. */
  readonly message: string
  /** The path of the part that is shown first, as `KeptPart.path`; somebody may choose another (`?phan=`). Absent: the first with a form, else the first. */
  readonly part?: string
  /** Places of that part that values came from. Absent: of every registration read from it. */
  readonly marks?: readonly Source[]
}

export const originalPane = async (
  desk: Desk,
  c: DeskContext,
  { message: id, part, marks }: OriginalWish,
): Promise<Html> => {
  const { say, app } = desk
  const excerpt = await app.store.excerpt({ messages: [id] })
  const message = excerpt.messages[0]
  if (!message) return html``
  const chosen = chosenPart(excerpt, c.req.query('phan'), part)
  const first = chosenPart(excerpt, undefined, part)
  return html`<section class="pane" aria-labelledby="goc">
<h2 id="goc">${say('original.title')}</h2>
${tabs(desk, c, excerpt.parts, chosen)}
${
  message.purgedAt === null
    ? chosen && (await showPart(desk, message, chosen, excerpt, chosen === first ? marks : undefined))
    : purgedNote(desk, message.purgedAt)
}
</section>`
}

const chosenPart = (
  { parts, submissions }: Excerpt,
  asked: string | undefined,
  wished: string | undefined,
): KeptPart | undefined =>
  parts.find(one => one.path === asked) ??
  parts.find(one => one.path === wished) ??
  parts.find(one => submissions.some(form => form.partPath === one.path)) ??
  parts.find(one => one.standing === 'review') ??
  parts[0]

/** Links, as everything here works without JavaScript; the page that one is on keeps what else its address says. */
const tabs = (desk: Desk, c: DeskContext, parts: readonly KeptPart[], chosen: KeptPart | undefined): Html => {
  if (parts.length < 2) return html``
  const addressOf = (path: string): string => {
    const { pathname, searchParams } = new URL(c.req.url)
    for (const name of ['xong', 'rut', 've', 'lai']) searchParams.delete(name)
    searchParams.set('phan', path)
    return `${pathname}?${searchParams}`
  }
  return html`<nav class="tabs" aria-label="${desk.say('original.parts')}"><ul>${parts.map(
    one =>
      html`<li><a href="${addressOf(one.path)}"${
        one === chosen ? html` aria-current="true"` : ''
      }>${partLabel(desk, one, parts)}</a></li>`,
  )}</ul></nav>`
}

const purgedNote = ({ say, app }: Desk, at: number): Html =>
  html`<p class="note">${say('original.purged', {
    day: writtenDay(localTime(at, app.folder.campaign.timeZone).day),
  })}</p>`

const showPart = async (
  desk: Desk,
  message: KeptMessage,
  part: KeptPart,
  excerpt: Excerpt,
  wished: readonly Source[] | undefined,
): Promise<Html> => {
  const { say, app } = desk
  const opened = await app.openPart(message.id, part.path)
  if (!opened) return html`<p class="note">${say('original.noPart')}</p>${downloadMail(desk, message)}`
  const marks =
    wished ??
    excerpt.submissions
      .filter(one => one.partPath === part.path)
      .flatMap(one => one.reading.registrations.map(row => row.source))
  const words = isWords(part) ? undefined : excerpt.parts.find(one => one.path === wordsBeside(part.path))
  return html`<div class="part">
<p class="file"><strong>${partLabel(desk, part, excerpt.parts)}</strong>
<a href="${partAddress(message.id, part.path, 'tai')}" download>${say('original.download', {
    size: writtenSize(part.size),
  })}</a></p>
${showOpened(desk, message, part, opened, marks)}
</div>
${words ? await wordsBelow(desk, message, words) : ''}`
}

const showOpened = (
  desk: Desk,
  message: KeptMessage,
  part: KeptPart,
  opened: OpenedPart,
  marks: readonly Source[],
): Html => {
  const { say, app } = desk
  const { document, findings } = opened
  const reason = findings.map(one => writtenFinding(one, app.folder.findingTexts)).join(' ')
  const file = showFile(desk, opened, partAddress(message.id, part.path, 'xem'), part.name)
  return html`${reason === '' ? '' : html`<p class="note">${say('original.unreadable', { reason })}</p>`}
${
  document
    ? html`${marks.some(one => one.kind !== 'part') ? html`<p class="hint">${say('original.marked')}</p>` : ''}${renderOriginal(document, marks, say)}`
    : ''
}${file ?? (document || reason !== '' ? '' : html`<p class="note">${say('original.noView', { format: opened.format })}</p>`)}`
}

/** The words of the mail that a file came with: of the innermost one around it. */
const wordsBeside = (path: string): string => [...path.split('/').slice(0, -1), 'body'].join('/')

const wordsBelow = async (desk: Desk, message: KeptMessage, words: KeptPart): Promise<Html> => {
  const opened = await desk.app.openPart(message.id, words.path)
  if (!opened?.document) return html``
  return html`<details class="words" open><summary>${desk.say('original.words')}</summary>${renderOriginal(
    opened.document,
    [],
    desk.say,
  )}</details>`
}

const downloadMail = ({ say }: Desk, { id, size }: KeptMessage): Html =>
  html`<p><a href="/thu/${id}/eml" download>${say('original.download', { size: writtenSize(size) })}</a></p>`
