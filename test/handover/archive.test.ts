/** The handed-over file: what is in it, that it is the same each time, and that the check sees whatever is wrong. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, it, onTestFinished, test } from 'vitest'
import type { z } from 'zod'
import { drawConsolidated, drawTracking } from '../../src/consolidation/draw-tables.ts'
import { campaignSubject } from '../../src/domain/decision.ts'
import { sha256 } from '../../src/domain/identity.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import { checkArchive } from '../../src/handover/check-archive.ts'
import { lineSchemas, Summary } from '../../src/handover/ledger-lines.ts'
import { type ArchiveInput, writeArchive } from '../../src/handover/write-archive.ts'
import { makeFolderArchive } from '../../src/platform/archive.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { openMessages } from '../../src/platform/messages.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { Archive } from '../../src/ports.ts'
import { readBook } from '../../src/reading/read-book.ts'
import {
  sampleTime as now,
  sampleCampaign,
  sampleJudge,
  sampleNote,
  sampleReading,
} from '../support/ledger.ts'
import { makeTempFolder, tempFolder } from '../support/temp-folder.ts'

const templates = path.resolve(import.meta.dirname, '../../templates')
const campaignFolder = openCampaignFolder(path.join(templates, sampleCampaign.id))
const { campaign } = campaignFolder
const unit = { ...{ block: 'Khối trường', group: '', aliases: [], confirmed: false, contact: '', phone: '' } }
const roster = { units: [{ ...unit, id: 'u', name: 'Trường A', addresses: [], extendedTo: '' as const }] }

interface Made {
  readonly input: Omit<ArchiveInput, 'out'>
  readonly archiveFolder: string
  /** By name: ids of messages. */
  readonly ids: Readonly<Record<'form' | 'waits' | 'note' | 'ours', string>>
}

const make = async (folder: string): Promise<Made> => {
  const store = makeSqliteStore({ file: path.join(folder, 'ledger.sqlite'), campaign: sampleCampaign })
  const archiveFolder = path.join(folder, 'archive')
  const archive: Archive = makeFolderArchive(archiveFolder)
  let uid = 0
  const receive = async (text: string, reading: MessageReading): Promise<string> => {
    const bytes = Buffer.from(`Subject: ${text}\r\n\r\n${text.repeat(200)}`)
    const [id] = await archive.put([bytes])
    const location = { account: 'ban', folder: 'INBOX', uidValidity: '1', uid: String(++uid) }
    const message = {
      id: id!,
      bytes,
      location,
      receivedAt: now + uid * 60_000,
      receiptSource: 'server' as const,
    }
    await store.keepMessages([message], null, now)
    const job = await store.lease('read', null, now, 60_000)
    for (const one of await store.saveReading(job!, reading, now)) {
      const validate = await store.lease('validate', one, now, 60_000)
      const verdict = { unitId: 'u', unitName: 'Trường A' }
      await store.settle(validate!, 'u', sampleJudge(validate!.subject, verdict), now)
    }
    return id!
  }
  const rows = [
    { name: 'Tổ 1', model: 'Vườn rau sạch', sector: 'economy' },
    { name: 'Tổ 2', model: 'Cổng trường an toàn', sector: 'security-defence' },
    { name: 'Cô giáo Lan', model: 'Lớp học xanh', section: 'individual' as const },
  ]
  const form = await receive('đăng ký', sampleReading({ rows }))
  const waits = await receive('ảnh', sampleReading({ parts: [sampleNote({ standing: 'review' })] }))
  const note = await receive('họp', sampleReading({ parts: [sampleNote()] }))
  const [ours] = await archive.put([Buffer.from('From: ban\r\n\r\nbáo cáo')])
  const mail = {
    kind: 'summary',
    day: '2022-02-11',
    raw: ours!,
    recipients: ['a@example.vn'],
    at: now,
  } as const
  await store.beginSending({ ...mail, id: 'summary 2022-02-11', figures: { all: 3 }, about: [] })
  await store.endSending('summary 2022-02-11', 'sent', '250 ok', now)
  const by = { subject: campaignSubject, by: 'Lê Thị Lan', at: now }
  await store.decide({ ...by, kind: 'close', before: null, after: {} }, 0)
  const snapshot = await store.snapshot()
  const proposals = await store.proposals()
  await store.close()
  const tablesInput = { snapshot, roster, campaignFolder, now }
  const consolidated = await drawConsolidated(tablesInput)
  return {
    ...{ archiveFolder, ids: { form, waits, note, ours: ours! } },
    input: {
      ...{ snapshot, proposals, roster, archive, evenIfMissing: false, progress: () => {} },
      campaign: { ...sampleCampaign, sectors: campaign.form.sectors.map(one => one.id) },
      tables: [
        ...consolidated.map(one => ({ ...one, kind: 'consolidated' as const })),
        { ...(await drawTracking(tablesInput)), kind: 'tracking' },
        { name: 'Bieu sua tay.xlsx', bytes: Buffer.from('x'), kind: null },
      ],
      campaignFiles: [
        {
          name: 'campaign.yaml',
          bytes: readFileSync(path.join(templates, sampleCampaign.id, 'campaign.yaml')),
        },
      ],
      readme: openMessages(templates)('archive.readme', {
        ...{
          office: 'BAN DÂN VẬN',
          parent: 'HUYỆN ỦY',
          letter: '454-CV/HU',
          campaign: 'c',
          code: 'C',
          year: 2022,
        },
      }),
    },
  }
}

