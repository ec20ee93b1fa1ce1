/**
 * The labelled corpus: what is seen in each case is what was accepted, and what comes out is the truth. Cases that do not
 * hold yet are in `known-gaps.ts`, and really do not.
 */
import { describe, expect, it } from 'vitest'
import { compareReading } from '../../scripts/corpus/compare.ts'
import { readCorpus } from '../../scripts/corpus/folder.ts'
import { readCase } from '../../scripts/corpus/read-case.ts'
import { knownGaps } from './known-gaps.ts'

const cases = readCorpus()
const accept = (name: string): string => `run npm run corpus:accept -- --force ${name}, and look at the diff`

describe('the corpus', () => {
  it('is there, and every gap is a case of it', () => {
    expect(cases.length).toBeGreaterThanOrEqual(20)
    const names = cases.map(one => one.name)
    expect(Object.keys(knownGaps).filter(name => !names.includes(name))).toEqual([])
  })

  const open = cases.filter(one => !Object.hasOwn(knownGaps, one.name))
  it.each(open)('$name', async ({ name, bytes, truth, document }) => {
    const { line, drawing } = await readCase(bytes, truth.file)
    expect(compareReading(line, truth).faults).toEqual([])
    expect(drawing, accept(name)).toBe(document)
  })

  const gaps = cases.filter(one => Object.hasOwn(knownGaps, one.name))
  it.each(gaps)('$name does not hold yet', async ({ name, bytes, truth }) => {
    const { line } = await readCase(bytes, truth.file)
    const { faults } = compareReading(line, truth)
    expect(faults, `${name} holds now: run npm run corpus:accept -- ${name}`).not.toEqual([])
  })
})
