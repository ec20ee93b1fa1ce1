/**
 * A mail whose every word is an attack (names, subject, unit, models, sheet, files, its HTML) goes through intake and
 * reading, and every page that the desk leads to is opened in the real browser: nothing of it runs, asks for anything
 * elsewhere or becomes markup; the words are shown as words. Downloads are saved, never shown.
 */
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWindow } from '../support/browser.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { formDocx, formXlsx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

const run = 'globalThis.ran=1;alert(1)'
const attack = {
  script: `<script>${run}</script>`,
  image: `<img src=x onerror="${run}">`,
  drawing: `"><svg/onload=${run}>`,
  attribute: `' autofocus onfocus='${run}' x='`,
  closing: `</title></textarea></script><script>${run}</script>`,
  template: `\${${run}}{{constructor.constructor('${run}')()}}`,
  address: `javascript:${run}`,
  style: `<style>@import url(https://evil.example/a.css)</style>`,
  frame: `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  formula: `=HYPERLINK("https://evil.example/","x")`,
}
const page = `<!doctype html><html><head><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">
<link rel="stylesheet" href="https://evil.example/a.css"><style>body{background:url(https://evil.example/b.png)}</style></head>
<body onload="${run}"><p>Kính gửi Ban</p><script>${run}</script><svg onload="${run}"><animate onbegin="${run}" attributeName="x"/></svg>
<a href="javascript:${run}">bấm vào đây</a><img src="https://evil.example/c.png" onerror="${run}">
<form action="https://evil.example/"><input name="seen" autofocus onfocus="${run}"></form>
<iframe src="https://evil.example/"></iframe><object data="https://evil.example/"></object><math><mi xlink:href="javascript:${run}">x</mi></math>
<p>${attack.script.replaceAll('<', '&lt;')}</p></body></html>`
const forms = {
  unit: `Trường ${attack.image}`,
  collectives: [
    {
      name: attack.drawing,
      models: { economy: attack.script, 'culture-society': attack.closing },
      note: attack.attribute,
    },
    { name: attack.formula, models: { 'security-defence': attack.frame }, note: attack.style },
  ],
  individuals: [{ name: attack.template, models: { 'political-system': attack.address } }],
}

let desk: TestDesk
let clerk: Visitor
let ids: string[]
beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['reading', 'validation'] })
  const known = { ...forms, unit: 'Trường THCS Kim Thư' }
  const zip = zipSync({
    [`../../${attack.image}\r\nSet-Cookie: stolen=1\u202excod.docx`]: formDocx({
      ...forms,
      unit: attack.drawing,
    }),
    [`${attack.drawing}.svg`]: strToU8(`<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"/>`),
  })
  ids = await desk.receive([
    await makeMail({
      from: `"${attack.image.replaceAll('"', "'")}" <x@evil.example>`,
      subject: `${attack.script} ${attack.drawing}`,
      html: page,
      attachments: [
        { filename: `${attack.image}.docx`, content: formDocx(forms) },
        {
          filename: `"onclick=${run} x=".xlsx`,
          content: await formXlsx(forms, { sheet: '<img src=x onerror=ran=1>' }),
        },
        { filename: 'trang.html', content: page, contentType: 'text/html' },
        {
          filename: 'ảnh.svg',
          content: `<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"/>`,
          contentType: 'image/svg+xml',
        },
        { filename: 'a.zip', content: zip },
      ],
    }),
    // One that registers by itself, so that its words reach every page of what counts.
    await makeMail({
      subject: attack.address,
      text: attack.closing,
      attachments: [{ filename: 'b.docx', content: formDocx(known) }],
    }),
  ])
  await desk.settled()
  clerk = await desk.signIn('administrator', attack.image)
  const { submissions } = await desk.app.store.excerpt({ messages: ids })
  const { id, version } = submissions.find(one => one.standing === 'review')!
  const decision = {
    subject: id,
    kind: 'put-off',
    before: null,
    after: { note: attack.script },
    by: attack.drawing,
    at: desk.app.clock.now(),
  } as const
  await desk.app.store.decide(decision, version)
  await desk.settled()
}, 60_000)
afterAll(() => desk.close())

