/** Corrections and decisions: what takes whose place by itself, what the clerk said, and that order changes nothing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decision, DecisionKind } from '../../src/domain/decision.ts'
import { type Finding, finding } from '../../src/domain/finding.ts'
import { registrationId } from '../../src/domain/identity.ts'
import { stands } from '../../src/domain/outcome.ts'
import type { Unit } from '../../src/domain/unit.ts'
import type { Peer, Settlement } from '../../src/ports.ts'
import { makeUnitMatcher } from '../../src/units/match.ts'
import { settleUnit } from '../../src/validation/settle-unit.ts'
import { campaign } from '../support/forms.ts'
import { type SampleForm, sampleForm, sampleTime } from '../support/ledger.ts'

const unit = (id: string, name: string, more: Partial<Unit> = {}): Unit => ({
  ...{ id, name, block: 'Trường', group: '', aliases: [], confirmed: true },
  ...{ contact: '', phone: '', addresses: [], extendedTo: '', ...more },
})
const matcher = makeUnitMatcher(
  {
    units: [
      unit('a', 'Trường Sao Mai', { addresses: ['vanthu@saomai.example'], extendedTo: '2022-02-17' }),
      unit('b', 'Trường Sao Hôm'),
    ],
  },
  campaign,
)

let number = 0
const says = { messageFindings: [finding('says-replacement', { text: 'Gửi lại' })] }
const of = (model: string, more: Partial<Peer> = {}, form: SampleForm = {}): Peer => {
  number++
  return {
    ...{ id: `s${number}`, messageId: `m${number}`, partPath: '1', place: 0 },
    ...{ receivedAt: sampleTime + number, receiptSource: 'server', uid: String(number) },
    ...{ senderAddress: 'a@example.vn', senderName: '', fileName: '', subject: '' },
    ...{ messageFindings: [], decisions: [], findings: [], standing: 'in-progress', version: 1 },
    ...{ unitId: null, unitName: '', duplicateOf: null, supersededBy: null, corrected: null },
    reading: sampleForm({ unit: 'Trường Sao Mai', rows: [{ name: 'Tổ 1', model }], ...form }),
    ...more,
  }
}
let decided = 0
const decision = (peer: Peer, kind: DecisionKind, after: unknown): Decision => ({
  ...{ id: ++decided, subject: peer.id, by: 'An', at: 0, kind, before: null, after },
})
/** The same peer, with one more decision. */
const decide = (peer: Peer, kind: DecisionKind, after: unknown = {}): Peer => ({
  ...peer,
  decisions: [...peer.decisions, decision(peer, kind, after)],
})
const settle = (...peers: Peer[]): Map<string, Settlement> =>
  new Map(settleUnit(peers, campaign, matcher).map(one => [one.submissionId, one]))
/** `registered`, `registered < s2` (superseded by it), `duplicate of s1`, with codes. */
const told = (...peers: Peer[]): string[] => {
  const settled = settle(...peers)
  const at = (id: string | null): number => peers.findIndex(peer => peer.id === id) + 1
  return peers.map(peer => {
    const one = settled.get(peer.id)!
    const by = one.supersededBy === null ? '' : ` < ${at(one.supersededBy)}`
    const same = one.duplicateOf === null ? '' : ` of ${at(one.duplicateOf)}`
    const codes = one.findings
      .map(found => found.code)
      .filter(code => !code.startsWith('says-') && code !== 'sender-new')
    return [`${one.standing}${by}${same}`, ...codes].join(' ')
  })
}

