/** People: the first account, one-time addresses, roles, passwords, and who may not be shut out. */
import { describe, expect, it } from 'vitest'
import { renewFirstKey } from '../../src/desk/people/account-keys.ts'
import { hashPassword } from '../../src/desk/people/passwords.ts'
import { makeShiftedClock } from '../../src/platform/clock.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { deskTime, makeVisitor, openDesk, type TestDesk, type Visitor } from '../support/desk.ts'

const good = 'mưa rào trên mái ngói'
const nobody = (desk: TestDesk): Visitor => makeVisitor(desk.url, '')
const pathOf = (answer: { url: string }): string => new URL(answer.url).pathname
/** As it stands in a page: the address in a text field. */
const addressIn = (text: string): string =>
  /<textarea[^>]*>([^<]+)<\/textarea>/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
const seenIn = (text: string): string => /name="seen" value="(\d+)"/.exec(text)?.[1] ?? ''

/** A browser that keeps its cookies, and signs in by the form. */
const signInAs = async (desk: TestDesk, name: string, password: string) => {
  const body = new FormData()
  body.append('name', name)
  body.append('password', password)
  const headers = { origin: desk.url }
  const answer = await fetch(`${desk.url}/dang-nhap`, { method: 'POST', body, headers, redirect: 'manual' })
  const cookies = answer.headers.getSetCookie()
  const cookie = cookies.map(one => one.split(';')[0]).join('; ')
  return { status: answer.status, text: await answer.text(), cookies, visitor: makeVisitor(desk.url, cookie) }
}

describe('the first account', () => {
  it('is made once, by who holds the address; looking at it uses nothing up', async () => {
    const desk = await openDesk()
    const address = (await renewFirstKey(desk.app, desk.url))!
    const path = address.slice(desk.url.length)
    const token = new URL(address).searchParams.get('ma')!
    expect(JSON.stringify(await desk.app.store.fact('first-account-key'))).not.toContain(token)
    for (let look = 0; look < 2; look++) expect((await nobody(desk).get(path)).text).toContain('name="again"')
    const fields = { token, shown: 'Nguyễn Thị Hoa', name: 'Hoa.Nguyen', password: good, again: good }
    expect((await nobody(desk).post('/bat-dau', { ...fields, again: 'khác' })).text).toContain(
      'không giống nhau',
    )
    expect((await nobody(desk).post('/bat-dau', { ...fields, token: 'x' })).status).toBe(403)
    const made = await fetch(`${desk.url}/bat-dau`, {
      ...{ method: 'POST', redirect: 'manual', headers: { origin: desk.url } },
      body: new URLSearchParams(fields),
    })
    expect(made.status).toBe(303)
    expect(made.headers.get('location')).toContain('/nguoi-dung')
    const [account, ...others] = await desk.app.store.accounts()
    expect(account).toMatchObject({ name: 'hoa.nguyen', role: 'administrator', active: true })
    expect(others).toEqual([])
    expect(await desk.app.store.decisions('account hoa.nguyen')).toMatchObject([
      { by: 'Nguyễn Thị Hoa', before: null, after: { role: 'administrator', isPasswordNew: true } },
    ])
    // No second time, neither with the old address nor with a new start.
    expect(
      (await nobody(desk).post('/bat-dau', { ...fields, name: 'khac', shown: 'Người Khác' })).status,
    ).toBe(403)
    expect(await renewFirstKey(desk.app, desk.url)).toBeUndefined()
    expect((await signInAs(desk, 'hoa.nguyen', good)).status).toBe(303)
  })

  it('is void after a day, and when the service was started again', async () => {
    const desk = await openDesk()
    const first = (await renewFirstKey(desk.app, desk.url))!.slice(desk.url.length)
    const second = (await renewFirstKey(desk.app, desk.url))!.slice(desk.url.length)
    expect((await nobody(desk).get(first)).status).toBe(403)
    expect((await nobody(desk).get(second)).status).toBe(200)
    const late = await renewFirstKey(
      { ...desk.app, clock: makeShiftedClock(deskTime - 25 * 60 * 60_000) },
      desk.url,
    )
    expect((await nobody(desk).get(late!.slice(desk.url.length))).status).toBe(403)
  })
})