/** What a page may not have become: handlers, links that are programs, elements that load from elsewhere. */
const grown = `[...document.querySelectorAll('main *, header *')].flatMap(one => [
  ...[...one.attributes].filter(a => /^on/i.test(a.name) || a.name === 'style' && a.value.includes('url(')).map(a => one.tagName + ' ' + a.name),
  ...['href', 'src', 'action', 'formaction', 'data', 'srcdoc'].filter(name => one.hasAttribute(name))
    .filter(name => !['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(one.getAttribute(name), location.href).protocol) ||
      /^https?:/.test(new URL(one.getAttribute(name), location.href).protocol) && new URL(one.getAttribute(name), location.href).origin !== location.origin)
    .map(name => one.tagName + ' ' + name + '=' + one.getAttribute(name)),
  ...(['SCRIPT', 'STYLE', 'BASE', 'META', 'OBJECT', 'EMBED'].includes(one.tagName) ? [one.tagName] : []),
])`
const linked = `[...document.querySelectorAll('a[href]:not([download])')].map(one => new URL(one.href)).filter(one => one.origin === location.origin)
  .map(one => one.pathname + one.search)`

it('runs nothing on any page that leads from its mails, and shows the words', {
  timeout: 60_000,
}, async () => {
  const window = await openWindow(desk, clerk)
  const dialogs: string[] = []
  window.page.on('dialog', dialog => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  const todo = [...ids.map(id => `/thu/${id}`), '/can-xu-ly', '/tra-cuu', '/don-vi', '/nhat-ky', '/thu', '/']
  const seen = new Set<string>()
  const kinds = new Map<string, number>()
  let text = ''
  for (let at = 0; at < todo.length; at++) {
    const address = todo[at]!
    // Of each kind of page a few are enough.
    const kind = address
      .replace(/[0-9a-f]{64}/g, 'ID')
      .replace(/\?.*/, '')
      .split('/')
      .slice(0, 3)
      .join('/')
    if (seen.has(address) || (kinds.get(kind) ?? 0) >= 4 || seen.size >= 40) continue
    if (
      /^\/(?:thu\/[0-9a-f]+\/|tep-trang|su-kien|dang-nhap)|\.(?:xlsx|csv|docx|pdf|eml)(?:\?|$)/.test(address)
    )
      continue
    // A dead link is no attack.
    if ((await clerk.get(address)).status === 404) continue
    seen.add(address)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const answer = await window.page.goto(desk.url + address, { waitUntil: 'domcontentloaded' })
    expect(answer?.status(), address).toBe(200)
    expect(await window.page.evaluate(grown), address).toEqual([])
    expect(await window.page.evaluate('globalThis.ran'), address).toBeUndefined()
    text += await window.page.evaluate('document.body.textContent')
    todo.push(...((await window.page.evaluate(linked)) as string[]))
  }
  for (const path of ['/thu', '/can-xu-ly', '/tra-cuu', '/don-vi', '/nhat-ky'])
    expect(
      [...seen].some(one => one.startsWith(path)),
      path,
    ).toBe(true)
  for (const [name, said] of Object.entries(attack)) expect(text, name).toContain(said)
  // The look itself sees what it looks for.
  await window.page.evaluate(
    `document.querySelector('main').insertAdjacentHTML('beforeend', '<a href="javascript:1">x</a>')`,
  )
  expect(await window.page.evaluate(grown)).toEqual(['A href=javascript:1'])
  expect(dialogs).toEqual([])
  expect(window.troubles).toEqual([])
})

it('saves every part under a name of one line, and as nothing that a browser runs', async () => {
  const { parts } = await desk.app.store.excerpt({ messages: ids })
  expect(parts.length).toBeGreaterThan(7)
  for (const address of [
    ...parts.map(one => `/thu/${one.messageId}/tai/${one.path}`),
    ...ids.map(id => `/thu/${id}/eml`),
  ]) {
    const { status, headers } = await fetch(desk.url + address, { headers: { cookie: clerk.cookie } })
    expect(status, address).toBe(200)
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('set-cookie')).toBeNull()
    const disposition = headers.get('content-disposition')!
    expect(disposition).toMatch(/^attachment; filename="[^"\\/<>]+"; filename\*=UTF-8''[\w.%!#$&+^`|~-]+$/)
    expect(decodeURIComponent(disposition.split("''")[1]!)).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}]|^\./u)
  }
})

it('shows no part as what it says that it is', async () => {
  const { parts } = await desk.app.store.excerpt({ messages: ids })
  for (const one of parts)
    expect((await clerk.get(`/thu/${one.messageId}/xem/${one.path}`)).status, one.name).toBe(404)
})
