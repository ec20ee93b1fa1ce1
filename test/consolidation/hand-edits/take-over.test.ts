import { beforeEach, expect, test } from 'vitest'
import { drawConsolidated, drawTracking } from '../../../src/consolidation/draw-tables.ts'
import type { Difference } from '../../../src/consolidation/hand-edits/difference.ts'
import { readHandEdits } from '../../../src/consolidation/hand-edits/read-hand-edits.ts'
import { takeOver } from '../../../src/consolidation/hand-edits/take-over.ts'
import { findRecord, saveRecord } from '../../../src/consolidation/record-files.ts'
import { makeRecord } from '../../../src/consolidation/written-record.ts'
import { makeValidateJob } from '../../../src/jobs/validate-job.ts'
import { makeShiftedClock } from '../../../src/platform/clock.ts'
import { readBook } from '../../../src/reading/read-book.ts'
import { makeSampleStore, type SampleStore, sampleReading, sampleTime } from '../../support/ledger.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { campaignFolder } from '../snapshots.ts'
import { byExcel, cellOf, cellWith, roster, short } from './edited.ts'

const clock = makeShiftedClock(sampleTime)
let ledger: SampleStore
let records: string
beforeEach(async () => {
  ledger = makeSampleStore(tempFolder())
  records = tempFolder()
  const receive = (unitId: string, unit: string, rows: Parameters<typeof sampleReading>[0]) =>
    ledger.receive(sampleReading({ unit, ...rows }), { unitId })
  await receive('mn-hoa-binh', 'Trường Mầm non Hòa Bình', {
    rows: [
      { name: 'Tổ Mẫu giáo', model: 'Trường học hạnh phúc', note: 'Mới' },
      { name: 'Tổ Mẫu giáo', model: 'Vườn rau của bé' },
    ],
  })
  await receive('mn-kim-thu', 'Trường Mầm non Kim Thư', {
    rows: [{ name: 'Tổ Nhà trẻ', model: 'Góc thiên nhiên' }],
  })
  return () => ledger.store.close()
})

const input = async () => ({
  snapshot: await ledger.store.snapshot(),
  roster,
  campaignFolder,
  now: sampleTime,
})
/** Both tables of the ledger as it is, recorded as they are when they are written. */
const write = async (): Promise<{ tracking: Buffer; table: Buffer }> => {
  const now = await input()
  await saveRecord(records, makeRecord(now))
  const [table] = await drawConsolidated(now, ['xlsx'])
  return { tracking: (await drawTracking(now)).bytes, table: table!.bytes }
}
const compare = async (bytes: Uint8Array): Promise<readonly Difference[]> => {
  const edits = await readHandEdits({
    ...(await input()),
    bytes,
    readBook,
    findRecord: name => findRecord(records, name),
  })
  expect(edits?.isBaseKnown).toBe(true)
  return edits!.differences
}
const take = async (differences: readonly Difference[]): Promise<string[]> => {
  const { taken, jobs } = await takeOver({
    ...{ differences, by: 'Nguyễn Văn Dân', now: sampleTime, store: ledger.store },
    dismissReason: 'Bỏ theo tệp sửa tay',
  })
  await settle(jobs)
  return taken.map(one => one.outcome)
}
const settle = async (jobs: readonly number[]): Promise<void> => {
  const validate = makeValidateJob({
    ...{ store: ledger.store, clock, campaign: campaignFolder.campaign },
    roster: async () => roster,
  })
  for (const id of new Set(jobs)) {
    const job = await ledger.store.lease('validate', id, clock.now(), 60_000)
    if (job) await validate(job)
  }
}
const rows = async (): Promise<string[]> => {
  const { registrations, submissions } = await ledger.store.snapshot()
  const form = new Map(submissions.map(one => [one.id, one]))
  return registrations.map(one => {
    const { unitId, standing } = form.get(one.submissionId)!
    return [one.codeNumber, unitId, one.section, one.name, one.sector, one.model, one.note, standing].join(
      ' | ',
    )
  })
}