let made: Made
let out: string
let packed: Record<string, Uint8Array>
const { folder, remove } = makeTempFolder()
beforeAll(async () => {
  made = await make(folder)
  out = path.join(folder, 'ra', 'dot.zip')
  await writeArchive({ ...made.input, out })
  packed = unzipSync(readFileSync(out))
  return remove
})

describe('the archive', () => {
  it('holds the mails of forms and of what waits, those that we sent, and nobody else’s', () => {
    const { form, waits, ours } = made.ids
    expect(Object.keys(packed).filter(name => name.startsWith('thu'))).toEqual([
      ...[`thu-da-gui/${ours}.eml`, ...[form, waits].toSorted().map(id => `thu/${id}.eml`)],
    ])
    expect(sha256(packed[`thu/${form}.eml`]!)).toBe(form)
    expect(Object.keys(packed)).toEqual(
      expect.arrayContaining(['README.txt', 'SHA256SUMS', 'bang/Bieu sua tay.xlsx']),
    )
  })

  it('holds the whole ledger, what was no form too, in lines that the schemas take', () => {
    const lines = (kind: keyof typeof lineSchemas) =>
      Buffer.from(packed[`so-lieu/${kind}.jsonl`]!)
        .toString()
        .trimEnd()
        .split('\n')
        .map(line => lineSchemas[kind].parse(JSON.parse(line)))
    expect(lines('messages')).toMatchObject([
      { id: made.ids.form, outcome: 'registered', mail: `thu/${made.ids.form}.eml` },
      { id: made.ids.waits, outcome: 'review' },
      { id: made.ids.note, outcome: 'not-a-form', mail: null },
    ])
    expect(lines('registrations')).toMatchObject([
      { code: 'DVK22-0001', name: 'Tổ 1', sector: 'economy', counts: true },
      { code: 'DVK22-0002' },
      { code: 'DVK22-0003', section: 'individual' },
    ])
    expect(lines('decisions')).toMatchObject([
      { kind: 'close', by: 'Lê Thị Lan', at: new Date(now).toISOString() },
    ])
    const summary = Summary.parse(JSON.parse(Buffer.from(packed['so-lieu/campaign.json']!).toString()))
    expect(summary).toMatchObject({
      closed: { by: 'Lê Thị Lan' },
      figures: { registrations: 3, individual: 1 },
    })
    expect(summary.tables.map(one => one.kind)).toEqual([
      'consolidated',
      'consolidated',
      'consolidated',
      'tracking',
    ])
  })

  it('is documented field by field in its README', () => {
    const readme = Buffer.from(packed['README.txt']!).toString()
    for (const [kind, schema] of [...Object.entries(lineSchemas), ['campaign', Summary] as const]) {
      const section = readme.split('\r\n').join(' ').split(`${kind}.json`).slice(1).join(' ')
      for (const field of Object.keys((schema as z.ZodObject).shape))
        expect(section, `${kind}.${field}`).toContain(field)
    }
    for (const name of Object.keys(packed)) {
      const [top] = name.split('/')
      expect(readme).toContain(top === name ? (name === 'README.txt' ? 'CÁC THƯ MỤC' : name) : `${top}/`)
    }
  })

  it('is the same each time, overwrites nothing, and leaves nothing else behind', async () => {
    const again = path.join(tempFolder(), 'lai.zip')
    await writeArchive({ ...made.input, out: again })
    expect(readFileSync(again).equals(readFileSync(out))).toBe(true)
    writeFileSync(again, 'của ai đó')
    await expect(writeArchive({ ...made.input, out: again })).rejects.toMatchObject({ code: 'already-there' })
    expect(readFileSync(again, 'utf8')).toBe('của ai đó')
    expect(readdirSync(path.dirname(again))).toEqual(['lai.zip'])
  })

  it('is not made where a mail of it is lost, unless that is wished and said', async () => {
    const own = tempFolder()
    const other = await make(own)
    const { form } = other.ids
    writeFileSync(path.join(other.archiveFolder, form.slice(0, 2), `${form}.eml`), 'x')
    const zip = path.join(own, 'a.zip')
    await expect(writeArchive({ ...other.input, out: zip })).rejects.toMatchObject({
      code: 'archive-damaged',
    })
    expect(existsSync(zip)).toBe(false)
    expect(await writeArchive({ ...other.input, out: zip, evenIfMissing: true })).toMatchObject({
      missing: [form],
    })
    const { problems } = await checkArchive(zip, readBook, () => {})
    expect(problems).toEqual([{ kind: 'mail-missing', file: form, detail: form }])
  })
})

