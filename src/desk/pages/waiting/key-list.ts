/** The letters that press buttons, listed; and the switch that turns them off (WCAG 2.1.4). */
import { html } from 'hono/html'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

const keys = ['C', 'S', 'D', 'T', 'B', 'K', 'L', 'M', 'R', 'N', 'P', 'G', 'Z'] as const

export const keyList = ({
  say,
}: Desk): Html => html`<details class="keys" id="keys"><summary data-key="?">${say('waiting.keys')} <kbd>?</kbd></summary>
<div class="card"><dl>${keys.map(key => html`<dt><kbd>${key}</kbd></dt><dd>${say(`waiting.key-${key}`)}</dd>`)}
<dt><kbd>1</kbd>…<kbd>9</kbd></dt><dd>${say('waiting.key-digit')}</dd></dl>
<p class="hint">${say('waiting.keysHint')}</p>
<label data-needs-keys hidden><input type="checkbox" id="keys-on" checked> ${say('waiting.keysOn')}</label></div></details>`
