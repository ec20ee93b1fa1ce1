/**
 * Which addresses are the desk's own, who asks, and from where. A browser tells what it asked for (`Host`) and which page
 * asks (`Origin`); both are believed only as far as nobody else could have made it say so.
 *
 * Ours are, and nothing else is: the host of DESK_URL; this machine's own names, with our port; and, where the desk listens
 * to other machines and no DESK_URL says how they find it, any address in numbers. A name that somebody else made point to
 * us (DNS rebinding) is none of these; an address in numbers cannot be made to point elsewhere.
 */
import { isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Desk, DeskContext } from './desk.ts'

type Addressed = Pick<Desk, 'app' | 'origin' | 'listening'>

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']
/** As it may stand in the address of a listening socket. */
export const isLoopback = (address: string): boolean =>
  address === 'localhost' || address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address)

/** @param asked the header `Host`. @returns the origin of a page of ours at that host; undefined: it is not ours */
export const ownOriginAt = (desk: Addressed, asked: string | undefined): string | undefined => {
  const host = (asked ?? '').toLowerCase()
  const { url } = desk.app.config.desk
  if (url !== undefined && host === new URL(url).host) return url
  const [, name = '', port = '80'] = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/.exec(host) ?? []
  const at = desk.listening()
  if (Number(port) !== at.port) return undefined
  const isListened = name === at.host.toLowerCase() || name === `[${at.host}]`
  const isNumber = isIP(name.replace(/^\[|\]$/g, '')) > 0
  const isOurs =
    loopbackNames.includes(name) || (url === undefined && (isListened || (isNumber && !isLoopback(at.host))))
  return isOurs ? new URL(`http://${host}`).origin : undefined
}

/** Headers that a proxy adds, and no browser. */
const forwarded = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
]

/** Asked by a program of this machine itself, as far as can be told: a proxy that hides itself would look the same. */
export const isNear = (desk: Addressed, c: DeskContext): boolean => {
  const origin = ownOriginAt(desk, c.req.header('host'))
  return (
    isLoopback(peerOf(c)) &&
    origin !== undefined &&
    loopbackNames.includes(new URL(origin).hostname) &&
    !forwarded.some(name => c.req.header(name) !== undefined)
  )
}

/**
 * Who asks, as its tries to sign in are counted: an IPv4 address, or the network of an IPv6 one (anybody has 2^64 of
 * those). X-Forwarded-For counts only where DESK_URL says that a proxy stands in front, and of it the last address, which
 * that proxy added itself; what stands before it anybody may have written.
 */
export const askerOf = (desk: Addressed, c: DeskContext): string => {
  const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  const said = /^\[([0-9a-f:.]+)\](?::\d+)?$/i.exec(last)?.[1] ?? last.replace(/^([\d.]+):\d+$/, '$1')
  return networkOf(isBehindProxy(desk) && isIP(said) > 0 ? said : peerOf(c))
}

/** We speak no TLS: with https a proxy must be there; with http only where nobody else could reach us. */
const isBehindProxy = (desk: Addressed): boolean => {
  const { url } = desk.app.config.desk
  return url !== undefined && (url.startsWith('https:') || isLoopback(desk.listening().host))
}

const peerOf = (c: DeskContext): string => getConnInfo(c).remote.address ?? ''

const networkOf = (address: string): string => {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail = ''] = plain.replace(/%.*$/, '').split('::')
  const before = head.split(':').filter(one => one !== '')
  const after = tail.split(':').filter(one => one !== '')
  const groups = [...before, ...Array(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
  return `${groups
    .slice(0, 4)
    .map(one => Number.parseInt(one, 16).toString(16))
    .join(':')}::/64`
}
