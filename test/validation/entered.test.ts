/** What was put in by hand is settled like any other form, but for what only who put it in can say: unit and time. */
import { expect, it } from 'vitest'
import type { Decision, DecisionKind } from '../../src/domain/decision.ts'
import { finding } from '../../src/domain/finding.ts'
import type { Peer } from '../../src/ports.ts'
import { makeUnitMatcher } from '../../src/units/match.ts'
import { settleUnit } from '../../src/validation/settle-unit.ts'
import { campaign } from '../support/forms.ts'
import { sampleForm, sampleTime } from '../support/ledger.ts'

const unit = (id: string, name: string, group = '') => ({
  ...{
    id,
    name,
    group,
    block: 'Trường',
    aliases: [],
    confirmed: true,
    contact: '',
    phone: '',
    addresses: [],
  },
  extendedTo: '',
})
const matcher = makeUnitMatcher(
  {
    units: [
      unit('a', 'Trường Sao Mai'),
      unit('b', 'Trường Sao Hôm'),
      unit('c', 'Đảng ủy xã Cao Viên', 'cao-vien'),
      unit('d', 'UBND xã Cao Viên', 'cao-vien'),
    ],
  },
  campaign,
)
let number = 0
const decision = (subject: string, kind: DecisionKind, after: object): Decision => ({
  ...{ id: ++number, subject, kind, after, before: null, by: 'Hoa', at: sampleTime },
})
/** A form, entered this way under the unit; no way: it came by mail. */
const form = (
  says: { unit?: string; model?: string; way?: string; chosen?: string; decisions?: readonly Decision[] },
  more: Partial<Peer> = {},
): Peer => {
  const messageId = `m${++number}`
  const { unit: named, model = 'Vườn rau', way, chosen, decisions = [] } = says
  return {
    ...{ id: `${messageId}/1#0`, messageId, receivedAt: sampleTime + number, receiptSource: 'server' },
    ...{
      uid: '1',
      senderAddress: way ? '' : 'a@example.vn',
      senderName: '',
      fileName: '',
      messageFindings: [],
    },
    ...{ subject: '', ...(way && { receiptSource: 'file' as const }) },
    decisions: [
      ...(way ? [decision(messageId, 'enter', { way, from: '', of: [] })] : []),
      ...(chosen ? [decision(messageId, 'unit', { unitId: chosen })] : []),
      ...decisions,
    ],
    reading: sampleForm({ ...(named && { unit: named }), rows: [{ name: 'Tổ 1', model }] }),
    ...more,
  } as Peer
}
const settle = (...peers: Peer[]) =>
  settleUnit(peers, campaign, matcher).map(one => [one.standing, ...one.findings.map(found => found.code)])

it('came when somebody says that it came: in time, or late, and nothing is asked about headers', () => {
  const onPaper = { unit: 'Trường Sao Mai', way: 'paper', chosen: 'a' }
  expect(settle(form(onPaper))).toEqual([['registered']])
  const late = { receivedAt: Date.parse('2022-02-17T09:00:00+07:00') }
  expect(settle(form(onPaper, late))).toEqual([['registered', 'late']])
  const silent = { messageFindings: [finding('no-authentication-result')] }
  expect(settle(form(onPaper, silent))).toEqual([['registered']])
  // A loose file that was imported has no such word.
  expect(settle(form({ unit: 'Trường Sao Mai' }, { ...late, receiptSource: 'file' }))).toEqual([
    ['registered', 'receipt-unknown'],
  ])
})

it('is the unit that was chosen, unless the form names another one', () => {
  expect(settle(form({ way: 'paper', chosen: 'a' }))).toEqual([['registered']])
  expect(settle(form({ way: 'paper', chosen: 'a', unit: 'Trường Sao Hôm' }))).toEqual([
    ['review', 'unit-contradicted'],
  ])
  // One office of a commune for the other: one form is enough for both.
  expect(settle(form({ way: 'paper', chosen: 'c', unit: 'UBND xã Cao Viên' }))).toEqual([['registered']])
  // Of a mail that came, a chosen unit is one that was chosen in sight of what the form says.
  expect(settle(form({ chosen: 'a', unit: 'Trường Sao Hôm' }))).toEqual([['registered']])
  const chosenAgain = form({ way: 'paper', chosen: 'a', unit: 'Trường Sao Hôm' })
  const decisions = [...chosenAgain.decisions, decision(chosenAgain.id, 'unit', { unitId: 'a' })]
  expect(settle({ ...chosenAgain, decisions })).toEqual([['registered']])
})

it('by phone waits for the paper', () => {
  const byPhone = { unit: 'Trường Sao Mai', way: 'phone', chosen: 'a' }
  const byMail = { unit: 'Trường Sao Mai' }
  expect(settle(form(byPhone))).toEqual([['registered', 'awaiting-paper']])
  // The same in writing confirms it, by mail or on paper; something else is asked about, and does not.
  expect(settle(form(byPhone), form(byMail))).toEqual([['registered'], ['duplicate', 'same-content']])
  expect(settle(form(byPhone), form({ ...byPhone, way: 'paper' }))).toEqual([
    ['registered'],
    ['duplicate', 'same-content'],
  ])
  expect(settle(form(byPhone), form({ ...byMail, model: 'Ao cá' }))).toEqual([
    ['registered', 'awaiting-paper'],
    ['review', 'second-submission'],
  ])
  const other = form({ ...byMail, model: 'Ao cá' })
  const replacing = (of: Peer): Peer => ({
    ...other,
    decisions: [decision(other.id, 'replace', { of: of.id })],
  })
  const first = form(byPhone)
  expect(settle(first, replacing(first))).toEqual([['registered', 'superseded'], ['registered']])
  // Called twice: still nothing in writing.
  expect(settle(form(byPhone), form(byPhone))).toEqual([
    ['registered', 'awaiting-paper'],
    ['duplicate', 'same-content'],
  ])
})

it('typed from a scan that was read badly takes its place', () => {
  const scan = form({ unit: 'Trường Sao Mai', model: 'Vuòn ra' })
  const typed = form({ unit: 'Trường Sao Mai', way: 'scan', chosen: 'a' })
  const decided = { ...scan, decisions: [decision(`${scan.messageId}/1`, 'typed', { as: typed.messageId })] }
  expect(settle(decided, typed)).toEqual([['duplicate'], ['registered']])
  expect(settleUnit([decided, typed], campaign, matcher)[0]!.duplicateOf).toBe(typed.id)
  // Typed as something of another unit, it still counts for nothing here.
  expect(settle(decided)).toEqual([['duplicate']])
})
