/** A daily mail goes once, whatever happens on the way: real store, real archive, real SMTP server, times that the test sets. */
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import type { Clock } from '../../src/ports.ts'
import { markDoubtful } from '../../src/summary/hand-over.ts'
import { keepMails } from '../../src/summary/keep-mails.ts'
import { type DailyParts, previewMail, sendDueMail, sendMailByHand } from '../../src/summary/send-daily.ts'
import { at, campaign, makeOffice } from './office.ts'

const friday = 'summary 2022-02-11'

describe('a working day', () => {
  test('one mail, kept as sent, with its row; and no second', async () => {
    const { parts, server, goTo, rows } = await makeOffice()
    goTo('11 16:29')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('nothing')
    goTo('11 16:30')
    const step = await sendDueMail(parts, 'summary')
    expect(step).toMatchObject({ kind: 'sent', id: friday })
    expect(step.detail).toContain('250')
    goTo('11 16:31')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('nothing')

    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
    expect(server.mails.map(one => [one.from, one.to])).toEqual([
      [campaign.office.address, ['tt@example.vn', 'bdv@example.vn']],
    ])
    const [row] = await parts.store.sentMails()
    expect(row).toMatchObject({ day: '2022-02-11', figures: { received: 1, total: 2, missing: 1 } })
    expect(Buffer.from(await parts.archive.get(row!.raw)).equals(server.mails[0]!.raw)).toBe(true)
  })

  test('the mail itself: headers of ours only, text beside HTML, the table attached', async () => {
    const { parts, server, goTo } = await makeOffice()
    goTo('11 16:30')
    await sendDueMail(parts, 'summary')
    const mail = await simpleParser(server.mails[0]!.raw)
    expect(mail.subject).toBe('Báo cáo nhanh đăng ký "Dân vận khéo" năm 2022, đến 16 giờ 30, ngày 11/02/2022')
    expect(mail.from?.value).toEqual([{ address: campaign.office.address, name: 'Ban Dân vận Huyện ủy' }])
    expect([mail.to, mail.cc].flat().map(one => one?.text)).toEqual(['tt@example.vn', 'bdv@example.vn'])
    expect(mail.date).toEqual(new Date(at('11 16:30')))
    expect(mail.messageId).toBe('<summary-2022-02-11.dan-van-kheo-2022@hanoi.gov.vn>')
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.text).toContain('(1) 1/2 đơn vị đã gửi, 0 đang xác minh, 1 chưa nhận được.')
    expect(mail.html).toContain('<html lang="vi">')
    const media = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    expect(mail.attachments).toMatchObject([
      { filename: 'bieu.xlsx', contentType: media },
      { filename: 'bieu.pdf', contentType: 'application/pdf' },
    ])
    expect(mail.attachments[0]!.content.toString()).toMatch(/^bieu.xlsx of \d+$/)
    // RFC 5322 2.1.1: no line over 998 bytes, and every line ends in CR LF.
    const lines = server.mails[0]!.raw.toString('latin1').split('\n')
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(998)
    expect(lines.slice(0, -1).every(line => line.endsWith('\r'))).toBe(true)
  })

  test('the next day says what has grown since the last that was sent, not since one that was refused', async () => {
    const { parts, server, goTo } = await makeOffice()
    goTo('10 16:30')
    await sendDueMail(parts, 'summary')
    server.behave({ answerMail: 554 })
    goTo('11 16:30')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('refused')
    server.behave({})
    goTo('14 16:30')
    await sendDueMail(parts, 'summary')
    expect((await simpleParser(server.mails.at(-1)!.raw)).text).toContain('1/2 đơn vị đã gửi (không tăng)')
  })

  test('with names of those missing on the last day before the deadline', async () => {
    const { parts, server, goTo } = await makeOffice()
    goTo('14 16:30')
    await sendDueMail(parts, 'summary')
    const { attachments } = await simpleParser(server.mails[0]!.raw)
    expect(attachments.map(one => one.filename)).toEqual([
      'bieu.xlsx',
      'bieu.pdf',
      'Don vi chua nhan duoc.txt',
    ])
    expect(attachments[2]!.content.toString()).toContain('1. khac')
  })

  test('a recipient that was refused is not forgotten', async () => {
    const { parts, goTo } = await makeOffice({ refuseRecipients: ['bdv@example.vn'] })
    goTo('11 16:30')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('sent')
    expect((await parts.store.sentMails())[0]!.detail).toContain('not for bdv@example.vn: 550')
  })

  test('two processes at the same moment: one mail', async () => {
    const { parts, server, goTo, restart, rows } = await makeOffice()
    goTo('11 16:30')
    const steps = await Promise.all([sendDueMail(parts, 'summary'), sendDueMail(restart(), 'summary')])
    expect(steps.map(one => one.kind).sort()).toEqual(['busy', 'sent'])
    expect(server.mails).toHaveLength(1)
    expect(await rows()).toHaveLength(1)
  })
})

