/** What a later reading says otherwise of a form that somebody decided about, at the desk: shown, taken, or not. */
import { expect, it } from 'vitest'
import { openDesk } from '../support/desk.ts'
import { fillSampleStore, sampleReading } from '../support/ledger.ts'

const page = '/bao-cao/de-xuat'
const rows = (model: string) => [
  { name: 'Tổ Mẫu giáo', model },
  { name: 'Tổ Nhà trẻ', model: 'Vườn rau của bé' },
]
const later = Date.parse('2100-01-01T00:00:00Z')

it('shows them row by row beside what was decided; kept, it is asked no more; taken, the decision is taken back', async () => {
  const desk = await openDesk({ workers: [] })
  const { store, clock } = desk.app
  const id = await fillSampleStore(store).receive(
    sampleReading({ unit: 'Trường Sao Mai', rows: rows('Trường học hạnh phúc') }),
  )
  const form = `${id}/2#0`
  const readAgain = async (model: string): Promise<void> => {
    const job = await store.leaseReading(id, clock.now(), 60_000)
    await store.saveReading(job!, sampleReading({ unit: 'Trường Sao Mai', rows: rows(model) }), clock.now())
  }
  const clerk = await desk.signIn()
  expect((await clerk.get(page)).text).toContain('Không có bản nào chờ quyết định.')
  await store.decide(
    {
      subject: form,
      kind: 'accept',
      before: null,
      after: { findings: [] },
      by: 'Trần Văn Bình',
      at: clock.now(),
    },
    (await store.submission(form)).version,
  )
  await readAgain('<i>Trường</i> học thân thiện')

  expect((await clerk.get('/bao-cao')).text).toContain('1 bản chờ quyết định')
  const shown = await clerk.get(page)
  expect(shown.text).toContain('Trường học hạnh phúc')
  expect(shown.text).toContain('&lt;i&gt;Trường&lt;/i&gt; học thân thiện')
  expect(shown.text).toContain('1 dòng giống nhau.')
  expect(shown.text).toMatch(/Trần Văn Bình, .*: Chấp nhận, vẫn tổng hợp/)
  const seen = (text: string) => ({
    form,
    readAt: /name="readAt" value="(\d+)"/.exec(text)?.[1] ?? '',
    version: /name="version" value="(\d+)"/.exec(text)?.[1] ?? '',
  })
  const stale = await clerk.post(`${page}/giu`, { ...seen(shown.text), version: '0' })
  expect(stale.text).toContain('vừa có thay đổi')
  const kept = await clerk.post(`${page}/giu`, seen(shown.text))
  expect(kept.text).toContain('Đã giữ như đã quyết định.')
  await readAgain('<i>Trường</i> học thân thiện')
  expect(await store.proposals()).toEqual([])

  await readAgain('Trường học xanh')
  const taken = await clerk.post(`${page}/nhan`, seen((await clerk.get(page)).text))
  expect(taken.text).toContain('Đã rút lại quyết định cũ và đọc lại thư.')
  expect((await store.decisions(form)).map(({ kind, by }) => [kind, by])).toEqual([
    ['accept', 'Trần Văn Bình'],
    ['keep-reading', 'Nguyễn Thị Hoa'],
    ['undo', 'Nguyễn Thị Hoa'],
  ])
  const job = await store.lease('read', null, later, 60_000)
  await store.saveReading(
    job!,
    sampleReading({ unit: 'Trường Sao Mai', rows: rows('Trường học xanh') }),
    clock.now(),
  )
  expect((await store.snapshot()).registrations.map(one => one.model)).toContain('Trường học xanh')
  expect((await clerk.get(page)).text).toContain('Không có bản nào chờ quyết định.')
})
