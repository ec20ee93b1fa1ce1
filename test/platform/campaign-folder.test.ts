/** Campaign folders: the one that is there opens; one that is broken is refused with file, line and reason. */
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readStartingRoster } from '../../src/commands/starting-roster.ts'
import { afterDueDay, dailyMailOf, deadline, isMailDay, opening } from '../../src/domain/campaign.ts'
import { AppError } from '../../src/domain/errors.ts'
import { findingCodes } from '../../src/domain/finding.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { tempFolder } from '../support/temp-folder.ts'

const templates = path.resolve(import.meta.dirname, '../../templates')
const original = path.join(templates, 'dan-van-kheo-2022')

/** A copy of the campaign under `name`, with one file edited. */
const copy = (file: string, edit: (text: string) => string, name = 'dan-van-kheo-2022'): string => {
  const folder = path.join(tempFolder(), name)
  cpSync(original, folder, { recursive: true })
  const before = readFileSync(path.join(folder, file), 'utf8')
  const after = edit(before)
  if (after === before) throw new Error('the edit changes nothing')
  writeFileSync(path.join(folder, file), after)
  return folder
}

const refusal = (work: () => unknown): AppError => {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('it was taken')
}

describe('the campaigns of the project', () => {
  // `desk` holds the words of its pages.
  const names = readdirSync(templates).filter(
    name => name !== 'desk' && statSync(path.join(templates, name)).isDirectory(),
  )

  it.each(names)('%s opens, with its roster', name => {
    const { campaign, findingTexts, unitsFile } = openCampaignFolder(path.join(templates, name))
    expect(campaign.id).toBe(name)
    expect(Object.keys(findingTexts).sort()).toEqual([...findingCodes].sort())
    expect(readStartingRoster(unitsFile).units.length).toBeGreaterThan(100)
  })

  it("letter 454-CV/HU: from 09/02/2022, in time before 15/02/2022, Hanoi's time", () => {
    const { campaign } = openCampaignFolder(original)
    const hanoi = (text: string): number => Date.parse(`${text}+07:00`)
    expect(opening(campaign)).toBe(hanoi('2022-02-09T00:00:00'))
    expect(deadline(campaign)).toBe(hanoi('2022-02-15T00:00:00'))
    expect(afterDueDay(campaign)).toBe(hanoi('2022-02-16T00:00:00'))
  })

  it("the digest goes to the office's own address where none is given, also in a campaign of before it", () => {
    const before = (text: string): string =>
      text
        .replace(/ {2}# Việc cần xử lý[\s\S]*? {2}officeHours:/, '  officeHours:')
        .replace(/ {2}holidays: \[\]\n/, '')
    const { campaign } = openCampaignFolder(copy('campaign.yaml', before))
    expect(dailyMailOf(campaign, 'digest')).toEqual(
      dailyMailOf(openCampaignFolder(original).campaign, 'digest'),
    )
    expect(dailyMailOf(campaign, 'digest')).toMatchObject({
      at: '15:30',
      to: [campaign.office.address],
      cc: [],
    })
    expect(isMailDay(campaign, 'digest', '2022-02-11')).toBe(true)
  })

  it("next year's is a copy with another name, id and dates", () => {
    const folder = copy(
      'campaign.yaml',
      text =>
        text
          .replace('id: dan-van-kheo-2022', 'id: dan-van-kheo-2023')
          .replace('\ncode: DVK22', '\ncode: DVK23')
          .replace('year: 2022', 'year: 2023')
          .replace('opens: 2022-02-09', 'opens: 2023-02-09')
          .replace('lastDay: 2022-02-14', 'lastDay: 2023-02-14'),
      'dan-van-kheo-2023',
    )
    expect(openCampaignFolder(folder).campaign).toMatchObject({ code: 'DVK23', lastDay: '2023-02-14' })
  })
})

describe('a broken campaign is refused with file, line and reason', () => {
  const add = (after: string, line: string) => (text: string) => text.replace(after, `${after}\n${line}`)
  const swap = (one: string, other: string) => (text: string) => text.replace(one, other)
  /** The line on which `text` now stands, from 1. */
  const lineOf = (folder: string, file: string, text: string): number =>
    readFileSync(path.join(folder, file), 'utf8')
      .split('\n')
      .findIndex(line => line.includes(text)) + 1

  it.each<[string, string, (text: string) => string, string, RegExp]>([
    ['bad YAML', 'campaign.yaml', swap('office:', 'office: ['), 'parent: HUYỆN', /single line|flow/],
    [
      'a tab',
      'campaign.yaml',
      swap('  parent: HUYỆN', '\tparent: HUYỆN'),
      'parent: HUYỆN',
      /Tabs are not allowed/,
    ],
    ['a key twice', 'campaign.yaml', add('year: 2022', 'year: 2023'), 'year: 2023', /must be unique/],
    [
      'a misspelt key',
      'campaign.yaml',
      add('year: 2022', 'yaer: 1'),
      'yaer: 1',
      /yaer: there is no such key/,
    ],
    [
      'a misspelt key within',
      'campaign.yaml',
      add('    at: "16:30"', '    hour: 3'),
      'hour: 3',
      /mails\.summary\.hour: there is no such key/,
    ],
    [
      'a key missing',
      'campaign.yaml',
      swap('timeZone: Asia/Ho_Chi_Minh\n', ''),
      'id: dan',
      /timeZone: is missing/,
    ],
    [
      'a key missing within',
      'campaign.yaml',
      swap('    at: "16:30"\n', ''),
      'days: [mon',
      /mails\.summary\.at: is missing/,
    ],
    [
      'words for a number',
      'campaign.yaml',
      swap('year: 2022', 'year: năm nay'),
      'năm nay',
      /year: .*number.*string/,
    ],
    [
      'a deadline before the opening',
      'campaign.yaml',
      swap('lastDay: 2022-02-14', 'lastDay: 2022-02-08'),
      'lastDay:',
      /lastDay: opens must not come after/,
    ],
    [
      'a day that is none',
      'campaign.yaml',
      swap('lastDay: 2022-02-14', 'lastDay: 2022-02-31'),
      'lastDay:',
      /lastDay: a day of the calendar/,
    ],
    [
      'a month that is none',
      'campaign.yaml',
      swap('opens: 2022-02-09', 'opens: 2022-13-01'),
      'opens:',
      /opens: a day of the calendar/,
    ],
    ['a time that is none', 'campaign.yaml', swap('"16:30"', '"25:30"'), '25:30', /HH:MM/],
    [
      'office hours the wrong way round',
      'campaign.yaml',
      swap('from: "07:30"', 'from: "18:30"'),
      'to: "17:30"',
      /begin before they end/,
    ],
    [
      'a zone that is none',
      'campaign.yaml',
      swap('Asia/Ho_Chi_Minh', 'Asia/Hanoii'),
      'Hanoii',
      /timeZone: not a time zone/,
    ],
    [
      'an address that is none',
      'campaign.yaml',
      swap('to: [bdv_huthanhoai@hanoi.gov.vn]', 'to: [bdv_huthanhoai]'),
      'to: [bdv',
      /mails\.summary\.to\.0: Invalid email/,
    ],
    [
      'a holiday that is none',
      'campaign.yaml',
      swap('holidays: []', 'holidays: [2022-02-30]'),
      'holidays:',
      /calendar/,
    ],
    [
      'two sectors of one id',
      'campaign.yaml',
      swap('id: culture-society', 'id: economy'),
      'id: economy\n',
      /"economy" belongs to two sectors/,
    ],
    [
      'two sectors known by one word',
      'campaign.yaml',
      swap('words: [kinh tế,', 'words: [vh-xh, kinh tế,'),
      'id: culture-society',
      /"vh-xh" belongs to two sectors/,
    ],
    [
      'two sections alike',
      'campaign.yaml',
      swap('id: individual', 'id: collective'),
      'id: collective\n',
      /"collective" belongs to two sections/,
    ],
    [
      'an empty word',
      'campaign.yaml',
      swap('totals: [cộng,', 'totals: ["",'),
      'totals:',
      /form\.totals\.0: .*>=1/,
    ],
    [
      'an id that is not the folder',
      'campaign.yaml',
      swap('id: dan-van-kheo-2022', 'id: dan-van-kheo-2023'),
      'id: dan',
      /id: the folder is named dan-van-kheo-2022/,
    ],
    ['an empty file', 'campaign.yaml', () => '', '', /the file: .*object/],
    ['a finding without a text', 'findings.yaml', swap('late: "', 'late: "" #'), 'late: ', /late: .*>=1/],
    [
      'a finding that is none',
      'findings.yaml',
      text => `${text}latte: "x"\n`,
      'latte',
      /latte: there is no such key/,
    ],
    [
      'a finding missing',
      'findings.yaml',
      text => text.replace(/^late:.*\n/m, ''),
      'no-unit',
      /late: is missing/,
    ],
    [
      'a number for a text',
      'wording.yaml',
      text => text.replace(/^( {2}asOf:).*$/m, '$1 5'),
      'asOf: 5',
      /table\.asOf: .*string.*number/,
    ],
  ])('%s', (_, file, edit, at, reason) => {
    const folder = copy(file, edit)
    const error = refusal(() => openCampaignFolder(folder))
    expect(error.code).toBe('bad-campaign')
    const found = /^(.*), line (\d+): (.*)$/s.exec(error.message)
    expect(found?.[1]).toBe(path.join(folder, file))
    expect(found?.[3]).toMatch(reason)
    const line = Number(found?.[2])
    // It stands twice, and the second one is the fault.
    if (at.endsWith('\n')) expect(line).toBeGreaterThan(lineOf(folder, file, at.trimEnd()))
    else expect(line).toBe(at === '' ? 1 : lineOf(folder, file, at))
  })

  it.each(['campaign.yaml', 'findings.yaml', 'wording.yaml'])('without its %s', file => {
    const folder = copy('campaign.yaml', text => `${text}\n`)
    rmSync(path.join(folder, file))
    const error = refusal(() => openCampaignFolder(folder))
    expect(error).toMatchObject({ code: 'bad-campaign', message: expect.stringContaining('CAMPAIGN') })
    expect(error.message).toContain(path.join(folder, file))
  })

  it('a roster that is broken, or gone', () => {
    const folder = copy('units.csv', text => text.replace(/\n/, '\n,,Khối đơn vị,,,\n'))
    const { unitsFile } = openCampaignFolder(folder)
    const broken = refusal(() => readStartingRoster(unitsFile))
    expect(broken.code).toBe('bad-roster')
    expect(broken.message).toContain(unitsFile)
    writeFileSync(unitsFile, 'name;block\n')
    expect(refusal(() => readStartingRoster(unitsFile)).message).toMatch(/line 1/)
    rmSync(unitsFile)
    expect(refusal(() => readStartingRoster(unitsFile)).message).toContain(unitsFile)
  })
})
