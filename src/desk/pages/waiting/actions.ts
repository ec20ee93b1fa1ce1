/** What may be done with what waits, as buttons that letters press, too. */
import { html } from 'hono/html'
import { partId } from '../../../domain/identity.ts'
import type { Html } from '../../layout.ts'
import { acceptable, hasGaps } from './advice.ts'
import { itemForm, keyButton } from './form.ts'
import type { ItemView } from './item-page.ts'
import { kindOfWaiting } from './reason-kinds.ts'
import { proposalsOf } from './reasons.ts'

export const actions = (view: ItemView): Html => {
  const { desk, item } = view
  const { say } = desk
  const { waiting } = item
  const accepts = acceptable(item)
  const isAll = accepts.length === waiting.reasons.length
  const kind = kindOfWaiting(waiting)
  return html`<section class="actions" aria-labelledby="actions"><h2 id="actions">${say('waiting.actions')}</h2>
${waiting.kind === 'submission' && hasGaps(item) ? html`<p class="hint">${say('waiting.gapsFirst')}</p>` : ''}
<div class="row">
${
  accepts.length > 0
    ? itemForm(
        view,
        'chap-nhan',
        keyButton(
          'C',
          say(`waiting.accept-${acceptWords(view, isAll)}`),
          isAll && proposalsOf(view).length === 0,
        ),
      )
    : ''
}
${waiting.kind === 'job' || kind === 'job' || canReadAgain(view) ? itemForm(view, 'doc-lai', keyButton('R', say('waiting.readAgain'), waiting.kind === 'job')) : ''}
${enterLink(view)}
${askSender(view)}
${waiting.kind === 'job' ? '' : dismissForm(view)}
${putOffForm(view)}
</div></section>`
}

const acceptWords = ({ item }: ItemView, isAll: boolean): string => {
  const { waiting } = item
  if (waiting.kind === 'message') return 'message'
  if (waiting.reasons.some(one => one.code === 'nothing-registered')) return 'nothing'
  return isAll ? 'form' : 'rest'
}

const canReadAgain = ({ item }: ItemView): boolean =>
  item.waiting.reasons.some(one => one.code.startsWith('reader-'))

/** What somebody can read where the program could not. */
const enterLink = ({ desk, item }: ItemView): Html => {
  const { waiting } = item
  const { part, submission, message } = waiting
  if (waiting.kind === 'job' || !message) return html``
  const of = part?.id ?? (submission && partId(submission.messageId, submission.partPath)) ?? message.id
  return html`<a class="button${waiting.kind === 'part' ? ' main' : ''}" href="/nhap?tu=${encodeURIComponent(of)}" data-key="m" aria-keyshortcuts="M">${desk.say('waiting.enter')} <kbd>M</kbd></a>`
}

const askSender = ({ desk, item }: ItemView): Html => {
  const { headers } = item.waiting.message ?? {}
  // An address from outside: what is not plainly one goes into no link.
  if (!headers || !/^[\w.+-]+@[\w.-]+$/.test(headers.fromAddress)) return html``
  const subject = desk.say('waiting.answerTo', { subject: headers.subject.slice(0, 120) })
  return html`<a class="button" href="mailto:${headers.fromAddress}?subject=${encodeURIComponent(subject)}">${desk.say('waiting.askSender')}</a>`
}

const dismissForm = (view: ItemView): Html => {
  const { say } = view.desk
  const { waiting } = view.item
  const code = waiting.reasons[0]?.code ?? ''
  const usual = say.has(`waiting.dismissed-${code}`) ? say(`waiting.dismissed-${code}`) : ''
  const list = ['not-a-form', 'wrong-mail', 'have-it', 'other-letter'].map(one =>
    say(`waiting.dismissed-${one}`),
  )
  return html`<details class="ask"><summary class="button" data-key="k" aria-keyshortcuts="K">${say('waiting.dismiss')} <kbd>K</kbd></summary>
${itemForm(
  view,
  'bo',
  html`<label>${say('waiting.dismissReason')} <input name="reason" value="${view.typed.fields?.reason ?? usual}" list="dismiss-reasons" required maxlength="300" autocomplete="off"></label>
<datalist id="dismiss-reasons">${list.map(one => html`<option value="${one}"></option>`)}</datalist>
<button class="danger">${say('waiting.dismissDo')}</button>`,
)}</details>`
}

const putOffForm = (view: ItemView): Html => {
  const { say } = view.desk
  const { putOff } = view.item
  return html`<details class="ask"><summary class="button" data-key="l" aria-keyshortcuts="L">${say(putOff ? 'waiting.putOffAnew' : 'waiting.putOff')} <kbd>L</kbd></summary>
${itemForm(
  view,
  'de-lai',
  html`<label>${say('waiting.putOffWhy')} <input name="note" value="${view.typed.fields?.note ?? putOff?.note ?? ''}" required maxlength="300" autocomplete="off"></label>
<button>${say('waiting.putOffDo')}</button>`,
)}</details>`
}
