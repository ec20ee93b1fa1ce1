/**
 * A bar as long as its share, for a table's row: the table is the chart, so that its words are as large as all others on a
 * phone, and whoever cannot see the bar reads the number beside it.
 */
import { html } from 'hono/html'
import type { Html } from '../layout.ts'

/** @param part of `whole`; a whole of 0 has no bar */
export const drawBar = (part: number, whole: number): Html => {
  const width = whole > 0 ? Math.min(100, (100 * part) / whole).toFixed(2) : 0
  return html`<svg class="bar-share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="100" height="6" class="bar-ground"/><rect width="${width}" height="6" class="bar-part"/></svg>`
}
