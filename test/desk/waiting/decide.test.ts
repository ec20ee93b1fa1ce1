/** Each decision of the page Cần xử lý: in the ledger, in what counts after it, and taken back. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { itemPath } from '../../../src/desk/pages/waiting/item-path.ts'
import { decisionShapes } from '../../../src/domain/decision.ts'
import { submissionId } from '../../../src/domain/identity.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../../support/desk.ts'
import { samples, seenOn } from './sample.ts'

let desk: TestDesk
let clerk: Visitor
const ids = new Map<keyof typeof samples, string>()
const names = Object.keys(samples) as (keyof typeof samples)[]

beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['reading', 'validation'] })
  const received = await desk.receive(await Promise.all(names.map(name => samples[name]())))
  for (const [at, name] of names.entries()) ids.set(name, received[at]!)
  await desk.settled()
  clerk = await desk.signIn()
}, 60_000)
afterAll(() => desk.close())

const formOf = (name: keyof typeof samples): string => submissionId(ids.get(name)!, '1', 0)
const pathOf = (name: keyof typeof samples): string => itemPath({ kind: 'submission', subject: formOf(name) })
const decide = async (name: keyof typeof samples, fields: Record<string, string | readonly string[]>) => {
  const page = await clerk.get(pathOf(name))
  return clerk.post(pathOf(name), { ...seenOn(page.text), ...fields })
}
const standingOf = async (name: keyof typeof samples) =>
  (await desk.app.store.submission(formOf(name))).standing
const lastDecision = async (subject: string) => (await desk.app.store.decisions(subject)).at(-1)!
const undo = async (subject: string) => {
  const { id } = await lastDecision(subject)
  await clerk.post('/rut-lai', { decision: String(id), subject, back: '/can-xu-ly' })
  await desk.settled()
}

it('lists what waits by kind of reason', async () => {
  const { text } = await clerk.get('/can-xu-ly')
  expect(text).toContain('Xác định đơn vị')
  expect(text).toContain('Trường Tiểu học Thanh Mai')
  expect(text).toContain('Bắt đầu (7 việc)')
})

it('lets an error pass that was looked at, and takes that back', async () => {
  const answer = await decide('lastYear', { viec: 'chap-nhan' })
  expect(answer.text).toContain('Đã chấp nhận.')
  expect(await standingOf('lastYear')).toBe('registered')
  const decision = await lastDecision(formOf('lastYear'))
  expect(decision.by).toBe(clerk.shown)
  expect(decisionShapes.accept.parse(decision.after).findings.map(one => one.code)).toEqual([
    'other-letter',
    'other-letter',
  ])
  await undo(formOf('lastYear'))
  expect(await standingOf('lastYear')).toBe('review')
})
