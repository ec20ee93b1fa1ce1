/** A report held back and released at every moment: real store, real SMTP server, times that the test sets. */
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { campaignSubject } from '../../src/domain/decision.ts'
import { holdMail, releaseMail } from '../../src/summary/hold-mail.ts'
import { type DailyParts, previewMail, sendDueMail, sendMailByHand } from '../../src/summary/send-daily.ts'
import { makeOffice } from './office.ts'

const friday = 'summary 2022-02-11'
const wish = { kind: 'summary', day: '2022-02-11', by: 'đ/c Hà' } as const
const due = async (parts: DailyParts) => (await sendDueMail(parts, 'summary')).kind

describe('before its time', () => {
  test('held, it does not go: not at its time, not by hand, not the next morning; the next day has its own', async () => {
    const { parts, server, goTo, rows } = await makeOffice()
    goTo('11 14:00')
    expect(await holdMail(parts, wish)).toBe('held')
    expect(await holdMail(parts, wish)).toBe('already-held')
    for (const moment of ['11 16:30', '11 17:00', '14 09:00']) {
      goTo(moment)
      expect(await due(parts)).toBe('nothing')
    }
    goTo('11 16:40')
    expect(await sendMailByHand(parts, 'summary')).toEqual({ kind: 'held', id: friday, detail: 'đ/c Hà' })
    // What would go can be looked at all the same.
    expect((await previewMail(parts, 'summary')).text).toContain('Kính gửi')
    expect(await rows()).toEqual([])
    goTo('14 16:30')
    expect(await due(parts)).toBe('sent')
    expect(await rows()).toEqual([{ id: 'summary 2022-02-14', state: 'sent' }])
    expect(server.mails).toHaveLength(1)
  })

  test('released before its time, it goes at its time; the history has both', async () => {
    const { parts, goTo, rows } = await makeOffice()
    goTo('11 14:00')
    await holdMail(parts, wish)
    goTo('11 15:00')
    expect(await releaseMail(parts, { ...wish, by: 'đ/c Nam' })).toMatchObject({ kind: 'nothing' })
    goTo('11 16:29')
    expect(await due(parts)).toBe('nothing')
    goTo('11 16:30')
    expect(await due(parts)).toBe('sent')
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
    expect((await parts.store.decisions(friday)).map(one => [one.kind, one.by])).toEqual([
      ['hold', 'đ/c Hà'],
      ['release', 'đ/c Nam'],
    ])
  })

  test('one that was missed can still be held in the morning, before office hours', async () => {
    const { parts, server, goTo, rows } = await makeOffice()
    goTo('14 07:00')
    expect(await holdMail(parts, wish)).toBe('held')
    goTo('14 07:30')
    expect(await due(parts)).toBe('nothing')
    goTo('14 08:00')
    expect(await releaseMail(parts, wish)).toMatchObject({ kind: 'nothing' })
    goTo('14 16:30')
    expect(await due(parts)).toBe('sent')
    expect(await rows()).toEqual([{ id: 'summary 2022-02-14', state: 'sent' }])
    expect(server.mails).toHaveLength(1)
  })

  test('days ahead', async () => {
    const { parts, goTo } = await makeOffice()
    goTo('10 09:00')
    expect(await holdMail(parts, wish)).toBe('held')
    goTo('10 16:30')
    expect(await due(parts)).toBe('sent')
    goTo('11 16:30')
    expect(await due(parts)).toBe('nothing')
  })

  test('the digest has a hold of its own', async () => {
    const { parts, goTo } = await makeOffice()
    goTo('11 10:00')
    expect(await holdMail(parts, { ...wish, kind: 'digest' })).toBe('held')
    goTo('11 16:30')
    expect((await sendDueMail(parts, 'digest')).kind).toBe('nothing')
    expect(await due(parts)).toBe('sent')
  })
})

