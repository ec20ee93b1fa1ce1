/** The four things that one comes to the desk for, as large links, each with what there is to it now. */
import { html } from 'hono/html'
import { type Account, isAtLeast } from '../../../domain/account.ts'
import { localTime, writtenDay, writtenTimeAndDay } from '../../../domain/zoned-time.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

export const showTasks = async (desk: Desk, person: Account): Promise<Html> => {
  const { say } = desk
  const { timeZone } = desk.app.folder.campaign
  const overview = await desk.overview()
  const waiting = await waitingWords(desk)
  const task = (id: string, href: string, name: string, text: string, isUrgent = false): Html =>
    html`<a class="${isUrgent ? 'task urgent' : 'task'}" id="task-${id}" data-live href="${href}"><strong>${name}</strong> <span>${text}</span></a>`
  return html`<section aria-labelledby="tasks-title">
<h2 id="tasks-title" class="hidden-words">${say('home.tasks')}</h2>
<div class="tasks">
${task('waiting', '/can-xu-ly', say('home.waiting'), waiting.text, waiting.isSome)}
${isAtLeast(person.role, 'clerk') ? task('enter', '/nhap', say('home.enter'), say('home.enterText')) : ''}
<form class="task" method="get" action="/don-vi" role="search">
<label for="find-unit">${say('home.units')}</label>
<div class="find"><input id="find-unit" type="search" name="tim" placeholder="${say('home.unitsLabel')}" autocomplete="off"><button class="main">${say('home.unitsFind')}</button></div>
</form>
${task(
  'tables',
  '/tai-bieu',
  say('home.tables'),
  overview ? say('home.tablesAsOf', writtenTimeAndDay(overview.at, timeZone)) : say('home.tablesText'),
)}
</div>
</section>`
}

const waitingWords = async ({ app, say, lastWaiting }: Desk): Promise<{ isSome: boolean; text: string }> => {
  const { items } = await lastWaiting()
  const count = items.length
  if (count === 0) return { isSome: false, text: say('home.waitingNone') }
  const oldest = items.find(one => one.message)?.message
  if (!oldest) return { isSome: true, text: say('home.waitingFailed', { count }) }
  const day = writtenDay(localTime(oldest.receivedAt, app.folder.campaign.timeZone).day)
  return { isSome: true, text: say('home.waitingSome', { count, day }) }
}
