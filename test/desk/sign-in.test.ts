/** Signing in: slowed where it fails, never locking anybody out; whose address counts; which hosts and origins are ours. */
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { askerOf } from '../../src/desk/own-address.ts'
import { weaknessOf } from '../../src/desk/people/password-rules.ts'
import { hashPassword } from '../../src/desk/people/passwords.ts'
import { makeThrottle, type TryKey } from '../../src/desk/people/throttle.ts'
import { openDesk, type TestDesk } from '../support/desk.ts'

const good = 'mưa rào trên mái ngói'
const lanKnows = async (desk: TestDesk): Promise<void> =>
  desk.app.store.saveAccount({
    ...{ name: 'lan', shown: 'Lê Thị Lan', role: 'clerk', active: true },
    password: await hashPassword(good),
  })

/** As a program that may write any header sends it, `Host` too. */
const send = (
  desk: TestDesk,
  path: string,
  headers: Readonly<Record<string, string>>,
  fields?: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string; cookies: readonly string[]; wait: string | undefined }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(desk.listening)
    const body = fields && new URLSearchParams(fields).toString()
    const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const asked = request(
      {
        host: hostname,
        port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...type, ...headers },
      },
      answer => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () =>
          resolve({
            ...{ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString() },
            ...{ cookies: answer.headers['set-cookie'] ?? [], wait: answer.headers['retry-after'] },
          }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
const cookieOf = (cookies: readonly string[]): string => cookies.map(one => one.split(';')[0]).join('; ')

describe('tries that fail', () => {
  const account: TryKey = { kind: 'account', name: 'lan' }
  const address: TryKey = { kind: 'address', name: '10.0.0.1' }
  const minute = 60_000

  it('cost nothing while they are few, then ever more, and a quarter of an hour at most', () => {
    const throttle = makeThrottle()
    let now = 0
    const waits: number[] = []
    for (let tried = 0; tried < 20; tried++) {
      expect(throttle.ask([account], now)).toBe(0)
      const wait = throttle.ask([{ ...account }], now)
      waits.push(wait)
      now += wait
      // The fifth and later ones have to wait; asking in between makes it no longer.
      if (wait === 0) throttle.forgive([], now)
    }
    expect(waits.filter(wait => wait > 0)[0]).toBe(5000)
    expect(Math.max(...waits)).toBe(15 * minute)
  })

  it('of a day, at one account from anywhere, are fewer than a hundred and fifty', () => {
    const throttle = makeThrottle()
    let tries = 0
    for (let now = 0; now < 24 * 60 * minute; now += 1000)
      if (throttle.ask([account, { kind: 'address', name: String(now) }], now) === 0) tries++
    expect(tries).toBeLessThan(150)
  })

  it('are forgiven by the right password, but an address is not washed clean by an account of its own', () => {
    const throttle = makeThrottle()
    for (let tried = 0; tried < 4; tried++) throttle.ask([account, address], 0)
    throttle.forgive([account, address], 0)
    for (let tried = 0; tried < 4; tried++) expect(throttle.ask([account], 0)).toBe(0)
    for (let tried = 0; tried < 40; tried++) {
      throttle.ask([{ kind: 'account', name: `a${tried}` }, address], 0)
      if (throttle.ask([{ kind: 'account', name: 'mine' }, address], 0) === 0)
        throttle.forgive([{ kind: 'account', name: 'mine' }, address], 0)
    }
    expect(throttle.ask([address], 0)).toBeGreaterThan(0)
  })

  it('are remembered within bounds, and an account under attack is not forgotten for made-up ones', () => {
    const throttle = makeThrottle(100)
    for (let tried = 0; tried < 5; tried++) throttle.ask([account], 0)
    for (let name = 0; name < 2000; name++) throttle.ask([{ kind: 'account', name: String(name) }], 0)
    expect(throttle.size()).toBeLessThanOrEqual(101)
    expect(throttle.ask([account], 0)).toBeGreaterThan(0)
  })

  it('are told in words, with how long; the browser of who signed in before is not slowed by them', async () => {
    const desk = await openDesk()
    await lanKnows(desk)
    const headers = { host: new URL(desk.url).host, origin: desk.url }
    const right = { name: 'lan', password: good }
    const first = await send(desk, '/dang-nhap', headers, right)
    expect(first.status).toBe(303)
    const known = cookieOf(first.cookies.filter(one => one.startsWith('tonghop-may=')))
    for (let tried = 0; tried < 5; tried++)
      expect((await send(desk, '/dang-nhap', headers, { name: 'lan', password: 'sai' })).status).toBe(403)
    const stopped = await send(desk, '/dang-nhap', headers, right)
    expect(stopped.status).toBe(429)
    expect(stopped.text).toMatch(/Chờ [45] giây/)
    expect(Number(stopped.wait)).toBeLessThanOrEqual(5)
    // One that was altered is a stranger's.
    const false_ = known.replace(/.$/, letter => (letter === 'A' ? 'B' : 'A'))
    expect((await send(desk, '/dang-nhap', { ...headers, cookie: false_ }, right)).status).toBe(429)
    // A name that nobody has is slowed alike: nothing tells which there are.
    for (let tried = 0; tried < 5; tried++)
      expect((await send(desk, '/dang-nhap', headers, { name: 'khong-co', password: 'sai' })).status).toBe(
        403,
      )
    expect((await send(desk, '/dang-nhap', headers, { name: 'khong-co', password: 'sai' })).status).toBe(429)
    const back = await send(desk, '/dang-nhap', { ...headers, cookie: known }, right)
    expect(back.status).toBe(303)
  })

  it('at once do not pile up: beyond a handful they are sent away', async () => {
    const desk = await openDesk()
    const headers = { host: new URL(desk.url).host, origin: desk.url }
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        send(desk, '/dang-nhap', headers, { name: `ai${at}`, password: 'sai' }),
      ),
    )
    const statuses = answers.map(one => one.status)
    expect(statuses.filter(status => status === 503).length).toBeGreaterThan(2)
    expect(statuses.every(status => [403, 503].includes(status))).toBe(true)
    expect(answers.find(one => one.status === 503)?.text).toContain('cùng lúc')
  })

  it('larger than a name and a password are not even taken in', async () => {
    const desk = await openDesk()
    const headers = { host: new URL(desk.url).host, origin: desk.url }
    const large = { name: 'lan', password: 'x'.repeat(20_000) }
    expect((await send(desk, '/dang-nhap', headers, large)).status).toBe(413)
  })
})

