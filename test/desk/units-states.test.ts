/** What the pages of units say of forms that came: the same as the tables and the first page count. */
import { expect, it } from 'vitest'
import { type Overview, overviewFact } from '../../src/consolidation/overview.ts'
import { confirmUnits, marksOf } from '../../src/units/roster-edits.ts'
import { openDesk } from '../support/desk.ts'
import { formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { eventually } from '../support/server-process.ts'

const formOf = (unit: string, from = 'a@b.vn') =>
  makeMail({
    ...{ from, subject: `${unit} <gửi> biểu` },
    attachments: [
      {
        filename: 'bieu.docx',
        content: formDocx({
          unit,
          collectives: [{ name: 'Chi bộ', models: { economy: ['Vườn rau <b>sạch</b>'] } }],
          individuals: [{ name: 'Cô giáo Lê Thị Hà', models: { 'culture-society': ['Lớp học vui'] } }],
        }),
      },
    ],
  })

it('tells what was received, of whom the group has sent, and what may be the unit’s among what waits', async () => {
  const desk = await openDesk({ workers: ['reading', 'validation', 'consolidation'] })
  const { roster, store } = desk.app
  const { units } = await roster.roster()
  const office = units.find(unit => unit.name === 'Đảng ủy xã Kim Thư')!
  const sibling = units.find(unit => unit.group === office.group && unit !== office)!
  const school = units.find(unit => unit.name === 'Trường Mầm non Cự Khê')!
  await roster.change({
    seen: marksOf(units),
    edit: now =>
      confirmUnits([office.id, sibling.id, school.id])(
        now.map(unit => (unit.id === school.id ? { ...unit, addresses: ['truong@hanoiedu.vn'] } : unit)),
      ),
  })
  await desk.receive([await formOf(office.name), await formOf('Hội Không tên', 'truong@hanoiedu.vn')])
  await desk.settled()
  const revision = await store.revision()
  const overview = await eventually(async () => {
    const fact = await store.fact<Overview>(overviewFact)
    if ((fact?.revision ?? 0) < revision || !fact) throw new Error('not counted yet')
    return fact
  }, 20_000)
  expect(overview.figures.counts).toMatchObject({ confirmedTotal: 2, received: 1, missing: 1 })

  const clerk = await desk.signIn()
  expect((await clerk.get('/don-vi')).text).toContain('1/2 đơn vị đã gửi, 0 đang xác minh, 1 chưa nhận được.')
  const { text } = await clerk.get(`/don-vi/${office.id}`)
  expect(text).toContain('Đã nhận 1 bản, 2 mô hình, điển hình; thư nhận lúc 09 giờ 01, ngày 13/02/2022.')
  expect(text).toContain('DVK22-0001')
  expect(text).toContain('Vườn rau &lt;b&gt;sạch&lt;/b&gt;')
  expect((await clerk.get(`/don-vi/${sibling.id}`)).text).toMatch(
    /Cùng đầu mối .*Đảng ủy xã Kim Thư<\/a> \(đã nhận\)/,
  )
  expect((await clerk.get('/don-vi?trang-thai=da-nhan&xac-nhan=co')).text).toContain(sibling.name)
  const missing = await clerk.get(`/don-vi/${school.id}`)
  expect(missing.text).toContain('Chưa nhận được bản đăng ký.')
  expect(missing.text).toMatch(/Có 1 thư đang chờ xử lý có thể là của đơn vị này: *<a href="\/thu\//)
  const list = (await clerk.get('/don-vi/chua-gui')).text
  expect(list).toContain('1/2 đơn vị chưa gửi.')
  expect(list).not.toContain(sibling.name)
})
