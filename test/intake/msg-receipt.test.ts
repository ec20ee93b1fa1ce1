/** When a .msg was received: by its headers, by its own time, or not to be told. */
import { expect, it } from 'vitest'
import { fileTime, makeMsg, type OutlookMail, type Property } from '../../scripts/forms/outlook-files.ts'
import { readMsgReceipt } from '../../src/intake/msg-receipt.ts'
import { formDocx } from '../support/forms.ts'

const host = 'mx.hanoi.gov.vn'
const delivered = new Date('2022-02-14T16:30:00+07:00')
const sent = new Date('2022-02-14T08:00:00+07:00')
const times: Property[] = [
  [0x00390040, fileTime(sent)],
  [0x0e060040, fileTime(delivered)],
]
const headers = `Received: from a by ${host}; Mon, 14 Feb 2022 17:00:00 +0700\r\nDate: Mon, 14 Feb 2022 07:00:00 +0700\r\n`
const receipt = (mail: OutlookMail) => readMsgReceipt(makeMsg(mail), [host], 7)

it('is by the topmost Received of our server, where Outlook kept the headers', () => {
  const at = { receivedAt: Date.parse('2022-02-14T17:00:00+07:00'), receiptSource: 'received-header' }
  expect(receipt({ properties: [...times, [0x007d001f, headers]] })).toEqual(at)
  expect(receipt({ properties: [...times, [0x007d001e, headers]] })).toEqual(at)
  // Long headers stand in sectors of the file, not in those of the small streams.
  const long = `${headers}X: ${'x'.repeat(9_000)}\r\n`
  expect(receipt({ properties: [...times, [0x007d001f, long]] })).toEqual(at)
})

it('is by the time of delivery or sending that it notes itself', () => {
  expect(receipt({ properties: times })).toEqual({
    receivedAt: delivered.getTime(),
    receiptSource: 'date-header',
  })
  expect(receipt({ properties: times.slice(0, 1) })).toMatchObject({ receivedAt: sent.getTime() })
  // The times of a mail inside are not the mail's.
  expect(receipt({ attachments: [{ name: 'x', message: { properties: times } }] })).toEqual({
    receivedAt: 7,
    receiptSource: 'file',
  })
})

it('is not to be told of what is no .msg, nor of any damaged one', () => {
  expect(readMsgReceipt(formDocx({ unit: 'x' }), [host], 7)).toBeUndefined()
  const whole = makeMsg({ properties: [...times, [0x007d001f, headers]] })
  for (let at = 0; at < whole.length; at += 7) {
    const bad = Uint8Array.from(whole)
    bad[at] = bad[at]! ^ 0xff
    const read = readMsgReceipt(bad, [host], 7)
    expect(read === undefined || read.receivedAt > 0, `${at}`).toBe(true)
  }
  for (const size of [0, 100, 512, 1_000, 2_000])
    expect(readMsgReceipt(whole.slice(0, size), [host], 7)).toBeUndefined()
})
