import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Roster } from '../../src/domain/unit.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import type { Clock } from '../../src/ports.ts'
import { keepRosterFile } from '../../src/units/roster-file.ts'
import { readRosterWorkbook, renderRosterWorkbook } from '../../src/units/roster-workbook.ts'
import { tempFolder } from '../support/temp-folder.ts'

const campaignFolder = openCampaignFolder('templates/dan-van-kheo-2022')
const { wording } = campaignFolder

/** The store's facts as it keeps them: JSON, alive across restarts of the keeper. */
const makeFacts = () => {
  const facts = new Map<string, string>()
  return {
    fact: async <T>(name: string) => (facts.has(name) ? (JSON.parse(facts.get(name)!) as T) : undefined),
    saveFact: async (name: string, value: unknown) => void facts.set(name, JSON.stringify(value)),
  }
}

const setUp = () => {
  const folder = tempFolder()
  const store = makeFacts()
  const told: Roster[] = []
  const log = { info: () => {}, warn: () => {} }
  const clock: Clock = { now: () => 1_644_400_000_000, sleep: async () => {} }
  const start = (onChange = async (roster: Roster) => void told.push(roster)) =>
    keepRosterFile({ folder, campaignFolder, store, clock, log, onChange })
  const trouble = () => store.fact<{ message: string; at: number } | null>('roster-trouble')
  return { store, told, start, trouble, keeper: start() }
}

const confirmedOnly = (roster: Roster): Roster => ({
  units: roster.units.slice(0, 3).map(unit => ({ ...unit, confirmed: true })),
})

describe('the clerk’s copy in DATA_DIR', () => {
  test('is made at the first start, and the caller is told once', async () => {
    const { keeper, told, store, trouble, start } = setUp()
    const [first, again] = await Promise.all([keeper.roster(), keeper.roster()])
    expect(first.units).toHaveLength(158)
    expect(again).toEqual(first)
    expect(keeper.file).toMatch(/Danh sach don vi\.xlsx$/)
    expect(await readRosterWorkbook(readFileSync(keeper.file), wording)).toEqual(first)
    expect(await store.fact('roster')).toMatchObject({ units: first.units })
    expect(await start().roster()).toEqual(first)
    expect(told).toHaveLength(1)
    expect(await trouble()).toBeFalsy()
  })

  test('an edited file comes into force; saved again unchanged, nobody is told', async () => {
    const { keeper, told } = setUp()
    const edited = confirmedOnly(await keeper.roster())
    writeFileSync(keeper.file, await renderRosterWorkbook(edited, wording))
    expect(await keeper.roster()).toEqual(edited)
    utimesSync(keeper.file, 1_700_000_000, 1_700_000_000)
    expect(await keeper.roster()).toEqual(edited)
    expect(told).toHaveLength(2)
    expect(told[1]).toEqual(edited)
  })

  test('a file that cannot be taken leaves the last good roster in force, over a restart too, and is left as it is', async () => {
    const { keeper, told, trouble, start } = setUp()
    const good = await keeper.roster()
    const bad = { units: [good.units[0]!, { ...good.units[1]!, name: good.units[0]!.name }] }
    const bytes = await renderRosterWorkbook(bad, wording)
    writeFileSync(keeper.file, bytes)
    expect(await keeper.roster()).toEqual(good)
    expect(await start().roster()).toEqual(good)
    expect(await trouble()).toEqual({
      message: 'Dòng 3: tên "Văn phòng Huyện ủy" trùng với dòng 2.',
      at: 1_644_400_000_000,
    })
    expect(new Uint8Array(readFileSync(keeper.file))).toEqual(bytes)
    expect(told).toHaveLength(1)

    const mended = confirmedOnly(good)
    writeFileSync(keeper.file, await renderRosterWorkbook(mended, wording))
    expect(await keeper.roster()).toEqual(mended)
    expect(await trouble()).toBeNull()
  })

  test('deleted, it is written again from the roster in force', async () => {
    const { keeper, told } = setUp()
    const edited = confirmedOnly(await keeper.roster())
    writeFileSync(keeper.file, await renderRosterWorkbook(edited, wording))
    await keeper.roster()
    rmSync(keeper.file)
    expect(await keeper.roster()).toEqual(edited)
    expect(await readRosterWorkbook(readFileSync(keeper.file), wording)).toEqual(edited)
    expect(told).toHaveLength(2)
  })

  test('a folder in its place can be neither read nor replaced: the trouble is told, the roster stands', async () => {
    const { keeper, trouble } = setUp()
    const good = await keeper.roster()
    rmSync(keeper.file)
    mkdirSync(keeper.file)
    expect(await keeper.roster()).toEqual(good)
    expect(await trouble()).toMatchObject({ message: 'Tệp danh sách đơn vị đang bị khóa, chưa đọc được.' })
  })

  test('where telling fails, it is told again', async () => {
    const { start, told } = setUp()
    const failing = start(async () => {
      throw new Error('the store is away')
    })
    await expect(failing.roster()).rejects.toThrow('the store is away')
    await start().roster()
    expect(told).toHaveLength(1)
  })

  test('without any good roster a bad file is an error', async () => {
    const { keeper } = setUp()
    writeFileSync(keeper.file, 'not a workbook')
    await expect(keeper.roster()).rejects.toMatchObject({ code: 'bad-roster' })
  })
})
