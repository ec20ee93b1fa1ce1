import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { rename } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { PutDown } from '../../src/consolidation/put-down.ts'
import { type TablesFact, type WriteTablesInput, writeTables } from '../../src/consolidation/write-tables.ts'
import { sha256 } from '../../src/domain/identity.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import type { Store } from '../../src/ports.ts'
import { readBook } from '../../src/reading/read-book.ts'
import { makeSampleStore } from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { byExcel, bySheetJs } from './hand-edits/edited.ts'
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

const write = (model: string, time = '16:30', over: Partial<WriteTablesInput> = {}): Promise<TablesFact> =>
  writeTables({
    folder,
    recordFolder: path.join(folder, '..', 'written'),
    readBook,
    snapshot: snapshotOf([{ rows: [{ model }] }]),
    roster,
    campaignFolder,
    now: at('2022-02-14', time),
    store,
    clock: makeSystemClock(),
    // Nobody waits for a held file in tests.
    signal: aborted,
    ...over,
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
      message: `Tệp ${table} có người sửa; bản đã sửa được giữ ở tệp ${aside}. Không đọc được nội dung để so sánh; đề nghị mở tệp này xem lại.`,
    },
  ])
  expect((await write('Ba')).setAside).toEqual([])
  expect((await store.fact<TablesFact>('tables'))?.setAside).toHaveLength(1)
})