describe('a correction', () => {
  it('takes the place of the form that the same sender sent', () => {
    expect(told(of('Vườn'), of('Ao', says))).toEqual(['registered < 2 superseded', 'registered'])
    const heading = { findings: [finding('says-replacement', { text: 'BẢN THAY THẾ' })] }
    expect(told(of('Vườn'), of('Ao', {}, heading))).toEqual(['registered < 2 superseded', 'registered'])
  })
  it('takes it from an address that is known for the unit, whoever sent the other', () => {
    const known = { ...says, senderAddress: 'VanThu@saomai.example' }
    expect(told(of('Vườn'), of('Ao', known))).toEqual(['registered < 2 superseded', 'registered'])
  })
  it('of a form that waits ends its waiting', () => {
    const held = of('', {}, { findings: [finding('no-model', { name: 'Tổ 1' })] })
    expect(told(held, of('Ao', says))).toEqual(['registered < 2 no-model superseded', 'registered'])
  })
  it('with the same rows ends the waiting of the form that was held', () => {
    const held = of('Ao', {}, { findings: [finding('unread-residue', { text: 'x' })] })
    expect(told(held, of('Ao', says))).toEqual(['registered < 2 unread-residue superseded', 'registered'])
    expect(told(held, of('Ao'))).toEqual(['review unread-residue', 'duplicate of 1 same-content'])
  })
  it('of a correction', () => {
    expect(told(of('Vườn'), of('Ao', says), of('Hoa', says))).toEqual([
      'registered < 2 superseded',
      'registered < 3 superseded',
      'registered',
    ])
  })
  const ask = ['registered', 'review second-submission']
  it.each<[string, Partial<Peer>, SampleForm?]>([
    ['without the words', {}],
    ['from another sender', { ...says, senderAddress: 'x@example.vn' }],
    ['without a sender', { ...says, senderAddress: '' }],
    ['that also adds', { messageFindings: [...says.messageFindings, finding('says-addition')] }],
    ['in the same mail', { ...says, messageId: 'same' }],
  ])('%s is asked about', (_, more, form) =>
    expect(told(of('Vườn', { messageId: 'same' }), of('Ao', more, form))).toEqual(ask),
  )
  it('from an address that the server does not vouch for is asked about', () => {
    const doubtful = finding('authentication-doubtful', { sender: 'a' })
    expect(told(of('Vườn'), of('Ao', { messageFindings: [...says.messageFindings, doubtful] }))).toEqual([
      'registered',
      'review authentication-doubtful second-submission',
    ])
  })
  it('in which nothing of the other comes again is asked about', () => {
    const rows = (name: string, model: string) => ({ rows: [{ name, model }] })
    const union = of('', says, rows('Công đoàn trường', 'Giờ dạy tốt'))
    expect(told(of('', {}, rows('Chi bộ trường', 'Vườn rau')), union)).toEqual(ask)
    const mended = of('', says, rows('Chi bộ Trường.', 'Vườn rau sạch'))
    expect(told(of('', {}, rows('Chi bộ trường', 'Vườn rau')), mended)).toEqual([
      'registered < 2 superseded',
      'registered',
    ])
  })
  it('from nobody is not from the same nobody', () => {
    expect(told(of('Vườn', { senderAddress: '' }), of('Ao', { ...says, senderAddress: '' }))).toEqual(ask)
  })
  it('whose sender the server calls forged is held, and takes nobody’s place, even when let pass', () => {
    const forged = of('Ao', {
      messageFindings: [...says.messageFindings, finding('authentication-failed', { sender: 'a' })],
    })
    expect(told(of('Vườn'), forged)).toEqual(['registered', 'review authentication-failed'])
    const passed = decide(forged, 'accept', { findings: [finding('authentication-failed', { sender: 'a' })] })
    expect(told(of('Vườn'), passed)).toEqual(['registered', 'review second-submission'])
  })
  it('of two that stand or wait is asked about: which one?', () => {
    const added = decide(of('Ao'), 'add')
    expect(told(of('Vườn'), added, of('Hoa', says))).toEqual([
      'registered',
      'registered',
      'review second-submission',
    ])
    expect(told(of('Vườn'), of('Ao'), of('Hoa', says))).toEqual([
      'registered',
      'review second-submission',
      'review second-submission',
    ])
  })
  it('does not throw away what somebody corrected by hand', () => {
    const first = of('Vườn')
    const row = {
      from: null,
      section: 'collective',
      name: 'Tổ 1',
      sector: 'economy',
      model: 'Vườn B',
      note: '',
    }
    expect(told(decide(first, 'correct', { rows: [row] }), of('Ao', says))[1]).toBe(
      'review second-submission',
    )
  })
  it('repeated is a duplicate; what it replaced, sent again, is asked about', () => {
    const [old, corrected] = [of('Vườn'), of('Ao', says)]
    expect(told(old, corrected, of('Ao'), of('Vườn'))).toEqual([
      'registered < 2 superseded',
      'registered',
      'duplicate of 2 same-content',
      'review same-as-superseded',
    ])
    expect(told(old, of('Vườn'), corrected)).toEqual([
      'registered < 3 superseded',
      'duplicate of 1 same-content',
      'registered',
    ])
  })
  it('a forged copy that came first does not keep the real one out', () => {
    const forged = of('Vườn', { messageFindings: [finding('authentication-failed')] })
    expect(told(forged, of('Vườn'))).toEqual([
      'duplicate of 2 authentication-failed same-content',
      'registered',
    ])
  })
})

