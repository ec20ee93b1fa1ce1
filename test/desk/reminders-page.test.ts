/** Mails back to the units, at the desk: reminders let go or put away by somebody, and whom to call. */
import { expect, it } from 'vitest'
import { listDrafts } from '../../src/replies/reminders.ts'
import { marksOf } from '../../src/units/roster-edits.ts'
import { openDesk } from '../support/desk.ts'
import { makeMail } from '../support/mail.ts'

const page = '/bao-cao/nhac'

it('says that they are off', async () => {
  const desk = await openDesk()
  await desk.receive([await makeMail({ from: 'a@b.vn', subject: 'Mời họp', text: 'Kính mời.' })])
  const { text } = await (await desk.signIn()).get(page)
  expect(text).toContain('Thư nhắc chưa được bật.')
  expect(text).toContain('Thư xác nhận chưa được bật.')
})

it('lists them with their words, lets go what is ticked, puts away the rest; who was late is told', async () => {
  const desk = await openDesk()
  const { app } = desk
  await desk.receive([await makeMail({ from: 'a@b.vn', subject: 'Mời họp', text: 'Kính mời.' })])
  Object.assign(app.folder.campaign.mails, { reminders: { daysBefore: [3, 1] } })
  const { units } = await app.roster.roster()
  const seen = marksOf(units)
  await app.roster.change({
    seen,
    edit: all =>
      all.map((unit, at) =>
        at > 2
          ? unit
          : {
              ...{ ...unit, group: '', confirmed: true },
              ...(at < 2
                ? { addresses: [`don-vi-${at}@hanoiedu.example`] }
                : { phone: '024 3387 0000', contact: 'Cô Hạnh' }),
            },
      ),
  })
  await listDrafts(app.mailParts())

  const clerk = await desk.signIn()
  const shown = await clerk.get(page)
  expect(shown.text).toContain('2 thư nhắc chờ duyệt.')
  expect(shown.text).toContain(`Kính gửi: ${units[0]!.name}`)
  expect(shown.text).toContain('href="tel:02433870000"')
  expect((await clerk.get('/bao-cao')).text).toContain('2 thư nhắc chờ duyệt')
  const boxes = [...shown.text.matchAll(/name="chosen" value="([^"]+)"/g)].map(([, value]) => value!)
  expect(boxes).toHaveLength(2)
  expect((await clerk.post(`${page}/cho-gui`, {})).text).toContain('Chưa chọn thư nào.')
  const released = await clerk.post(`${page}/cho-gui`, { chosen: [boxes[0]!] })
  expect(released.text).toContain('Đã cho gửi 1 thư.')
  const other = await desk.signIn('clerk', 'Trần Văn Bình')
  const late = await other.post(`${page}/bo`, { chosen: boxes })
  expect(late.text).toContain('1 thư chưa làm gì: vừa có người khác xử lý')
  expect(late.text).toContain('Đã bỏ 1 thư')
  const mails = await app.store.sentMails()
  expect(mails.map(one => one.state).sort()).toEqual(['draft', 'dropped'])
  expect(mails.find(one => one.state === 'dropped')?.detail).toContain('Trần Văn Bình')
  const draft = mails.find(one => one.state === 'draft')!
  expect(await app.store.decisions(draft.id)).toMatchObject([{ kind: 'release', by: 'Nguyễn Thị Hoa' }])
  expect((await clerk.get(`/bao-cao/thu/${encodeURIComponent(draft.id)}`)).text).toContain(
    'Thư này chờ duyệt, chưa gửi.',
  )
})
