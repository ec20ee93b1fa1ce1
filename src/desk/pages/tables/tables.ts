/** Tải biểu: the tables as they are now, what each is for, how it is printed; and the campaign's blank form. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { AppError } from '../../../domain/errors.ts'
import { localTime, writtenDay, writtenTimeAndDay } from '../../../domain/zoned-time.ts'
import { findBlankForm } from '../../../platform/campaign-folder.ts'
import { sendAttachment } from '../../attachment.ts'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { openTable, type TableFile, tableFiles } from '../../tables-of-now.ts'

const types: Readonly<Record<TableFile['format'], string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

export const tablesPage = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>()
    .get('/tai-bieu', async c =>
      showPage(c, desk, { title: desk.say('tables.title'), body: await body(desk) }),
    )
    .get('/tai-bieu/bieu-mau.docx', c => {
      const blank = findBlankForm(desk.app.folder.folder)
      if (!blank) throw new AppError('not-found', 'the campaign has no blank form in Word')
      const name = desk.say('tables.file-blank', { year: desk.app.folder.campaign.year })
      return sendAttachment(c, blank.bytes, `${name}.docx`, types.docx)
    })
    .get('/tai-bieu/:id', async c => {
      const file = tableFiles.find(one => one.id === c.req.param('id'))
      if (!file) return c.notFound()
      const { bytes, at } = await openTable(desk, file)
      return sendAttachment(c, bytes, fileName(desk, file, at), types[file.format])
    })

/** `Biểu tổng hợp Dân vận khéo 2022 (đến 16.30 ngày 16-02-2022).xlsx`: two downloads of a day can be told apart. */
const fileName = ({ app, say }: Desk, { kind, format }: TableFile, at: number): string => {
  const { year, timeZone } = app.folder.campaign
  const { day, time } = localTime(at, timeZone)
  const when = { time: time.replace(':', '.'), day: writtenDay(day).replaceAll('/', '-') }
  return `${say(`tables.file-${kind}`, { year, ...when })}.${format}`
}

const body = async (desk: Desk): Promise<Html> => {
  const { say } = desk
  const overview = await desk.overview()
  const { timeZone } = desk.app.folder.campaign
  const isOld = overview && overview.revision !== (await desk.app.store.revision())
  const of = (kind: TableFile['kind']): Html[] =>
    tableFiles
      .filter(one => one.kind === kind)
      .map(
        ({ id, format }) =>
          html`<li><a class="button${kind === 'consolidated' && format === 'xlsx' ? ' main' : ''}" href="/tai-bieu/${id}" download>${say(`tables.format-${format}`)}</a> <span>${say(`tables.use-${kind}-${format}`)}</span></li>`,
      )
  return html`<h1>${say('tables.title')}</h1>
<p class="lead" id="as-of" data-live>${overview ? say('tables.asOf', writtenTimeAndDay(overview.at, timeZone)) : say('tables.asOfNow')}${isOld ? html` ${say('tables.coming')}` : ''}</p>
<section class="card"><h2>${say('tables.consolidated')}</h2>
<p>${say('tables.consolidatedText')}</p>
<ul class="downloads">${of('consolidated')}</ul>
<p class="hint">${say('tables.draft')}</p></section>
<section class="card"><h2>${say('tables.tracking')}</h2>
<p>${say('tables.trackingText')}</p>
<ul class="downloads">${of('tracking')}</ul>
<p class="hint">${say('tables.edits')}</p></section>
<section class="card"><h2>${say('tables.print')}</h2>
<ol>
<li>${say('tables.print-1')}</li>
<li>${say('tables.print-2')}</li>
<li>${say('tables.print-3')}</li>
</ol></section>
<section class="card"><h2>${say('tables.blank')}</h2>
<p>${say('tables.blankText', { number: desk.app.folder.campaign.letter.number })}</p>
<ul class="downloads"><li><a class="button" href="/tai-bieu/bieu-mau.docx" download>${say('tables.format-docx')}</a> <span>${say('tables.use-blank')}</span></li></ul></section>`
}
