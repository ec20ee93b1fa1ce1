/** /healthz, /metrics, Tình trạng: what is wrong, told to whom it may be told, and never from the whole ledger. */
import { expect, it, vi } from 'vitest'
import { type Fault, faultCodes } from '../../src/health/faults.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { deskTime, openDesk, type TestDesk } from '../support/desk.ts'
import { makeMail } from '../support/mail.ts'

const hour = 60 * 60_000
const trouble = {
  code: 'mailbox-refused-login',
  message: 'IMAP_URL: mail.bi-mat.example says no',
  since: deskTime - hour,
}
const refuseMailbox = (desk: TestDesk): Promise<void> =>
  desk.app.store.saveFact('mailbox', { account: 'ban', lastGoodLook: deskTime - 2 * hour, trouble })
const ask = (desk: TestDesk, path: string, headers: Record<string, string> = {}) =>
  fetch(desk.listening + path, { headers })

it('is well, and says so without the whole ledger', async () => {
  const desk = await openDesk({ workers: ['validation', 'reading', 'consolidation'] })
  await desk.receive([await makeMail()])
  await desk.settled()
  await desk.app.store.saveFact('mailbox', {
    account: 'ban',
    lastGoodLook: desk.app.clock.now(),
    trouble: null,
  })
  await vi.waitFor(
    async () => expect(await (await ask(desk, '/metrics')).text()).toMatch(/tonghop_registrations \d/),
    {
      ...{ timeout: 15_000, interval: 3100 },
    },
  )
  const snapshot = vi.spyOn(desk.app.store, 'snapshot')
  const answer = await ask(desk, '/healthz')
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { status: 'ok', faults: 0, codes: [], words: [] },
  ])
  const metrics = await ask(desk, '/metrics')
  expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const text = await metrics.text()
  expect(text).toMatch(/^tonghop_up 1$/m)
  expect(text).toMatch(/^tonghop_messages\{outcome="[a-z-]+"\} 1$/m)
  expect(text).toMatch(/^tonghop_build_info\{version="\d+\.\d+\.\d+",node="24\..*"\} 1$/m)
  expect(text).toMatch(/^tonghop_mailbox_age_seconds \d/m)
  // Every line is a comment or a sample (exposition format 0.0.4).
  for (const line of text.trimEnd().split('\n'))
    expect(line).toMatch(
      /^(?:# (?:HELP|TYPE) tonghop_\w+ .+|tonghop_\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? -?[\d.e+-]+)$/,
    )
  expect(text).not.toMatch(/@|Nguyễn|DVK22/)
  expect(snapshot).not.toHaveBeenCalled()
})

it('tells a stranger that something is wrong, and nothing more', async () => {
  const token = 'mot-ma-that-dai-va-kho-doan'
  const desk = await openDesk({ env: { DESK_URL: 'https://tonghop.example.vn', METRICS_TOKEN: token } })
  await desk.receive([await makeMail({ text: 'Mời họp' })])
  await refuseMailbox(desk)
  const stranger = await ask(desk, '/healthz', { 'x-forwarded-for': '203.0.113.9' })
  expect(stranger.status).toBe(503)
  const told = await stranger.text()
  expect(JSON.parse(told)).toEqual({ status: 'failing', faults: 1, codes: ['mailbox'] })
  expect(told).not.toContain('bi-mat')
  // Behind a proxy nobody is near: one that does not say whom it asks for would make everybody so.
  expect(await (await ask(desk, '/healthz')).text()).not.toContain('bi-mat')
  expect((await ask(desk, '/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(401)
  const bearer = { 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${token}` }
  expect((await ask(desk, '/metrics', bearer)).status).toBe(200)
  expect(await (await ask(desk, '/healthz', bearer)).text()).toContain('bi-mat')
  expect((await ask(desk, '/metrics', { ...bearer, authorization: `Bearer ${token}x` })).status).toBe(401)
  const viewer = await desk.signIn('viewer')
  const cookie = viewer.cookie.replace('tonghop=', '__Host-tonghop=')
  expect(await (await ask(desk, '/healthz', { cookie })).text()).toContain('bi-mat')
})

it('tells people what is wrong, what to do, and administrators the settings, without a secret', async () => {
  const desk = await openDesk({
    env: {
      SMTP_URL: 'smtps://ban:MatKhauBiMat@smtp.example:465',
      METRICS_TOKEN: 'mot-ma-that-dai-va-kho-doan',
    },
  })
  await desk.receive([await makeMail({ text: 'Mời họp' })])
  await refuseMailbox(desk)
  const viewer = await desk.signIn('viewer', 'Lê Thị Lan')
  const page = await viewer.get('/tinh-trang')
  expect(page.text).toContain('KHÔNG XEM ĐƯỢC từ 07:00 14/02/2022')
  expect(page.text).toContain('Thư của đơn vị vẫn nằm trong hộp thư, không mất')
  expect(page.text).not.toContain('DATA_DIR')
  const head = await desk.signIn('administrator', 'Trần Văn Bình')
  const whole = await head.get('/tinh-trang')
  expect(whole.text).toContain(desk.url)
  expect(whole.text).toContain('smtp.example')
  for (const secret of ['MatKhauBiMat', 'mot-ma-that-dai']) expect(whole.text).not.toContain(secret)
  const { page: window } = await openWindow(desk, head)
  for (const width of [1280, 390]) {
    await window.setViewportSize({ width, height: 844 })
    await window.goto(`${desk.url}/tinh-trang`)
    expect(await findBarriers(window)).toEqual([])
    expect(
      await window.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    ).toBeLessThanOrEqual(0)
  }
})

it('has words for whatever may be wrong', async () => {
  const desk = await openDesk()
  await desk.receive([await makeMail({ text: 'Mời họp' })])
  const faults: Fault[] = faultCodes.map(code => ({ code, text: `lỗi ${code}` }))
  vi.spyOn(desk.app, 'listFaults').mockResolvedValue(faults)
  const clerk = await desk.signIn()
  const { text } = await clerk.get('/tinh-trang')
  for (const one of faults) expect(text).toContain(one.text)
})
