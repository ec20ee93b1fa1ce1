/** The words of receipts and reminders: each that is asked for is there, none lies unused, none says what it must not. */
import { expect, test } from 'vitest'
import { finding, findingCodes, isError } from '../../src/domain/finding.ts'
import { askedOfFile, askedOfForm, fileAsks, formAsks, wantsAnswer } from '../../src/replies/asked-of-unit.ts'
import { scan } from '../architecture/scan.ts'
import { campaignFolder } from '../consolidation/snapshots.ts'

const { wording } = campaignFolder
const keysOf = (group: string): string[] =>
  Object.keys(wording)
    .filter(key => key.startsWith(`${group}.`))
    .map(key => key.slice(group.length + 1))
    .sort()
const code = scan('src/replies')
  .flatMap(one => one.code.map(line => line.text))
  .join('\n')

test('every text that the code asks for is there, and none lies unused', () => {
  for (const group of ['receipt', 'reminder']) {
    const whole = [...code.matchAll(/'([A-Za-z-]+)'/g)].map(([, key]) => key!)
    const dotted = [...code.matchAll(new RegExp(`'${group}\\.([A-Za-z-]+)'`, 'g'))].map(([, key]) => key!)
    const beginnings = [...code.matchAll(/`(?:receipt\.|reminder\.)?([a-z]+-)\$\{/g)].map(([, key]) => key!)
    const unused = keysOf(group).filter(
      key => ![...whole, ...dotted].includes(key) && !beginnings.some(one => key.startsWith(one)),
    )
    expect([group, unused]).toEqual([group, []])
    expect(dotted.filter(key => !keysOf(group).includes(key))).toEqual([])
  }
  const under = (beginning: string): string[] =>
    keysOf('receipt').flatMap(key => (key.startsWith(beginning) ? [key.slice(beginning.length)] : []))
  expect(under('form-')).toEqual([...formAsks].sort())
  expect(under('file-')).toEqual([...fileAsks].sort())
  expect(under('state-')).toEqual(['duplicate', 'registered', 'review', 'superseded'])
})

test('every finding that holds a form says something to its unit; what is only looked at asks nothing', () => {
  for (const one of findingCodes.map(code => finding(code)).filter(isError)) {
    expect(askedOfForm([one])).toHaveLength(1)
    expect(fileAsks).toContain(askedOfFile([one]))
  }
  expect(formAsks.filter(ask => !wantsAnswer(ask))).toEqual(['lookup', 'check'])
  expect(fileAsks.filter(ask => !wantsAnswer(ask))).toEqual(['picture', 'check'])
  expect(askedOfForm([finding('late'), finding('form-read')])).toEqual([])
})

test('no value of a finding that may be of another unit is said back', () => {
  const secret = {
    unit: 'BÍ MẬT',
    other: 'BÍ MẬT',
    candidates: 'BÍ MẬT',
    suggestion: 'BÍ MẬT',
    proposal: 'BÍ MẬT',
  }
  for (const code of ['unit-ambiguous', 'unit-contradicted', 'unit-suggested', 'second-submission'] as const)
    expect(JSON.stringify(askedOfForm([finding(code, secret)]))).not.toContain('BÍ MẬT')
})
