/** What became of something, as a tag: in the campaign's words, which tables and mails use too. */
import { html } from 'hono/html'
import { makePhrase } from '../../../consolidation/phrases.ts'
import { capital } from '../../../consolidation/tracking-sheet.ts'
import type { Standing } from '../../../domain/outcome.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

export const standingTag = ({ app }: Desk, standing: Standing): Html =>
  html`<span class="tag ${standing}">${capital(makePhrase(app.folder.wording)(`outcome.${standing}`))}</span>`
