/**
 * Mails as bytes, the same on every run: MIME written by hand (RFC 2045, 2047, 2231, 5322), so that the ways mail
 * programs write Vietnamese file names, and the ways they get it wrong, are ours to choose.
 */

/** How an attachment's name is written. `…-split` cuts a letter's bytes in two, as old Outlooks do. */
export type Naming = 'ascii' | 'rfc2047' | 'rfc2047-split' | 'rfc2231' | 'rfc2231-split'

export interface Attachment {
  readonly name: string
  readonly bytes: Uint8Array
  /** Default: by the name's extension. */
  readonly type?: string
  /** Default: `rfc2231` where the name has other letters than ASCII. */
  readonly naming?: Naming
  /** Shown in the HTML text: a picture in a signature. */
  readonly contentId?: string
}

export interface Mail {
  /** `2022-02-10 08:15:30`, Vietnam time; the receiving server's clock is four seconds on. */
  readonly at: string
  readonly from: { readonly name?: string; readonly address: string }
  readonly subject: string
  readonly text?: string
  readonly html?: string
  readonly attachments?: readonly Attachment[]
  readonly headers?: Readonly<Record<string, string>>
  /** Instead of text and attachments: a finished body with its Content-Type. */
  readonly raw?: { readonly type: string; readonly body: string }
}

const to = 'bdv_huthanhoai@hanoi.gov.vn'
const crlf = '\r\n'

/** @param id unique among the mails; in Message-ID and boundaries */
export const writeMail = (id: string, mail: Mail): Uint8Array => {
  const domain = mail.from.address.split('@')[1]
  const body: Entity = mail.raw ?? bodyOf(id, mail)
  const headers: [string, string][] = [
    [
      'Received',
      `from mail.${domain} (mail.${domain} [192.0.2.25])${crlf} by mx.hanoi.gov.vn with ESMTPS id ${id};${crlf} ${rfcDate(mail.at, 4)}`,
    ],
    ['Date', rfcDate(mail.at)],
    ['From', mail.from.name ? `${encodedWords(mail.from.name)} <${mail.from.address}>` : mail.from.address],
    ['To', to],
    ['Subject', encodedWords(mail.subject)],
    ['Message-ID', `<${id}.sample@${domain}>`],
    ...Object.entries(mail.headers ?? {}),
    ['MIME-Version', '1.0'],
    ['Content-Type', body.type],
  ]
  if (body.encoding) headers.push(['Content-Transfer-Encoding', body.encoding])
  const head = headers.map(([name, value]) => `${name}: ${value}${crlf}`).join('')
  return Buffer.from(`${head}${crlf}${body.body}`, 'utf8')
}

/** A body with the headers that go before it. */
interface Entity {
  readonly type: string
  readonly encoding?: string
  readonly disposition?: string
  readonly contentId?: string
  readonly body: string
}

const bodyOf = (id: string, mail: Mail): Entity => {
  const text: Entity = {
    type: 'text/plain; charset=utf-8',
    encoding: 'base64',
    body: base64(Buffer.from(mail.text ?? '', 'utf8')),
  }
  const html: Entity | undefined = mail.html
    ? {
        type: 'text/html; charset=utf-8',
        encoding: 'base64',
        body: base64(Buffer.from(mail.html, 'utf8')),
      }
    : undefined
  const words = html ? multipart('alternative', `alt.${id}`, [text, html]) : text
  const pictures = (mail.attachments ?? []).filter(one => one.contentId !== undefined)
  const files = (mail.attachments ?? []).filter(one => one.contentId === undefined)
  const shown =
    pictures.length > 0 ? multipart('related', `rel.${id}`, [words, ...pictures.map(attachmentOf)]) : words
  return files.length > 0 ? multipart('mixed', `mix.${id}`, [shown, ...files.map(attachmentOf)]) : shown
}