test('what was edited becomes the ledger’s, under the same codes, by a decision that says who and what it was', async () => {
  const { tracking } = await write()
  const edited = await byExcel(tracking, sheet => {
    cellOf(sheet, 'DVK22-0001', 'Mô hình, điển hình').value = 'Trường học thân thiện'
    cellOf(sheet, 'DVK22-0001', 'Ghi chú').value = 'Nhân rộng'
    cellOf(sheet, 'DVK22-0003', 'Lĩnh vực').value = 'KT'
    sheet.addRow(['', 'Trường MN Kim Thư', '', 'Cá nhân', 'Cô giáo Lan', 'VH-XH', 'Đồ dùng tự làm', 'Mới'])
    sheet.spliceRows(Number(cellWith(sheet, 'DVK22-0002').row), 1)
  })
  expect(await take(await compare(edited))).toEqual(['taken', 'taken', 'taken', 'taken', 'taken'])
  expect(await rows()).toEqual([
    '1 | mn-hoa-binh | collective | Tổ Mẫu giáo | culture-society | Trường học thân thiện | Nhân rộng | registered',
    '3 | mn-kim-thu | collective | Tổ Nhà trẻ | economy | Góc thiên nhiên |  | registered',
    '4 | mn-kim-thu | individual | Cô giáo Lan | culture-society | Đồ dùng tự làm | Mới | registered',
  ])
  const { decisions } = await ledger.store.snapshot()
  expect(decisions.map(one => [one.kind, one.by])).toEqual([
    ['correct', 'Nguyễn Văn Dân'],
    ['correct', 'Nguyễn Văn Dân'],
  ])
  expect(decisions[0]?.before).toMatchObject({
    rows: [{ model: 'Trường học hạnh phúc' }, { model: 'Vườn rau của bé' }],
  })
  // The file says what the ledger says by now.
  expect(await compare(edited)).toEqual([])
})

test('doing it twice does it once', async () => {
  const { tracking } = await write()
  const edited = await byExcel(tracking, sheet => {
    cellOf(sheet, 'DVK22-0001', 'Ghi chú').value = 'Nhân rộng'
    sheet.spliceRows(Number(cellWith(sheet, 'DVK22-0002').row), 1)
    sheet.addRow(['', 'Trường MN Kim Thư', '', 'Cá nhân', 'Cô giáo Lan', 'VH-XH', 'Đồ dùng tự làm', 'Mới'])
  })
  const differences = await compare(edited)
  expect(await take(differences)).toEqual(['taken', 'taken', 'taken'])
  const after = await rows()
  expect(await take(differences)).toEqual(['already', 'already', 'already'])
  expect(await rows()).toEqual(after)
  expect((await ledger.store.snapshot()).decisions).toHaveLength(2)
})

test('one at a time: the others are still there, under the same numbers, and can follow', async () => {
  const { tracking } = await write()
  const edited = await byExcel(tracking, sheet => {
    cellOf(sheet, 'DVK22-0001', 'Ghi chú').value = 'Nhân rộng'
    cellOf(sheet, 'DVK22-0002', 'Ghi chú').value = 'Duy trì'
  })
  const [first, second] = await compare(edited)
  expect(await take([first!])).toEqual(['taken'])
  // Compared before the first was taken over: the form is another one by now.
  expect(await take([second!])).toEqual(['stale'])
  const again = await compare(edited)
  expect(again.map(one => one.number)).toEqual([second!.number])
  expect(await take(again)).toEqual(['taken'])
  expect((await rows()).map(one => one.split(' | ')[6])).toEqual(['Nhân rộng', 'Duy trì', ''])
})

test('a decision that is not settled yet is not undone by the next one', async () => {
  const { tracking } = await write()
  const edited = await byExcel(tracking, sheet => {
    cellOf(sheet, 'DVK22-0001', 'Ghi chú').value = 'Nhân rộng'
    cellOf(sheet, 'DVK22-0002', 'Ghi chú').value = 'Duy trì'
  })
  const unsettled = async (number: number) =>
    takeOver({
      differences: (await compare(edited)).filter(one => one.number === number),
      ...{ by: 'A', now: sampleTime, store: ledger.store, dismissReason: '' },
    })
  const first = await unsettled(1)
  expect(first.taken.map(one => one.outcome)).toEqual(['taken'])
  expect((await unsettled(2)).taken.map(one => one.outcome)).toEqual(['stale'])
  await settle(first.jobs)
  expect(await take(await compare(edited))).toEqual(['taken'])
  expect((await rows()).map(one => one.split(' | ')[6])).toEqual(['Nhân rộng', 'Duy trì', ''])
})