describe('accounts', () => {
  it('are added with an address by which their owner chooses the password', async () => {
    const desk = await openDesk()
    const head = await desk.signIn('administrator', 'Trần Văn Bình')
    const added = await head.post('/nguoi-dung', { name: 'lan', shown: 'Lê Thị Lan', role: 'clerk' })
    const address = addressIn(added.text)
    expect(address).toMatch(new RegExp(`^${desk.url}/dat-mat-khau\\?ten=lan&ma=[\\w-]{43}$`))
    expect((await head.get('/nguoi-dung')).text).toContain('chờ đặt mật khẩu')
    expect((await head.get('/nguoi-dung')).text).not.toContain('ma=')
    const { searchParams } = new URL(address)
    const fields = { name: 'lan', token: searchParams.get('ma')!, password: good, again: good }
    for (const [password, word] of [
      ['ngắn', 'quá ngắn'],
      ['mat khau 12345', 'nhiều người dùng'],
      ['Lê Thị Lan 2022', 'tên của chính mình'],
      ['12345678901', 'liền nhau'],
    ] as const)
      expect(
        (await nobody(desk).post('/dat-mat-khau', { ...fields, password, again: password })).text,
      ).toContain(word)
    expect((await nobody(desk).post('/dat-mat-khau', fields)).status).toBe(200)
    expect((await nobody(desk).post('/dat-mat-khau', fields)).status).toBe(403)
    const lan = await signInAs(desk, 'LAN ', good)
    expect(lan.status).toBe(303)
    expect((await lan.visitor.get('/')).text).toContain('Lê Thị Lan')
    expect((await lan.visitor.get('/nguoi-dung')).status).toBe(403)
    expect((await desk.app.store.decisions('account lan')).map(one => one.by)).toEqual([
      'Trần Văn Bình',
      'Lê Thị Lan',
    ])
    expect(JSON.stringify(await desk.app.store.decisions('account lan'))).not.toContain('scrypt')
  })

  it('have names that nobody else has, in any case', async () => {
    const desk = await openDesk()
    const head = await desk.signIn('administrator', 'Trần Văn Bình')
    await head.post('/nguoi-dung', { name: 'lan', shown: 'Lê Thị Lan', role: 'clerk' })
    const again = (name: string, shown: string) => head.post('/nguoi-dung', { name, shown, role: 'clerk' })
    expect((await again('lan', 'Ai Đó')).text).toContain('Tên đăng nhập này đã có')
    expect((await again('lan2', 'LÊ THỊ LAN')).text).toContain('Đã có tài khoản ghi họ tên này')
    expect((await again('Lan Lê', 'Ai Đó')).text).toContain('chữ thường không dấu')
    expect((await again('ai', `Ai\u202eĐó`)).text).toContain('từ 2 đến 100')
    expect(await desk.app.store.accounts()).toHaveLength(2)
  })

  it('of the last administrator stay what they are', async () => {
    const desk = await openDesk()
    const head = await desk.signIn('administrator', 'Trần Văn Bình')
    // As `signIn` makes it, it has no password; one who may govern has.
    const [own] = await desk.app.store.accounts()
    await desk.app.store.saveAccount({ ...own!, password: await hashPassword(good) })
    const back = await signInAs(desk, own!.name, good)
    const page = await back.visitor.get(`/nguoi-dung/${own!.name}`)
    const fields = { seen: seenIn(page.text), shown: head.shown, role: 'clerk', active: 'no' }
    expect((await back.visitor.post(`/nguoi-dung/${own!.name}`, fields)).text).toContain(
      'người quản trị duy nhất',
    )
    expect((await back.visitor.post(`/nguoi-dung/${own!.name}/khoa`, fields)).text).toContain(
      'người quản trị duy nhất',
    )
    expect((await back.visitor.post(`/nguoi-dung/${own!.name}/mat-khau`, fields)).text).toContain(
      'trang riêng',
    )
    expect(await desk.app.store.accounts()).toMatchObject([{ role: 'administrator', active: true }])
  })

  it('of two administrators at once, the second is told', async () => {
    const desk = await openDesk()
    const head = await desk.signIn('administrator', 'Trần Văn Bình')
    await desk.signIn('clerk', 'Lê Thị Lan')
    const page = await head.get('/nguoi-dung/person2')
    const fields = { seen: seenIn(page.text), shown: 'Lê Thị Lan', role: 'viewer' }
    expect(pathOf(await head.post('/nguoi-dung/person2', fields))).toBe('/nguoi-dung/person2')
    const second = await head.post('/nguoi-dung/person2', { ...fields, role: 'administrator' })
    expect(second.status).toBe(409)
    expect((await desk.app.store.accounts()).find(one => one.name === 'person2')?.role).toBe('viewer')
  })

  it('shut out or reset end every session, and the old password', async () => {
    const desk = await openDesk()
    const head = await desk.signIn('administrator', 'Trần Văn Bình')
    await desk.app.store.saveAccount({
      ...{ name: 'lan', shown: 'Lê Thị Lan', role: 'clerk', active: true },
      password: await hashPassword(good),
    })
    const lan = await signInAs(desk, 'lan', good)
    const seen = async () => seenIn((await head.get('/nguoi-dung/lan')).text)
    const reset = await head.post('/nguoi-dung/lan/mat-khau', { seen: await seen() })
    expect(pathOf(await lan.visitor.get('/'))).toBe('/dang-nhap')
    expect((await signInAs(desk, 'lan', good)).status).toBe(403)
    // Shut out, the address is void as well.
    await head.post('/nguoi-dung/lan/khoa', { seen: await seen(), active: 'no' })
    expect((await nobody(desk).get(addressIn(reset.text).slice(desk.url.length))).status).toBe(403)
    await head.post('/nguoi-dung/lan/khoa', { seen: await seen(), active: 'yes' })
    expect((await nobody(desk).get(addressIn(reset.text).slice(desk.url.length))).status).toBe(403)
  })

  it('change their own password with the old one, and stay signed in here alone', async () => {
    const desk = await openDesk()
    await desk.app.store.saveAccount({
      ...{ name: 'lan', shown: 'Lê Thị Lan', role: 'viewer', active: true },
      password: await hashPassword(good),
    })
    const here = await signInAs(desk, 'lan', good)
    const there = await signInAs(desk, 'lan', good)
    expect(here.cookies.join()).toMatch(/tonghop=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/)
    const page = await here.visitor.get('/tai-khoan')
    expect(page.text).toContain('2 trình duyệt')
    const next = 'chợ quê họp phiên sớm'
    const fields = { seen: seenIn(page.text), old: 'sai rồi', password: next, again: next }
    expect((await here.visitor.post('/tai-khoan/mat-khau', fields)).text).toContain('không đúng')
    const changed = await fetch(`${desk.url}/tai-khoan/mat-khau`, {
      ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...fields, old: good }) },
      headers: { origin: desk.url, cookie: here.visitor.cookie },
    })
    expect(changed.status).toBe(303)
    expect(changed.headers.getSetCookie().join()).toMatch(/tonghop=/)
    expect(pathOf(await there.visitor.get('/'))).toBe('/dang-nhap')
    // The token that was there before is no good either.
    expect(pathOf(await here.visitor.get('/'))).toBe('/dang-nhap')
    expect((await signInAs(desk, 'lan', good)).status).toBe(403)
    expect((await signInAs(desk, 'lan', next)).status).toBe(303)
  })
})

