/** Mails of ours shown again as they were sent, whatever has changed since. */
import { expect, test } from 'vitest'
import { previewMail, sendDueMail } from '../../src/summary/send-daily.ts'
import { openSentMail } from '../../src/summary/sent-mails.ts'
import { makeOffice } from './office.ts'

test('the bytes, the words and the attachments of then', async () => {
  const { parts, server, goTo } = await makeOffice()
  goTo('11 16:30')
  await sendDueMail(parts, 'summary')
  const mail = await openSentMail(parts, 'summary 2022-02-11')
  expect(Buffer.from(mail.raw).equals(server.mails[0]!.raw)).toBe(true)
  expect(mail.subject).toBe('Báo cáo nhanh đăng ký "Dân vận khéo" năm 2022, đến 16 giờ 30, ngày 11/02/2022')
  expect([mail.to, mail.cc]).toEqual([['tt@example.vn'], ['bdv@example.vn']])
  expect(mail.row).toMatchObject({ state: 'sent', recipients: ['tt@example.vn', 'bdv@example.vn'] })
  const made = await previewMail(parts, 'summary')
  expect(mail.text).toBe(made.text)
  expect(mail.html).toBe(made.html)
  expect(mail.attachments.map(one => one.name)).toEqual(['bieu.xlsx', 'bieu.pdf'])
  expect(Buffer.from(mail.attachments[1]!.bytes).toString()).toMatch(/^bieu\.pdf of \d+$/)
})

test('one that never left, too; one that is not there is said so', async () => {
  const { parts, goTo } = await makeOffice({ answerMail: 554 })
  goTo('11 15:30')
  await sendDueMail(parts, 'digest')
  const mail = await openSentMail(parts, 'digest 2022-02-11')
  expect(mail.row.state).toBe('refused')
  expect(mail.to).toEqual(['canbo@example.vn'])
  expect(mail.text).toContain('Đồng chí cán bộ')
  await expect(openSentMail(parts, 'digest 2022-02-10')).rejects.toMatchObject({ code: 'not-found' })
})
