/**
 * A mail as it came, and each of its parts: to be saved, always; to be looked at, only what is a PDF or a picture by its
 * bytes, under a policy that lets nothing in it run. Never under a type that the mail itself claims.
 */
import { Hono } from 'hono'
import { AppError } from '../../../domain/errors.ts'
import { shortCode } from '../../../domain/identity.ts'
import type { KeptMessage } from '../../../domain/ledger.ts'
import type { OpenedPart } from '../../../domain/opened-part.ts'
import { sendAttachment } from '../../attachment.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../../desk.ts'
import { visibleStandings } from './list-query.ts'

export const messageFiles = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>()
    .get('/thu/:id{[0-9a-f]{64}}/eml', async c => {
      const { id } = await getVisible(desk, c, c.req.param('id'))
      return sendAttachment(
        c,
        await desk.app.archive.get(id),
        `${desk.say('original.mailFile', { code: shortCode(id) })}.eml`,
      )
    })
    .get('/thu/:id{[0-9a-f]{64}}/tai/:path{.+}', async c => {
      const part = await getOpened(desk, c, c.req.param('id'), c.req.param('path'))
      return sendAttachment(c, part.bytes, fileName(desk, part))
    })
    .get('/thu/:id{[0-9a-f]{64}}/xem/:path{.+}', async c => {
      const { mediaType, bytes } = await getOpened(desk, c, c.req.param('id'), c.req.param('path'))
      if (mediaType === 'application/octet-stream')
        throw new AppError('not-found', 'nothing that a browser shows')
      return c.body(new Uint8Array(bytes), 200, {
        'Content-Type': mediaType,
        'Content-Security-Policy': mediaType === 'application/pdf' ? pdfPolicy : picturePolicy,
      })
    })

/** What the browser's own viewer needs, and nothing else: no script, no request; in a frame of ours alone. */
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
const picturePolicy =
  "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

export const maySee = (c: DeskContext, { standing }: Pick<KeptMessage, 'standing'>): boolean =>
  visibleStandings(c).includes(standing)

/** @throws AppError not-found */
const getVisible = async (desk: Desk, c: DeskContext, id: string): Promise<KeptMessage> => {
  const { messages } = await desk.app.store.excerpt({ messages: [id] })
  const message = messages[0]
  if (!message || !maySee(c, message)) throw new AppError('not-found', `no message ${shortCode(id)}`)
  return message
}

const getOpened = async (desk: Desk, c: DeskContext, id: string, path: string): Promise<OpenedPart> => {
  const { purgedAt } = await getVisible(desk, c, id)
  // What was opened a moment ago is kept for a while, and may be of a mail that was purged since.
  const part = purgedAt === null ? await desk.app.openPart(id, path) : null
  if (!part) throw new AppError('not-found', `message ${shortCode(id)} has no part of that path`)
  return part
}

/** Words are saved as text, whatever they are: a page of somebody's HTML, opened from the disk, would run what is in it. */
const fileName = ({ say }: Desk, { name, path }: OpenedPart): string =>
  name ||
  (/(?:^|\/)body$/.test(path) ? `${say('original.words')}.txt` : say('original.namelessFile', { path }))
