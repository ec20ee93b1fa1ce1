import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { keepTables } from '../../src/consolidation/keep-tables.ts'
import type { TablesFact } from '../../src/consolidation/write-tables.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { Roster } from '../../src/domain/unit.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import type { Store } from '../../src/ports.ts'
import { readBook } from '../../src/reading/read-book.ts'
import { makeSampleStore, type SampleStore, sampleReading } from '../support/ledger.ts'
import { eventually } from '../support/server-process.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { readBack, valuesOf } from './read-back.ts'
import { campaignFolder, rosterOf, unitOf } from './snapshots.ts'

const clock = makeSystemClock()
let folder: string
let ledger: SampleStore
let logged: string[]
beforeEach(() => {
  folder = tempFolder()
  ledger = makeSampleStore(tempFolder())
  logged = []
  return () => ledger.store.close()
})

const note = (_: object, text: string): void => {
  logged.push(text)
}
const start = (over: { store?: Store; roster?: () => Promise<Roster> } = {}) => {
  const stopping = new AbortController()
  const done = keepTables({
    store: ledger.store,
    clock,
    log: { info: note, warn: note, error: note },
    roster: async () => rosterOf(unitOf('a', { name: 'Trường A' })),
    campaignFolder,
    folder,
    recordFolder: tempFolder(),
    readBook,
    signal: stopping.signal,
    ...over,
  })
  return {
    stop: async () => {
      stopping.abort()
      await done
    },
  }
}
const fact = (): Promise<TablesFact | undefined> => ledger.store.fact<TablesFact>('tables')
const receive = (model: string): Promise<string> =>
  ledger.receive(sampleReading({ unit: 'Trường A', rows: [{ name: 'Tổ 1', model }] }), { unitId: 'a' })
const upToDate = () =>
  eventually(async () => (await fact())?.revision === (await ledger.store.revision()), 15_000)
const text = async (name: string): Promise<string> =>
  JSON.stringify(valuesOf((await readBack(readFileSync(path.join(folder, name)))).worksheets[0]!))
const written = (): number => logged.filter(line => line === 'tables written').length

test('the tables are there from the start and follow each change soon', async () => {
  const service = start()
  await upToDate()
  expect(readdirSync(folder)).toHaveLength(4)
  await receive('Vườn rau sạch')
  const changed = Date.now()
  await upToDate()
  // Half a second and the building of all files, with room for a busy machine.
  expect(Date.now() - changed).toBeLessThan(4000)
  expect(await text('Bieu tong hop DVK 2022.xlsx')).toContain('Vườn rau sạch')
  const before = written()
  await clock.sleep(600)
  expect(written()).toBe(before)
  await service.stop()
})

test('a burst makes few builds, and the last change is in them', async () => {
  const service = start()
  for (let number = 0; number < 60; number++) await receive(`Mô hình ${number}`)
  await upToDate()
  expect(written()).toBeLessThan(30)
  expect(await text('Tep theo doi DVK 2022.xlsx')).toContain('Mô hình 59')
  await service.stop()
})

test('stopping finishes what is due, at once', async () => {
  const service = start()
  await upToDate()
  await receive('Vào phút chót')
  await service.stop()
  expect((await fact())?.revision).toBe(await ledger.store.revision())
  expect(await text('Bieu tong hop DVK 2022.xlsx')).toContain('Vào phút chót')
})

test('a roster that changes is in the tables though the ledger did not change', async () => {
  let name = 'Tên cũ'
  const service = start({ roster: async () => rosterOf(unitOf('a', { name })) })
  await receive('Vườn rau')
  await upToDate()
  name = 'Tên mới'
  await eventually(async () => (await text('Bieu tong hop DVK 2022.xlsx')).includes('Tên mới'))
  expect(await text('Bieu tong hop DVK 2022.xlsx')).not.toContain('Tên cũ')
  await service.stop()
})

test('a build that fails is logged, stands in the fact, and is made good', async () => {
  let broken = true
  const store: Store = {
    ...ledger.store,
    snapshot: async () => {
      if (broken) throw new AppError('store-unreachable', 'the ledger is away')
      return ledger.store.snapshot()
    },
  }
  const service = start({ store })
  const trouble = await eventually(async () => (await fact())?.trouble[0])
  expect(trouble.message).toBe(
    'Chưa cập nhật được biểu tổng hợp và tệp theo dõi (store-unreachable); chương trình sẽ tự làm lại.',
  )
  expect(logged).toContain('tables not written; tried again later')
  broken = false
  await upToDate()
  expect((await fact())?.trouble).toEqual([])
  await service.stop()
})

test('a store that fails altogether ends nothing either', async () => {
  let away = true
  const fail = <T>(work: () => Promise<T>): Promise<T> =>
    away ? Promise.reject(new AppError('store-unreachable', 'the ledger is away')) : work()
  const store: Store = {
    ...ledger.store,
    revision: () => fail(() => ledger.store.revision()),
    saveFact: (name, value) => fail(() => ledger.store.saveFact(name, value)),
  }
  const service = start({ store })
  await eventually(() => logged.includes('the trouble with the tables could not be noted'))
  away = false
  await upToDate()
  expect(readdirSync(folder)).toHaveLength(4)
  await service.stop()
})
