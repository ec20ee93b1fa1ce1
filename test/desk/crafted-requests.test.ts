/**
 * Requests that no page of ours sends: bodies that are no form, addresses to return to that no header holds, days at the
 * end of time, thousands of scans; and a viewer who tries every address of a mail that is the Ban's other business.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hashPassword } from '../../src/desk/people/passwords.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { makeMail } from '../support/mail.ts'

let desk: TestDesk
let clerk: Visitor
let other: string
let long: string
beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['reading', 'validation'] })
  const ids = await desk.receive([
    await makeMail({ subject: 'Thư mời', text: 'Kính mời đồng chí dự họp kín.' }),
    await makeMail({ subject: 'Dài', html: '<p>a</p>'.repeat(60_000) }),
  ])
  other = ids[0]!
  long = ids[1]!
  await desk.settled()
  clerk = await desk.signIn('clerk')
}, 60_000)
afterAll(() => desk.close())

it('shows a viewer nothing of a mail that is no form, whichever page is asked for it', async () => {
  const viewer = await desk.signIn('viewer', 'Trần Văn Bình')
  expect((await desk.app.store.excerpt({ messages: [other] })).messages[0]!.standing).toBe('not-a-form')
  const part = encodeURIComponent(`${other}/body`)
  for (const path of [
    ...[`/thu/${other}`, `/thu/${other}/eml`, `/thu/${other}/tai/body`, `/thu/${other}/xem/body`],
    ...[`/can-xu-ly/${other}`, `/can-xu-ly/${part}`, `/can-xu-ly/${other}.body`, `/can-xu-ly/loi.${other}`],
    ...[`/nhap?tu=${other}`, `/nhap?tu=${part}`, `/nhap/${other}`, `/thu?tim=${other}`],
  ]) {
    const { text } = await viewer.get(path)
    expect(text, path).not.toContain('họp kín')
    expect(text, path).not.toContain('Thư mời')
  }
  expect((await clerk.get(`/can-xu-ly/${part}`)).text).toContain('họp kín')
  expect((await clerk.get(`/nhap?tu=${part}`)).text).toContain('họp kín')
})

it('calls a body that is no form what it is, and no fault of ours', async () => {
  const post = async (path: string, type: string | undefined, cookie = clerk.cookie) => {
    const headers = { origin: desk.url, cookie, ...(type ? { 'content-type': type } : {}) }
    const body = new TextEncoder().encode('hello')
    const answer = await fetch(desk.url + path, { method: 'POST', headers, body, redirect: 'manual' })
    return { status: answer.status, text: await answer.text() }
  }
  for (const path of ['/nhap', '/don-vi/nhap', '/don-vi/them', '/tai-khoan/ten', '/rut-lai']) {
    const { status, text } = await post(path, 'multipart/form-data; boundary=x')
    expect(status, path).toBe(400)
    expect(text, path).toContain(desk.app.folder.campaign.office.name)
  }
  expect((await post('/nhap', 'application/json')).status).toBe(400)
  expect((await post('/nhap', undefined)).status).toBe(400)
  expect((await post('/dang-nhap', 'multipart/form-data', '')).status).toBe(400)
})

it('goes back after signing in to a page of ours, or to the first', async () => {
  const password = 'mat khau rat dai 123'
  await desk.app.store.saveAccount({
    ...{ name: 'hoa', shown: 'Lê Thị Hoa', role: 'clerk', active: true },
    password: await hashPassword(password),
  })
  for (const [back, to] of [
    ['/thu?trang=2', '/thu?trang=2'],
    ...['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example'].map(one => [
      one,
      '/',
    ]),
    ...['/\u0001', '/thu\u007f', '/thu\r\nSet-Cookie: a=b', '/\u202ethu'].map(one => [one, '/']),
  ] as const) {
    const body = new URLSearchParams({ name: 'hoa', password, back: back! })
    const answer = await fetch(`${desk.url}/dang-nhap`, {
      ...({ method: 'POST', redirect: 'manual' } as const),
      ...{ body, headers: { origin: desk.url } },
    })
    expect([answer.status, answer.headers.get('location')], JSON.stringify(back)).toEqual([303, to])
  }
})

it('answers addresses that ask for the impossible', async () => {
  for (const path of [
    ...['/nhat-ky?ngay=9999-12-31', '/nhat-ky?ngay=0000-01-01', '/nhat-ky?truoc=999999999999999'],
    ...['/tra-cuu?tu=0000-01-01&den=9999-12-31', '/tra-cuu?trang=1e308', '/tra-cuu.csv?den=9999-12-31'],
    ...[
      '/thu?trang=-1e308&tim=%00',
      '/can-xu-ly?trang=1e308',
      '/?xong=__proto__.done-x',
      '/nhap?dv=__proto__',
    ],
  ])
    expect((await clerk.get(path)).status, path).toBe(200)
  for (const path of [
    ...[
      '/don-vi/__proto__',
      '/don-vi/constructor',
      '/mo-hinh/__proto__',
      '/tai-bieu/..%2f..%2fledger.sqlite',
    ],
    ...['/tep-trang/x/..%2fdesk.ts', `/thu/${other}/tai/..%2f..%2fx`, `/thu/${other}/tai/%00`, '/%zz'],
  ])
    expect((await clerk.get(path)).status, path).toBe(404)
})

it('takes no more scans than a form has pages', async () => {
  const tu = Array.from({ length: 50_000 }, (_, at) => at.toString(16).padStart(64, '0'))
  const fields = `tu=${tu.join('&tu=')}`
  const answer = await fetch(`${desk.url}/nhap`, {
    ...{
      method: 'POST',
      body: fields,
      headers: {
        origin: desk.url,
        cookie: clerk.cookie,
        'content-type': 'application/x-www-form-urlencoded',
      },
    },
  })
  expect(answer.status).toBe(400)
  expect((await answer.text()).length).toBeLessThan(100_000)
})

it('draws no more paragraphs than a browser can, and says that some are left out', async () => {
  const { text } = await clerk.get(`/thu/${long}`)
  const drawn = text.match(/<p[ >]/g)!.length
  expect(drawn).toBeGreaterThan(5000)
  expect(drawn).toBeLessThan(12_000)
  expect(text).toContain('role="note"')
})

it('keeps nobody on the list of listeners who asks for headers only', async () => {
  const { store } = desk.app
  const ask = (method: string, signal: AbortSignal) =>
    fetch(`${desk.url}/su-kien`, { method, signal, headers: { cookie: clerk.cookie } })
  const read = store.revision
  let looks = 0
  Object.assign(store, {
    revision: () => {
      looks++
      return read.call(store)
    },
  })
  try {
    const signal = AbortSignal.timeout(5000)
    expect((await ask('HEAD', signal)).status).toBe(200)
    await desk.app.clock.sleep(1500)
    expect(looks).toBe(0)
    const leave = new AbortController()
    await ask('GET', leave.signal)
    await desk.app.clock.sleep(1500)
    leave.abort()
    expect(looks).toBeGreaterThan(0)
  } finally {
    Object.assign(store, { revision: read })
  }
})
