/**
 * `npm run bench:reading`: the labelled corpus read and measured, by class. Exit 1 where something wrong, or something
 * that should wait, came out `registered`, or where the values of typed forms (those that a careful person registers
 * without asking) are read with an F1 under 0.995.
 */
import { compareReading } from './corpus/compare.ts'
import { readCorpus, type StoredCase } from './corpus/folder.ts'
import { readCase } from './corpus/read-case.ts'

const leastF1 = 0.995

interface Sums {
  cases: number
  held: number
  right: number
  extra: number
  missing: number
  exact: number
  forms: number
  silent: number
}
const none: Sums = { cases: 0, held: 0, right: 0, extra: 0, missing: 0, exact: 0, forms: 0, silent: 0 }

const f1Of = ({ right, extra, missing }: Sums): number =>
  right + extra + missing === 0 ? 1 : (2 * right) / (2 * right + extra + missing)
const share = (part: number, whole: number): string => (whole === 0 ? '-' : (part / whole).toFixed(4))
const lineOf = (name: string, sums: Sums): string => {
  const { cases, held, right, extra, missing, exact, forms, silent } = sums
  const f1 = right + extra + missing === 0 ? '-' : f1Of(sums).toFixed(4)
  const columns = [
    [String(cases), 5],
    [String(held), 5],
    [share(right, right + extra), 9],
    [share(right, right + missing), 7],
    [f1, 7],
    [`${exact}/${forms}`, 8],
    [String(silent), 6],
  ] as const
  return name.padEnd(34) + columns.map(([text, width]) => ` ${text.padStart(width)}`).join('')
}

const isTyped = ({ truth }: StoredCase): boolean => truth.outcome === 'registered' && !truth.mayReview
const classes = new Map<string, Sums>()
const typed = { ...none }
const all = { ...none }
let faults = ''
for (const one of readCorpus()) {
  const { line } = await readCase(one.bytes, one.truth.file)
  const got = compareReading(line, one.truth)
  const kind = classes.get(one.truth.class) ?? { ...none }
  classes.set(one.truth.class, kind)
  for (const sums of [kind, all, ...(isTyped(one) ? [typed] : [])]) {
    sums.cases++
    if (got.faults.length === 0) sums.held++
    for (const key of ['right', 'extra', 'missing', 'exact', 'forms', 'silent'] as const)
      sums[key] += got[key]
  }
  if (got.faults.length > 0)
    faults += `${one.name}: ${got.silent > 0 ? 'SILENT ' : ''}${got.faults.slice(0, 4).join('; ')}\n`
}

const head = `${'class'.padEnd(34)} cases  hold precision  recall      F1    exact silent`
const rows = [...classes].toSorted(([one], [other]) => (one < other ? -1 : 1))
process.stdout.write(
  [
    head,
    ...rows.map(([name, sums]) => lineOf(name, sums)),
    lineOf('typed forms', typed),
    lineOf('all', all),
    '',
  ].join('\n'),
)
if (faults !== '') process.stdout.write(`\nCases that do not hold:\n${faults}`)
const enough = all.cases > 0 && all.silent === 0 && f1Of(typed) >= leastF1
process.exitCode = enough ? 0 : 1