export const multipart = (kind: string, id: string, entities: readonly Entity[]): Entity => {
  const boundary = `=_${id}`
  const parts = entities.map(one => {
    const lines = [`Content-Type: ${one.type}`]
    if (one.encoding) lines.push(`Content-Transfer-Encoding: ${one.encoding}`)
    if (one.disposition) lines.push(`Content-Disposition: ${one.disposition}`)
    if (one.contentId) lines.push(`Content-ID: <${one.contentId}>`)
    return `--${boundary}${crlf}${lines.join(crlf)}${crlf}${crlf}${one.body}${crlf}`
  })
  return {
    type: `multipart/${kind}; boundary="${boundary}"`,
    body: `${parts.join('')}--${boundary}--${crlf}`,
  }
}

const types: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  doc: 'application/msword',
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  zip: 'application/zip',
}

export const attachmentOf = (one: Attachment): Entity => {
  const extension = one.name.split('.').at(-1)?.toLowerCase() ?? ''
  const type = one.type ?? types[extension] ?? 'application/octet-stream'
  const naming = one.naming ?? (/^[ -~]*$/.test(one.name) ? 'ascii' : 'rfc2231')
  const [onType, onDisposition] = named(one.name, naming)
  return {
    type: `${type}${onType}`,
    encoding: 'base64',
    disposition: `${one.contentId ? 'inline' : 'attachment'}${onDisposition}`,
    ...(one.contentId ? { contentId: one.contentId } : {}),
    body: base64(one.bytes),
  }
}

/** What stands behind Content-Type, and behind Content-Disposition. */
const named = (name: string, naming: Naming): [string, string] => {
  const bytes = Buffer.from(name, 'utf8')
  const percent = (from: number, end: number): string =>
    Array.from(
      bytes.subarray(from, end),
      byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    ).join('')
  // The first place after the middle where a cut parts the bytes of one letter.
  const cut = bytes.findIndex((byte, at) => at >= bytes.length / 2 && (byte & 0xc0) === 0x80)
  const word = (from: number, end: number): string =>
    `=?UTF-8?B?${Buffer.from(bytes.subarray(from, end)).toString('base64')}?=`
  switch (naming) {
    case 'ascii':
      return [`;${crlf} name="${name}"`, `;${crlf} filename="${name}"`]
    case 'rfc2047':
      return [`;${crlf} name="${encodedWords(name)}"`, `;${crlf} filename="${encodedWords(name)}"`]
    case 'rfc2047-split': {
      const words = `"${word(0, cut)}${crlf} ${word(cut, bytes.length)}"`
      return [`;${crlf} name=${words}`, `;${crlf} filename=${words}`]
    }
    case 'rfc2231':
      return ['', `;${crlf} filename*=UTF-8''${percent(0, bytes.length)}`]
    case 'rfc2231-split':
      return [
        '',
        `;${crlf} filename*0*=UTF-8''${percent(0, cut)};${crlf} filename*1*=${percent(cut, bytes.length)}`,
      ]
  }
}

/** RFC 2047, B encoding, words of at most 75 characters that never cut a letter; ASCII stays as it is. */
export const encodedWords = (text: string): string => {
  if (/^[ -~]*$/.test(text)) return text
  const words: string[] = []
  let piece = ''
  for (const letter of text) {
    if (Buffer.byteLength(piece + letter) > 45) {
      words.push(piece)
      piece = ''
    }
    piece += letter
  }
  words.push(piece)
  return words.map(word => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(`${crlf} `)
}

/** Lines of 76 characters. */
export const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(/.{76}(?=.)/g, `$&${crlf}`)

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** RFC 5322, +0700. The wall clock is carried as if it were UTC, so that the machine's zone plays no part. */
export const rfcDate = (at: string, secondsOn = 0): string => {
  const wall = new Date(Date.parse(`${at.replace(' ', 'T')}Z`) + secondsOn * 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${dayNames[wall.getUTCDay()]}, ${two(wall.getUTCDate())} ${monthNames[wall.getUTCMonth()]} ${wall.getUTCFullYear()} ${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}:${two(wall.getUTCSeconds())} +0700`
}
