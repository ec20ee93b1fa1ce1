/** What a button takes back, and the button: sent to `/rut-lai` (`pages/undo.ts`). */
import { html } from 'hono/html'
import { type DecisionKind, withoutUndo } from '../domain/decision.ts'
import type { Desk } from './desk.ts'
import type { Html } from './layout.ts'

/** These have buttons of their own where they were taken: holding a mail waits for the one that is being handed over. */
const elsewhere: ReadonlySet<DecisionKind> = new Set(['hold', 'release', 'close', 'reopen'])

export const mayTakeBack = (kind: DecisionKind): boolean => !withoutUndo.has(kind) && !elsewhere.has(kind)

/**
 * @param undo the decision's number and subject, where one goes back to, `again`: it took one back itself. @param which said to who only hears the
 * page, where several buttons stand on it
 */
export const takeBackForm = (
  { say }: Desk,
  {
    decision,
    subject,
    back,
    again = false,
  }: { decision: number | string; subject: string; back: string; again?: boolean },
  which = '',
): Html => html`<form method="post" action="/rut-lai"><input type="hidden" name="decision" value="${decision}">
<input type="hidden" name="subject" value="${subject}"><input type="hidden" name="back" value="${back}">
<button>${say(again ? 'layout.redo' : 'layout.undo')}${which === '' ? '' : html`<span class="hidden-words"> ${which}</span>`}</button></form>`