describe('killed', () => {
  /** Of a process that was killed the system takes what it held. */
  const killed: Pick<DailyParts, 'alone'> = { alone: work => work() }
  type Never = () => Promise<never>
  const points: Record<string, (parts: DailyParts, never: Never) => Partial<DailyParts>> = {
    'before anything was kept': ({ archive }, put) => ({ archive: { ...archive, put } }),
    'before the row': ({ store }, beginSending) => ({ store: { ...store, beginSending } }),
    'after the row': ({ outbox }, send) => ({ outbox: { ...outbox, send } }),
    'after the server took it': ({ store }, endSending) => ({ store: { ...store, endSending } }),
  }

  test.each([
    ['before anything was kept', 0, 'sent', 1],
    ['before the row', 0, 'sent', 1],
    ['after the row', 0, 'doubtful', 0],
    ['after the server took it', 1, 'doubtful', 1],
  ])('%s: never sent twice, and shown where nobody knows', async (point, before, state, after) => {
    const { server, goTo, restart, rows } = await makeOffice()
    goTo('11 16:30')
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
    /** Never answers: what a process that is killed here has come to. */
    const never: Never = () => {
      reach()
      return new Promise(() => {})
    }
    void sendDueMail(
      restart(parts => ({ ...killed, ...points[point]!(parts, never) })),
      'summary',
    )
    await reached
    expect(server.mails).toHaveLength(before)

    goTo('11 16:35')
    const anew = restart()
    expect(await markDoubtful(anew)).toEqual(state === 'doubtful' ? [friday] : [])
    await sendDueMail(anew, 'summary')
    expect(await rows()).toEqual([{ id: friday, state }])
    expect(server.mails).toHaveLength(after)
    // The next day goes its way.
    goTo('14 16:30')
    expect((await sendDueMail(anew, 'summary')).kind).toBe('sent')
    expect(server.mails).toHaveLength(after + 1)
  })
})

