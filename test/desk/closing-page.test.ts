/** The end of the campaign at the desk: seen, confirmed, taken back; who was late is told. */
import { expect, it } from 'vitest'
import { campaignSubject } from '../../src/domain/decision.ts'
import { openDesk } from '../support/desk.ts'
import { makeMail } from '../support/mail.ts'

const page = '/bao-cao/ket-thuc'

it('shows what still waits, closes once somebody confirms it, and opens again', async () => {
  const desk = await openDesk()
  await desk.receive([
    await makeMail({ from: 'a@b.vn', subject: 'Mời họp', text: 'Kính mời đồng chí dự họp.' }),
  ])
  const clerk = await desk.signIn()
  const open = await clerk.get(page)
  expect(open.text).toContain('Đợt đăng ký đang mở')
  expect(open.text).toContain('1 thư, bản đăng ký đang đọc')
  expect((await clerk.post(`${page}/ket-thuc`, { seen: '0' })).text).toContain(
    'Chưa làm gì. Đánh dấu vào ô xác nhận trước.',
  )
  const closed = await clerk.post(`${page}/ket-thuc`, { seen: '0', sure: '1' })
  expect(closed.text).toContain('Đã kết thúc đợt đăng ký.')
  expect(closed.text).toContain('archive --check')

  const other = await desk.signIn('clerk', 'Trần Văn Bình')
  const late = await other.post(`${page}/ket-thuc`, { seen: '0', sure: '1' })
  expect(late.text).toContain('Có người vừa kết thúc hoặc mở lại trước')
  expect(late.text).toContain('(Nguyễn Thị Hoa)')
  const again = await other.post(`${page}/mo-lai`, { seen: '1', sure: '1' })
  expect(again.text).toContain('Trần Văn Bình mở lại đợt đăng ký.')
  expect((await desk.app.store.decisions(campaignSubject)).map(({ kind, by }) => [kind, by])).toEqual([
    ['close', 'Nguyễn Thị Hoa'],
    ['reopen', 'Trần Văn Bình'],
  ])
  const viewer = await desk.signIn('viewer', 'Lê Thị Mai')
  expect((await viewer.get(page)).text).not.toContain('<button class="danger"')
})
