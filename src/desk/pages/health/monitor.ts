/**
 * `/healthz` and `/metrics`, for programs that watch. What a stranger may learn: whether something is wrong, and which
 * kind of thing. Words name servers, files and mails, and counts tell how a campaign goes: those are for whoever is signed
 * in, has METRICS_TOKEN, or asks on this machine itself; words not even there behind a proxy, since one that hides itself
 * would make every stranger look near.
 */
import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { sha256 } from '../../../domain/identity.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../../desk.ts'
import { personOf } from '../../guard.ts'
import { isNear } from '../../own-address.ts'
import { makeHealth } from './health.ts'
import { writeMetrics } from './metrics.ts'
import { version } from './version.ts'

export const monitorPages = (desk: Desk): DeskRoutes => {
  const { config } = desk.app
  const read = makeHealth(desk)
  const hasToken = (c: DeskContext): boolean => {
    const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    if (given === undefined || config.metricsToken === undefined) return false
    const hash = (text: string): Buffer => Buffer.from(sha256(Buffer.from(text)))
    return timingSafeEqual(hash(given), hash(config.metricsToken))
  }
  const isKnown = async (c: DeskContext): Promise<boolean> =>
    hasToken(c) || (await personOf(desk, c)) !== undefined
  return new Hono<DeskEnv>()
    .get('/healthz', async c => {
      const { faults } = await read()
      const codes = [...new Set(faults.map(one => one.code))]
      const maySeeWords = (config.desk.url === undefined && isNear(desk, c)) || (await isKnown(c))
      const said = maySeeWords ? { words: faults.map(one => one.text) } : {}
      const status = faults.length === 0 ? 'ok' : 'failing'
      return c.json({ status, faults: faults.length, codes, ...said }, faults.length === 0 ? 200 : 503)
    })
    .get('/metrics', async c => {
      if (!isNear(desk, c) && !(await isKnown(c)))
        return c.text(
          '401: sign in, send METRICS_TOKEN as a bearer token, or ask from this machine itself\n',
          401,
          {
            'WWW-Authenticate': 'Bearer',
          },
        )
      return c.text(writeMetrics(await read(), version), 200, {
        'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      })
    })
}