describe('when the server cannot be reached', () => {
  test('tried again until it can, with the same bytes, as one mail', async () => {
    const { parts, server, goTo, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 16:30')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('waiting')
    expect(await rows()).toEqual([{ id: friday, state: 'sending' }])
    const raw = (await parts.store.sentMails())[0]!.raw
    // Not before a minute is over, then after two, four…
    expect((await sendDueMail(parts, 'summary')).kind).toBe('nothing')
    goTo('11 16:31')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('waiting')
    server.behave({})
    goTo('11 16:32')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('nothing')
    goTo('11 16:33')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('sent')
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
    expect((await parts.store.sentMails())[0]!.raw).toBe(raw)
    expect(server.mails).toHaveLength(1)
    goTo('11 17:00')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('nothing')
  })

  test('also over a restart: it surely was not sent, so it is not doubtful', async () => {
    const { parts, server, goTo, restart, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 16:30')
    await sendDueMail(parts, 'summary')
    server.behave({})
    const anew = restart()
    expect(await markDoubtful(anew)).toEqual([])
    goTo('11 16:40')
    expect((await sendDueMail(anew, 'summary')).kind).toBe('sent')
    expect(server.mails).toHaveLength(1)
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
  })

  test('killed in a later try: now it is doubtful', async () => {
    const { parts, server, goTo, restart, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 16:30')
    await sendDueMail(parts, 'summary')
    goTo('11 16:40')
    server.behave({})
    void sendDueMail(
      restart(({ store }) => ({
        alone: work => work(), // what a killed process held, the system takes
        store: { ...store, endSending: () => new Promise(() => {}) },
      })),
      'summary',
    )
    await expect.poll(() => server.mails.length).toBe(1)
    const anew = restart()
    expect(await markDoubtful(anew)).toEqual([friday])
    goTo('11 17:00')
    expect((await sendDueMail(anew, 'summary')).kind).toBe('nothing')
    expect(server.mails).toHaveLength(1)
    expect(await rows()).toEqual([{ id: friday, state: 'doubtful' }])
  })

  test('not at night: in office hours of the next working day; and its own time comes first', async () => {
    const { parts, server, goTo, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 16:30')
    await sendDueMail(parts, 'summary')
    for (const moment of ['11 20:00', '12 09:00', '13 16:30', '14 07:00']) {
      goTo(moment)
      expect((await sendDueMail(parts, 'summary')).kind).toBe('nothing')
    }
    goTo('14 07:30')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('waiting')
    server.behave({})
    goTo('14 16:30')
    expect(await sendDueMail(parts, 'summary')).toMatchObject({ kind: 'sent', id: 'summary 2022-02-14' })
    expect(await rows()).toEqual([
      { id: friday, state: 'refused' },
      { id: 'summary 2022-02-14', state: 'sent' },
    ])
    expect((await parts.store.sentMails())[0]!.detail).toBe(
      'Không kết nối được máy chủ thư, chưa gửi; được thay bằng thư ngày 14/02/2022.',
    )
    expect(server.mails).toHaveLength(1)
  })

  test('lost while handing over: doubtful, and not sent again', async () => {
    const { parts, server, goTo, rows } = await makeOffice({ breakAt: 'final-dot' })
    goTo('11 16:30')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('doubtful')
    server.behave({})
    goTo('11 16:50')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('nothing')
    expect(await rows()).toEqual([{ id: friday, state: 'doubtful' }])
  })

  test('an outbox that fails in a way nobody foresaw: loud, doubtful, not sent again', async () => {
    const { goTo, restart, rows } = await makeOffice()
    goTo('11 16:30')
    const parts = restart(({ outbox }) => ({
      outbox: { ...outbox, send: () => Promise.reject(new TypeError('bug')) },
    }))
    await expect(sendDueMail(parts, 'summary')).rejects.toThrow('bug')
    expect(await rows()).toEqual([{ id: friday, state: 'doubtful' }])
    // Its words may quote the mail: what is kept is its place.
    expect((await parts.store.sentMails())[0]?.detail).toMatch(/^TypeError send-daily\.test\.ts:\d+$/)
  })
})

describe('the service and a command by hand at the same moment', () => {
  /** Where one of them stands still until it is let go on. */
  const makeGate = () => {
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
    const { promise: opened, resolve: open } = Promise.withResolvers<void>()
    const pass = async <T>(work: () => Promise<T>): Promise<T> => {
      reach()
      await opened
      return work()
    }
    return { reached, open, pass }
  }

  test('both try again what could not be handed over: one mail', async () => {
    const { parts, server, goTo, restart, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 16:30')
    expect((await sendDueMail(parts, 'summary')).kind).toBe('waiting')
    server.behave({})
    goTo('11 16:40')
    const gate = makeGate()
    // It has read that the mail may be tried again, and not yet withdrawn that.
    const service = sendDueMail(
      restart(({ archive }) => ({ archive: { ...archive, get: id => gate.pass(() => archive.get(id)) } })),
      'summary',
    )
    await gate.reached
    const byHand = await sendMailByHand(restart(), 'summary')
    gate.open()
    const steps = [(await service).kind, byHand.kind]
    expect(server.mails).toHaveLength(1)
    expect(steps).toEqual(['sent', 'busy'])
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
    expect(await sendMailByHand(parts, 'summary')).toMatchObject({ kind: 'already', id: friday })
  })

  test('what the service saw before it was alone no longer counts', async () => {
    const { parts, server, goTo, restart, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 16:30')
    await sendDueMail(parts, 'summary')
    server.behave({})
    goTo('11 16:40')
    const gate = makeGate()
    const service = sendDueMail(
      restart(({ alone }) => ({ alone: work => gate.pass(() => alone(work)) })),
      'summary',
    )
    await gate.reached
    expect((await sendMailByHand(restart(), 'summary')).kind).toBe('sent')
    gate.open()
    expect((await service).kind).toBe('nothing')
    expect(server.mails).toHaveLength(1)
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
  })

  test('a service that starts leaves the mail alone that is being sent', async () => {
    const { goTo, restart, rows } = await makeOffice()
    goTo('11 16:30')
    const gate = makeGate()
    const byHand = sendMailByHand(
      restart(({ outbox }) => ({
        outbox: { ...outbox, send: (...mail) => gate.pass(() => outbox.send(...mail)) },
      })),
      'summary',
    )
    await gate.reached
    const service = restart()
    expect(await markDoubtful(service)).toEqual([])
    expect(await rows()).toEqual([{ id: friday, state: 'sending' }])
    gate.open()
    expect((await byHand).kind).toBe('sent')
    expect(await markDoubtful(service)).toEqual([])
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
  })

  test('a command that was killed in the middle: the next says what is known, and does not send', async () => {
    const { server, goTo, restart, rows } = await makeOffice()
    goTo('11 16:30')
    const gate = makeGate()
    void sendMailByHand(
      restart(({ outbox }) => ({
        alone: work => work(), // what a killed process held, the system takes
        outbox: { ...outbox, send: () => gate.pass(() => new Promise(() => {})) },
      })),
      'summary',
    )
    await gate.reached
    const step = await sendMailByHand(restart(), 'summary')
    expect(step).toMatchObject({ kind: 'already', id: friday })
    expect(step.detail).toContain('không rõ thư đã đi hay chưa')
    expect(await rows()).toEqual([{ id: friday, state: 'doubtful' }])
    expect(server.mails).toEqual([])
  })
})

describe('by hand', () => {
  test('a preview writes nothing and sends nothing', async () => {
    const { parts, server, goTo, rows } = await makeOffice()
    goTo('11 10:00')
    const preview = await previewMail(parts, 'summary', '2022-02-10')
    expect(preview.text).toContain('đến 16 giờ 30, ngày 10/02/2022')
    // Before its time there is nothing to tell of that time.
    const today = await previewMail(parts, 'summary', '2022-02-11')
    expect(today.text).toContain('đến 10 giờ 00, ngày 11/02/2022')
    await expect(previewMail(parts, 'summary', '2022-02-14')).rejects.toMatchObject({ code: 'bad-usage' })
    expect((await previewMail(parts, 'summary')).text).toContain('đến 10 giờ 00, ngày 11/02/2022')
    expect(await rows()).toEqual([])
    expect(server.mails).toEqual([])
  })

  test('of a day that was, what came later is not counted', async () => {
    const { parts, goTo } = await makeOffice()
    // The one form came on 10/02 at 08:00.
    goTo('11 10:00')
    const on = async (day: string): Promise<string> => (await previewMail(parts, 'summary', day)).text
    expect(await on('2022-02-09')).toContain('(1) 0/2 đơn vị đã gửi')
    expect(await on('2022-02-09')).toContain('(2) 0 mô hình, điển hình')
    expect(await on('2022-02-10')).toContain('(1) 1/2 đơn vị đã gửi')
  })

  test('sends for today or a day that was, once; never for a day to come', async () => {
    const { parts, server, goTo, rows } = await makeOffice()
    goTo('11 17:00')
    expect(await sendMailByHand(parts, 'summary', '2022-02-10')).toMatchObject({
      kind: 'sent',
      id: 'summary 2022-02-10',
    })
    expect(await sendMailByHand(parts, 'summary', '2022-02-10')).toMatchObject({ kind: 'already' })
    expect(await sendMailByHand(parts, 'summary')).toMatchObject({ kind: 'sent', id: friday })
    await expect(sendMailByHand(parts, 'summary', '2022-02-12')).rejects.toMatchObject({ code: 'bad-usage' })
    expect(server.mails).toHaveLength(2)
    expect(await rows()).toHaveLength(2)
  })

  test('after a refusal was mended it goes under a name of its own; after a doubt it does not', async () => {
    const { parts, server, goTo, rows } = await makeOffice({
      refuseRecipients: ['tt@example.vn', 'bdv@example.vn'],
    })
    goTo('11 16:30')
    await sendDueMail(parts, 'summary')
    server.behave({ breakAt: 'final-dot' })
    expect(await sendMailByHand(parts, 'summary')).toMatchObject({ kind: 'doubtful', id: `${friday} 2` })
    server.behave({})
    expect(await sendMailByHand(parts, 'summary')).toMatchObject({ kind: 'already', id: `${friday} 2` })
    expect(await rows()).toEqual([
      { id: friday, state: 'refused' },
      { id: `${friday} 2`, state: 'doubtful' },
    ])
  })

  test('what could not be handed over goes at once', async () => {
    const { parts, server, goTo, rows } = await makeOffice({ breakAt: 'greeting' })
    goTo('11 16:30')
    await sendDueMail(parts, 'summary')
    server.behave({})
    goTo('11 21:00')
    expect(await sendMailByHand(parts, 'summary')).toMatchObject({ kind: 'sent', id: friday })
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
  })
})

describe('the loop', () => {
  const caughtUp = async (): Promise<boolean> => true

  test.each([
    ['caught up with after two minutes', 2, '14 09:02'],
    ['never caught up with: not silenced for more than ten minutes', 60, '14 09:10'],
  ])('after a weekend down, the mailbox %s', async (_, minutes, expected) => {
    const { parts } = await makeOffice()
    let now = at('14 09:00')
    const stop = new AbortController()
    const clock: Clock = {
      now: () => now,
      sleep: async ms => {
        now += ms
        if (now >= at('14 09:30')) stop.abort()
      },
    }
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const seen: number[] = []
    const isCaughtUp = async (since: number): Promise<boolean> => {
      seen.push(since)
      return now >= at('14 09:00') + minutes * 60_000
    }
    await keepMails({ ...parts, clock, log, caughtUp: isCaughtUp, signal: stop.signal })
    expect((await parts.store.sentMails()).map(one => [one.id, one.at])).toEqual([
      ['digest 2022-02-11', at(expected)],
      [friday, at(expected)],
    ])
    expect(new Set(seen)).toEqual(new Set([at('14 09:00')]))
  })

  test('a machine that slept catches up anew', async () => {
    const { parts } = await makeOffice()
    let now = at('11 17:00')
    const stop = new AbortController()
    const clock: Clock = {
      now: () => now,
      sleep: async ms => {
        now = now < at('14 09:00') ? at('14 09:00') : now + ms
        if (now >= at('14 09:05')) stop.abort()
      },
    }
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const since: number[] = []
    const isCaughtUp = async (from: number): Promise<boolean> => since.push(from) > 0
    await keepMails({ ...parts, clock, log, caughtUp: isCaughtUp, signal: stop.signal })
    expect(since).toEqual([at('11 17:00'), at('14 09:00')])
  })

  test('a mail that a command by hand left behind is found while the service runs', async () => {
    const { parts, goTo, rows } = await makeOffice()
    goTo('11 10:00')
    const stop = new AbortController()
    let looks = 0
    const sleep = async (): Promise<void> => {
      if (++looks === 2) return stop.abort()
      const { id, day, recipients, figures, at: time } = await previewMail(parts, 'summary')
      const row = { id, kind: 'summary', day, raw: '', recipients, figures, about: [], at: time } as const
      await parts.store.beginSending(row)
    }
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    await keepMails({ ...parts, clock: { ...parts.clock, sleep }, log, caughtUp, signal: stop.signal })
    expect(await rows()).toContainEqual({ id: friday, state: 'doubtful' })
  })

  test('over ten days of its own clock: each working day once, faults survived and cleared', async () => {
    const { parts, server } = await makeOffice()
    let now = at('09 08:00')
    const stop = new AbortController()
    const clock: Clock = {
      now: () => now,
      sleep: async ms => {
        // A machine that wakes late; ten days of single minutes would take their time.
        now += ms === 60_000 ? 30 * 60_000 : ms
        if (now >= at('19 00:00')) stop.abort()
      },
    }
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const faults: unknown[] = []
    await keepMails({
      ...parts,
      caughtUp,
      clock,
      log,
      signal: stop.signal,
      // A fault of the digest only: it is what looks for faults.
      faults: async () => {
        if (now === at('10 15:30')) throw new TypeError('of Trường Sao Mai')
        return []
      },
      tables: async (...given) => {
        const fault = await parts.store.fact('mail-fault digest')
        if (fault) faults.push(fault)
        return parts.tables(...given)
      },
    })
    const days = ['09', '10', '11', '14', '15', '16', '17', '18']
    const went = await parts.store.sentMails()
    for (const kind of ['digest', 'summary'])
      expect(went.filter(one => one.kind === kind).map(one => [one.day.slice(-2), one.state])).toEqual(
        days.map(day => [day, 'sent']),
      )
    expect(server.mails.map(one => one.to)).toHaveLength(16)
    // The digest was late that day; the summary was not.
    const tenth = went.filter(one => one.day === '2022-02-10')
    expect(tenth.map(one => [one.kind, one.at > at('10 15:30')])).toEqual([
      ['digest', true],
      ['summary', true],
    ])
    expect(tenth[1]?.at).toBe(at('10 16:30'))
    expect(faults).toHaveLength(1)
    expect(await parts.store.fact('mail-fault digest')).toBeNull()
  })

  test('a bug is kept and logged by its place, never by its words, and keeps nothing else from going', async () => {
    const { parts, goTo, rows } = await makeOffice()
    goTo('11 16:30')
    const stop = new AbortController()
    const logged: unknown[] = []
    const log = { info: () => {}, warn: () => {}, error: (fields: object) => void logged.push(fields) }
    const clock = { ...parts.clock, sleep: async () => stop.abort() }
    const faults = (): never => {
      throw new TypeError('Trường Sao Mai <vanthu@truong.example>')
    }
    await keepMails({ ...parts, clock, faults, log, caughtUp, signal: stop.signal })
    expect(await rows()).toEqual([{ id: friday, state: 'sent' }])
    const fault = await parts.store.fact('mail-fault digest')
    expect(fault).toMatchObject({
      at: at('11 16:30'),
      code: 'TypeError',
      message: expect.stringMatching(/^send-daily\.test\.ts:\d+$/),
    })
    expect(JSON.stringify([fault, logged])).not.toContain('Sao Mai')
    expect(logged).toHaveLength(1)
    expect(await parts.store.fact('mail-fault summary')).toBeUndefined()
  })
})
