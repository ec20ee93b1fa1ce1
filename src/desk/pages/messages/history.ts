/** What people decided about a mail and what is in it, oldest first; what was taken back is said to be. */
import { html } from 'hono/html'
import { campaignSubject, type Decision, idsInEffect } from '../../../domain/decision.ts'
import type { Html } from '../../layout.ts'
import { partLabel } from '../../original/part-names.ts'
import type { MessageView } from './reasons.ts'

export const historyOf = (view: MessageView): Html => {
  const { desk, excerpt, words, id } = view
  const { say } = desk
  const own = excerpt.decisions.filter(one => isAbout(one, id))
  if (own.length === 0) return html``
  const standing = idsInEffect(own)
  return html`<h2>${say('messages.history')}</h2>
<ol class="history card">${own.map(one => {
    const isUndone = one.kind !== 'undo' && !standing.has(one.id)
    const carried = words.decision(one)
    return html`<li${isUndone ? html` class="undone"` : ''}>${say('messages.decided', {
      ...{ when: words.moment(one.at), by: one.by },
      what: words.sheet.phrase(`tracking.decision-${one.kind}`),
    })}${about(view, one)}${carried === '' ? '' : html`: ${carried}`}${isUndone ? ` (${words.sheet.phrase('tracking.takenBack')})` : ''}</li>`
  })}</ol>`
}

const isAbout = ({ subject }: Decision, id: string): boolean =>
  subject !== campaignSubject && (subject === id || subject.startsWith(`${id}/`))

const about = ({ excerpt, desk }: MessageView, { subject }: Decision): Html | '' => {
  const form = excerpt.submissions.find(one => one.id === subject)
  if (form) return html` - ${form.unitName || desk.say('messages.noUnit')}`
  const part = excerpt.parts.find(one => one.id === subject)
  return part ? html` - ${partLabel(desk, part, excerpt.parts)}` : ''
}
