/** Takes a decision back, from the line that says what was just done, or from the history. */
import { Hono } from 'hono'
import { takenBack } from '../../domain/decision.ts'
import { AppError, isAppError } from '../../domain/errors.ts'
import { type Desk, type DeskEnv, type DeskRoutes, take } from '../desk.ts'
import { ownPath, withDone } from '../layout.ts'

export const undoPage = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().post('/rut-lai', async c => {
    const typed = await c.req.parseBody()
    const decision = Number(typed.decision)
    const subject = String(typed.subject ?? '')
    const { store } = desk.app
    const seen = await versionOf(desk, subject)
    const all = await store.decisions(subject)
    if (!all.some(one => one.id === decision))
      throw new AppError('not-found', `decision ${decision} is not about ${subject}`)
    // Somebody was quicker: there is nothing left to take back, and nothing to be told off for.
    if (takenBack(all).has(decision))
      return c.redirect(withDone(ownPath(typed.back), 'layout.done-undone'), 303)
    const id = await take(desk, c.get('person'), { subject, kind: 'undo', after: { decision } }, seen)
    return c.redirect(withDone(ownPath(typed.back), 'layout.done-undone', { decision: id, subject }), 303)
  })

/** What `decide` wants to have been seen of a subject: a submission's version, else the number of decisions about it. */
export const versionOf = async ({ app: { store } }: Desk, subject: string): Promise<number> => {
  try {
    return (await store.submission(subject)).version
  } catch (error) {
    if (!isAppError(error, 'not-found')) throw error
    return (await store.decisions(subject)).length
  }
}
