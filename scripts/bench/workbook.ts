/**
 * `npm run bench:workbook`: both workbooks of a campaign of 10,000 registrations from 3,000 units and of one ten times as
 * large, from a ledger of SQLite, each drawn in a fresh process: time, memory at its highest (ledger, roster and program
 * included), growth. Beside them, in the same run, openpyxl (write-only) and XlsxWriter (constant memory) writing the same
 * cells. Exit 1 where a target is missed, 3 where the two are not installed.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { campaignFolder } from '../corpus/folder.ts'
import { say, table } from './bench.ts'
import { makeLargeDistrict } from './workbook/district.ts'
import type { Taken } from './workbook/draw.ts'
import { fillLedger } from './workbook/fill-ledger.ts'

/**
 * Registrations; times that each is drawn, of which the quickest counts (what else the machine does only adds);
 * milliseconds from ledger to file, and MB.
 */
const small = { count: 10_000, runs: 3, time: 5000, memory: 300 }
const large = { count: 100_000, runs: 2, memory: 500 }
/** The larger may take this many times as long. */
const growth = 12
/** As `npm start` and `npm run tonghop` have them: V8 else lets what nobody holds any more take hundreds of MB. */
const flags = ['--max-semi-space-size=4', '--heap-growing-percent=20']
const kinds = ['consolidated', 'tracking'] as const
const others = ['openpyxl', 'xlsxwriter'] as const
const inFolder = (name: string): string => path.join(import.meta.dirname, 'workbook', name)

const run = (program: string, words: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1e8 })
  if (status !== 0) throw new Error(stderr)
  return stdout
}
const python = ['python3', '/usr/bin/python3'].find(
  one => spawnSync(one, ['-c', 'import openpyxl, xlsxwriter']).status === 0,
)

interface Drawn extends Taken {
  readonly total: number
  /** Seconds, by library. */
  readonly others: readonly number[]
}

const total = ({ reading, drawing }: Taken): number => reading + drawing

const work = mkdtempSync(path.join(tmpdir(), 'tonghop-workbook-'))
const measure = async ({ count, runs }: { count: number; runs: number }): Promise<Map<string, Drawn>> => {
  const [ledger, roster, out, cells] = ['ledger.db', 'roster.json', 'out.xlsx', 'cells.jsonl'].map(name =>
    path.join(work, `${count}-${name}`),
  ) as [string, string, string, string]
  const district = makeLargeDistrict(count)
  await fillLedger(ledger, campaignFolder.campaign, district.snapshot)
  writeFileSync(roster, JSON.stringify(district.roster))
  const drawn = new Map<string, Drawn>()
  for (const kind of kinds) {
    const taken = Array.from(
      { length: runs },
      () =>
        JSON.parse(
          run(process.execPath, [...flags, inFolder('draw.ts'), kind, ledger, roster, out]),
        ) as Taken,
    )
    run(process.execPath, [inFolder('dump-cells.ts'), out, cells])
    const [best] = taken.sort((one, two) => total(one) - total(two))
    drawn.set(kind, {
      ...best!,
      total: total(best!),
      peak: Math.max(...taken.map(one => one.peak)),
      others: python
        ? others.map(one =>
            Number(run(python, [inFolder('write_cells.py'), one, cells, `${out}.other.xlsx`])),
          )
        : [],
    })
  }
  return drawn
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2)
const rows: string[][] = []
const missed: string[] = []
try {
  const [few, many] = [await measure(small), await measure(large)]
  for (const kind of kinds) {
    const [one, ten] = [few.get(kind)!, many.get(kind)!]
    for (const [{ count, memory }, taken] of [
      [small, one],
      [large, ten],
    ] as const) {
      const ratios = taken.others.map(other => (taken.drawing / 1000 / other).toFixed(2))
      rows.push([
        kind,
        String(count),
        ...[taken.reading, taken.drawing, taken.total].map(seconds),
        String(taken.peak),
        ...others.flatMap((_, at) => [taken.others[at]?.toFixed(2) ?? '-', ratios[at] ?? '-']),
      ])
      if (taken.peak > memory) missed.push(`${kind} of ${count}: ${taken.peak} MB, at most ${memory}`)
    }
    const times = ten.total / one.total
    rows.push([kind, 'growth', `times ${times.toFixed(1)}, exponent ${Math.log10(times).toFixed(2)}`])
    if (one.total > small.time) missed.push(`${kind} of ${small.count}: ${seconds(one.total)} s`)
    if (times > growth) missed.push(`${kind}: ${times.toFixed(1)} times as long, at most ${growth}`)
  }
} finally {
  rmSync(work, { recursive: true })
}

say(`${new Date().toISOString()}  Node ${process.version}  ${cpus()[0]?.model ?? ''} x ${cpus().length}\n`)
const heads = ['workbook', 'registrations', 'ledger s', 'drawing s', 'both s', 'peak MB']
say(table([...heads, ...others.flatMap(one => [`${one} s`, 'ratio'])], rows))
for (const one of missed) say(`MISSED ${one}`)
if (!python)
  say('\nNothing stands beside: Debian has both, apt-get install python3-openpyxl python3-xlsxwriter.')
process.exitCode = missed.length > 0 ? 1 : python ? 0 : 3
