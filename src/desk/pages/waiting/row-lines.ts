/** Rows as lines, where there is no room for a table and nothing to be changed. */
import { html } from 'hono/html'
import { writtenRow } from '../../../consolidation/written-differences.ts'
import type { RowValues } from '../../../validation/differences.ts'
import type { Html } from '../../layout.ts'
import type { ItemWords } from './item-words.ts'

export const rowLines = (rows: readonly RowValues[], words: ItemWords): Html =>
  html`<ul>${rows.map(row => html`<li>${writtenRow(row, words.sheet)}</li>`)}</ul>`
