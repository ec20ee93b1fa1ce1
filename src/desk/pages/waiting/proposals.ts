/**
 * Answers that a reason brings with it, each one click: the split that was proposed, the sector of a model that has none,
 * the name inside a plan. Pure, made anew from what stands when one is chosen; the clerk sees what becomes of the rows.
 */
import { asCorrected, type CorrectedRow, type SettledRegistration } from '../../../domain/decision.ts'
import type { Finding } from '../../../domain/finding.ts'
import { sourceKey } from '../../../domain/source.ts'
import { foldTones } from '../../../text/fold.ts'

export interface Proposal {
  /** Its place among those of the item, from 1. */
  readonly number: number
  readonly finding: Finding
  /** Key of its label in `templates/desk/waiting.yaml` (`propose-…`), with values. */
  readonly label: string
  readonly values: Readonly<Record<string, string>>
  /** Undefined: the rows stay as they are, and the reason is let pass. */
  readonly rows: readonly CorrectedRow[] | undefined
}

type Draft = Omit<Proposal, 'number' | 'finding'>
export interface ProposalWords {
  readonly sectors: readonly { readonly id: string; readonly name: string }[]
}

/** @param rows as they count. @param reasons the item's, in their order */
export const makeProposals = (
  rows: readonly SettledRegistration[],
  reasons: readonly Finding[],
  words: ProposalWords,
): Proposal[] =>
  reasons
    .flatMap(finding => draftsOf(rows, finding, words).map(draft => ({ ...draft, finding })))
    .map((one, at) => ({ ...one, number: at + 1 }))

/** The rows that a reason is about: those of its cell, else those that say what it quotes. */
export const rowsAbout = (
  rows: readonly SettledRegistration[],
  { source, args }: Finding,
): readonly SettledRegistration[] => {
  const key = source && source.kind !== 'part' ? sourceKey(source) : undefined
  const there = key === undefined ? [] : rows.filter(row => sourceKey(row.source) === key)
  if (there.length > 0 || !args.text || source?.kind === 'paragraph') return there
  return rows.filter(row => row.model === args.text || row.name === args.text)
}

const draftsOf = (
  rows: readonly SettledRegistration[],
  finding: Finding,
  { sectors }: ProposalWords,
): Draft[] => {
  const about = rowsAbout(rows, finding)
  const [row] = about
  const all = rows.map(asCorrected)
  const put = (changed: SettledRegistration, ...into: readonly Partial<CorrectedRow>[]): CorrectedRow[] =>
    all.flatMap(one => (one.from === changed.id ? into.map(values => ({ ...one, ...values })) : [one]))
  const without = (gone: readonly SettledRegistration[]): CorrectedRow[] =>
    all.filter(one => !gone.some(other => other.id === one.from))
  const pass = (label: string): Draft => ({ label, values: {}, rows: undefined })
  if (!row) return []
  switch (finding.code) {
    case 'model-split-unclear': {
      const pieces = piecesOf(row.model, finding.args.proposal ?? '')
      const split: Draft = {
        ...{ label: 'split', values: { count: String(pieces.length), pieces: pieces.join(' | ') } },
        rows: put(row, ...pieces.map(model => ({ model }))),
      }
      return pieces.length > 1 ? [split, pass('one-model')] : []
    }
    case 'model-too-long': {
      const model = finding.args.proposal ?? ''
      return model === '' || model === row.model
        ? []
        : [{ label: 'name', values: { model }, rows: put(row, { model }) }]
    }
    case 'model-over-sectors':
    case 'sector-unknown':
    case 'sector-unclear':
    case 'no-sector':
      return row.sector === null
        ? sectors.map(({ id, name }) => ({
            ...{ label: 'sector', values: { sector: name } },
            rows: put(row, { sector: id }),
          }))
        : []
    case 'model-repeated': {
      const same = rows.filter(
        one => foldTones(one.model) === foldTones(row.model) && foldTones(one.name) === foldTones(row.name),
      )
      const only = same.map(kept => ({
        label: 'only-sector',
        values: { sector: sectors.find(one => one.id === kept.sector)?.name ?? '…' },
        rows: without(same.filter(one => one !== kept)),
      }))
      return same.length > 1 ? [...only, pass('every-sector')] : []
    }
    case 'mark-as-model':
    case 'count-as-model':
      return row.note !== '' && row.model === ''
        ? [{ label: 'note', values: { note: row.note }, rows: put(row, { model: row.note, note: '' }) }]
        : []
    case 'section-unclear': {
      const from = rows.indexOf(row)
      return [
        pass('individuals'),
        {
          ...{ label: 'collectives', values: {} },
          rows: all.map((one, at) => (at >= from ? { ...one, section: 'collective' as const } : one)),
        },
      ]
    }
    case 'sample-row':
      return about.length < rows.length ? [{ label: 'drop', values: {}, rows: without(about) }] : []
    case 'no-model':
      return row.model === '' && rows.length > 1 ? [{ label: 'drop', values: {}, rows: without([row]) }] : []
    default:
      return []
  }
}

/** A finding's words are cut where they are long: the last piece then goes on to the end of the cell. */
const piecesOf = (model: string, proposal: string): string[] => {
  const pieces = proposal.split(' | ').filter(piece => piece !== '')
  const last = pieces.at(-1) ?? ''
  if (!proposal.endsWith('…') || model.includes(last)) return pieces
  const from = model.indexOf(last.slice(0, -1))
  return from < 0 ? [] : [...pieces.slice(0, -1), model.slice(from).trim()]
}
