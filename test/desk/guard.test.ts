/** Who is let in, and what a browser is told it may do. */
import { expect, it } from 'vitest'
import { deskTime, makeVisitor, openDesk } from '../support/desk.ts'
import { campaign } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

const anyMail = () => makeMail({ from: 'a@b.vn', subject: 'Mời họp', text: 'Kính mời đồng chí dự họp.' })

it('sends whoever is not signed in to where one does, and back', async () => {
  const desk = await openDesk()
  await desk.receive([await anyMail()])
  const answer = await makeVisitor(desk.url, '').get('/thu?x=1')
  expect(new URL(answer.url).pathname + new URL(answer.url).search).toBe(
    `/dang-nhap?ve=${encodeURIComponent('/thu?x=1')}`,
  )
  expect(answer.text).toContain(campaign.office.name)
})

it('gives every answer its headers', async () => {
  const desk = await openDesk()
  await desk.receive([await anyMail()])
  const visitor = await desk.signIn()
  for (const path of ['/', '/dang-nhap', '/khong-co', '/tep-trang/x/desk.css']) {
    const { headers } = await visitor.get(path)
    expect(headers.get('content-security-policy'), path).toContain("default-src 'none'; script-src 'self'")
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('content-security-policy'), path).not.toContain('unsafe')
  }
})

it('refuses what another page had sent, another name of this machine, and a viewer who would change something', async () => {
  const desk = await openDesk()
  await desk.receive([await anyMail()])
  const clerk = await desk.signIn()
  const headers = { cookie: clerk.cookie }
  const post = (more: Record<string, string>) =>
    fetch(`${desk.url}/dang-xuat`, { method: 'POST', headers: { ...headers, ...more }, redirect: 'manual' })
  expect((await post({})).status).toBe(403)
  expect((await post({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await post({ origin: desk.url, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const viewer = await desk.signIn('viewer', 'Trần Văn Bình')
  expect((await viewer.post('/rut-lai', { subject: 'campaign', decision: '1' })).status).toBe(403)
  expect((await viewer.post('/dang-xuat', {})).url).toContain('/dang-nhap')
  expect(new URL((await viewer.get('/')).url).pathname).toBe('/dang-nhap')
})

it('ends a session that was not used for half a day', async () => {
  const desk = await openDesk()
  await desk.receive([await anyMail()])
  const visitor = await desk.signIn()
  const [account] = await desk.app.store.accounts()
  const id = 'a'.repeat(64)
  await desk.app.store.openSession({ id, account: account!.name, since: deskTime, lastSeen: deskTime })
  expect((await visitor.get('/')).status).toBe(200)
  await desk.app.store.saveAccount({ ...account!, active: false })
  expect(new URL((await visitor.get('/')).url).pathname).toBe('/dang-nhap')
})