describe('the clerk', () => {
  it('says that a form replaces another, or adds to it, and takes it back', () => {
    const [first, second] = [of('Vườn'), of('Ao')]
    const replaced = decide(second, 'replace', { of: first.id })
    expect(told(first, replaced)).toEqual(['registered < 2 superseded', 'registered'])
    expect(told(first, decide(second, 'add'))).toEqual(['registered', 'registered'])
    const back = decide(replaced, 'undo', { decision: replaced.decisions[0]!.id })
    expect(told(first, back)).toEqual(['registered', 'review second-submission'])
    const again = decide(back, 'undo', { decision: back.decisions[1]!.id })
    expect(told(first, again)).toEqual(['registered < 2 superseded', 'registered'])
  })
  it('says that the earlier one is right', () => {
    const [first, second] = [of('Vườn'), of('Ao')]
    expect(told(decide(first, 'replace', { of: second.id }), second)).toEqual([
      'registered',
      'registered < 1 superseded',
    ])
  })
  it('is heeded by the later word, and never makes two replace each other', () => {
    const [first, second] = [of('Vườn'), of('Ao')]
    const one = decide(first, 'replace', { of: second.id })
    expect(told(one, decide(second, 'replace', { of: first.id }))).toEqual([
      'registered < 2 superseded',
      'registered',
    ])
  })
  it('replaces nothing by a form that is held', () => {
    const first = of('Vườn')
    const held = of('', {}, { findings: [finding('no-model', { name: 'Tổ 1' })] })
    expect(told(first, decide(held, 'replace', { of: first.id }))).toEqual(['registered', 'review no-model'])
  })
  it('lets errors pass that were looked at; one that comes later holds it again', () => {
    const error = finding('unread-residue', { text: 'x' })
    const accepted = decide(of('Ao', {}, { findings: [error] }), 'accept', { findings: [error] })
    expect(told(accepted)).toEqual(['registered'])
    const later = { ...accepted, reading: { ...accepted.reading, findings: [error, finding('struck-out')] } }
    expect(told(later)).toEqual(['review struck-out'])
  })
  it('chooses the unit, whatever the form says; one that left the roster is nobody', () => {
    const stray = of('Ao', {}, { unit: 'Tổ lạ' })
    expect(settle(decide(stray, 'unit', { unitId: 'b' })).get(stray.id)).toMatchObject({
      standing: 'registered',
      unitId: 'b',
      unitName: 'Trường Sao Hôm',
    })
    expect(told(decide(stray, 'unit', { unitId: 'gone' }))).toEqual(['review unit-not-on-roster'])
  })
  it('corrects rows: a row keeps its id, a split or new one gets its own, a gap holds the form', () => {
    const peer = of('Vườn và ao', {}, { findings: [finding('model-split-unclear', { text: 'Vườn và ao' })] })
    const from = registrationId(peer.id, peer.reading.registrations[0]!)
    const row = (model: string, origin: string | null = from) => ({
      ...{ from: origin, section: 'collective', name: 'Tổ 1', sector: 'economy', model, note: '' },
    })
    const findings = peer.reading.findings
    const split = decide(peer, 'correct', { rows: [row('Vườn'), row('Ao'), row('Hoa', null)], findings })
    const settled = settle(split).get(peer.id)!
    const prefix = `${peer.id} decision ${split.decisions[0]!.id}`
    expect(settled.standing).toBe('registered')
    expect(settled.corrected?.map(one => [one.id, one.model, one.source.kind])).toEqual([
      [from, 'Vườn', 'cell'],
      [`${prefix}.1`, 'Ao', 'cell'],
      [`${prefix}.2`, 'Hoa', 'part'],
    ])
    // A second correction builds upon the first.
    const twice = decide(split, 'correct', { rows: [row('Ao cá', `${prefix}.1`)], findings: [] })
    expect(settle(twice).get(peer.id)?.corrected).toMatchObject([{ id: `${prefix}.1`, model: 'Ao cá' }])
    expect(told(decide(split, 'correct', { rows: [row('')] }))).toEqual(['review no-model'])
    expect(told(decide(peer, 'accept', { findings }))).toEqual(['registered'])
  })
  it('replaces what the form repeats, not the copy that is named', () => {
    const [first, copy, second] = [of('Vườn'), of('Vườn'), of('Ao')]
    expect(told(first, copy, decide(second, 'replace', { of: copy.id }))).toEqual([
      'registered < 3 superseded',
      'duplicate of 1 same-content',
      'registered',
    ])
  })
  it('puts a form where the other stood: what waited still waits, what was added still adds', () => {
    const [first, second, third] = [of('Vườn'), of('Ao'), of('Hoa')]
    const replacing = decide(third, 'replace', { of: second.id })
    expect(told(first, second, replacing)).toEqual([
      'registered',
      'registered < 3 superseded',
      'review second-submission',
    ])
    expect(told(first, decide(second, 'add'), replacing)).toEqual([
      'registered',
      'registered < 3 superseded',
      'registered',
    ])
    expect(told(first, of('Ao', says), decide(of('Hoa'), 'replace', { of: `s${number - 1}` }))).toEqual([
      'registered < 2 superseded',
      'registered < 3 superseded',
      'registered',
    ])
  })
  it('is not overruled by words that come between', () => {
    const [first, between] = [of('Vườn'), of('Ao', says)]
    const last = decide(of('Hoa'), 'replace', { of: first.id })
    expect(told(first, between, last)).toEqual([
      'registered < 3 superseded',
      'review second-submission',
      'registered',
    ])
  })
  it('replaces nothing by naming a form of another unit, of nobody, itself, or one that was dismissed', () => {
    const [first, second] = [of('Vườn'), of('Ao')]
    const other = of('Lúa', {}, { unit: 'Trường Sao Hôm' })
    for (const id of [other.id, 'nobody', second.id])
      expect(told(first, decide(second, 'replace', { of: id }), other)[1]).toBe('review second-submission')
    const gone = decide(of('Ao'), 'dismiss', { reason: 'gửi nhầm' })
    expect(told(first, gone, decide(of('Hoa'), 'replace', { of: gone.id }))).toEqual([
      'registered',
      'not-a-form',
      'review second-submission',
    ])
  })
  it('of two forms said to replace the same one, has the later word', () => {
    const [first, second, third] = [of('Vườn'), of('Ao'), of('Hoa')]
    const both = [
      decide(second, 'replace', { of: first.id }),
      decide(third, 'replace', { of: first.id }),
    ] as const
    expect(told(first, ...both)).toEqual([
      'registered < 3 superseded',
      'review second-submission',
      'registered',
    ])
  })
  it('dismisses a correction: what it replaced stands again', () => {
    const gone = decide(of('Ao', says), 'dismiss', { reason: 'gửi nhầm' })
    expect(told(of('Vườn'), gone)).toEqual(['registered', 'not-a-form'])
  })
  it('dismisses a form: it is none, and repeats nothing', () => {
    expect(told(decide(of('Vườn'), 'dismiss', { reason: 'gửi nhầm' }), of('Vườn'))).toEqual([
      'not-a-form',
      'registered',
    ])
  })
})

