/**
 * `tonghop edits [FILE] [--take-over ALL|n,n-m…] [--by NAME]`: what somebody changed in a table by hand, cell by cell, and
 * taking it over into the ledger. Without FILE: the tables that were set aside. The IT person's way; the numbers are the
 * same each time the same file is looked at. ALL leaves out what somebody has to choose about: conflicts and rows that
 * are gone (a table is easily cut down to the part that one needs).
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { App } from '../app.ts'
import { compareFile, endIfTaken, isPlain } from '../consolidation/hand-edits/compare-file.ts'
import type { Difference } from '../consolidation/hand-edits/difference.ts'
import type { HandEdits } from '../consolidation/hand-edits/read-hand-edits.ts'
import { takeOver } from '../consolidation/hand-edits/take-over.ts'
import { listSetAside } from '../consolidation/set-aside.ts'
import { AppError } from '../domain/errors.ts'
import type { Say } from '../platform/messages.ts'
import { drain } from './drain.ts'
import type { Output } from './output.ts'

export interface EditsAsked {
  /** As the IT person wrote it: a path, or a name in the folder of the tables; undefined: those set aside. */
  readonly file: string | undefined
  readonly takeOver: 'ALL' | readonly number[] | undefined
  readonly by: string
}

/** @returns 0; 1 when a file cannot be compared, or something that was asked for could not be taken over. @throws AppError not-found, store-* */
export const editsCommand = async (
  app: App,
  asked: EditsAsked,
  say: Say,
  output: Output,
): Promise<number> => {
  const file = asked.file === undefined ? undefined : findFile(app, asked.file)
  const files = file === undefined ? await setAside(app) : [file]
  if (files.length === 0) output.line(say('edits.none'))
  let failed = false
  for (const one of files) {
    const bytes = readFileSync(one)
    const edits = await compareFile(app, bytes)
    const line = headLine(one, edits, say)
    if (!edits) {
      output.problem(line)
      failed = true
      continue
    }
    output.line(line)
    if (asked.takeOver === undefined) show(one, edits, say, output)
    else {
      if (!(await take(app, edits, asked, say, output))) failed = true
      await endIfTaken(app, one, bytes, asked.by)
    }
  }
  return failed ? 1 : 0
}

const findFile = (app: App, name: string): string => {
  const candidates = [path.resolve(name), path.resolve(app.tablesFolder, name)]
  const found = candidates.find(one => existsSync(one))
  if (!found) throw new AppError('not-found', name)
  return found
}

const setAside = async (app: App): Promise<string[]> => {
  const waiting = (await listSetAside(app.store)).filter(one => one.done === null)
  return [...new Set(waiting.map(one => one.file))].filter(one => existsSync(one))
}

const headLine = (file: string, edits: HandEdits | undefined, say: Say): string => {
  if (!edits) return say('edits.notATable', { file })
  const count = edits.differences.length
  return count === 0 ? say('edits.same', { file }) : say('edits.head', { file, count })
}

const show = (file: string, edits: HandEdits, say: Say, output: Output): void => {
  if (!edits.isBaseKnown && edits.differences.length > 0) output.line(say('edits.baseUnknown'))
  for (const one of edits.differences) output.line(`  ${writtenDifference(one, say)}`)
  if (edits.ownColumns.length > 0)
    output.line(say('edits.ownColumns', { columns: edits.ownColumns.join('; ') }))
  if (edits.differences.some(one => one.change !== null))
    output.line(say('edits.howTo', { file: path.basename(file) }))
}

/** `12. G7, DVK22-0137, Mô hình, điển hình: "…" → "…"`, and why it has to be chosen, or cannot be taken over. */
const writtenDifference = (one: Difference, say: Say): string => {
  const place = [one.address, one.code, one.column].filter(text => text !== '').join(', ')
  const words = {
    number: one.number,
    place,
    was: flat(one.was),
    became: flat(one.became),
    now: flat(one.now),
  }
  const kind =
    one.became === '' && one.column === '' ? 'gone' : one.was === '' && one.column === '' ? 'new' : 'value'
  const line = say(`edits.${kind}`, words)
  return one.reason === null ? line : `${line} ${say(`edits.reason-${one.reason}`, words)}`
}
const flat = (text: string): string => text.replaceAll('\n', ' / ')

/** @returns whether all that was asked for is in the ledger now */
const take = async (
  app: App,
  { differences, agreed }: HandEdits,
  { takeOver: wanted, by }: EditsAsked,
  say: Say,
  output: Output,
): Promise<boolean> => {
  const chosen = differences.filter(one => (wanted === 'ALL' ? isPlain(one) : wanted?.includes(one.number)))
  const { taken, jobs } = await takeOver({
    ...{ differences: chosen, by, now: app.clock.now(), store: app.store },
    dismissReason: say('edits.dismissed'),
  })
  if (jobs.length > 0) {
    await (await app.queue()).announce('validate', jobs)
    await drain(app, say('edits.settling'), output, ['validate'])
  }
  let isAll = true
  for (const { difference, outcome } of taken) {
    const line = `  ${writtenDifference(difference, say)}`
    if (outcome === 'taken' || outcome === 'already')
      output.line(`${line}: ${say(`edits.outcome-${outcome}`)}`)
    else {
      isAll = false
      // What is impossible has said why.
      output.problem(outcome === 'stale' ? `${line}: ${say('edits.outcome-stale')}` : line)
    }
  }
  const numbers = new Set(differences.map(one => one.number))
  for (const number of wanted === 'ALL' ? [] : (wanted ?? [])) {
    if (numbers.has(number)) continue
    if (agreed.includes(number)) output.line(`  ${say('edits.agreed', { number })}`)
    else {
      isAll = false
      output.problem(`  ${say('edits.noDifference', { number })}`)
    }
  }
  const left = wanted === 'ALL' ? differences.length - chosen.length : 0
  if (left > 0) output.line(say('edits.left', { count: left }))
  return isAll
}
