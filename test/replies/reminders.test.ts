/** Reminders: when drafted, for whom, put away, released, sent once. 14/02/2022 is the last day, "trước ngày 15/02/2022". */
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import type { Unit } from '../../src/domain/unit.ts'
import { dropDrafts, listDrafts, releaseDrafts } from '../../src/replies/reminders.ts'
import { campaignFolder, unitOf } from '../consolidation/snapshots.ts'
import { sampleNote } from '../support/ledger.ts'
import { makeReplyOffice, type ReplyOffice } from './office.ts'

const { campaign } = campaignFolder
const address = (id: string): string => `${id}@hanoiedu.example`
const withAddress = (id: string, over: Partial<Unit> = {}): Unit =>
  unitOf(id, { name: `Trường ${id}`, addresses: [address(id)], ...over })

const makeOffice = async (...units: Unit[]): Promise<ReplyOffice> => {
  const office = await makeReplyOffice({ reminders: { daysBefore: [3, 1] } })
  office.setRoster(...units)
  return office
}
const states = async (office: ReplyOffice): Promise<string[]> =>
  (await office.rows('reminder')).map(one => `${one.id.replace('reminder 2022-02-', '')} ${one.state}`).sort()
const lookAt = async (office: ReplyOffice, moment: string): Promise<string[]> => {
  office.goTo(moment)
  return office.look()
}
const details = async (office: ReplyOffice): Promise<string[]> =>
  (await office.rows('reminder')).map(one => one.detail)

describe('drafted', () => {
  test('so many days before the deadline, as office hours begin; one for each of the days', async () => {
    const office = await makeOffice(withAddress('a'))
    for (const [moment, expected] of [
      ['12 07:29', []],
      ['12 07:30', ['12 a draft']],
      ['13 09:00', ['12 a draft']],
      ['14 07:29', ['12 a draft']],
      ['14 07:30', ['12 a dropped', '14 a draft']],
      ['14 23:59', ['12 a dropped', '14 a draft']],
      ['15 00:00', ['12 a dropped', '14 a dropped']],
    ] as const) {
      await lookAt(office, moment)
      expect([moment, await states(office)]).toEqual([moment, expected])
    }
    expect(await details(office)).toEqual([
      'Được thay bằng thư nhắc ngày 14/02/2022.',
      'Đã hết thời hạn hoặc đã kết thúc đợt đăng ký, không nhắc nữa.',
    ])
    expect(office.server.mails).toEqual([])
  })

  test('a service that was down on the day drafts it later', async () => {
    const office = await makeOffice(withAddress('a'))
    await lookAt(office, '13 22:00')
    expect(await states(office)).toEqual(['12 a draft'])
  })

  test('only for confirmed units of which nothing was received; of a group, one', async () => {
    const office = await makeOffice(
      withAddress('da-gui'),
      withAddress('cho-duyet'),
      withAddress('chua-xac-nhan', { confirmed: false }),
      unitOf('khong-dia-chi', { name: 'Trường X', contact: 'Cô Lan', phone: '0912 000 000' }),
      unitOf('dang-uy', { name: 'Đảng ủy xã B', group: 'xã B' }),
      unitOf('ubnd', { name: 'UBND xã B', group: 'xã B', addresses: ['ubnd@b.example', 'vp@b.example'] }),
      withAddress('dang-uy-c', { group: 'xã C' }),
      withAddress('ubnd-c', { group: 'xã C' }),
      withAddress('con-thieu'),
    )
    await office.receive({ from: 'x@y.example' }, { unitId: 'da-gui' })
    await office.receive({ from: 'x@y.example' }, { unitId: 'cho-duyet', standing: 'review' })
    await office.receive({ from: 'x@y.example' }, { unitId: 'ubnd-c' })
    await lookAt(office, '12 08:00')
    expect(await states(office)).toEqual(['12 con-thieu draft', '12 ubnd draft'])
    const [, group] = await office.rows('reminder')
    expect(group).toMatchObject({
      recipients: ['ubnd@b.example', 'vp@b.example'],
      about: ['dang-uy', 'ubnd'],
    })
    const { drafts, toCall } = await listDrafts(office.parts)
    expect(drafts.map(one => one.unit.id)).toEqual(['ubnd', 'con-thieu'])
    expect(toCall.map(units => units.map(unit => unit.phone))).toEqual([['0912 000 000']])
  })

  test('not a unit from whose address something waits for the clerk', async () => {
    const office = await makeOffice(withAddress('a'))
    const scan = sampleNote({
      path: '1',
      name: 'anh.jpg',
      standing: 'review',
      findings: [finding('picture-not-read')],
    })
    await office.receive({ from: address('a'), parts: [scan] })
    await lookAt(office, '12 08:00')
    expect(await states(office)).toEqual([])
    // Whose it is nobody knows yet: the clerk should look before any is let go.
    expect((await listDrafts(office.parts)).unknownMails).toBe(1)
    // Other mail of theirs says nothing.
    const other = await makeOffice(withAddress('a'))
    await other.receive({ from: address('a'), parts: [sampleNote()] })
    await lookAt(other, '12 08:00')
    expect(await states(other)).toEqual(['12 a draft'])
  })

  test('by the term of the unit, where it was given longer', async () => {
    const office = await makeOffice(withAddress('a', { extendedTo: '2022-02-17' }), withAddress('b'))
    await lookAt(office, '14 08:00')
    expect(await states(office)).toEqual(['14 b draft'])
    await lookAt(office, '15 07:30')
    expect(await states(office)).toEqual(['14 b dropped', '15 a draft'])
    const { drafts } = await listDrafts(office.parts)
    expect(drafts.map(one => one.dueDay)).toEqual(['2022-02-18'])
  })

  test('none where they are off; drafts that stand are put away', async () => {
    const office = await makeOffice(withAddress('a'))
    await lookAt(office, '12 08:00')
    const { reminders: _, ...mails } = office.parts.campaign.mails
    Object.assign(office.parts, { campaign: { ...office.parts.campaign, mails } })
    await office.look()
    expect(await states(office)).toEqual(['12 a dropped'])
    expect(await details(office)).toEqual(['Thư nhắc đã tắt trong campaign.yaml.'])
  })

  test('a unit that leaves the roster, or loses its address, or a campaign that is closed', async () => {
    for (const change of ['roster', 'address', 'close'] as const) {
      const office = await makeOffice(withAddress('a'), withAddress('b'))
      await lookAt(office, '12 08:00')
      if (change === 'roster') office.setRoster(withAddress('b'))
      if (change === 'address') office.setRoster(unitOf('a'), withAddress('b'))
      if (change === 'close')
        await office.parts.store.decide(
          { subject: 'campaign', by: 'Cán bộ', at: 0, kind: 'close', before: null, after: {} },
          0,
        )
      await office.look()
      expect([change, await states(office)]).toEqual([
        change,
        change === 'close' ? ['12 a dropped', '12 b dropped'] : ['12 a dropped', '12 b draft'],
      ])
    }
  })
})