describe('the check', () => {
  /** The archive packed again by another program, with something changed. */
  const checked = async (change: (files: Record<string, Uint8Array>) => void) => {
    const files = { ...packed }
    change(files)
    const file = path.join(tempFolder(), 'b.zip')
    writeFileSync(file, zipSync(files))
    const { problems } = await checkArchive(file, readBook, () => {})
    return problems.map(one => `${one.kind} ${one.file}`)
  }
  const edit = (files: Record<string, Uint8Array>, name: string, change: (text: string) => string): void => {
    files[name] = Buffer.from(change(Buffer.from(files[name]!).toString()))
  }
  /** With its hash put right, as somebody would who knows how. */
  const forge = (files: Record<string, Uint8Array>, name: string, change: (text: string) => string): void => {
    const before = sha256(files[name]!)
    edit(files, name, change)
    edit(files, 'SHA256SUMS', text => text.replace(before, sha256(files[name]!)))
  }

  it('finds nothing where nothing is wrong, packed again or not', async () => {
    const { problems, mails, summary } = await checkArchive(out, readBook, () => {})
    expect(problems).toEqual([])
    expect({ mails, registrations: summary?.figures.registrations }).toEqual({ mails: 2, registrations: 3 })
    expect(await checked(() => {})).toEqual([])
  })

  it('sees what was changed, taken away or put in', async () => {
    const mail = `thu/${made.ids.form}.eml`
    expect(await checked(files => edit(files, mail, text => `${text}x`))).toEqual([
      `hash ${mail}`,
      `mail-other ${mail}`,
    ])
    expect(await checked(files => void delete files[mail])).toEqual([
      `not-there ${mail}`,
      `mail-missing ${mail}`,
    ])
    expect(await checked(files => void Object.assign(files, { 'la.txt': Buffer.from('x') }))).toEqual([
      'not-listed la.txt',
    ])
    expect(await checked(files => void delete files.SHA256SUMS)).toEqual(['no-sums SHA256SUMS'])
  })

  it('sees what somebody forged with its hash put right', async () => {
    const [rows, summary] = ['so-lieu/registrations.jsonl', 'so-lieu/campaign.json']
    expect(await checked(files => forge(files, rows!, text => text.replace('"economy"', '1')))).toContain(
      `line ${rows}`,
    )
    expect(await checked(files => forge(files, rows!, text => text.replace('}\n', '')))).toContain(
      `line ${rows}`,
    )
    const moved = await checked(files =>
      forge(files, rows!, text => text.replace('"economy"', '"political-system"')),
    )
    expect(moved).toEqual([`figures ${summary}`, 'table bang/Bieu tong hop DVK 2022.xlsx'])
    const recoded = await checked(files =>
      forge(files, rows!, text => text.replace('DVK22-0002', 'DVK22-0099')),
    )
    expect(recoded).toEqual(['table bang/Tep theo doi DVK 2022.xlsx'])
    const orphaned = await checked(files => forge(files, 'so-lieu/submissions.jsonl', () => ''))
    expect(orphaned).toContain(`refers ${rows}`)
    expect(await checked(files => forge(files, 'bang/Bieu tong hop DVK 2022.xlsx', () => 'x'))).toEqual([
      'table bang/Bieu tong hop DVK 2022.xlsx',
    ])
  })

  test('a file that is no archive at all', async () => {
    const file = path.join(tempFolder(), 'x.zip')
    onTestFinished(() => {})
    await expect(checkArchive(file, readBook, () => {})).rejects.toMatchObject({ code: 'not-found' })
    writeFileSync(file, 'không phải zip')
    await expect(checkArchive(file, readBook, () => {})).rejects.toMatchObject({ code: 'handover-damaged' })
  })
})
