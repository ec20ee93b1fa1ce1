/** Takes what a form of an item asks for, goes on to what is next, or comes back with what stands in the way. */
import type { Account } from '../../../domain/account.ts'
import { type DecisionKind, decisionShapes } from '../../../domain/decision.ts'
import { AppError, isAppError } from '../../../domain/errors.ts'
import { type Desk, type DeskContext, haveDone, take } from '../../desk.ts'
import { withDone } from '../../layout.ts'
import { isRosterTrouble, putOnRoster, sayUnit, teachName } from './add-unit.ts'
import { getItem, type Item } from './find-item.ts'
import type { Typed } from './item-page.ts'
import { itemPath } from './item-path.ts'
import { keptOf, limitedTo, lineOf, nextAfter } from './line.ts'
import { readWish } from './wish.ts'

export interface Answer {
  /** Where it goes on. */
  readonly path?: string
  /** Else the item is shown once more. */
  readonly show?: { readonly item: Item; readonly typed: Typed; readonly status: 200 | 400 | 409 }
}

/** @throws AppError not-found */
export const decideItem = async (desk: Desk, c: DeskContext, key: string): Promise<Answer> => {
  const form = await c.req.formData()
  const fields = (name: string): string[] => form.getAll(name).filter(one => typeof one === 'string')
  const kept = keptOf(fields('kept')[0])
  const item = await getItem(desk, key, kept)
  const seen = Number(fields('seen')[0] ?? -1)
  const known = Number(fields('known')[0] ?? 0)
  const wish = await readWish(desk, item, fields)
  if (!wish) return { show: { item, typed: { ask: 'nothing' }, status: 400 } }
  if (wish.kind === 'again') return { show: { item, typed: wish.typed, status: wish.isAsked ? 400 : 200 } }
  if (wish.kind === 'read-again') return { path: await readAgain(desk, c, item, kept) }
  const person = c.get('person')
  const isStale = seen !== item.version || fields('shown')[0] !== item.shown
  const decision =
    wish.kind === 'decide' ? wish.decision : { kind: 'unit' as const, after: { unitId: wish.unit.name } }
  const stale = async (): Promise<Answer> => {
    const now = await getItem(desk, key, kept)
    const conflict = { kind: decision.kind, after: decision.after, known }
    return { show: { item: now, status: 409, typed: { ...wish.typed, conflict } } }
  }
  if (isStale) return stale()
  try {
    const { subject } = item
    const taken =
      wish.kind === 'decide'
        ? await take(desk, person, { subject, ...wish.decision, after: wish.decision.after as never }, seen)
        : await sayUnit(desk, person, item, (await putOnRoster(desk, person, wish.unit)).id)
    const name = fields('alias')[0] ?? ''
    if (decision.kind === 'unit' && name !== '') await teach(desk, person, decision.after, name)
    return { path: await goOn(desk, item, kept, decision.kind, { decision: taken, subject }) }
  } catch (error) {
    if (isAppError(error, 'stale-version')) return stale()
    if (isRosterTrouble(error))
      return { show: { item, status: 400, typed: { ...wish.typed, trouble: error.message } } }
    throw error
  }
}

/** The name that the form bears is the unit's from now on, too. */
const teach = async (desk: Desk, person: Account, after: unknown, name: string): Promise<void> => {
  const { unitId } = decisionShapes.unit.parse(after)
  const unit = (await desk.app.roster.roster()).units.find(one => one.id === unitId)
  if (unit) await teachName(desk, person, unit, name)
}

/** Where one goes on: the item itself while something of it is left, else what stood behind it. */
const goOn = async (
  desk: Desk,
  { key, line, waiting }: Item,
  kept: string,
  kind: DecisionKind | 'read-again',
  undo: { readonly decision: number; readonly subject: string } | undefined,
): Promise<string> => {
  const before = limitedTo(line, kept)
  const now = limitedTo(lineOf(await desk.waiting()), kept)
  const next = nextAfter(key, before, now)
  const limited = kept === '' ? '' : `?loai=${kept}`
  const path = next ? itemPath(next.waiting, kept) : `/can-xu-ly${now.length > 0 ? limited : ''}`
  const again = next?.key === key ? '-again' : ''
  const back = undo && { ...undo, back: itemPath(waiting, kept) }
  return withDone(path, `waiting.done-${kind}${again}`, back)
}

/** The mail once more, or the rules over a form: what failed for good is tried anew. */
const readAgain = async (desk: Desk, c: DeskContext, item: Item, kept: string): Promise<string> => {
  const { store, clock } = desk.app
  const { waiting, excerpt } = item
  const { message, submission } = waiting
  if (!message) throw new AppError('not-found', `${waiting.subject} is in no mail that is kept`)
  const isOfRules = excerpt.failedJobs.some(one => one.kind === 'validate' && one.subject === waiting.subject)
  if (waiting.kind === 'job' && isOfRules && submission) {
    await haveDone(desk, 'validate', await store.requestValidation([submission.id], clock.now()))
    return goOn(desk, item, kept, 'read-again', undefined)
  }
  const seen = (await store.decisions(message.id)).length
  const decision = { subject: message.id, kind: 'read-again' as const, after: {} }
  await take(desk, c.get('person'), decision, seen)
  await haveDone(desk, 'read', await store.requestReading([message.id], clock.now()))
  return goOn(desk, item, kept, 'read-again', undefined)
}
