/**
 * Tables that somebody edited by hand and that were set aside: what each says differently, cell by cell, and taking over
 * what is ticked. Files are known by their name among those that were set aside, never by a path; they are read in a child
 * process.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { type CompareParts, compareFile, endIfTaken } from '../../../consolidation/hand-edits/compare-file.ts'
import { type TakenOutcome, takeOver } from '../../../consolidation/hand-edits/take-over.ts'
import { listSetAside, noteSeenTo, type SetAside } from '../../../consolidation/set-aside.ts'
import { isAtLeast } from '../../../domain/account.ts'
import type { ReadBook } from '../../../domain/book.ts'
import { sha256 } from '../../../domain/identity.ts'
import { sendAttachment } from '../../attachment.ts'
import { type Desk, type DeskContext, type DeskEnv, type DeskRoutes, haveDone } from '../../desk.ts'
import { type Html, showPage, withDone } from '../../layout.ts'
import { when } from '../../when.ts'
import { differencesForm, seenOf } from './differences-form.ts'

const at = '/bao-cao/sua-tay'
export const handEditsPath = (file: string): string => `${at}/${encodeURIComponent(path.basename(file))}`

/** A file that was set aside, and is there. */
type Open = SetAside & { readonly bytes: Uint8Array }

export const handEditsPages = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  const parts: CompareParts = { ...app, readBook: onceFor(app.readBook) }
  const open = async (c: DeskContext): Promise<Open | undefined> => {
    const one = (await listSetAside(app.store)).findLast(
      other => path.basename(other.file) === c.req.param('name'),
    )
    const bytes = one && (await readIfThere(one.file))
    return one && bytes && { ...one, bytes }
  }
  return new Hono<DeskEnv>()
    .get(at, async c => {
      const all = (await listSetAside(app.store)).toReversed()
      return showPage(c, desk, {
        ...{ title: say('hand-edits.title'), at: 'reports', styles: ['reports.css'] },
        body: html`<p><a href="/bao-cao">${say('reports.back')}</a></p><h1>${say('hand-edits.title')}</h1>
<p>${say('hand-edits.lead')}</p>
${all.length === 0 ? html`<p>${say('hand-edits.none')}</p>` : html`<ul class="ways">${all.map(one => fileLine(desk, one))}</ul>`}`,
      })
    })
    .get(`${at}/:name`, async c => {
      const one = await open(c)
      return one ? showFile(desk, parts, c, one) : c.notFound()
    })
    .get(`${at}/:name/tep`, async c => {
      const one = await open(c)
      return one ? sendAttachment(c, one.bytes, path.basename(one.file)) : c.notFound()
    })
    .post(`${at}/:name/dua-vao`, async c => {
      const one = await open(c)
      if (!one) return c.notFound()
      const { chosen = [] } = await c.req.parseBody({ all: true })
      const counts = await take(desk, parts, one, [chosen].flat().map(String), c.get('person').shown)
      return c.redirect(`${handEditsPath(one.file)}?${new URLSearchParams(counts)}`, 303)
    })
    .post(`${at}/:name/xong`, async c => {
      const one = await open(c)
      if (!one) return c.notFound()
      await noteSeenTo(app.store, one.file, { at: app.clock.now(), by: c.get('person').shown })
      return c.redirect(withDone(at, 'hand-edits.done-seen'), 303)
    })
}

/** The last file is read once, however often it is looked at: each reading starts a process. */
const onceFor = (readBook: ReadBook): ReadBook => {
  let last: { readonly hash: string; readonly book: ReturnType<ReadBook> } | undefined
  return bytes => {
    const hash = sha256(bytes)
    if (last?.hash !== hash) {
      const book = readBook(bytes)
      last = { hash, book }
      book.catch(() => {
        last = undefined
      })
    }
    return last.book
  }
}

const readIfThere = async (file: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(file)
  } catch (cause) {
    // Somebody took it away, or has it open: there is nothing to compare.
    if (cause instanceof Error && 'code' in cause) return undefined
    throw cause
  }
}

