/** The original beside what was read of it, with the places marked that rows and reasons name. */
import { html } from 'hono/html'
import type { Desk, DeskContext } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { originalPane } from '../../original/pane.ts'
import { type Item, settledRows } from './find-item.ts'

export const originalOf = async (desk: Desk, c: DeskContext, item: Item): Promise<Html> => {
  const { message, part, submission, reasons } = item.waiting
  // What is fetched again while the page is open is what changed, and that the original does not.
  if (!message || c.req.header('x-refresh') !== undefined) return html``
  const path = part?.path ?? submission?.partPath
  const marks = [...settledRows(item), ...reasons].flatMap(({ source }) => (source ? [source] : []))
  return originalPane(desk, c, {
    message: message.id,
    ...(path === undefined ? {} : { part: path }),
    ...(submission ? { marks } : {}),
  })
}