describe('in a browser', () => {
  it('the first start, signing out and in, by the keyboard alone', async () => {
    const desk = await openDesk()
    const address = (await renewFirstKey(desk.app, desk.url))!
    const { page } = await openWindow(desk, undefined)
    await page.goto(address)
    expect(await findBarriers(page)).toEqual([])
    const type = async (...texts: string[]) => {
      for (const text of texts) {
        await page.keyboard.type(text)
        await page.keyboard.press('Tab')
      }
    }
    await type('Nguyễn Thị Hoa', 'hoa', good, good)
    await page.keyboard.press('Enter')
    await page.waitForURL(/nguoi-dung/)
    expect(await page.locator('[role=status]').first().textContent()).toContain('Đã tạo tài khoản')
    await page.locator('form[action="/dang-xuat"] button').press('Enter')
    await page.waitForURL(/dang-nhap/)
    expect(await findBarriers(page)).toEqual([])
    await type('hoa', good)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${desk.url}/`)
  })

  it('pages without a barrier, at a desk and on a phone', async () => {
    const desk = await openDesk()
    const head = await desk.signIn('administrator', 'Trần Văn Bình')
    await desk.signIn('clerk', 'Lê Thị Lan')
    const { page } = await openWindow(desk, head)
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 })
      for (const path of ['/nguoi-dung', '/nguoi-dung/person2', '/tai-khoan']) {
        await page.goto(desk.url + path)
        expect(await findBarriers(page), `${path} ${width}`).toEqual([])
        const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
        expect(over, `${path} ${width}`).toBeLessThanOrEqual(0)
      }
    }
    await page.locator('form[action$="/mat-khau"] button').first().isVisible()
    await page.goto(`${desk.url}/nguoi-dung/person2`)
    await page.locator('form[action$="/mat-khau"] button').click()
    expect(await page.locator('textarea').inputValue()).toContain('/dat-mat-khau?ten=person2&ma=')
    expect(await findBarriers(page)).toEqual([])
  })
})