describe('after its time', () => {
  test('released in office hours it goes at once, with the figures of then', async () => {
    const { parts, server, goTo, rows } = await makeOffice()
    goTo('11 16:00')
    await holdMail(parts, wish)
    goTo('11 16:30')
    await due(parts)
    goTo('11 17:20')
    expect(await releaseMail(parts, wish)).toMatchObject({ kind: 'sent', id: friday })
    expect((await simpleParser(server.mails[0]!.raw)).text).toContain('đến 17 giờ 20, ngày 11/02/2022')
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
  })

  test.each(['11 17:30', '11 23:00', '14 08:00'])(
    'released at %s it does not go: the next stands for it',
    async moment => {
      const { parts, server, goTo, rows } = await makeOffice()
      goTo('11 16:00')
      await holdMail(parts, wish)
      goTo(moment)
      expect(await releaseMail(parts, wish)).toMatchObject({ kind: 'nothing' })
      goTo('14 09:00')
      expect(await due(parts)).toBe('nothing')
      expect(server.mails).toEqual([])
      goTo('14 16:30')
      expect(await due(parts)).toBe('sent')
      expect(await rows()).toEqual([{ id: 'summary 2022-02-14', state: 'sent' }])
    },
  )

  test('held, released, held again', async () => {
    const { parts, server, goTo } = await makeOffice()
    goTo('11 16:00')
    await holdMail(parts, wish)
    await releaseMail(parts, wish)
    await holdMail(parts, wish)
    goTo('11 16:30')
    expect(await due(parts)).toBe('nothing')
    expect(server.mails).toEqual([])
  })
})