describe('released', () => {
  test('by the clerk, sent at the next look, once; the words', async () => {
    const office = await makeOffice(withAddress('a'), withAddress('b'))
    await lookAt(office, '12 08:00')
    expect(await lookAt(office, '12 08:01')).toEqual([])
    await releaseDrafts(office.parts, ['reminder 2022-02-12 a'], 'Cán bộ')
    expect((await listDrafts(office.parts)).drafts.map(one => [one.unit.id, one.isReleased])).toEqual([
      ['a', true],
      ['b', false],
    ])
    expect(await lookAt(office, '12 09:30')).toEqual(['reminder sent'])
    expect(await lookAt(office, '12 09:31')).toEqual([])
    expect(await states(office)).toEqual(['12 a sent', '12 b draft'])

    const [received] = office.server.mails
    expect(received).toMatchObject({ from: campaign.office.address, to: [address('a')] })
    const mail = await simpleParser(received!.raw)
    expect(mail.subject).toBe('Đề nghị gửi bản đăng ký mô hình, điển hình "Dân vận khéo" năm 2022')
    expect(mail.text!.replace(/\s+/g, ' ').trim()).toBe(
      'Kính gửi: Trường a. ' +
        'Thực hiện Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai, đến 09 giờ 30, ' +
        'ngày 12/02/2022, Ban Dân vận Huyện ủy chưa nhận được bản đăng ký mô hình, điển hình "Dân vận khéo" ' +
        'năm 2022 của đơn vị. ' +
        'Đề nghị đơn vị gửi bản đăng ký theo biểu mẫu kèm Công văn đến hộp thư bdv_huthanhoai@hanoi.gov.vn, trước ' +
        'ngày 15/02/2022. ' +
        'Nếu đã gửi, đề nghị trả lời thư này hoặc liên hệ Ban Dân vận Huyện ủy để kiểm tra lại; có thể thư chưa đến ' +
        'hoặc chưa rõ tên đơn vị. ' +
        'Ban Dân vận Huyện ủy trân trọng đề nghị./.',
    )
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    const row = (await office.rows('reminder')).find(one => one.state === 'sent')!
    expect(Buffer.from(await office.parts.archive.get(row.raw)).equals(received!.raw)).toBe(true)
    // Two days later it is still missing: another draft.
    await lookAt(office, '14 08:00')
    expect(await states(office)).toEqual(['12 a sent', '12 b dropped', '14 a draft', '14 b draft'])
  })

  test('a unit that sends in the meantime gets none, released or not', async () => {
    const office = await makeOffice(withAddress('a'), withAddress('b'))
    await lookAt(office, '12 08:00')
    await releaseDrafts(office.parts, ['reminder 2022-02-12 a', 'reminder 2022-02-12 b'], 'Cán bộ')
    await office.receive({ from: 'x@y.example' }, { unitId: 'a' })
    expect(await lookAt(office, '12 08:10')).toEqual(['reminder sent'])
    expect(office.server.mails.map(one => one.to[0])).toEqual([address('b')])
    expect(await states(office)).toEqual(['12 a dropped', '12 b sent'])
    expect(await details(office)).toContain('Đơn vị đã gửi, không nhắc nữa.')
  })

  test('to the address of the roster as it is now', async () => {
    const office = await makeOffice(withAddress('a'))
    await lookAt(office, '12 08:00')
    office.setRoster(withAddress('a', { addresses: ['moi@a.example'] }))
    await releaseDrafts(office.parts, ['reminder 2022-02-12 a'], 'Cán bộ')
    await lookAt(office, '12 08:10')
    expect(office.server.mails.map(one => one.to)).toEqual([['moi@a.example']])
    expect((await office.rows('reminder'))[0]!.recipients).toEqual(['moi@a.example'])
  })

  test('while the server cannot be reached it waits, and is withdrawn once the unit has sent', async () => {
    const office = await makeReplyOffice({ reminders: { daysBefore: [3] } }, { breakAt: 'greeting' })
    office.setRoster(withAddress('a'), withAddress('b'))
    await lookAt(office, '12 08:00')
    const ids = ['a', 'b'].map(id => `reminder 2022-02-12 ${id}`)
    await releaseDrafts(office.parts, ids, 'Cán bộ')
    expect(await lookAt(office, '12 08:10')).toEqual(['reminder waiting', 'reminder waiting'])
    await office.receive({ from: 'x@y.example' }, { unitId: 'a' })
    office.server.behave({})
    expect((await lookAt(office, '12 08:15')).sort()).toEqual(['reminder refused', 'reminder sent'])
    expect(office.server.mails.map(one => one.to[0])).toEqual([address('b')])
    expect(await states(office)).toEqual(['12 a refused', '12 b sent'])
  })

  test('two processes at the same moment: one mail', async () => {
    const office = await makeOffice(withAddress('a'))
    await lookAt(office, '12 08:00')
    await releaseDrafts(office.parts, ['reminder 2022-02-12 a'], 'Cán bộ')
    const { lookAtReplies } = await import('../../src/replies/look.ts')
    await Promise.all([lookAtReplies(office.parts), lookAtReplies(office.restart())])
    expect(office.server.mails).toHaveLength(1)
  })

  test('what the clerk puts away stays away that day', async () => {
    const office = await makeOffice(withAddress('a'))
    await lookAt(office, '12 08:00')
    await dropDrafts(office.parts, ['reminder 2022-02-12 a'], 'Cán bộ')
    await lookAt(office, '12 09:00')
    expect(await states(office)).toEqual(['12 a dropped'])
    expect((await listDrafts(office.parts)).drafts).toEqual([])
    expect(await details(office)).toEqual(['Cán bộ bỏ thư nhắc này.'])
    await dropDrafts(office.parts, ['reminder 2022-02-12 a'], 'Cán bộ')
    await lookAt(office, '14 08:00')
    expect(await states(office)).toEqual(['12 a dropped', '14 a draft'])
  })
})
