/** Two sets of rows beside each other: what stays, what is changed, added, left out; said in words, not by colour alone. */
import { html } from 'hono/html'
import { writtenRow } from '../../../consolidation/written-differences.ts'
import type { RowDifference, RowValues } from '../../../validation/differences.ts'
import type { Html } from '../../layout.ts'
import type { ItemView } from './item-page.ts'

/** @param heads of the columns: what was there, what comes */
export const differenceTable = (
  { desk, words }: Pick<ItemView, 'desk' | 'words'>,
  rows: readonly RowDifference[],
  heads: readonly [string, string],
): Html => {
  const { say } = desk
  const written = (row: RowValues | undefined): string => (row ? writtenRow(row, words.sheet) : '')
  const same = rows.filter(one => one.kind === 'same').length
  const others = rows.filter(one => one.kind !== 'same')
  return html`${same > 0 ? html`<p>${say('waiting.rowsSame', { count: same })}</p>` : ''}
${
  others.length === 0
    ? ''
    : html`<div class="scroll"><table class="list stack differences"><thead><tr><th scope="col">${say('waiting.change')}</th><th scope="col">${heads[0]}</th><th scope="col">${heads[1]}</th></tr></thead>
<tbody>${others.map(
        ({
          kind,
          before,
          after,
        }) => html`<tr class="${kind}"><th scope="row">${say(`waiting.row-${kind}`)}</th>
<td data-label="${heads[0]}">${written(before)}</td><td data-label="${heads[1]}">${written(after)}</td></tr>`,
      )}</tbody></table></div>`
}`
}
