/** What a registration cannot do without, asked again of rows that somebody corrected: nobody accepts a gap into a table. */
import type { SettledRegistration } from '../domain/decision.ts'
import { type Finding, finding } from '../domain/finding.ts'
import { tidy } from '../text/fold.ts'

export const findGaps = (rows: readonly SettledRegistration[]): Finding[] =>
  rows.flatMap(({ name, model, sector, source }) => [
    ...(tidy(name) === '' ? [finding('no-name', { model }, source)] : []),
    ...(tidy(model) === '' ? [finding('no-model', { name }, source)] : []),
    ...(sector === null && tidy(model) !== '' ? [finding('no-sector', { text: model }, source)] : []),
  ])
