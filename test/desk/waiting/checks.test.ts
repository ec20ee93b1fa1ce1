/** Stamped scans beside forms that were read: listed together, ticked many at once, never counted. */
import { expect, it } from 'vitest'
import { partId } from '../../../src/domain/identity.ts'
import { openDesk } from '../../support/desk.ts'
import { formDocx } from '../../support/forms.ts'
import { makeMail } from '../../support/mail.ts'
import { jpeg, row } from './sample.ts'

const path = '/can-xu-ly/doi-chieu'
const mail = (unit: string) =>
  makeMail({
    attachments: [
      {
        filename: 'bieu.docx',
        content: formDocx({ unit, collectives: [row('Liên đội', 'Em yêu quê hương')] }),
      },
      { filename: 'ban co dau.jpg', content: jpeg, contentType: 'image/jpeg' },
    ],
  })

it('ticks scans as found the same, tells who was quicker, and shows those that were checked', async () => {
  const desk = await openDesk({ workers: ['reading', 'validation'] })
  const units = ['Trường THCS Kim An', 'Trường Tiểu học Thanh Mai']
  const messages = await desk.receive(await Promise.all(units.map(mail)))
  await desk.settled()
  const clerk = await desk.signIn()
  const [first, second] = messages.map(one => partId(one, '2')) as [string, string]
  expect((await clerk.get('/can-xu-ly')).text).toContain('Đối chiếu bản có dấu: 2')
  const page = await clerk.get(path)
  for (const unit of units) expect(page.text).toContain(unit)
  const both = { part: [first, second], [`seen ${first}`]: '0', [`seen ${second}`]: '0' }
  const none = await clerk.post(path, { part: ['0000/1'] })
  expect(none.text).toContain('Chưa đánh dấu bản nào')
  expect((await clerk.post(path, { part: first, [`seen ${first}`]: '0' })).text).toContain(
    'Đã ghi là đã đối chiếu',
  )
  expect((await clerk.post(path, both)).text).toContain('người khác vừa đối chiếu trước')
  for (const scan of [first, second]) {
    const decisions = await desk.app.store.decisions(scan)
    expect(decisions.map(one => one.kind)).toEqual(['checked'])
  }
  expect((await clerk.get(`${path}?da=1`)).text).toContain(units[1])
  expect((await clerk.get(path)).text).toContain('Không có bản nào')
  const { id } = (await desk.app.store.decisions(first))[0]!
  await clerk.post('/rut-lai', { decision: String(id), subject: first, back: path })
  expect((await clerk.get(path)).text).toContain(units[0])
}, 30_000)
