/**
 * A download: always saved, never shown by the browser, under a name that a browser of any age understands (RFC 6266, the
 * letters beyond ASCII by RFC 8187). A name may come from a mail: nothing of it can end the header or leave the folder.
 */
import type { DeskContext } from './desk.ts'

/** @param name with its extension; may be hostile. @param type of what we made ourselves; else octet-stream */
export const sendAttachment = (
  c: DeskContext,
  bytes: Uint8Array | string,
  name: string,
  type = 'application/octet-stream',
): Response => {
  const body = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : new Uint8Array(bytes)
  return c.body(body, 200, {
    'Content-Type': type,
    'Content-Length': String(body.byteLength),
    'Content-Disposition': dispositionOf(name),
  })
}

/** The header's value for a file of this name. */
export const dispositionOf = (name: string): string => {
  const kept = safeName(name)
  const plain = asciiOf(kept)
  // RFC 8187, 3.2.1: encodeURIComponent leaves a few letters that are no attr-char.
  const encoded = encodeURIComponent(kept).replace(
    /['()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** Bytes of UTF-8 that every file system takes, with room for a browser's " (1)". */
const longest = 180

/** Of one folder, with no letter that Windows or a header refuses, and none that turns the direction of writing. */
const safeName = (name: string): string => {
  const clean = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"/\\|?*%;]/g, '-')
    .trim()
    .replace(/^\.+|[. ]+$/g, '')
  const [, stem = '', end = ''] = /^(.*?)(\.[^.]{1,10})?$/su.exec(clean || 'tep') ?? []
  // No more than these can stay: a hostile name may be megabytes.
  let letters = [...stem.slice(0, longest)]
  while (Buffer.byteLength(letters.join('')) > longest) letters = letters.slice(0, -1)
  return `${letters.join('')}${end}`
}

const asciiOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('\u0111', 'd')
    .replaceAll('\u0110', 'D')
    .replace(/[^ -~]/g, '_')
