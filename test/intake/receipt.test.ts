import { expect, test } from 'vitest'
import { readReceipt } from '../../src/intake/receipt.ts'
import { makeMail } from '../support/mail.ts'

const at = (text: string): number => Date.parse(text)
const fileTime = at('2022-02-20T00:00:00Z')

test('the topmost Received of a configured host counts, then Date, then the file', async () => {
  const received = (host: string, time: string) =>
    [
      'Received',
      `from a (b [1.2.3.4])\r\n\tby ${host} (Postfix; by x) with ESMTPS id 1;\r\n\t${time}`,
    ] as const
  const mail = await makeMail({
    date: new Date(at('2022-02-08T00:00:00Z')),
    headers: [
      received('relay.example.vn', 'Fri, 11 Feb 2022 10:00:00 +0700'),
      received('Mail.Hanoi.gov.vn', 'Thu, 10 Feb 2022 10:00:00 +0700 (ICT)'),
      received('mail.hanoi.gov.vn', 'Wed, 9 Feb 2022 10:00:00 +0700'),
    ],
  })
  expect(readReceipt(mail, ['mail.hanoi.gov.vn'], fileTime)).toEqual({
    receivedAt: at('2022-02-10T10:00:00+07:00'),
    receiptSource: 'received-header',
  })
  expect(readReceipt(mail, [], fileTime)).toEqual({
    receivedAt: at('2022-02-08T00:00:00Z'),
    receiptSource: 'date-header',
  })
  const bare = Buffer.from('Subject: a\n\nDate: Thu, 10 Feb 2022 09:00:00 +0700\n')
  const byFile = { receivedAt: fileTime, receiptSource: 'file' }
  expect(readReceipt(bare, ['mail.hanoi.gov.vn'], fileTime)).toEqual(byFile)
  expect(readReceipt(Buffer.from('\r\nDate: Thu, 10 Feb 2022 09:00:00 +0700'), [], fileTime)).toEqual(byFile)
  expect(readReceipt(Buffer.alloc(0), [], fileTime)).toEqual(byFile)
})

test('a head of nothing but brackets, or without an end, costs no more than its size', () => {
  const begun = Date.now()
  for (const one of ['(', ')', '()', '\\(', ' ', 'by ', 'a:', '\r\n ', 'Received: (;'])
    expect(readReceipt(Buffer.from(`Received: ${one.repeat(300_000)}`), ['x'], 7).receivedAt).toBe(7)
  expect(Date.now() - begun).toBeLessThan(2000)
})