describe('a session', () => {
  it('is a new one at each sign-in, and the one before in that browser ends', async () => {
    const desk = await openDesk()
    await lanKnows(desk)
    const headers = { host: new URL(desk.url).host, origin: desk.url }
    const right = { name: 'lan', password: good }
    // A token that somebody else put there is never taken over.
    const planted = await send(desk, '/dang-nhap', { ...headers, cookie: 'tonghop=planted' }, right)
    expect(cookieOf(planted.cookies)).not.toContain('planted')
    const cookie = cookieOf(planted.cookies)
    const again = await send(desk, '/dang-nhap', { ...headers, cookie }, right)
    expect((await send(desk, '/', { ...headers, cookie })).status).toBe(303)
    expect((await send(desk, '/', { ...headers, cookie: cookieOf(again.cookies) })).status).toBe(200)
    expect(await desk.app.store.sessions()).toHaveLength(1)
  })

  it('ends when it was not used for half a day, or after a week', async () => {
    const desk = await openDesk()
    await lanKnows(desk)
    const now = desk.app.clock.now()
    const hour = 60 * 60_000
    const { sha256 } = await import('../../src/domain/identity.ts')
    const open = (token: string, since: number, lastSeen: number) =>
      desk.app.store.openSession({ id: sha256(Buffer.from(token)), account: 'lan', since, lastSeen })
    await open('used', now - 20 * hour, now - hour)
    await open('idle', now - 20 * hour, now - 13 * hour)
    await open('old', now - 8 * 24 * hour, now - hour)
    const look = (token: string) =>
      send(desk, '/', { host: new URL(desk.url).host, cookie: `tonghop=${token}` })
    expect((await look('used')).status).toBe(200)
    expect((await look('idle')).status).toBe(303)
    expect((await look('old')).status).toBe(303)
  })
})

