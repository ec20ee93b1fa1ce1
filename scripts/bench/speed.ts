/**
 * `npm run bench:speed`: what reading a form costs, beside the programs that one would use instead, in one process and one
 * run, in turns, medians of warm runs. Ours is everything from bytes to registrations: containers, guard, reader, form,
 * unit and rules; the independent second reader stands beside, in a column of its own.
 *
 * .docx against `mammoth.convertToHtml` (at most 0.4), .xlsx against `exceljs` loading it (at most 1.2), .doc against
 * LibreOffice within one start (at most 0.1). Exit 1 where a ratio is missed, 3 where LibreOffice is not there.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import ExcelJS from 'exceljs'
import mammoth from 'mammoth'
import { sha256 } from '../../src/domain/identity.ts'
import type { Document } from '../../src/reading/document/model.ts'
import { recogniseForms } from '../../src/reading/form/recognise.ts'
import { readFormat, type SecondReader } from '../../src/reading/formats/read-format.ts'
import { openContainers } from '../../src/reading/unpack/containers.ts'
import { makeUnitMatcher } from '../../src/units/match.ts'
import { judgeForm } from '../../src/validation/judge-form.ts'
import { campaignFolder, corpusFolder, roster } from '../corpus/folder.ts'
import { median, say, table } from './bench.ts'

const { campaign } = campaignFolder
const matcher = makeUnitMatcher(roster, campaign)
const context = { receivedAt: 0, receiptSource: 'file', senderName: '', messageFindings: [] } as const

/** Runs before the first that counts, and those that count. */
const runs = { warm: 200, counted: 100 }

interface Read {
  readonly document: Document
  readonly second: SecondReader | undefined
}

const readForm = async (bytes: Uint8Array, name: string): Promise<Read> => {
  const { parts } = await openContainers([{ path: '1', name, bytes, mediaType: '', inline: false }])
  const part = parts[0]!
  sha256(part.bytes)
  const { reading, second } = await readFormat(part.bytes)
  if (!reading.value) throw new Error(`${name} was not read`)
  const { forms } = recogniseForms(reading.value, campaign)
  const registrations = forms.flatMap(form => {
    judgeForm(form, context, campaign, matcher)
    return form.registrations
  })
  if (registrations.length === 0) throw new Error(`${name} gave no registration`)
  return { document: reading.value, second }
}

/** @returns milliseconds */
const time = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

interface Measured {
  readonly ours: number
  readonly second: number
  readonly theirs: number
}

/** In turns, so that what else the machine does falls on both. */
const sideBySide = async (
  bytes: Uint8Array,
  name: string,
  theirs: () => Promise<unknown>,
): Promise<Measured> => {
  const { document, second } = await readForm(bytes, name)
  const times: { ours: number[]; second: number[]; theirs: number[] } = { ours: [], second: [], theirs: [] }
  for (let run = -runs.warm; run < runs.counted; run++) {
    const one = {
      ours: await time(() => readForm(bytes, name)),
      theirs: await time(theirs),
      second: second ? await time(() => second(document)) : Number.NaN,
    }
    if (run >= 0) for (const key of ['ours', 'second', 'theirs'] as const) times[key].push(one[key])
  }
  return { ours: median(times.ours), second: median(times.second), theirs: median(times.theirs) }
}

/** Copies that LibreOffice turns into .docx in one start, less a start with one. @returns milliseconds a file */
const libreOfficeTime = (bytes: Uint8Array): number | undefined => {
  const copies = 21
  const folder = mkdtempSync(path.join(tmpdir(), 'tonghop-speed-'))
  const convert = (count: number): number | undefined => {
    const files = Array.from({ length: count }, (_, at) => path.join(folder, `${at}.doc`))
    for (const file of files) writeFileSync(file, bytes)
    const start = performance.now()
    const { status } = spawnSync('soffice', [
      `-env:UserInstallation=file://${folder}/profile`,
      ...[
        '--headless',
        '--infilter=MS Word 97',
        '--convert-to',
        'docx',
        '--outdir',
        path.join(folder, 'out'),
      ],
      ...files,
    ])
    return status === 0 ? performance.now() - start : undefined
  }
  try {
    // The first start makes the profile.
    if (convert(1) === undefined) return undefined
    const one = convert(1)
    const all = convert(copies)
    return one === undefined || all === undefined ? undefined : (all - one) / (copies - 1)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const rows: string[][] = []
let missed = 0
const report = (file: string, { ours, second, theirs }: Measured, against: string, most: number): void => {
  const ratio = ours / theirs
  if (ratio > most) missed++
  const milliseconds = (one: number): string => (Number.isNaN(one) ? '-' : one.toFixed(2))
  rows.push([
    file,
    milliseconds(ours),
    milliseconds(second),
    against,
    milliseconds(theirs),
    ratio.toFixed(3),
    `${most}`,
  ])
}
const bytesOf = (name: string): Buffer => {
  const [format = ''] = name.split('-')
  return readFileSync(path.join(corpusFolder, name, `input.${format}`))
}

for (const name of ['docx-school', 'docx-commune', 'docx-merged']) {
  const bytes = bytesOf(name)
  report(name, await sideBySide(bytes, name, () => mammoth.convertToHtml({ buffer: bytes })), 'mammoth', 0.4)
}
for (const name of ['xlsx-school', 'xlsx-merged', 'xlsx-plain']) {
  const bytes = bytesOf(name)
  const load = (): Promise<unknown> => new ExcelJS.Workbook().xlsx.load(bytes as unknown as ArrayBuffer)
  report(name, await sideBySide(bytes, name, load), 'exceljs', 1.2)
}
let skipped = false
for (const name of ['doc-school', 'doc-commune', 'doc-merged']) {
  const bytes = bytesOf(name)
  const theirs = libreOfficeTime(bytes)
  skipped ||= theirs === undefined
  const { ours, second } = await sideBySide(bytes, name, async () => {})
  report(name, { ours, second, theirs: theirs ?? Number.NaN }, 'LibreOffice', 0.1)
}

say(`${new Date().toISOString()}  Node ${process.version}  ${cpus()[0]?.model ?? ''} x ${cpus().length}\n`)
say(table(['form', 'ours ms', 'second reader ms', 'beside', 'theirs ms', 'ratio', 'at most'], rows))
if (skipped) say('\nLibreOffice (soffice) does not run here: nothing can be said of .doc.')
process.exitCode = missed > 0 ? 1 : skipped ? 3 : 0
