/**
 * One campaign, at the hours at which days differ between Hanoi and the machine, on machines set to six zones: what
 * people get is the same to the byte, and of the right day. From midnight to seven in the morning it is still yesterday
 * for a program that reckons in UTC: reports of the wrong day are what such programs are known for (Matomo #24980).
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { read } from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { said } from '../../src/units/roster-sheets.ts'
import { renderRosterWorkbook } from '../../src/units/roster-workbook.ts'
import { rosterOf, unitOf } from '../consolidation/snapshots.ts'
import { formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import type { ZoneResult, ZoneTask } from './zone-process.ts'

const zones = {
  'Asia/Ho_Chi_Minh': -420,
  UTC: 0,
  'Pacific/Kiritimati': -840,
  'America/Los_Angeles': 480,
  'Asia/Kolkata': -330,
  'America/St_Johns': 210,
}
type Zone = keyof typeof zones
/** `15 00:10` in February 2022, in Hanoi. */
const at = (text: string): number => Date.parse(`2022-02-${text.replace(' ', 'T')}+07:00`)

const units = [
  ...['mot', 'hai', 'ba', 'bon', 'nam', 'sau'].map(name =>
    unitOf(`mn-${name}`, { name: `Trường Mầm non ${name}`, addresses: [`${name}@truong.example`] }),
  ),
]
const form = (name: string): Uint8Array =>
  formDocx({
    unit: `Trường Mầm non ${name}`,
    collectives: [{ name: 'Tổ Một', models: { economy: `Vườn rau ${name}` } }],
  })

const moments = [
  ...['08 23:59:59', '09 00:00:30', '10 00:30', '10 07:29', '10 07:31', '11 16:29', '11 16:30'],
  ...['12 07:29', '12 07:30', '14 23:59:59', '15 00:00:10', '15 06:59:59', '16 00:00:10', '17 00:10'],
]
const tablesAt = ['10 00:30', '15 00:00:10']
/** At each of `moments`, what came in and went out. */
const expectedEvents = [
  // Of before the opening, by a second: not brought, then or later.
  [],
  ['1 mails'],
  ['1 mails'],
  // What was missed while the service was down goes in office hours, once for all of it, for the day that it is of.
  [],
  ['digest 2022-02-09 sent', 'summary 2022-02-09 sent', 'receipt 2022-02-10  sent'],
  ['digest 2022-02-11 sent'],
  ['summary 2022-02-11 sent'],
  // Three days before the deadline's day, when office hours begin; the next one comes in its place.
  [],
  ['ba', 'bon', 'mot', 'nam'].map(name => `reminder 2022-02-12 mn-${name} drafted`),
  ['1 mails', ...['bon', 'mot', 'nam', 'sau'].map(name => `reminder 2022-02-14 mn-${name} drafted`)],
  // Over at midnight, for all but the one that was given longer.
  ['1 mails', 'reminder 2022-02-14 mn-sau sent'],
  [
    ...['1 mails', 'receipt 2022-02-15  sent'],
    'digest 2022-02-15: 2 việc cần xử lý - đăng ký "Dân vận khéo" năm 2022, đến 06 giờ 59, ngày 15/02/2022',
    'summary 2022-02-15: Báo cáo nhanh đăng ký "Dân vận khéo" năm 2022, đến 06 giờ 59, ngày 15/02/2022',
  ],
  ['1 mails'],
  ['1 mails', 'receipt 2022-02-17  sent'],
]

/** Cells with dates, as Excel and LibreOffice keep them; beside them the list of units. */
const datedSheets = ['xls/rich.xls', 'odf-rtf/sheets.ods'].map(name =>
  path.resolve(import.meta.dirname, '../reading/data', name),
)
/** What each of these becomes is the test. */
const arrivals: readonly (readonly [name: string, at: string, date?: string])[] = [
  ['mot', '08 23:59:59'],
  ['hai', '09 00:00:00'],
  ['ba', '14 23:59:59'],
  ['bon', '15 00:00:00'],
  ['nam', '15 06:59:59'],
  // Given until the 16th, in a cell with a date, as Excel makes one of what is typed.
  ['sau', '16 00:00:00'],
  ['mot', '17 00:00:00'],
  // No zone: nobody knows when; the machine's is not meant.
  ['hai', '10 00:20', 'Thu, 10 Feb 2022 00:20:00'],
]

