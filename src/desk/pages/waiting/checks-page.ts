/** Đối chiếu bản có dấu: stamped scans beside the forms that were read with them, ticked many at once as found the same. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { isAppError } from '../../../domain/errors.ts'
import { type Excerpt, type KeptSubmission, rowsOf } from '../../../domain/ledger.ts'
import type { ScanBeside } from '../../../domain/wishes.ts'
import { type Desk, type DeskEnv, type DeskRoutes, take } from '../../desk.ts'
import { type Html, showPage, withDone } from '../../layout.ts'
import { partAddress } from '../../original/part-names.ts'
import { mayDecideOf } from './item-page.ts'
import { itemPath } from './item-path.ts'
import { type ItemWords, makeItemWords } from './item-words.ts'
import { rowLines } from './row-lines.ts'

const perPage = 25
const path = '/can-xu-ly/doi-chieu'

export const checksPages = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>()
    .get(path, async c => {
      const { say, app } = desk
      const isDone = c.req.query('da') === '1'
      const all = await app.store.scansBeside()
      const wanted = all.filter(one => one.isChecked === isDone)
      const last = Math.max(1, Math.ceil(wanted.length / perPage))
      const page = Math.min(last, Math.max(1, Number(c.req.query('trang')) || 1))
      const shown = wanted.slice((page - 1) * perPage, page * perPage)
      const excerpt = await app.store.excerpt({ messages: shown.map(one => one.message) })
      const words = await makeItemWords(desk, excerpt)
      const mayDecide = mayDecideOf(c.get('person')) && !isDone
      const other = all.length - wanted.length
      const list = html`<ul class="checks">${shown.map(one => scan(desk, one, excerpt, words, mayDecide))}</ul>`
      return showPage(c, desk, {
        ...{
          at: 'waiting',
          title: say('waiting.checksTitle'),
          styles: ['waiting.css'],
          scripts: ['waiting.js'],
        },
        body: html`<p><a href="/can-xu-ly">${say('waiting.toList')}</a></p><h1>${say('waiting.checksTitle')}</h1>
<p class="lead">${say(isDone ? 'waiting.checksDone' : 'waiting.checksHint')}</p>
${shown.length === 0 ? html`<p>${say('waiting.checksNone')}</p>` : mayDecide ? html`<form method="post" action="${path}">${list}<p><button class="main">${say('waiting.checksSame')}</button></p></form>` : list}
${last > 1 ? html`<p>${say('waiting.pageOf', { page, last })}${page < last ? html` <a class="button" href="${path}?${isDone ? 'da=1&' : ''}trang=${page + 1}">${say('waiting.pageAfter')}</a>` : ''}</p>` : ''}
<p><a href="${path}${isDone ? '' : '?da=1'}">${say(isDone ? 'waiting.checksOpen' : 'waiting.checksShowDone', { count: other })}</a></p>`,
      })
    })
    .post(path, async c => {
      const form = await c.req.formData()
      const scans = new Set((await desk.app.store.scansBeside()).map(one => one.part))
      let stale = 0
      const taken: { decision: number; subject: string }[] = []
      for (const subject of form.getAll('part').filter(one => typeof one === 'string')) {
        if (!scans.has(subject)) continue
        const decision = { subject, kind: 'checked' as const, after: {} }
        const seen = Number(form.get(`seen ${subject}`) ?? -1)
        try {
          taken.push({ subject, decision: await take(desk, c.get('person'), decision, seen) })
        } catch (error) {
          // Somebody ticked it meanwhile; the others are not held up by that.
          if (!isAppError(error, 'stale-version')) throw error
          stale++
        }
      }
      const key =
        stale > 0
          ? 'waiting.done-not-all-checked'
          : taken.length > 0
            ? 'waiting.done-checked'
            : 'waiting.done-not-checked'
      return c.redirect(withDone(path, key, taken.length === 1 ? taken[0] : undefined), 303)
    })

const scan = (desk: Desk, one: ScanBeside, excerpt: Excerpt, words: ItemWords, mayDecide: boolean): Html => {
  const { say } = desk
  const part = excerpt.parts.find(other => other.id === one.part)
  const message = excerpt.messages.find(other => other.id === one.message)
  const forms = excerpt.submissions.filter(other => other.messageId === one.message)
  const decisions = excerpt.decisions.filter(other => other.subject === one.part)
  const name = part?.name || say('waiting.checksScan')
  const units = [...new Set(forms.map(form => form.unitName))].join(', ')
  return html`<li class="card">${
    mayDecide
      ? html`<label><input type="checkbox" name="part" value="${one.part}"> ${units || say('waiting.no-unit')}</label><input type="hidden" name="seen ${one.part}" value="${decisions.length}">`
      : html`<strong>${units}</strong>`
  }
<p><a href="${partAddress(one.message, one.path, 'xem')}" target="_blank" rel="noopener">${say('waiting.checksOpenScan', { name })}</a>
<span class="detail">${message ? words.moment(message.receivedAt) : ''}</span>${decisions.map(
    each => html` <span class="detail">${each.by}, ${words.moment(each.at)}</span>`,
  )}</p>
${forms.map(form => rowsOfForm(desk, form, words))}</li>`
}

const rowsOfForm = ({ say }: Desk, form: KeptSubmission, words: ItemWords): Html =>
  html`${rowLines(rowsOf(form), words)}<p><a href="${itemPath({ kind: 'submission', subject: form.id })}">${say('waiting.checksEdit')}</a></p>`
