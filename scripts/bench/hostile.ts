/**
 * `npm run bench:hostile -- FOLDER…`: every file, however deep, is read in the real child process, and what it cost is put
 * in a table: outcomes, the slowest, the largest, deaths of the child, files that hold text and came back empty. Exit 1
 * where a child died, a bug was met, a file took over 10 s or 512 MB, or one was empty without a finding.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isMail } from '../../src/commands/read.ts'
import { isError } from '../../src/domain/finding.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import { childLimits, type ReadingChild, startChild } from '../../src/platform/sandbox/child-process.ts'
import { campaignFolder } from '../corpus/folder.ts'
import { filesUnder, say, table } from './bench.ts'
import { crudeWords } from './crude.ts'

/** Milliseconds and bytes that no file may take. */
const most = { time: 10_000, memory: 512 * 1024 * 1024 }
/** Words that the crude look must see before a file counts as one with text: names of fonts and styles are words too. */
const leastWords = 5

const folders = process.argv.slice(2)
if (folders.length === 0) {
  process.stderr.write('bench:hostile needs a folder: npm run bench:hostile -- FOLDER…\n')
  process.exit(2)
}

interface Read {
  readonly file: string
  readonly outcome: string
  readonly reasons: readonly string[]
  /** Milliseconds. */
  readonly time: number
  /** Bytes of the child's resident memory at its highest. */
  readonly memory: number
  readonly isEmpty: boolean
}

let child: ReadingChild | undefined
let counter: ReadingChild | undefined
let asked = 0

/** The highest resident memory since `startCounting`, of a process (Linux). 0 where the system does not tell, or it is gone. */
const highest = (pid: number | undefined): number => {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024
  } catch (error) {
    if (error instanceof Error) return 0
    throw error
  }
}
const startCounting = (pid: number | undefined): void => {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch (error) {
    // Without it the highest is that of all files so far: too much, never too little.
    if (!(error instanceof Error)) throw error
  }
}

const readOne = async (file: string): Promise<Read> => {
  const bytes = readFileSync(file)
  if (asked++ % childLimits.messages === childLimits.messages - 1) {
    child?.end()
    child = undefined
  }
  child ??= await startChild(campaignFolder.campaign)
  const { pid } = child
  startCounting(pid)
  let memory = 0
  const watch = setInterval(() => {
    memory = Math.max(memory, highest(pid))
  }, 20)
  const start = performance.now()
  const answer = isMail(file, bytes)
    ? await child.ask({ kind: 'message', bytes })
    : await child.ask({ kind: 'file', bytes, name: path.basename(file) })
  const time = performance.now() - start
  clearInterval(watch)
  memory = Math.max(memory, highest(pid))
  const base = { file, time, memory, isEmpty: false }
  if (!('value' in answer)) {
    child.end()
    child = undefined
    const outcome = 'death' in answer ? `death: ${answer.death}` : 'bug'
    return {
      ...base,
      outcome,
      reasons: 'bug' in answer ? [answer.bug.split('\n').slice(0, 3).join(' ')] : [],
    }
  }
  const { parts, findings } = answer.value as MessageReading
  const all = [
    ...findings,
    ...parts.flatMap(part => [...part.findings, ...part.forms.flatMap(form => form.findings)]),
  ]
  const outcome = parts.some(part => part.standing === 'forms')
    ? 'forms'
    : parts.some(part => part.standing === 'review')
      ? 'review'
      : 'not-a-form'
  const isSilent = outcome === 'not-a-form' && !all.some(isError) && parts.length <= 1
  const isEmpty =
    isSilent &&
    crudeWords(bytes) >= leastWords &&
    (await wordsRead(bytes)) === 0 &&
    all.every(isWithoutReason)
  return { ...base, outcome, isEmpty, reasons: [...new Set(all.map(one => one.code))] }
}

/** Says only that no form was found. */
const isWithoutReason = ({ code }: { code: string }): boolean => code === 'no-form-words'

const wordsRead = async (bytes: Uint8Array): Promise<number> => {
  counter ??= await startChild(campaignFolder.campaign, {
    ...childLimits,
    script: path.join(import.meta.dirname, 'words-child.ts'),
  })
  const answer = await counter.ask({ kind: 'file', bytes, name: '' })
  if ('value' in answer) return Number(answer.value)
  counter.end()
  counter = undefined
  return 0
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`
const readings: Read[] = []
const shown = (file: string): string =>
  folders.reduce((name, folder) => name.replace(`${path.dirname(folder)}/`, ''), file)
try {
  for (const folder of folders) for (const file of filesUnder(folder)) readings.push(await readOne(file))
} finally {
  child?.end()
  counter?.end()
}

const outcomes = Map.groupBy(readings, one => one.outcome)
say(`${readings.length} files`)
say(
  table(
    ['outcome', 'files'],
    [...outcomes].map(([outcome, of]) => [outcome, String(of.length)]),
  ),
)
const codes = Map.groupBy(
  readings.flatMap(one => one.reasons.map(code => ({ code, ...one }))),
  one => one.code,
)
say(
  `\n${table(
    ['finding', 'files'],
    [...codes]
      .map(([code, of]): [string, string] => [code, String(of.length)])
      .sort((a, b) => Number(b[1]) - Number(a[1])),
  )}`,
)
const byTime = [...readings].sort((a, b) => b.time - a.time)
const byMemory = [...readings].sort((a, b) => b.memory - a.memory)
const list = (of: readonly Read[]): string =>
  table(
    ['ms', 'memory', 'outcome', 'file', 'findings'],
    of.map(one => [
      one.time.toFixed(0),
      megabytes(one.memory),
      one.outcome,
      shown(one.file),
      one.reasons.join(' '),
    ]),
  )
say(`\nslowest\n${list(byTime.slice(0, 12))}`)
say(`\nlargest\n${list(byMemory.slice(0, 8))}`)
const failed = readings.filter(one => /^(death|bug)/.test(one.outcome))
const beyond = readings.filter(one => one.time > most.time || one.memory > most.memory)
const empties = readings.filter(one => one.isEmpty)
say(`\ndeaths and bugs: ${failed.length}\n${failed.length > 0 ? list(failed) : ''}`)
say(`over 10 s or 512 MB: ${beyond.length}\n${beyond.length > 0 ? list(beyond) : ''}`)
say(`empty without a finding: ${empties.length}\n${empties.length > 0 ? list(empties) : ''}`)
if (failed.length + beyond.length + empties.length > 0) process.exitCode = 1