const makeTask = async (folder: string): Promise<ZoneTask> => {
  const campaignFolder = path.join(folder, 'dan-van-kheo-2022')
  cpSync(path.resolve(import.meta.dirname, '../../templates/dan-van-kheo-2022'), campaignFolder, {
    recursive: true,
  })
  const yaml = path.join(campaignFolder, 'campaign.yaml')
  const text = readFileSync(yaml, 'utf8').replace(
    /^mails:$/m,
    'mails:\n  receipts: { afterMinutes: 5 }\n  reminders: { daysBefore: [3, 1] }',
  )
  writeFileSync(yaml, text)
  const rosterFile = await writeRoster(folder)
  const mails = arrivals.map(([, when], index) => ({
    file: path.join(folder, `${index + 1}.eml`),
    at: at(when),
  }))
  for (const [index, [name, when, date]] of arrivals.entries()) {
    const bytes = await makeMail({
      from: `${name}@truong.example`,
      date: new Date(at(when)),
      attachments: [
        { filename: `${name}.docx`, content: form(date ? `${name} hai` : name) },
        ...(date ? [rosterFile, ...datedSheets] : []).map(file => ({
          filename: path.basename(file),
          content: readFileSync(file),
        })),
      ],
    })
    const dated = date
      ? bytes.toString('latin1').replace(/^Date: .*$/m, `Date: ${date}`)
      : bytes.toString('latin1')
    writeFileSync(mails[index]!.file, `Return-Path: <${name}@truong.example>\r\n${dated}`, 'latin1')
  }
  return {
    ...{ zones: [], campaignFolder, rosterFile, mails },
    moments: moments.map(at),
    tablesAt: tablesAt.map(at),
    editedAt: at('15 00:00:10'),
    mailWithTablesAt: at('11 16:30'),
    previewAt: at('15 06:59:59'),
  }
}

/** The clerk's list, with the sixth unit's own last day as a date of Excel's. */
const writeRoster = async (folder: string): Promise<string> => {
  const { wording } = openCampaignFolder(
    path.resolve(import.meta.dirname, '../../templates/dan-van-kheo-2022'),
  )
  const workbook = new ExcelJS.Workbook()
  const bytes = await renderRosterWorkbook(rosterOf(...units), wording)
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  workbook.eachSheet(sheet =>
    sheet.eachRow(row => {
      if (!row.values?.toString().includes('mn-sau')) return
      const heading = sheet.getRow(row.number - units.length)
      heading.eachCell((cell, column) => {
        if (cell.text === said(wording, 'column-extendedTo'))
          Object.assign(row.getCell(column), { value: new Date(Date.UTC(2022, 1, 16)), numFmt: 'dd/mm/yyyy' })
      })
    }),
  )
  const file = path.join(folder, said(wording, 'file'))
  writeFileSync(file, Buffer.from(await workbook.xlsx.writeBuffer()))
  return file
}