describe('a sender', () => {
  const newOnes = (...peers: Peer[]) =>
    [...settle(...peers).values()].map(one => one.findings.some(found => found.code === 'sender-new'))
  it('who is not known for the unit is noted, once there is somebody known', () => {
    const from = (senderAddress: string, name?: string) =>
      of(`Mô hình ${number}`, { senderAddress }, name === undefined ? {} : { unit: name })
    expect(newOnes(from('vanthu@saomai.example'), from('x@example.vn'), from('X@example.vn'))).toEqual([
      false,
      true,
      false,
    ])
    const other = 'Trường Sao Hôm'
    expect(newOnes(from('x@example.vn', other), from('y@example.vn', other), from('', other))).toEqual([
      false,
      true,
      false,
    ])
  })
})

describe('the term of a unit', () => {
  const at = (text: string, name = 'Trường Sao Mai') =>
    told(of('Ao', { receivedAt: Date.parse(text) }, { unit: name }))
  it.each([
    ['2022-02-17T23:59:59+07:00', 'registered'],
    ['2022-02-18T00:00:00+07:00', 'registered on-due-day'],
    ['2022-02-19T00:00:00+07:00', 'registered late'],
  ])('is its own where it was extended: %s', (time, said) => expect(at(time)).toEqual([said]))
  it('is everybody’s else', () =>
    expect(at('2022-02-17T23:59:59+07:00', 'Trường Sao Hôm')).toEqual(['registered late']))
})

