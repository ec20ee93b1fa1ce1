/**
 * What was read against the truth. A value is right when section, name, sector, model and note all are; white space, the
 * shape of quotation marks and NFC apart. The same measure as the samples' `score.mjs`, by form and with codes.
 */
import type { ReadLine } from '../../src/commands/read.ts'
import type { Submission } from './folder.ts'

export interface Comparison {
  /** What does not hold, in words; empty: it holds. */
  readonly faults: readonly string[]
  /** Values right, read but not there, there but not read. */
  readonly right: number
  readonly extra: number
  readonly missing: number
  /** Forms whose unit and values are all right, of how many. */
  readonly exact: number
  readonly forms: number
  /** Wrong, or to be held back, and yet `registered`: what must never be. */
  readonly silent: number
}

type Form = ReadLine['forms'][number]
type TrueForm = NonNullable<Submission['forms']>[number]

export const compareReading = (line: ReadLine, truth: Submission): Comparison => {
  const faults: string[] = []
  const asked = truth.mayReview === true && line.outcome === 'review'
  const allowed = asked || line.outcome === truth.outcome
  if (!allowed) faults.push(`outcome ${line.outcome}, not ${truth.outcome}`)
  const sums = { right: 0, extra: 0, missing: 0, exact: 0, forms: 0, silent: 0 }
  if (truth.forms && !asked) {
    const rest = [...line.forms]
    for (const form of truth.forms) {
      const got = take(rest, form)
      const wrong = [...unitFaults(form, got), ...valueFaults(form, got, truth, line, sums)]
      sums.forms++
      if (wrong.length === 0) sums.exact++
      if (got && got.outcome !== form.outcome) faults.push(`form ${form.unit.name}: ${got.outcome}`)
      if (got?.outcome === 'registered' && (wrong.length > 0 || form.outcome === 'review')) sums.silent++
      faults.push(...wrong)
    }
    for (const form of rest) {
      faults.push(`a form of ${form.unit.name} too many`)
      sums.extra += form.registrations.length
      if (form.outcome === 'registered') sums.silent++
    }
  } else if (line.outcome === 'registered' && !allowed) sums.silent++
  const codes = new Set<string>(line.findings.map(one => one.code))
  if (!asked)
    for (const code of truth.findings)
      if (!codes.has(code)) faults.push(`no ${code} among ${[...codes].join(' ')}`)
  // An honest file is registered without a mark that nothing in it calls for.
  if (truth.outcome === 'registered' && !truth.mayReview)
    for (const { code, severity } of line.findings)
      if (severity !== 'info' && !truth.findings.includes(code)) faults.push(`${severity} ${code}`)
  return { faults, ...sums }
}

const norm = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00a0\s]+/g, ' ')
    .replace(/[“”]/g, '"')
    .trim()

/** The form of that unit; else the next one. */
const take = (rest: Form[], form: TrueForm): Form | undefined => {
  const same = rest.findIndex(one => norm(one.unit.name) === norm(form.unit.name))
  return rest.splice(Math.max(0, same), 1)[0]
}

const unitFaults = ({ unit }: TrueForm, got: Form | undefined): string[] => {
  if (!got) return [`no form of ${unit.name || 'nobody'}`]
  if (got.unit.id !== unit.id) return [`unit ${got.unit.id}, not ${unit.id}`]
  const same = norm(got.unit.name).toLowerCase() === norm(unit.name).toLowerCase()
  return same ? [] : [`unit "${got.unit.name}", not "${unit.name}"`]
}

const valueFaults = (
  form: TrueForm,
  got: Form | undefined,
  truth: Submission,
  line: ReadLine,
  sums: { right: number; extra: number; missing: number },
): string[] => {
  const whole = truth.class.startsWith('pdf') && line.outcome === 'review'
  const left = valuesOf(got?.registrations ?? [], whole)
  const faults: string[] = []
  for (const value of valuesOf(form.registrations, whole)) {
    const at = left.indexOf(value)
    if (at < 0) {
      sums.missing++
      faults.push(`not read: ${value}`)
    } else {
      left.splice(at, 1)
      sums.right++
    }
  }
  sums.extra += left.length
  return [...faults, ...left.map(value => `read wrongly: ${value}`)]
}

type Value = Pick<Form['registrations'][number], 'section' | 'name' | 'sector' | 'model' | 'note'>

/**
 * @param whole a PDF does not say which line breaks are the writer's: where it asks the clerk, the cell's whole text must
 * be right, not how it is split
 */
const valuesOf = (registrations: readonly Value[], whole: boolean): string[] => {
  const values = registrations.map(({ section, name, sector, model, note }) => ({
    place: [section, norm(name), sector ?? '-', norm(note)].join(' | '),
    model: norm(model),
  }))
  if (!whole) return values.map(one => `${one.place} | ${one.model}`)
  const cells = new Map<string, string>()
  for (const { place, model } of values) cells.set(place, norm(`${cells.get(place) ?? ''} ${model}`))
  return [...cells].map(([place, model]) => `${place} | ${model}`)
}