const fileLine = (desk: Desk, { file, at: since, done, message }: SetAside): Html => html`<li>
<a href="${handEditsPath(file)}">${path.basename(file)}</a>
<span class="tag ${done ? 'superseded' : 'review'}">${desk.say(done ? 'hand-edits.isDone' : 'hand-edits.isOpen')}</span>
<span class="hint">${done ? desk.say('hand-edits.doneBy', { by: done.by, when: when(desk, done.at) }) : `${message} (${when(desk, since)})`}</span></li>`

const showFile = async (desk: Desk, parts: CompareParts, c: DeskContext, one: Open): Promise<Response> => {
  const { say } = desk
  const edits = await compareFile(parts, one.bytes)
  const title = path.basename(one.file)
  const mayChange = isAtLeast(c.get('person').role, 'clerk')
  return showPage(c, desk, {
    ...{ title, at: 'reports', styles: ['reports.css'] },
    body: html`<p><a href="${at}">${say('hand-edits.back')}</a></p><h1>${title}</h1>
${outcomes(desk, c)}
<p>${one.done ? say('hand-edits.doneBy', { by: one.done.by, when: when(desk, one.done.at) }) : say('hand-edits.aside', { when: when(desk, one.at) })}
<a href="${handEditsPath(one.file)}/tep" download>${say('hand-edits.download')}</a></p>
${edits ? differencesForm(desk, edits, { action: `${handEditsPath(one.file)}/dua-vao`, mayChange }) : html`<p class="note">${say('hand-edits.unread')}</p>`}
${
  mayChange && !one.done
    ? html`<form method="post" action="${handEditsPath(one.file)}/xong"><button>${say('hand-edits.seen')}</button> <span class="hint">${say('hand-edits.seenHint')}</span></form>`
    : ''
}`,
  })
}

/** @param chosen as the page's boxes say it: the number, and the version of the form that was seen. @returns how many of each outcome */
const take = async (
  desk: Desk,
  parts: CompareParts,
  { file, bytes }: Open,
  chosen: readonly string[],
  by: string,
): Promise<Record<string, string>> => {
  const { app } = desk
  const counts: Record<TakenOutcome, number> = { taken: 0, already: 0, stale: 0, impossible: 0 }
  const edits = await compareFile(parts, bytes)
  const wanted = chosen.map(seenOf)
  const known = (edits?.differences ?? []).filter(one => wanted.some(two => two.number === one.number))
  // Compared anew: what changed since the page was seen is not decided on.
  const fresh = known.filter(one =>
    wanted.some(two => two.number === one.number && two.version === one.change?.version),
  )
  counts.stale += known.length - fresh.length
  counts.already += wanted.filter(one => edits?.agreed.includes(one.number)).length
  const { taken, jobs } = await takeOver({
    ...{ differences: fresh, by, now: app.clock.now(), store: app.store },
    dismissReason: app.say('edits.dismissed'),
  })
  for (const { outcome } of taken) counts[outcome]++
  await haveDone(desk, 'validate', jobs)
  if (counts.taken > 0) await endIfTaken(parts, file, bytes, by)
  return Object.fromEntries(Object.entries(counts).map(([outcome, count]) => [outcome, String(count)]))
}

/** What came of taking over. */
const outcomes = ({ say }: Desk, c: DeskContext): Html => {
  const lines = (['taken', 'already', 'stale', 'impossible'] as const).flatMap(one => {
    const count = Number(c.req.query(one))
    return Number.isInteger(count) && count > 0
      ? [{ one, text: say(`hand-edits.outcome-${one}`, { count }) }]
      : []
  })
  const isAll = lines.every(({ one }) => one === 'taken' || one === 'already')
  if (lines.length > 0)
    return html`<div class="${isAll ? 'done' : 'note'}" role="status">${lines.map(({ text }) => html`<p>${text}</p>`)}</div>`
  return c.req.query('taken') === '0'
    ? html`<p class="note" role="status">${say('hand-edits.nothingChosen')}</p>`
    : html``
}