describe('hosts and origins', () => {
  const statusOf = async (desk: TestDesk, host: string) => (await send(desk, '/dang-nhap', { host })).status
  const posted = async (desk: TestDesk, host: string, origin: string, more: Record<string, string> = {}) =>
    (await send(desk, '/dang-nhap', { host, origin, ...more }, { name: 'lan', password: 'sai' })).status

  it('this machine alone: its own names with our port, and no other', async () => {
    const desk = await openDesk()
    const { port } = new URL(desk.url)
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`])
      expect(await statusOf(desk, host), host).toBe(200)
    for (const host of [
      ...['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${Number(port) + 1}`],
      ...[
        `localhost.evil.example:${port}`,
        `192.168.1.5:${port}`,
        `127.0.0.1:${port}@evil`,
        `localhost.:${port}`,
      ],
      ...[`2130706433:${port}`, `0x7f.1:${port}`],
    ])
      expect([400, 421], host).toContain(await statusOf(desk, host))
  })

  it('forms come from the very origin that is asked', async () => {
    const desk = await openDesk()
    const { host, port } = new URL(desk.url)
    expect(await posted(desk, host, desk.url)).toBe(403)
    const answer = await send(
      desk,
      '/dang-nhap',
      { host, origin: desk.url },
      { name: 'lan', password: 'sai' },
    )
    expect(answer.text).toContain('mật khẩu không đúng')
    for (const origin of [
      'null',
      `https://${host}`,
      `http://localhost:${port}`,
      `http://${host}.evil.example`,
      'http://evil.example',
    ])
      expect((await send(desk, '/dang-nhap', { host, origin }, { name: 'lan' })).text, origin).toContain(
        'không được gửi từ',
      )
    for (const site of ['cross-site', 'same-site', 'none']) {
      const headers = { host, origin: desk.url, 'sec-fetch-site': site }
      expect((await send(desk, '/dang-nhap', headers, { name: 'lan' })).text, site).toContain(
        'không được gửi từ',
      )
    }
  })

  it('other machines: addresses in numbers, since no name can be made to point to them; no name without DESK_URL', async () => {
    const desk = await openDesk({ env: { DESK_HOST: '0.0.0.0' } })
    expect(desk.url).toMatch(/^http:\/\/127\.0\.0\.1:/)
    const { port } = new URL(desk.url)
    expect(await statusOf(desk, `192.168.1.5:${port}`)).toBe(200)
    expect(await statusOf(desk, `[fe80::1]:${port}`)).toBe(200)
    expect(await statusOf(desk, `may-chu:${port}`)).toBe(421)
    expect(await posted(desk, `192.168.1.5:${port}`, `http://192.168.1.5:${port}`)).toBe(403)
    expect(
      (await send(desk, '/dang-nhap', { host: `192.168.1.5:${port}`, origin: 'http://192.168.1.6' }, {}))
        .text,
    ).toContain('không được gửi từ')
  })

  it('behind a proxy: DESK_URL with https and nothing in its name by http; cookies that no neighbour can set', async () => {
    const desk = await openDesk({ env: { DESK_URL: 'https://tonghop.example.vn' } })
    await lanKnows(desk)
    const host = 'tonghop.example.vn'
    const right = { name: 'lan', password: good }
    const answer = await send(desk, '/dang-nhap', { host, origin: `https://${host}` }, right)
    expect(answer.status).toBe(303)
    const [session] = answer.cookies.filter(one => one.startsWith('__Host-tonghop='))
    expect(session).toMatch(/^__Host-tonghop=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect((await send(desk, '/dang-nhap', { host, origin: `http://${host}` }, right)).status).toBe(403)
    expect(await statusOf(desk, `${host}:443`)).toBe(421)
    expect(await statusOf(desk, new URL(desk.listening).host)).toBe(200)
    expect(await statusOf(desk, `192.168.1.5:${new URL(desk.listening).port}`)).toBe(421)
  })
})