describe('while it waits for the server', () => {
  test('held, it is withdrawn; released, another is made and goes under a name of its own', async () => {
    const { parts, server, goTo, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 16:30')
    expect(await due(parts)).toBe('waiting')
    goTo('11 16:31')
    expect(await holdMail(parts, wish)).toBe('held')
    expect(await rows()).toEqual([{ id: friday, state: 'refused' }])
    expect((await parts.store.sentMails())[0]?.detail).toBe('Chưa gửi, tạm giữ theo yêu cầu của đ/c Hà.')
    server.behave({})
    goTo('11 16:50')
    expect(await due(parts)).toBe('nothing')
    expect(await releaseMail(parts, wish)).toMatchObject({ kind: 'sent', id: `${friday} 2` })
    expect(await rows()).toEqual([
      { id: friday, state: 'refused' },
      { id: `${friday} 2`, state: 'sent' },
    ])
    const mail = await simpleParser(server.mails[0]!.raw)
    expect(mail.text).toContain('đến 16 giờ 50')
    expect(mail.messageId).toContain('summary-2022-02-11-2.')
    expect(server.mails).toHaveLength(1)
    goTo('11 16:51')
    expect(await due(parts)).toBe('nothing')
  })

  test('held from elsewhere, the service withdraws it at its next look', async () => {
    const { parts, server, goTo, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 16:30')
    await due(parts)
    server.behave({})
    const decision = {
      subject: friday,
      by: 'X',
      at: parts.clock.now(),
      kind: 'hold',
      before: null,
      after: {},
    } as const
    await parts.store.decide(decision, 0)
    goTo('11 16:40')
    expect(await sendDueMail(parts, 'summary')).toMatchObject({ kind: 'held', id: friday })
    expect(await rows()).toEqual([{ id: friday, state: 'refused' }])
    expect(server.mails).toEqual([])
  })

  test('released, and the server is away again: tried again as any other', async () => {
    const { parts, server, goTo, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 16:00')
    await holdMail(parts, wish)
    goTo('11 16:40')
    expect(await releaseMail(parts, wish)).toMatchObject({ kind: 'waiting', id: friday })
    server.behave({})
    goTo('11 16:42')
    expect(await due(parts)).toBe('sent')
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
  })
})

describe('too late', () => {
  test('sent, or perhaps sent: said so, and nothing is decided', async () => {
    for (const [behaviour, state] of [
      [{}, 'sent'],
      [{ breakAt: 'final-dot' }, 'doubtful'],
    ] as const) {
      const { parts, goTo } = await makeOffice(behaviour)
      goTo('11 16:30')
      expect(await due(parts)).toBe(state)
      expect(await holdMail(parts, wish)).toBe('gone')
      expect(await parts.store.decisions(friday)).toEqual([])
    }
  })

  test('a day that is over, a day without a mail, a mail that is not held', async () => {
    const { parts, goTo } = await makeOffice()
    goTo('14 09:00')
    expect(await holdMail(parts, { ...wish, day: '2022-02-10' })).toBe('past')
    expect(await holdMail(parts, { ...wish, day: '2022-02-19' })).toBe('no-mail')
    expect(await releaseMail(parts, wish)).toBe('not-held')
  })

  test('in the middle of the hand-over: nobody is told "held" of a mail that goes', async () => {
    const { parts, server, goTo, restart } = await makeOffice()
    goTo('11 16:30')
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
    const { promise: opened, resolve: open } = Promise.withResolvers<void>()
    const service = sendDueMail(
      restart(({ outbox }) => ({
        outbox: {
          ...outbox,
          send: async (...mail) => {
            reach()
            await opened
            return outbox.send(...mail)
          },
        },
      })),
      'summary',
    )
    await reached
    // The clock of the tests does not wait; a process that sends for longer than that is named.
    expect(await holdMail(restart(), wish)).toBe('busy')
    open()
    expect((await service).kind).toBe('sent')
    expect(server.mails).toHaveLength(1)
    expect(await holdMail(parts, wish)).toBe('gone')
  })
})

describe('the end of the campaign', () => {
  const decide = async ({ store, clock }: DailyParts, kind: 'close' | 'reopen'): Promise<void> => {
    const decisions = await store.decisions(campaignSubject)
    const decision = {
      subject: campaignSubject,
      by: 'đ/c Hà',
      at: clock.now(),
      kind,
      before: null,
      after: {},
    } as const
    await store.decide(decision, decisions.length)
  }

  test("closed in the morning: that day's report is the last, and says so", async () => {
    const { parts, server, goTo, rows } = await makeOffice()
    goTo('11 10:00')
    await decide(parts, 'close')
    goTo('11 16:30')
    expect((await sendDueMail(parts, 'digest')).kind).toBe('sent')
    expect(await due(parts)).toBe('sent')
    expect((await simpleParser(server.mails[1]!.raw)).text).toContain(
      'đã kết thúc đợt đăng ký lúc 10 giờ 00, ngày 11/02/2022, đây là báo cáo cuối.',
    )
    for (const moment of ['14 09:00', '14 16:30', '15 16:30']) {
      goTo(moment)
      expect(await due(parts)).toBe('nothing')
      expect((await sendDueMail(parts, 'digest')).kind).toBe('nothing')
    }
    expect(await rows()).toHaveLength(2)
  })

  test('closed and opened again: the reports go on, none for the days between', async () => {
    const { parts, goTo, rows } = await makeOffice()
    goTo('10 16:30')
    await due(parts)
    goTo('10 17:00')
    await decide(parts, 'close')
    goTo('15 10:00')
    await decide(parts, 'reopen')
    goTo('15 10:01')
    expect(await due(parts)).toBe('nothing')
    goTo('15 16:30')
    expect(await due(parts)).toBe('sent')
    expect((await rows()).map(one => one.id)).toEqual(['summary 2022-02-10', 'summary 2022-02-15'])
  })

  test('a last report that waits for the server is still tried again', async () => {
    const { parts, server, goTo, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 10:00')
    await decide(parts, 'close')
    goTo('11 16:30')
    expect(await due(parts)).toBe('waiting')
    server.behave({})
    goTo('14 08:00')
    expect(await due(parts)).toBe('sent')
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
  })
})
