import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type TablesFact, writeTables } from '../../src/consolidation/write-tables.ts'
import { sha256 } from '../../src/domain/identity.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import type { Store } from '../../src/ports.ts'
import { makeSampleStore } from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { readBack, valuesOf } from './read-back.ts'
import { at, campaignFolder, rosterOf, snapshotOf, unitOf } from './snapshots.ts'

const table = 'Bieu tong hop DVK 2022.xlsx'
const tracking = 'Tep theo doi DVK 2022.xlsx'
const all = ['Bieu tong hop DVK 2022.docx', 'Bieu tong hop DVK 2022.pdf', table, tracking]
const roster = rosterOf(unitOf('u1', { name: 'Trường A' }))
const aborted = AbortSignal.abort()

let folder: string
let store: Store
beforeEach(() => {
  folder = path.join(tempFolder(), 'bảng')
  const sample = makeSampleStore(tempFolder())
  store = sample.store
  return () => store.close()
})

const write = (model: string, time = '16:30'): Promise<TablesFact> =>
  writeTables({
    folder,
    snapshot: snapshotOf([{ rows: [{ model }] }]),
    roster,
    campaignFolder,
    now: at('2022-02-14', time),
    store,
    clock: makeSystemClock(),
    // Nobody waits for a held file in tests.
    signal: aborted,
  })
const modelIn = async (name: string): Promise<unknown> => {
  const workbook = await readBack(readFileSync(path.join(folder, name)))
  return valuesOf(workbook.worksheets[0]!)[13]?.[3]
}
const listing = (): string[] => readdirSync(folder).toSorted()

test('the files stand in the folder, named without marks, and the fact says which snapshot they show', async () => {
  const result = await write('Một')
  expect(listing()).toEqual(all)
  expect(result).toMatchObject({ revision: 7, at: at('2022-02-14', '16:30'), setAside: [], trouble: [] })
  for (const one of result.files) {
    expect(one.path).toBe(one.file)
    expect(one.sha256).toBe(sha256(readFileSync(one.file)))
  }
  expect(await store.fact('tables')).toEqual(result)
})

test('our own file is replaced, again and again, and nothing is left behind', async () => {
  for (const model of ['Một', 'Hai', 'Ba']) {
    const result = await write(model)
    expect([...result.setAside, ...result.trouble]).toEqual([])
    expect(await modelIn(table)).toBe(model)
  }
  expect(listing()).toEqual(all)
})

test('a file edited by hand is set aside with the time in its name, byte for byte, and said', async () => {
  await write('Một')
  writeFileSync(path.join(folder, table), 'sửa tay')
  const result = await write('Hai')
  const aside = 'Bieu tong hop DVK 2022 (sửa tay 2022-02-14 16.30).xlsx'
  expect(listing()).toEqual([aside, ...all].toSorted())
  expect(readFileSync(path.join(folder, aside), 'utf8')).toBe('sửa tay')
  expect(await modelIn(table)).toBe('Hai')
  expect(result.setAside).toEqual([
    {
      file: path.join(folder, aside),
      at: at('2022-02-14', '16:30'),
      message: `Tệp ${table} có người sửa; bản đã sửa được giữ ở tệp ${aside}.`,
    },
  ])
  expect((await write('Ba')).setAside).toEqual([])
  expect((await store.fact<TablesFact>('tables'))?.setAside).toHaveLength(1)
})

test('two edits within a minute are both kept', async () => {
  await write('Một')
  for (const edit of ['lần 1', 'lần 2']) {
    writeFileSync(path.join(folder, tracking), edit)
    await write('Hai')
  }
  const kept = listing().filter(name => name.includes('sửa tay'))
  expect(kept.map(name => readFileSync(path.join(folder, name), 'utf8')).toSorted()).toEqual([
    'lần 1',
    'lần 2',
  ])
})

test('a file that is not ours, there before the first build, is set aside too', async () => {
  mkdirSync(folder)
  writeFileSync(path.join(folder, table), 'của ai đó')
  expect((await write('Một')).setAside).toHaveLength(1)
  expect(listing()).toHaveLength(all.length + 1)
})

test('a crash after the rename and before the fact does not make our own file a stranger', async () => {
  await write('Một')
  const before = await store.fact('tables')
  await write('Hai')
  await store.saveFact('tables', before)
  expect((await write('Ba')).setAside).toEqual([])
})

test('a data folder that was moved is still known', async () => {
  await write('Một')
  const old = folder
  folder = path.join(tempFolder(), 'moved')
  mkdirSync(folder)
  writeFileSync(path.join(folder, table), readFileSync(path.join(old, table)))
  expect((await write('Hai')).setAside).toEqual([])
})

// A folder in the file's place refuses the rename on every system, as a file that Excel holds open does on Windows.
describe('a file that cannot be replaced', () => {
  beforeEach(() => {
    mkdirSync(path.join(folder, table), { recursive: true })
  })

  test('is left alone; the new one stands beside it under a name with the time, and that is said', async () => {
    const result = await write('Một')
    const beside = 'Bieu tong hop DVK 2022 (2022-02-14 16.30).xlsx'
    expect(listing()).toEqual([beside, ...all].toSorted())
    expect(await modelIn(beside)).toBe('Một')
    expect(result.files[0]).toMatchObject({
      file: path.join(folder, table),
      path: path.join(folder, beside),
    })
    expect(result.trouble.map(one => one.message)).toEqual([
      `Tệp ${table} đang mở, chưa thay được; số liệu mới ở tệp ${beside}. Đề nghị đóng tệp đang mở.`,
    ])
  })

  test('leaves one copy beside it, the newest, which goes when the file can be replaced', async () => {
    for (const time of ['16:30', '16:30', '16:31']) await write('Một', time)
    expect(listing()).toEqual(['Bieu tong hop DVK 2022 (2022-02-14 16.31).xlsx', ...all].toSorted())
    rmSync(path.join(folder, table), { recursive: true })
    const result = await write('Hai', '16:40')
    expect(result.trouble).toEqual([])
    expect(listing()).toEqual(all)
    expect(await modelIn(table)).toBe('Hai')
  })

  test('a copy beside it that somebody edited stays', async () => {
    const { files } = await write('Một')
    writeFileSync(files[0]!.path, 'sửa tay')
    await write('Hai', '16:40')
    expect(readFileSync(files[0]!.path, 'utf8')).toBe('sửa tay')
    expect(listing()).toHaveLength(all.length + 2)
  })
})

test('a folder that cannot be written to is said by name', async () => {
  writeFileSync(folder, 'a file')
  await expect(write('Một')).rejects.toMatchObject({ code: 'table-locked' })
  await expect(write('Một')).rejects.toThrow(folder)
})
