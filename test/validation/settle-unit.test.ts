/** Which submissions stand: by the words of settle-unit's head, for any unit and any order of processing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import type { Peer } from '../../src/ports.ts'
import { makeUnitMatcher } from '../../src/units/match.ts'
import { settleUnit } from '../../src/validation/settle-unit.ts'
import { campaign } from '../support/forms.ts'
import { type SampleForm, sampleForm, sampleTime } from '../support/ledger.ts'

const unit = (id: string, name: string) => ({
  id,
  name,
  block: 'Trường',
  group: '',
  aliases: [],
  confirmed: true,
  contact: '',
  phone: '',
  addresses: [],
  extendedTo: '',
})
const matcher = makeUnitMatcher(
  { units: [unit('a', 'Trường Sao Mai'), unit('b', 'Trường Sao Hôm')] },
  campaign,
)

let number = 0
const peer = (form: SampleForm, more: Partial<Peer> = {}): Peer => {
  number++
  return {
    id: `s${number}`,
    receivedAt: sampleTime + number,
    uid: String(number),
    senderAddress: 'a@example.vn',
    senderName: '',
    fileName: '',
    messageFindings: [],
    subject: '',
    decisions: [],
    reading: sampleForm(form),
    ...more,
  } as Peer
}
const settle = (...peers: Peer[]) =>
  settleUnit(peers, campaign, matcher).map(one => ({
    id: one.submissionId,
    standing: one.standing,
    of: one.duplicateOf,
    codes: one.findings.map(found => found.code),
  }))
const row = (model: string) => [{ name: 'Tổ 1', model }]

describe('a unit', () => {
  it('is registered by its form', () => {
    const only = peer({ unit: 'Trường Sao Mai' })
    expect(settle(only)).toEqual([{ id: only.id, standing: 'registered', of: null, codes: [] }])
  })
  it('is asked about a second form that says something else', () => {
    const [first, second] = [
      peer({ unit: 'Trường Sao Mai', rows: row('Vườn') }),
      peer({ unit: 'Trường Sao Mai', rows: row('Ao') }),
    ]
    expect(settle(first, second)).toEqual([
      { id: first.id, standing: 'registered', of: null, codes: [] },
      { id: second.id, standing: 'review', of: null, codes: ['second-submission'] },
    ])
  })
  it('has the same content once, however it is written', () => {
    const [first, second] = [
      peer({ unit: 'Trường Sao Mai', rows: [{ name: 'Tổ Hòa', model: 'Vườn  RAU' }] }),
      peer({ unit: 'TRƯỜNG SAO MAI', rows: [{ name: 'tổ hoà', model: 'vườn rau' }] }),
    ]
    expect(settle(first, second)[1]).toMatchObject({
      standing: 'duplicate',
      of: first.id,
      codes: ['same-content'],
    })
  })
  it('takes the next one when the first has an error of its own', () => {
    const [first, second] = [
      peer({ unit: 'Trường Sao Mai', rows: row('Vườn'), findings: [finding('no-name')] }),
      peer({ unit: 'Trường Sao Mai', rows: row('Ao') }),
    ]
    expect(settle(first, second).map(one => one.standing)).toEqual(['review', 'registered'])
  })
  it('is held by what is said of the whole message', () => {
    const forged = peer({ unit: 'Trường Sao Mai' }, { messageFindings: [finding('authentication-failed')] })
    expect(settle(forged)[0]).toMatchObject({ standing: 'review', codes: ['authentication-failed'] })
  })
  it('is not another', () => {
    expect(
      settle(peer({ unit: 'Trường Sao Mai' }), peer({ unit: 'Trường Sao Hôm' })).map(one => one.standing),
    ).toEqual(['registered', 'registered'])
  })
  it('that is not known is compared only with the same sender', () => {
    const of = (senderAddress: string) => peer({ unit: 'Tổ lạ' }, { senderAddress })
    const [one, two, three] = [of('x@example.vn'), of('y@example.vn'), of('x@example.vn')]
    const settled = settle(one, two, three)
    expect([one, two, three].map(each => settled.find(found => found.id === each.id)?.standing)).toEqual([
      'review',
      'review',
      'duplicate',
    ])
  })
})

describe('time', () => {
  const at = (text: string) => settle(peer({ unit: 'Trường Sao Mai' }, { receivedAt: Date.parse(text) }))[0]
  it.each([
    ['2022-02-14T23:59:59.999+07:00', []],
    ['2022-02-15T00:00:00+07:00', ['on-due-day']],
    ['2022-02-15T23:59:59.999+07:00', ['on-due-day']],
    ['2022-02-16T00:00:00+07:00', ['late']],
    ['2022-02-14T17:00:00Z', ['on-due-day']],
  ])('%s', (text, codes) => expect(at(text)).toMatchObject({ standing: 'registered', codes }))
})

describe('for any submissions of any units', () => {
  const submission = fc.record({
    unit: fc.constantFrom('Trường Sao Mai', 'trường sao mai', 'Trường Sao Hôm', 'Tổ lạ', undefined),
    models: fc.array(fc.constantFrom('Vườn', 'Ao', 'vườn', 'Hoa'), { maxLength: 2 }),
    error: fc.boolean(),
    sender: fc.constantFrom('a@example.vn', 'b@example.vn'),
  })
  const peers = fc.array(submission, { maxLength: 8 }).map(list =>
    list.map((one, at) => ({
      ...peer(
        {
          ...(one.unit === undefined ? {} : { unit: one.unit }),
          rows: one.models.map(model => ({ name: 'Tổ 1', model })),
          findings: [
            ...(one.error ? [finding('no-name')] : []),
            ...(one.models.length === 0 ? [finding('blank-form')] : []),
          ],
        },
        { senderAddress: one.sender },
      ),
      id: `p${at}`,
    })),
  )
  it('never registers two of one unit, never one with an error, never one of no unit', () => {
    fc.assert(
      fc.property(peers, list => {
        const settled = settleUnit(list, campaign, matcher)
        const registered = settled.filter(one => one.standing === 'registered')
        expect(new Set(registered.map(one => one.unitId)).size).toBe(registered.length)
        for (const one of registered) {
          expect(one.unitId).not.toBeNull()
          expect(list.find(each => each.id === one.submissionId)?.reading.findings).toEqual([])
        }
      }),
    )
  })
  it('settles each exactly once, a duplicate always of an earlier one that is none', () => {
    fc.assert(
      fc.property(peers, list => {
        const settled = settleUnit(list, campaign, matcher)
        expect(settled.map(one => one.submissionId).sort()).toEqual(list.map(one => one.id).sort())
        for (const one of settled.filter(each => each.standing === 'duplicate')) {
          const first = settled.find(each => each.submissionId === one.duplicateOf)
          expect(first?.standing).not.toBe('duplicate')
          const place = (id: string | null): number => list.findIndex(each => each.id === id)
          expect(place(one.duplicateOf)).toBeLessThan(place(one.submissionId))
        }
      }),
    )
  })
  it('registers the same when copies come after, and settles earlier ones whatever comes later', () => {
    fc.assert(
      fc.property(peers, fc.nat(7), (list, cut) => {
        const standing = (of: readonly Peer[]) =>
          new Map(
            settleUnit(of, campaign, matcher).map(one => [
              one.submissionId,
              `${one.standing} ${one.duplicateOf}`,
            ]),
          )
        const whole = standing(list)
        for (const [id, said] of standing(list.slice(0, cut))) expect(whole.get(id)).toBe(said)
        const copies = list.map(one => ({ ...one, id: `${one.id} again` }))
        const twice = standing([...list, ...copies])
        for (const [id, said] of whole) expect(twice.get(id)).toBe(said)
        for (const copy of copies) expect(twice.get(copy.id)).not.toMatch(/^registered/)
      }),
    )
  })
})
