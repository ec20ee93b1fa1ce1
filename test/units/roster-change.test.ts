/** The roster changed from the program, in the file that the clerk edits as well. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import type { Roster } from '../../src/domain/unit.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import type { Clock } from '../../src/ports.ts'
import {
  addAlias,
  addUnit,
  confirmUnits,
  editUnit,
  marksOf,
  removeUnit,
  replaceRoster,
  type UnitChange,
} from '../../src/units/roster-edits.ts'
import { keepRosterFile } from '../../src/units/roster-file.ts'
import { readRosterWorkbook, renderRosterWorkbook } from '../../src/units/roster-workbook.ts'
import { tempFolder } from '../support/temp-folder.ts'

const campaignFolder = openCampaignFolder('templates/dan-van-kheo-2022')
const { wording } = campaignFolder

const setUp = (place?: (file: string, bytes: Uint8Array) => Promise<void>) => {
  const folder = tempFolder()
  const facts = new Map<string, string>()
  const store = {
    fact: async <T>(name: string) => (facts.has(name) ? (JSON.parse(facts.get(name)!) as T) : undefined),
    saveFact: async (name: string, value: unknown) => void facts.set(name, JSON.stringify(value)),
  }
  const told: Roster[] = []
  const log = { info: () => {}, warn: () => {} }
  const clock: Clock = { now: () => Date.parse('2022-02-14T09:00:00+07:00'), sleep: async () => {} }
  const start = () =>
    keepRosterFile({
      ...{ folder, campaignFolder, store, clock, log, ...(place && { place }) },
      onChange: async roster => void told.push(roster),
    })
  return { folder, told, start, keeper: start() }
}
const inFile = (file: string): Promise<Roster> => readRosterWorkbook(readFileSync(file), wording)

test('stands in the file, in force and over a restart; the caller is told after the record', async () => {
  const { keeper, told, start } = setUp()
  const { units } = await keeper.roster()
  const recorded: UnitChange[] = []
  const id = units[0]!.id
  const after = await keeper.change({
    seen: marksOf(units),
    edit: editUnit(id, { contact: 'Bà Hoa', phone: '0912345678', extendedTo: '2022-02-17', confirmed: true }),
    record: async changes => {
      expect(told).toHaveLength(1)
      recorded.push(...changes)
    },
  })
  expect(recorded).toEqual([{ id, before: units[0], after: after.units[0] }])
  expect(after.units[0]).toMatchObject({ contact: 'Bà Hoa', phone: '0912345678', extendedTo: '2022-02-17' })
  expect(await inFile(keeper.file)).toEqual(after)
  expect(await start().roster()).toEqual(after)
  expect(told).toHaveLength(2)
  // Written by us, changed by us: nobody's work is in it, no copy is needed.
  expect(readdirSync(path.dirname(keeper.file))).toEqual([path.basename(keeper.file)])
})

test('of two who saw the same unit the second is refused, and whoever changes another is not', async () => {
  const { keeper } = setUp()
  const { units } = await keeper.roster()
  const seen = marksOf(units)
  await keeper.change({ seen, edit: editUnit(units[0]!.id, { contact: 'Bà Hoa' }) })
  const second = keeper.change({ seen, edit: editUnit(units[0]!.id, { contact: 'Ông Ba' }) })
  await expect(second).rejects.toMatchObject({ code: 'stale-version', message: units[0]!.name })
  const after = await keeper.change({ seen, edit: confirmUnits([units[1]!.id]) })
  expect(after.units.slice(0, 2)).toMatchObject([{ contact: 'Bà Hoa' }, { confirmed: true }])
})

test('what the clerk saved in Excel meanwhile is taken in first, and her columns, notes and a copy stay', async () => {
  const { keeper, folder } = setUp()
  const { units } = await keeper.roster()
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(keeper.file)
  const sheet = workbook.worksheets[0]!
  sheet.getCell('K1').value = 'Đã gọi'
  sheet.getCell('K3').value = 'sáng 12/02, chưa nghe máy'
  sheet.getCell('G3').value = 'Ông Bình'
  sheet.getCell('K3').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFF00' } }
  await workbook.xlsx.writeFile(keeper.file)
  const saved = readFileSync(keeper.file)

  const stale = keeper.change({ seen: marksOf(units), edit: editUnit(units[1]!.id, { phone: '0912' }) })
  await expect(stale).rejects.toMatchObject({ code: 'stale-version' })
  const after = await keeper.change({ seen: marksOf(units), edit: editUnit(units[0]!.id, { phone: '0912' }) })
  expect(after.units.slice(0, 2)).toMatchObject([{ phone: '0912' }, { contact: 'Ông Bình' }])

  const again = new ExcelJS.Workbook()
  await again.xlsx.readFile(keeper.file)
  const kept = again.worksheets[0]!.getCell('K3')
  expect(kept.value).toBe('sáng 12/02, chưa nghe máy')
  expect(kept.fill).toMatchObject({ fgColor: { argb: 'FFFFFF00' } })
  const copies = readdirSync(folder).filter(name => name.includes('ban luu 2022-02-14 09-00'))
  expect(copies).toHaveLength(1)
  expect(readFileSync(path.join(folder, copies[0]!)).equals(saved)).toBe(true)
})

test('a file that was not taken is not written over', async () => {
  const { keeper } = setUp()
  const { units } = await keeper.roster()
  const bad = { units: [units[0]!, { ...units[1]!, name: units[0]!.name }] }
  const bytes = await renderRosterWorkbook(bad, wording)
  writeFileSync(keeper.file, bytes)
  await expect(
    keeper.change({ seen: marksOf(units), edit: confirmUnits([units[0]!.id]) }),
  ).rejects.toMatchObject({ code: 'bad-roster', message: expect.stringMatching(/trùng với dòng 2.*Excel/) })
  expect(readFileSync(keeper.file).equals(bytes)).toBe(true)
})

test('a file that Excel or LibreOffice has open is left alone, and it is said by whom', async () => {
  const { keeper, folder } = setUp()
  const { units } = await keeper.roster()
  const before = readFileSync(keeper.file)
  writeFileSync(path.join(folder, `.~lock.${path.basename(keeper.file)}#`), 'Nguyễn Thị Hoa,hoa,may,now,x;')
  await expect(
    keeper.change({ seen: marksOf(units), edit: confirmUnits([units[0]!.id]) }),
  ).rejects.toMatchObject({
    code: 'table-locked',
    message: expect.stringContaining('Nguyễn Thị Hoa đang mở'),
  })
  expect(readFileSync(keeper.file).equals(before)).toBe(true)
  expect((await keeper.roster()).units).toEqual(units)
})

test('a unit is added with an id of its name, never one that is taken; taken off; named twice it is refused', async () => {
  const { keeper } = setUp()
  const { units } = await keeper.roster()
  const name = 'Trường Mầm non Hoa Sen'
  const block = units[0]!.block
  const edit = addUnit({ name: ` ${name}\u0007 `, block, confirmed: true })
  const added = (await keeper.change({ seen: {}, edit })).units.at(-1)!
  expect(added).toMatchObject({ id: 'truong-mam-non-hoa-sen', name, confirmed: true })
  await expect(keeper.change({ seen: {}, edit })).rejects.toMatchObject({
    code: 'bad-roster',
    message: expect.stringContaining(name),
  })
  const other = await keeper.change({ seen: {}, edit: addUnit({ name: 'Trường mâm non hoa sen', block }) })
  expect(other.units.at(-1)!.id).toBe('truong-mam-non-hoa-sen-2')
  const aliased = await keeper.change({ seen: marksOf([added]), edit: addAlias(added.id, 'MN Hoa | Sen') })
  expect(aliased.units.at(-2)!.aliases).toEqual(['MN Hoa Sen'])
  const gone = await keeper.change({ seen: marksOf(aliased.units), edit: removeUnit(units[3]!.id) })
  expect(gone.units.map(unit => unit.id)).not.toContain(units[3]!.id)
  expect(await inFile(keeper.file)).toEqual(gone)
})

test('a whole roster is taken over in its own order', async () => {
  const { keeper } = setUp()
  const { units } = await keeper.roster()
  const other = { units: units.toReversed().slice(0, 100) }
  const after = await keeper.change({ seen: marksOf(units), edit: replaceRoster(other) })
  expect(after.units.map(unit => unit.id)).toEqual(other.units.map(unit => unit.id))
  expect(await inFile(keeper.file)).toEqual(after)
})

test('where Windows refuses since Excel holds the file, nothing changes and it is said', async () => {
  const held = Object.assign(new Error('EBUSY: resource busy or locked, rename'), { code: 'EBUSY' })
  const { keeper, told } = setUp(async () => {
    throw held
  })
  const { units } = await keeper.roster()
  const before = readFileSync(keeper.file)
  await expect(
    keeper.change({ seen: marksOf(units), edit: confirmUnits([units[0]!.id]) }),
  ).rejects.toMatchObject({ code: 'table-locked', message: expect.stringContaining('Đóng tệp') })
  expect(readFileSync(keeper.file).equals(before)).toBe(true)
  expect((await keeper.roster()).units).toEqual(units)
  expect(told).toHaveLength(1)
})