describe('whose address is counted', () => {
  const asker = (url: string | undefined, host: string, peer: string, forwarded?: string): string =>
    askerOf(
      {
        app: { config: { desk: { url } } },
        origin: () => url ?? '',
        listening: () => ({ host, port: 1 }),
      } as never,
      {
        req: { header: (name: string) => (name === 'x-forwarded-for' ? forwarded : undefined) },
        env: { incoming: { socket: { remoteAddress: peer } } },
      } as never,
    )
  const https = 'https://tonghop.example.vn'

  it('X-Forwarded-For is nobody’s word without DESK_URL, nor where anybody may ask us directly', () => {
    expect(asker(undefined, '127.0.0.1', '127.0.0.1', '10.0.0.1')).toBe('127.0.0.1')
    expect(asker('http://may-chu:8022', '0.0.0.0', '192.168.1.9', '10.0.0.1')).toBe('192.168.1.9')
    expect(asker('http://may-chu', '127.0.0.1', '127.0.0.1', '10.0.0.1')).toBe('10.0.0.1')
  })

  it('with it its last address counts, which the proxy wrote; of IPv6 a network is one', () => {
    expect(asker(https, '127.0.0.1', '::ffff:127.0.0.1', '1.1.1.1, 10.0.0.7')).toBe('10.0.0.7')
    expect(asker(https, '127.0.0.1', '127.0.0.1', '10.0.0.7:5050')).toBe('10.0.0.7')
    expect(asker(https, '127.0.0.1', '127.0.0.1', '1.1.1.1, 2001:DB8:1:2::7')).toBe('2001:db8:1:2::/64')
    expect(asker(https, '127.0.0.1', '127.0.0.1', '[2001:db8:1:2:9::1]:443')).toBe('2001:db8:1:2::/64')
    for (const nonsense of ['', 'unknown', '<script>', '10.0.0.1,'])
      expect(asker(https, '127.0.0.1', '127.0.0.1', nonsense)).toBe('127.0.0.1')
    expect(asker(undefined, '::', 'fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  })
})

describe('passwords', () => {
  it('are taken for their length, whatever letters; what everybody tries first is not', () => {
    const names = ['hoa.nguyen', 'Nguyễn Thị Hoa']
    for (const password of [
      'mưa rào trên mái ngói',
      'aaaa bbb cây đa 7',
      'correct horse battery',
      `${'🐔'.repeat(5)}gà trống`,
    ])
      expect(weaknessOf(password, names), password).toBeUndefined()
    const weak = {
      'một hai 3': 'short',
      'hoa.nguyen': 'own-name',
      'Nguyễn Thị Hoa 1978': 'own-name',
      'hoanguyen2022!': 'own-name',
      MậtKhẩu12345: 'common',
      danvankheo2022: 'common',
      'Thanh Oai 2022!!': 'common',
      vietnamvietnam: 'common',
      '1234567890': 'pattern',
      qwertyuiop12: 'pattern',
      '!!!!!!!!!!!!': 'pattern',
      '19781978197819781978': 'pattern',
    }
    for (const [password, reason] of Object.entries(weak))
      expect(weaknessOf(password, names), password).toBe(reason)
    expect(weaknessOf('x y z '.repeat(60), names)).toBe('long')
  })
})
