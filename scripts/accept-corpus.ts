/**
 * `npm run corpus:accept [case…]`: writes `document.txt` from what the program sees now, and takes cases that hold out of
 * the list of known gaps. One that is there and differs is shown, and kept unless `--force` is given.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { knownGaps } from '../test/corpus/known-gaps.ts'
import { compareReading } from './corpus/compare.ts'
import { readCorpus } from './corpus/folder.ts'
import { readCase } from './corpus/read-case.ts'

const names = process.argv.slice(2).filter(one => !one.startsWith('--'))
const force = process.argv.includes('--force')
const gapsFile = path.resolve(import.meta.dirname, '../test/corpus/known-gaps.ts')
const say = (text: string): boolean => process.stdout.write(`${text}\n`)

/** Lines that went and came, in order: enough to judge by eye. */
const differences = (before: string, now: string): string[] => {
  const [old, fresh] = [before.split('\n'), now.split('\n')]
  return [
    ...old.filter(line => !fresh.includes(line)).map(line => `- ${line}`),
    ...fresh.filter(line => !old.includes(line)).map(line => `+ ${line}`),
  ]
}

const closed: string[] = []
let kept = 0
for (const one of readCorpus(names)) {
  const { line, drawing } = await readCase(one.bytes, one.truth.file)
  const { faults } = compareReading(line, one.truth)
  if (Object.hasOwn(knownGaps, one.name)) {
    if (faults.length > 0) continue
    closed.push(one.name)
  } else if (faults.length > 0) {
    // What is wrong is not accepted: mend the program, or say in the list of gaps why it is not yet.
    say(`${one.name} does not hold: ${faults.join('; ')}`)
    kept++
    continue
  }
  if (one.document === drawing) continue
  if (one.document !== undefined) {
    say(`${one.name}: document.txt differs${force ? '; overwritten' : ' (--force overwrites it)'}`)
    for (const text of differences(one.document, drawing)) say(`  ${text}`)
    if (!force) {
      kept++
      continue
    }
  }
  writeFileSync(path.join(path.dirname(one.input), 'document.txt'), drawing)
}
if (closed.length > 0) {
  const lines = readFileSync(gapsFile, 'utf8').split('\n')
  const isClosed = (text: string): boolean => closed.includes(/^ {2}'?([a-z0-9-]+)'?:/.exec(text)?.[1] ?? '')
  writeFileSync(gapsFile, lines.filter(text => !isClosed(text)).join('\n'))
  say(`no gaps any more: ${closed.join(', ')}`)
}
process.exitCode = kept > 0 ? 1 : 0