/** @param zones the first is the machine's when the process begins */
const run = async (zones: readonly Zone[], task: ZoneTask, cwd: string): Promise<void> => {
  mkdirSync(cwd)
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'zone-process.ts'), JSON.stringify({ ...task, zones })],
    { cwd, env: { PATH: process.env.PATH ?? '', TZ: zones[0] }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let printed = ''
  let problems = ''
  child.stdout.setEncoding('utf8').on('data', chunk => (printed += chunk))
  child.stderr.setEncoding('utf8').on('data', chunk => (problems += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${zones}: ${problems}`)
  const found: ZoneResult[] = JSON.parse(printed)
  for (const [index, zone] of zones.entries()) results.set(zone, found[index]!)
}

const results = new Map<Zone, ZoneResult>()
/** As the first zone left them, by name. */
const tables = new Map<string, Buffer>()
const resultOf = (zone: Zone): ZoneResult => results.get(zone)!
beforeAll(async () => {
  const { folder, remove } = makeTempFolder()
  try {
    const task = await makeTask(folder)
    const all = Object.keys(zones) as Zone[]
    // Two processes: a machine has two cores or more.
    await Promise.all([
      run(all.slice(0, 3), task, path.join(folder, 'one')),
      run(all.slice(3), task, path.join(folder, 'two')),
    ])
    const tablesOfOne = path.join(folder, 'one', 'data-0', 'bieu')
    for (const name of readdirSync(tablesOfOne)) tables.set(name, readFileSync(path.join(tablesOfOne, name)))
  } finally {
    await remove()
  }
  return undefined
}, 120_000)

describe.each(Object.keys(zones) as Zone[])('a machine set to %s', zone => {
  it('is set so', () => {
    expect(resultOf(zone).offset).toBe(zones[zone])
  })
  it('gives the same at the same moments, to the byte', () => {
    const { offset: _, ...seen } = resultOf(zone)
    const { offset: __, ...expected } = resultOf('Asia/Ho_Chi_Minh')
    expect(seen).toEqual(expected)
  })
})

describe('what every one of them gives', () => {
  const seen = (): ZoneResult => resultOf('Asia/Ho_Chi_Minh')

  it('is of the right day: mails to the leaders and the clerk, to units, reminders until the last second', () => {
    expect(seen().events).toEqual(expectedEvents)
    expect(Object.keys(seen().heads).map(name => name.replace(/-[0-9a-f]{32}/, '').split('.')[0])).toEqual([
      ...['digest-2022-02-09', 'digest-2022-02-11'],
      ...['receipt-2022-02-10', 'receipt-2022-02-15', 'receipt-2022-02-17'],
      ...['reminder-2022-02-14-mn-sau', 'summary-2022-02-09', 'summary-2022-02-11'],
    ])
    expect(dateOf(seen(), 'summary-2022-02-11')).toBe('Fri, 11 Feb 2022 09:30:00 +0000')
    expect(dateOf(seen(), 'reminder-2022-02-14')).toBe('Mon, 14 Feb 2022 17:00:10 +0000')
  })

  it("is marked by the deadline of Hanoi, to the second, or by the unit's own", () => {
    expect(seen().messages).toEqual({
      '2.eml': 'registered; receipt-from-header',
      '3.eml': 'registered; receipt-from-header',
      '4.eml': 'registered; on-due-day 00:00 15/02/2022; receipt-from-header',
      '5.eml': 'registered; on-due-day 06:59 15/02/2022; receipt-from-header',
      '6.eml': 'registered; receipt-from-header',
      '7.eml': 'registered; late 00:00 17/02/2022; receipt-from-header',
      '8.eml': expect.stringMatching(/^review; .*receipt-unknown; /),
    })
  })

  it('says in status and in names of files when it was', () => {
    expect(seen().status).toEqual(
      expect.arrayContaining([
        'Tình hình đợt đăng ký dan-van-kheo-2022, lúc 00:30 10/02/2022',
        'Bảng: lập lúc 00:30 10/02/2022 tại data/bieu',
        expect.stringContaining('Báo cáo nhanh kế tiếp: 16:30 10/02/2022'),
        'Tình hình đợt đăng ký dan-van-kheo-2022, lúc 00:00 15/02/2022',
        expect.stringContaining('Việc cần xử lý kế tiếp: 15:30 15/02/2022'),
      ]),
    )
    expect(Object.keys(seen().files)).toContainEqual(
      expect.stringMatching(/^Bieu tong hop DVK 2022 \(sửa tay 2022-02-15 00\.00\)\.xlsx/),
    )
  })

  it('gives in its tables the time of Hanoi, as words and as times of a sheet', () => {
    const docx = unzipSync(tables.get('Bieu tong hop DVK 2022.docx')!)
    const text = strFromU8(docx['word/document.xml']!).replace(/<[^>]+>/g, '')
    expect(text).toContain('Số liệu đến 00 giờ 00, ngày 15/02/2022')
    const book = read(tables.get('Tep theo doi DVK 2022.xlsx')!, { type: 'buffer', cellDates: false })
    const times = book.SheetNames.flatMap(name => Object.values(book.Sheets[name] ?? {})).flatMap(cell =>
      typeof cell?.w === 'string' && /^\d\d\/\d\d\/2022 \d\d:\d\d/.test(cell.w) && cell.t === 'n'
        ? [cell.w]
        : [],
    )
    expect([...new Set(times)].sort()).toEqual([
      // At 07:30 the clerk let reminders go.
      ...['09/02/2022 00:00', '10/02/2022 00:19', '12/02/2022 07:30', '14/02/2022 23:59', '15/02/2022 00:00'],
    ])
  })
})

const dateOf = (result: ZoneResult, mail: string): string | undefined => {
  const [, head] = Object.entries(result.heads).find(([name]) => name.startsWith(mail)) ?? []
  return /^Date: (.*)\r$/m.exec(head ?? '')?.[1]
}
