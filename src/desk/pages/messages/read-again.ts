/** Reads a mail anew: a reader that has learned since may read more of it. What people decided stays as they decided it. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { isAtLeast } from '../../../domain/account.ts'
import { AppError } from '../../../domain/errors.ts'
import type { KeptMessage } from '../../../domain/ledger.ts'
import { type Desk, type DeskContext, type DeskEnv, type DeskRoutes, haveDone, take } from '../../desk.ts'
import { type Html, withDone } from '../../layout.ts'

export const readAgain = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().post('/thu/:id{[0-9a-f]{64}}/doc-lai', async c => {
    const id = c.req.param('id')
    const { store, clock } = desk.app
    const seen = Number((await c.req.parseBody()).seen)
    const { messages } = await store.excerpt({ messages: [id] })
    if (messages[0]?.purgedAt !== null) throw new AppError('not-found', `message ${id} has no bytes to read`)
    await take(desk, c.get('person'), { subject: id, kind: 'read-again', after: {} }, seen)
    await haveDone(desk, 'read', await store.requestReading([id], clock.now()))
    return c.redirect(withDone(`/thu/${id}`, 'messages.done-read-again'), 303)
  })

/** @param seen how many decisions about the mail itself the page shows */
export const readAgainForm = (desk: Desk, c: DeskContext, message: KeptMessage, seen: number): Html =>
  message.purgedAt !== null || !isAtLeast(c.get('person').role, 'clerk')
    ? html``
    : html`<h2>${desk.say('messages.readAgain')}</h2>
<form method="post" action="/thu/${message.id}/doc-lai" class="row no-print">
<input type="hidden" name="seen" value="${seen}"><button>${desk.say('messages.readAgainSubmit')}</button>
<span class="hint">${desk.say('messages.readAgainHint')}</span></form>`