test('the clerk is told whether the content changed; a file that was only saved again is kept all the same', async () => {
  await write('Một')
  for (const name of [table, tracking])
    writeFileSync(path.join(folder, name), bySheetJs(readFileSync(path.join(folder, name))))
  writeFileSync(path.join(folder, all[0]!), 'sửa tay')
  const result = await write('Hai', '16:31')
  const said = result.setAside.map(one => one.message.split('. ').slice(1).join('. '))
  const none =
    'Các dòng đăng ký không thay đổi nội dung; nếu không cần giữ những chỗ khác đã sửa (trang khác, cột tự thêm, cách trình bày) thì có thể xóa tệp này.'
  expect(said).toEqual([
    none,
    none,
    'Tệp dạng này không tự so sánh được; nội dung cần sửa thì sửa ở tệp theo dõi.',
  ])
  expect((await store.fact<TablesFact>('tables'))?.setAside).toEqual(result.setAside)
  for (const one of result.setAside) expect(readFileSync(one.file).length).toBeGreaterThan(0)

  const edited = await byExcel(readFileSync(path.join(folder, tracking)), sheet => {
    sheet.getCell('H2').value = 'Nhân rộng'
  })
  writeFileSync(path.join(folder, tracking), edited)
  const [notice] = (await write('Ba', '16:40')).setAside
  expect(notice?.message).toContain('Có 1 chỗ khác so với sổ dữ liệu')
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

/** Refuses what Windows refuses while Excel holds the table: replacing it, and moving it. */
const heldBy =
  (code: string): typeof rename =>
  async (from, to) => {
    const names = [from, to].map(one => path.basename(String(one)))
    if (names.includes(table)) throw Object.assign(new Error(`${code}: rename`), { code })
    await rename(from, to)
  }
const beside = (time: string): string => `Bieu tong hop DVK 2022 (2022-02-14 ${time}).xlsx`

describe('a file that is held open', () => {
  test.each(['EPERM', 'EBUSY', 'EACCES'])(
    'is left alone (%s); the new one stands beside it under a name with the time, and that is said',
    async code => {
      await write('Một')
      const result = await write('Hai', '16:31', { rename: heldBy(code) })
      expect(listing()).toEqual([beside('16.31'), ...all].toSorted())
      expect([await modelIn(table), await modelIn(beside('16.31'))]).toEqual(['Một', 'Hai'])
      expect(result.files[0]).toMatchObject({
        file: path.join(folder, table),
        path: path.join(folder, beside('16.31')),
      })
      expect(result.trouble.map(one => one.message)).toEqual([
        `Tệp ${table} đang mở, chưa thay được; số liệu mới ở tệp ${beside('16.31')}. Đề nghị đóng tệp đang mở.`,
      ])
    },
  )

  test('is tried again for two seconds before that', async () => {
    await write('Một')
    const pauses: number[] = []
    const clock = { sleep: async (ms: number) => void pauses.push(ms) }
    let refusals = 3
    const held = heldBy('EPERM')
    const result = await write('Hai', '16:31', {
      clock,
      rename: (from, to) => (refusals-- > 0 ? held(from, to) : rename(from, to)),
    })
    expect(pauses).toEqual([100, 300, 600])
    expect(result.trouble).toEqual([])
    expect(await modelIn(table)).toBe('Hai')
  })

  test('leaves one copy beside it, the newest, which goes when the file can be replaced', async () => {
    await write('Một')
    for (const time of ['16:31', '16:31', '16:32']) await write('Hai', time, { rename: heldBy('EBUSY') })
    expect(listing()).toEqual([beside('16.32'), ...all].toSorted())
    const result = await write('Ba', '16:40')
    expect(result.trouble).toEqual([])
    expect(listing()).toEqual(all)
    expect(await modelIn(table)).toBe('Ba')
  })

  test('and saved with changes before it was closed: the changes are set aside, the copy beside goes', async () => {
    await write('Một')
    await write('Hai', '16:31', { rename: heldBy('EPERM') })
    writeFileSync(path.join(folder, table), 'sửa tay')
    const held = await write('Hai', '16:32', { rename: heldBy('EPERM') })
    expect(held.setAside).toEqual([])
    expect(readFileSync(path.join(folder, table), 'utf8')).toBe('sửa tay')
    const result = await write('Ba', '16:40')
    const aside = 'Bieu tong hop DVK 2022 (sửa tay 2022-02-14 16.40).xlsx'
    expect(listing()).toEqual([aside, ...all].toSorted())
    expect(readFileSync(path.join(folder, aside), 'utf8')).toBe('sửa tay')
    expect(result.setAside.map(one => one.file)).toEqual([path.join(folder, aside)])
  })

  test('a copy beside it that somebody edited stays, and that is said once', async () => {
    await write('Một')
    const { files } = await write('Hai', '16:31', { rename: heldBy('EPERM') })
    writeFileSync(files[0]!.path, 'sửa tay')
    const result = await write('Ba', '16:40')
    expect(readFileSync(files[0]!.path, 'utf8')).toBe('sửa tay')
    expect(result.setAside.map(one => one.file)).toEqual([files[0]!.path])
    expect((await write('Bốn', '16:41')).setAside).toEqual([])
    expect(listing()).toEqual([beside('16.31'), ...all].toSorted())
  })

  test('by somebody whom a lock file names', async () => {
    await write('Một')
    // As Excel 2016 writes it: a length and the name in the code page, then again in UTF-16.
    const owner = Buffer.alloc(165, 0x20)
    owner.writeUInt8(4)
    owner.write('Huy?', 1, 'latin1')
    owner.writeUInt16LE(4, 55)
    owner.write('Huyề', 57, 'utf16le')
    writeFileSync(path.join(folder, `~$${table}`), owner)
    const result = await write('Hai', '16:31', { rename: heldBy('EPERM') })
    expect(result.trouble[0]?.message).toContain('đang mở (người mở: Huyề)')
    rmSync(path.join(folder, `~$${table}`))
    writeFileSync(
      path.join(folder, `.~lock.${table}#`),
      'Nguyễn Văn A,MAY1/vana,may1,14.02.2022 16:30,file:///x;',
    )
    const again = await write('Hai', '16:32', { rename: heldBy('EPERM') })
    expect(again.trouble[0]?.message).toContain('(người mở: Nguyễn Văn A)')
  })
})

describe('what is no file', () => {
  test('a folder of that name is left alone, and said', async () => {
    mkdirSync(path.join(folder, table), { recursive: true })
    const result = await write('Một')
    expect(listing()).toEqual([beside('16.30'), ...all].toSorted())
    expect(result.trouble.map(one => one.message)).toEqual([
      `Chỗ của tệp ${table} có một thư mục hoặc liên kết cùng tên; số liệu mới ở tệp ${beside('16.30')}. Đề nghị đổi tên hoặc chuyển thư mục, liên kết đó đi.`,
    ])
    rmSync(path.join(folder, table), { recursive: true })
    expect((await write('Hai', '16:40')).trouble).toEqual([])
    expect(listing()).toEqual(all)
  })

  test('a link is left alone, and so is what it points to', async () => {
    await write('Một')
    const elsewhere = path.join(tempFolder(), 'nơi khác.xlsx')
    renameSync(path.join(folder, table), elsewhere)
    symlinkSync(elsewhere, path.join(folder, table))
    const before = readFileSync(elsewhere)
    await write('Hai', '16:31')
    expect(readFileSync(elsewhere)).toEqual(before)
    expect(readlinkSync(path.join(folder, table))).toBe(elsewhere)
    expect(await modelIn(beside('16.31'))).toBe('Hai')
  })
})

test('a file that was touched, or put back as an older one of ours, is nobody’s work', async () => {
  await write('Một')
  const old = readFileSync(path.join(folder, table))
  for (const model of ['Hai', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy']) await write(model)
  utimesSync(path.join(folder, table), new Date(), new Date())
  expect((await write('Tám')).setAside).toEqual([])
  writeFileSync(path.join(folder, table), old)
  expect((await write('Chín')).setAside).toEqual([])
  expect(listing()).toEqual(all)
})

test('a file that the clerk edited and renamed is the clerk’s: untouched, and the table comes again', async () => {
  await write('Một')
  renameSync(path.join(folder, table), path.join(folder, 'Bản của tôi.xlsx'))
  writeFileSync(path.join(folder, 'Bản của tôi.xlsx'), 'sửa tay')
  const result = await write('Hai')
  expect([...result.setAside, ...result.trouble]).toEqual([])
  expect(readFileSync(path.join(folder, 'Bản của tôi.xlsx'), 'utf8')).toBe('sửa tay')
  expect(await modelIn(table)).toBe('Hai')
})

describe('in another process', () => {
  /** What a script beside this file says of a job; run as `uid` where that is given. */
  const inAnotherProcess = async <T>(script: string, job: object, uid?: number): Promise<T[]> => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, script), JSON.stringify(job)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      said += text
    })
    const [code] = await once(child, 'close')
    expect(code).toBe(0)
    return JSON.parse(said)
  }
  /** Small files put down in several processes at once: the race, without the drawing. */
  const putDownAtOnce = async (data: string, jobs: readonly object[]): Promise<PutDown[]> =>
    (
      await Promise.all(jobs.map(job => inAnotherProcess<PutDown>('put-down-child.ts', { data, ...job })))
    ).flat()

  test('three that write at the same moment, into one folder and into two, know each other’s files as ours', async () => {
    const data = tempFolder()
    const ledger = makeSampleStore(data)
    const [one, two] = ['bieu', 'khác'].map(name => path.join(data, name)) as [string, string]
    for (const each of [one, two]) mkdirSync(each)
    const files = [table, tracking].map(name => path.join(one, name))
    const said = await putDownAtOnce(data, [
      { mark: 'a', files, times: 30 },
      { mark: 'b', files, times: 30 },
      { mark: 'c', files: [path.join(two, table)], times: 30 },
    ])
    expect(said).toHaveLength(150)
    expect(said.flatMap(put => [put.aside ?? [], put.obstacle ?? []].flat())).toEqual([])
    expect(readdirSync(one).toSorted()).toEqual([table, tracking])
    // Whichever of them came last: a build that follows takes it for ours.
    folder = one
    expect((await write('Cuối', '17:00', { store: ledger.store })).setAside).toEqual([])
    await ledger.store.close()
  })

  test('two that meet files somebody changed keep each once, whole', async () => {
    const data = tempFolder()
    const ledger = makeSampleStore(data)
    const changed = Array.from({ length: 20 }, (_, at) => path.join(data, `bảng ${at}.xlsx`))
    for (const file of changed) writeFileSync(file, `sửa ${file}`)
    const said = await putDownAtOnce(
      data,
      ['a', 'b'].map(mark => ({ mark, files: changed, times: 2 })),
    )
    const kept = readdirSync(data).filter(name => name.includes('sửa tay'))
    expect(kept.map(name => readFileSync(path.join(data, name), 'utf8')).toSorted()).toEqual(
      changed.map(file => `sửa ${file}`).toSorted(),
    )
    expect(said.flatMap(put => put.aside ?? [])).toHaveLength(20)
    await ledger.store.close()
  })

  // Root may do anything; the system refuses only others, by the folder's permissions.
  const nobody = process.getuid?.() === 0 ? 65_534 : undefined
  const openTo = (...folders: string[]): void => {
    for (const one of folders) chmodSync(one, 0o777)
  }

  test('a file that the system itself does not let us replace', async () => {
    const data = tempFolder()
    openTo(data)
    folder = path.join(data, 'bieu')
    const ours = nobody === undefined ? '' : table
    mkdirSync(folder)
    if (ours !== '') {
      // In a folder with the sticky bit only its owner may replace or move a file (as in /tmp): EPERM, as on Windows.
      writeFileSync(path.join(folder, table), 'của người khác')
      chmodSync(folder, 0o1777)
    } else mkdirSync(path.join(folder, table))
    const [result] = await inAnotherProcess<TablesFact>('write-tables-child.ts', { data, folder }, nobody)
    expect(result?.trouble).toHaveLength(1)
    expect(result?.setAside).toEqual([])
    expect(result?.files[0]?.path).not.toBe(result?.files[0]?.file)
    expect(listing()).toContain(path.basename(result?.files[0]?.path ?? ''))
    if (ours !== '') expect(readFileSync(path.join(folder, table), 'utf8')).toBe('của người khác')
  })

  test('a folder that was made read-only', async () => {
    const data = tempFolder()
    openTo(data)
    folder = path.join(data, 'bieu')
    mkdirSync(folder)
    chmodSync(folder, 0o555)
    const [result] = await inAnotherProcess<TablesFact>('write-tables-child.ts', { data, folder }, nobody)
    expect(result).toMatchObject({ code: 'table-locked', message: expect.stringContaining(folder) })
    expect(listing()).toEqual([])
  })
})

test('a folder that cannot be written to is said by name', async () => {
  writeFileSync(folder, 'a file')
  await expect(write('Một')).rejects.toMatchObject({ code: 'table-locked' })
  await expect(write('Một')).rejects.toThrow(folder)
})
