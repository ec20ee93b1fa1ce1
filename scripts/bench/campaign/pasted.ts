/** The form pasted from Word into a mail's HTML. */
import type { Campaign } from '../../../src/domain/campaign.ts'
import { type FilledForm, grids, type Line, linesAbove, linesBelow } from '../../forms/form.ts'

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const paragraph = (line: Line): string =>
  `<p class="MsoNormal" style="text-align:${line.align}">${line.bold ? `<b>${escaped(line.text)}</b>` : escaped(line.text)}</p>`

export const formHtml = (campaign: Campaign, form: FilledForm): string => {
  const tables = grids(campaign, form).map(
    grid =>
      `<table border="1" style="border-collapse:collapse">${grid
        .map(
          row =>
            `<tr>${row
              .map(one =>
                one
                  ? `<td${one.columns > 1 ? ` colspan="${one.columns}"` : ''}${one.rows > 1 ? ` rowspan="${one.rows}"` : ''}>${one.lines.map(text => `<p>${escaped(text)}</p>`).join('') || '&nbsp;'}</td>`
                  : '',
              )
              .join('')}</tr>`,
        )
        .join('')}</table>`,
  )
  return `<html><body>${linesAbove(campaign, form).map(paragraph).join('')}${tables.join('<p>&nbsp;</p>')}${linesBelow(form).map(paragraph).join('')}</body></html>`
}