test('somebody decided in between: stale, and nothing is written', async () => {
  const { tracking } = await write()
  const edited = await byExcel(tracking, sheet => {
    cellOf(sheet, 'DVK22-0003', 'Ghi chú').value = 'Nhân rộng'
  })
  const differences = await compare(edited)
  const { submissions } = await ledger.store.snapshot()
  const form = submissions.find(one => one.unitId === 'mn-kim-thu')!
  const { jobs } = await ledger.store.decide(
    {
      ...{ subject: form.id, by: 'B', at: sampleTime, kind: 'put-off', before: null },
      after: { note: 'hỏi lại' },
    },
    form.version,
  )
  await settle(jobs)
  expect(await take(differences)).toEqual(['stale'])
  expect((await ledger.store.snapshot()).decisions).toHaveLength(1)
  expect(await take(await compare(edited))).toEqual(['taken'])
})

test('a form of which every row was deleted registers nothing; one that was given another unit moves', async () => {
  const { table } = await write()
  const edited = await byExcel(table, sheet => {
    const hoaBinh = Number(cellWith(sheet, 'Tổ Mẫu giáo').row)
    sheet.getCell(Number(cellWith(sheet, 'Tổ Nhà trẻ').row), 2).value = 'Đảng ủy xã Cao Viên'
    sheet.spliceRows(hoaBinh, 1)
  })
  const differences = await compare(edited)
  expect(differences.map(short)).toEqual([
    'DVK22-0003 unit: Trường Mầm non Kim Thư → Đảng ủy xã Cao Viên (changed)',
    'DVK22-0001: Trường Mầm non Hòa Bình; Tổ Mẫu giáo; Văn hóa-xã hội; Trường học hạnh phúc →  (row-deleted)',
    'DVK22-0002: Trường Mầm non Hòa Bình; Tổ Mẫu giáo; Văn hóa-xã hội; Vườn rau của bé →  (row-deleted)',
  ])
  expect(await take(differences)).toEqual(['taken', 'taken', 'taken'])
  expect((await rows()).map(one => one.split(' | ').filter((_, at) => [1, 5, 7].includes(at)))).toEqual([
    ['mn-hoa-binh', 'Trường học hạnh phúc', 'not-a-form'],
    ['mn-hoa-binh', 'Vườn rau của bé', 'not-a-form'],
    ['xa-cao-vien', 'Góc thiên nhiên', 'registered'],
  ])
  const { decisions } = await ledger.store.snapshot()
  expect(decisions.map(one => one.kind).toSorted()).toEqual(['dismiss', 'unit'])
})

test('values and the unit of one form at once', async () => {
  const { tracking } = await write()
  const edited = await byExcel(tracking, sheet => {
    cellOf(sheet, 'DVK22-0003', 'Đơn vị').value = 'Đảng ủy xã Cao Viên'
    cellOf(sheet, 'DVK22-0003', 'Ghi chú').value = 'Nhân rộng'
  })
  expect(await take(await compare(edited))).toEqual(['taken', 'taken'])
  expect((await rows())[2]).toBe(
    '3 | xa-cao-vien | collective | Tổ Nhà trẻ | culture-society | Góc thiên nhiên | Nhân rộng | registered',
  )
})

test('what cannot be traced is not possible', async () => {
  const { tracking } = await write()
  const edited = await byExcel(tracking, sheet => {
    cellOf(sheet, 'DVK22-0003', 'Lĩnh vực').value = 'Nông nghiệp'
  })
  expect(await take(await compare(edited))).toEqual(['impossible'])
})

test('a record that was damaged leaves the base unknown; old ones go when there are too many', async () => {
  const now = await input()
  const { snapshot } = now
  for (let at = 0; at < 30; at++) await saveRecord(records, makeRecord({ ...now, now: sampleTime + at }))
  const name = { revision: snapshot.revision, asOf: sampleTime + 29 }
  const found = await findRecord(records, name)
  expect(found).toEqual(JSON.parse(JSON.stringify(makeRecord({ ...now, now: sampleTime + 29 }))))
  expect(await findRecord(records, { ...name, asOf: undefined })).toEqual(found)
  expect(await findRecord(records, { revision: 999, asOf: undefined })).toBeUndefined()
  const { readdirSync, writeFileSync } = await import('node:fs')
  const path = await import('node:path')
  const last = readdirSync(records).sort().at(-1)!
  writeFileSync(path.join(records, last), 'hỏng')
  expect(await findRecord(records, name)).toBeUndefined()
})
