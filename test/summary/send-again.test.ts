/** A mail sent once more because it did not arrive: once, whatever happens in between. Real store, real SMTP server. */
import { expect, test } from 'vitest'
import { holdMail } from '../../src/summary/hold-mail.ts'
import { sendAgain, sentAgainAs } from '../../src/summary/send-again.ts'
import { sendDueMail } from '../../src/summary/send-daily.ts'
import { makeOffice } from './office.ts'

const friday = 'summary 2022-02-11'
const wish = { id: friday, by: 'chị Hoa', seen: 0 } as const

test('a doubtful one: under a new id, to the same people, once', async () => {
  const { parts, server, goTo, rows } = await makeOffice({ breakAt: 'final-dot' })
  goTo('11 16:30')
  expect((await sendDueMail(parts, 'summary')).kind).toBe('doubtful')
  server.behave({})
  expect(await sendAgain(parts, wish)).toMatchObject({ kind: 'sent', id: `${friday} 2` })
  expect(await sendAgain(parts, wish)).toMatchObject({ kind: 'already', id: `${friday} 2` })
  expect(await sendAgain(parts, { ...wish, id: `${friday} 2` })).toBe('not-open')
  expect(server.mails.map(one => one.to)).toEqual([
    ['tt@example.vn', 'bdv@example.vn'],
    ['tt@example.vn', 'bdv@example.vn'],
  ])
  expect(await rows()).toEqual([
    { id: friday, state: 'doubtful' },
    { id: `${friday} 2`, state: 'sent' },
  ])
  await expect(sendAgain(parts, { ...wish, id: 'summary 2022-02-01' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('killed between the decision and the mail: asked again, it goes under the id that was decided', async () => {
  const { parts, server, goTo, restart, rows } = await makeOffice({ answerMail: 554 })
  goTo('11 16:30')
  expect((await sendDueMail(parts, 'summary')).kind).toBe('refused')
  server.behave({})
  const dying = restart(({ archive }) => ({
    archive: { ...archive, put: () => Promise.reject(new Error('killed here')) },
  }))
  await expect(sendAgain(dying, wish)).rejects.toThrow('killed here')
  expect(await sentAgainAs(parts, friday)).toBe(`${friday} 2`)
  expect(await rows()).toEqual([{ id: friday, state: 'refused' }])
  const after = restart()
  expect(await sendAgain(after, wish)).toMatchObject({ kind: 'sent', id: `${friday} 2` })
  expect(await after.store.decisions(friday)).toHaveLength(1)
})

test('seen before somebody decided about it: refused; held back: not sent', async () => {
  const { parts, server, goTo } = await makeOffice({ answerMail: 554 })
  goTo('11 16:30')
  await sendDueMail(parts, 'summary')
  server.behave({})
  await expect(sendAgain(parts, { ...wish, seen: 3 })).rejects.toMatchObject({ code: 'stale-version' })
  await holdMail(parts, { kind: 'summary', day: '2022-02-11', by: 'anh Bình' })
  expect(await sendAgain(parts, { ...wish, seen: 1 })).toBe('held')
  expect(server.mails).toHaveLength(1)
})
