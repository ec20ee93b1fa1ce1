/** Thống nhất tên gọi: names of models that look like one, group by group; the clerk says which rows take which wording. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { isAtLeast } from '../../../domain/account.ts'
import { sha256 } from '../../../domain/identity.ts'
import { findSameModels, type ModelGroup } from '../../../validation/same-models.ts'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage, withDone } from '../../layout.ts'
import { when } from '../../when.ts'
import { giveWording, type TickedRow, takeBackWording } from './give-wording.ts'
import { groupForm } from './group-form.ts'
import { changeWordingsFact, isLeft, readWordingsFact, type Wordings } from './wordings-fact.ts'

const path = '/tra-cuu/cung-mo-hinh'
/** On the page at once; done with these, the next come. */
const groupsShown = 20
/** Letters. */
const longest = 2000

export const sameModelPages = (desk: Desk): DeskRoutes => {
  const { say } = desk
  const { store, clock } = desk.app
  const groupsOf = makeGroups(desk)
  const many = (value: unknown): string[] => [value ?? []].flat().map(String)
  return new Hono<DeskEnv>()
    .get(path, async c => {
      const fact = await readWordingsFact(store)
      const open = (await groupsOf()).filter(
        group =>
          !isLeft(
            fact,
            group.wordings.map(one => one.model),
          ),
      )
      const shown = open.slice(0, groupsShown)
      const ids = shown.flatMap(group => group.wordings.flatMap(one => one.registrations))
      const rows = new Map((await store.registrations(ids)).map(row => [row.id, row]))
      const isClerk = isAtLeast(c.get('person').role, 'clerk')
      const leftOut = Number(c.req.query('bo')) || 0
      return showPage(c, desk, {
        ...{ title: say('same.title'), at: 'search', styles: ['search.css'] },
        body: html`<p class="no-print"><a href="/tra-cuu">${say('model.back')}</a></p>
<h1>${say('same.title')}</h1>
<p class="lead">${say('same.explain')}</p>
<p class="hint">${say('same.effect')}</p>
${leftOut > 0 ? html`<p class="note" role="status">${say('same.leftOut', { count: leftOut })}</p>` : ''}
<h2>${open.length === 0 ? say('same.none') : say('same.count', { count: open.length })}</h2>
${shown.map((group, at) => groupForm(desk, { group, rows, at, isClerk }))}
${done(desk, fact, isClerk)}`,
      })
    })
    .post(path, async c => {
      const typed = await c.req.parseBody({ all: true })
      const wording = String(typed.wording ?? '')
        .trim()
        .slice(0, longest)
      const ticked = many(typed.row).flatMap((text): TickedRow[] => {
        const [, version, id = ''] = /^(\d+) (.+)$/s.exec(text) ?? []
        return id === '' ? [] : [{ id, version: Number(version) }]
      })
      if (wording === '' || ticked.length === 0) return c.redirect(`${path}?xong=same.done-nothing`, 303)
      const by = c.get('person').shown
      const given = await giveWording(desk, by, wording, ticked)
      const at = clock.now()
      const id = idOf([wording, String(at), ...ticked.map(row => row.id)])
      const models = [...many(typed.model), wording]
      await changeWordingsFact(store, before => ({
        given:
          given.decisions.length > 0
            ? [...before.given, { ...{ id, wording, by, at }, decisions: [...given.decisions] }]
            : before.given,
        // Rows that were not ticked are something else: said once is enough.
        left: given.leftOut.length > 0 ? before.left : [...before.left, { id, models, by, at }],
      }))
      const next = withDone(path, given.decisions.length > 0 ? 'same.done-given' : 'same.done-nothing')
      return c.redirect(given.leftOut.length > 0 ? `${next}&bo=${given.leftOut.length}` : next, 303)
    })
    .post(`${path}/de-nguyen`, async c => {
      const models = many((await c.req.parseBody({ all: true })).model)
      const one = { models, by: c.get('person').shown, at: clock.now() }
      await changeWordingsFact(store, before => ({
        ...before,
        left: [...before.left, { id: idOf([...models, String(one.at)]), ...one }],
      }))
      return c.redirect(withDone(path, 'same.done-left'), 303)
    })
    .post(`${path}/xem-lai`, async c => {
      const id = String((await c.req.parseBody()).id ?? '')
      const given = (await readWordingsFact(store)).given.find(one => one.id === id)
      const kept = given ? await takeBackWording(desk, c.get('person').shown, given.decisions) : 0
      await changeWordingsFact(store, before => ({
        given: before.given.filter(one => one.id !== id),
        left: before.left.filter(one => one.id !== id),
      }))
      return c.redirect(
        `${withDone(path, given ? 'same.done-undone' : 'same.done-again')}${kept > 0 ? `&bo=${kept}` : ''}`,
        303,
      )
    })
}

const idOf = (words: readonly string[]): string => sha256(Buffer.from(JSON.stringify(words))).slice(0, 16)

/** Worked out once for each revision of the ledger. */
const makeGroups = ({ app: { store } }: Desk): (() => Promise<ModelGroup[]>) => {
  let known: { readonly revision: number; readonly groups: ModelGroup[] } | undefined
  return async () => {
    const revision = await store.revision()
    if (known?.revision !== revision) known = { revision, groups: findSameModels(await store.wordings()) }
    return known.groups
  }
}

/** What was done lately, each to be taken back as a whole. */
const done = ({ say, app }: Desk, { given, left }: Wordings, isClerk: boolean): Html => {
  const ofGiven = new Set(given.map(one => one.id))
  const lines = [
    ...given.map(one => ({ ...one, key: 'given', what: one.wording, count: one.decisions.length })),
    ...left
      .filter(one => !ofGiven.has(one.id))
      .map(one => ({ ...one, key: 'left', what: one.models.join(' / '), count: one.models.length })),
  ].sort((a, b) => b.at - a.at)
  if (lines.length === 0) return html``
  return html`<h2>${say('same.doneTitle')}</h2><ul class="done-wordings">${lines.slice(0, 50).map(
    one =>
      html`<li>${say(`same.was-${one.key}`, {
        ...{ what: one.what, count: one.count, by: one.by },
        when: when({ app }, one.at),
      })}${
        isClerk
          ? html`<form method="post" action="${path}/xem-lai"><input type="hidden" name="id" value="${one.id}"><button aria-label="${say(`same.undo-${one.key}`)}: ${one.what}">${say(`same.undo-${one.key}`)}</button></form>`
          : ''
      }</li>`,
  )}</ul>`
}
