/** What the parts of a mail's page are drawn from, and why something stands as it does, in a clerk's words. */
import { html } from 'hono/html'
import { type Finding, isError, isEvidence, severityOf } from '../../../domain/finding.ts'
import type { Excerpt } from '../../../domain/ledger.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import type { MessageWords } from './message-words.ts'

export interface MessageView {
  readonly desk: Desk
  readonly id: string
  readonly excerpt: Excerpt
  readonly words: MessageWords
  /** Its bytes are there. */
  readonly isKept: boolean
}

/** Each once; errors first, as they are why something waits. What only helps to decide stands with what is decided. */
export const reasonList = ({ words, desk }: MessageView, findings: readonly Finding[]): Html => {
  const order = { error: 0, warning: 1, info: 2 } as const
  const shown = [...new Map(findings.map(one => [words.finding(one), one]))]
    .filter(([, one]) => one.code !== 'form-read' && !(isEvidence(one) && severityOf(one) === 'info'))
    .sort(([, a], [, b]) => order[severityOf(a)] - order[severityOf(b)])
  if (shown.length === 0) return html``
  return html`<ul class="reasons">${shown.map(([text, one]) =>
    isError(one)
      ? html`<li class="error"><span class="hidden-words">${desk.say('messages.reasonError')} </span>${text}</li>`
      : html`<li>${text}</li>`,
  )}</ul>`
}