describe('for any forms and decisions', () => {
  const form = fc.record({
    model: fc.constantFrom('Vườn', 'Ao', 'Hoa', ''),
    error: fc.boolean(),
    words: fc.constantFrom<Finding[]>([], says.messageFindings, [finding('authentication-failed')]),
    sender: fc.constantFrom('a@example.vn', 'b@example.vn', ''),
    message: fc.constantFrom('own', 'm'),
    said: fc.constantFrom('', 'replace', 'add', 'dismiss', 'accept'),
    other: fc.nat(6),
  })
  const forms = fc.array(form, { maxLength: 7 }).map(list => {
    const peers = list.map((one, at) =>
      of(
        one.model,
        {
          ...{ id: `p${at}`, messageId: one.message === 'own' ? `m${at}` : 'm' },
          ...{ messageFindings: one.words, senderAddress: one.sender },
        },
        { findings: one.error ? [finding('no-name')] : [] },
      ),
    )
    return peers.map((peer, at) => {
      const { said, other } = list[at]!
      if (said === '') return peer
      if (said === 'replace') return decide(peer, said, { of: `p${other}` })
      if (said === 'accept') return decide(peer, said, { findings: peer.reading.findings })
      return said === 'dismiss' ? decide(peer, said, { reason: '' }) : decide(peer, 'add')
    })
  })
  it('nothing that stands has an error, nothing replaced is replaced by itself in the end', () => {
    fc.assert(
      fc.property(forms, list => {
        const settled = settle(...list)
        expect(settled.size).toBe(list.length)
        for (const one of settled.values()) {
          expect(one.standing).not.toBe('in-progress')
          if (stands(one))
            expect(one.findings.map(found => found.code)).not.toContain('authentication-failed')
          const seen = new Set<string>()
          for (let at = one; at.supersededBy !== null; at = settled.get(at.supersededBy)!) {
            expect(seen.has(at.submissionId)).toBe(false)
            seen.add(at.submissionId)
          }
          // Nothing vanishes: what took its place, in the end, counts, or is what counts already, or waits beside it.
          let end = one
          while (end.supersededBy !== null) end = settled.get(end.supersededBy)!
          if (end !== one && !stands(end)) {
            expect([...settled.values()].some(stands)).toBe(true)
            expect(end.standing).not.toBe('not-a-form')
          }
          if (one.duplicateOf !== null) expect(settled.get(one.duplicateOf)?.standing).not.toBe('not-a-form')
        }
      }),
      { numRuns: 500 },
    )
  })
  it('nobody counts twice unless the clerk said that it adds', () => {
    fc.assert(
      fc.property(forms, list => {
        const adding = list.filter(peer => peer.decisions.some(one => one.kind === 'add'))
        const standing = [...settle(...list).values()].filter(stands)
        expect(standing.length).toBeLessThanOrEqual(1 + adding.length)
      }),
      { numRuns: 500 },
    )
  })
  it('without a decision at most one stands by itself', () => {
    fc.assert(
      fc.property(forms, list => {
        const plain = list.map(peer => ({ ...peer, decisions: [] }))
        expect([...settle(...plain).values()].filter(stands).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })
})
