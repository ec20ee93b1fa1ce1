/**
 * `npm run bench:campaign [-- SEED]`: a simulated campaign from a seed, 250 units and some 330 mails in the mix of
 * `campaign/mix.ts`, through the whole program on the embedded default. Prints silent errors, how many of the submissions
 * that a careful person could register went straight through, and what waits; exit code 1 where a target is missed.
 * Needs LibreOffice, which makes the .doc, .xls, .odt, .ods, .rtf and .pdf files.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openApp } from '../../src/app.ts'
import { drain } from '../../src/commands/drain.ts'
import { makeOutput } from '../../src/commands/output.ts'
import { projectFolder, readConfig } from '../../src/config.ts'
import { opening } from '../../src/domain/campaign.ts'
import { collectOnce } from '../../src/intake/keep.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { makeShiftedClock } from '../../src/platform/clock.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { readRosterCsv } from '../../src/units/roster-csv.ts'
import { renderRosterWorkbook } from '../../src/units/roster-workbook.ts'
import { attachmentOf, type Mail, multipart, writeMail } from '../demo-mailbox/mail.ts'
import { makeChance } from './campaign/chance.ts'
import { judge } from './campaign/judge.ts'
import { type Draft, draftMails } from './campaign/mails.ts'
import { mix } from './campaign/mix.ts'
import { convertAll, hasOffice } from './campaign/office.ts'
import { makeDistrict } from './campaign/units.ts'

const units = 250
const targets = { throughput: 0.9, waiting: 30 }
const seed = Number(process.argv[2] ?? 1)
const output = makeOutput(process.stdout, process.stderr)

/** Mails in the order in which they come in, from 09/02/2022 07:00 on; two of one unit keep their order. */
const plan = async (): Promise<{ drafts: Draft[]; roster: ReturnType<typeof makeDistrict> }> => {
  const folder = openCampaignFolder(path.join(projectFolder, 'templates', 'dan-van-kheo-2022'))
  const chance = makeChance(seed)
  const roster = makeDistrict(readRosterCsv(readFileSync(folder.unitsFile, 'utf8')), units)
  // A body above others is meant only where it is named twice: it sends nothing here.
  const senders = chance.shuffled(
    roster.units.filter(
      unit => unit.id !== 'phong-giao-duc-va-dao-tao' && unit.id !== 'ban-dan-van-huyen-uy',
    ),
  )
  const takeUnit = (): (typeof senders)[number] => {
    const unit = senders.pop()
    if (!unit) throw new Error('the mix needs more units than there are')
    return unit
  }
  const groups: Draft[][] = []
  for (const { name, care, mails } of mix)
    for (let at = 0; at < mails; at++) {
      const isOther = care === 'other'
      const unit = isOther ? chance.pick(roster.units) : takeUnit()
      groups.push(await draftMails(name, care, { campaign: folder.campaign, chance, unit, takeUnit }))
    }
  return { drafts: chance.shuffled(groups).flat(), roster }
}

const written = (drafts: readonly Draft[]): Map<string, { draft: Draft; bytes: Uint8Array }> => {
  const pending = drafts.flatMap(draft => draft.files.filter(file => file.convert !== undefined))
  const made = convertAll(pending.map(file => ({ ...file.convert!, bytes: file.bytes })))
  const bytesOf = new Map(pending.map((file, at) => [file, made[at]!]))
  const mails = new Map<string, { draft: Draft; bytes: Uint8Array }>()
  for (const [at, draft] of drafts.entries()) {
    const attachments = draft.files.map(file => ({ ...file, bytes: bytesOf.get(file) ?? file.bytes }))
    const minutes = 7 * 60 + at * 24
    const day = draft.kind === 'late' ? 16 : 9 + Math.floor(minutes / 1440)
    const clock = [Math.floor((minutes % 1440) / 60), minutes % 60].map(one => String(one).padStart(2, '0'))
    const mail: Mail = {
      ...draft.mail,
      at: `2022-02-${String(day).padStart(2, '0')} ${clock.join(':')}:00`,
      attachments,
    }
    const id = `c${String(at + 1).padStart(4, '0')}`
    const bytes = draft.wrap === 'forward' ? forwarded(id, mail) : writeMail(id, mail)
    mails.set(createHash('sha256').update(bytes).digest('hex'), { draft, bytes })
  }
  return mails
}

/** A mail passed on as an attachment (message/rfc822) by the commune's office. */
const forwarded = (id: string, mail: Mail): Uint8Array => {
  const inner = writeMail(`${id}i`, mail)
  const entity = multipart('mixed', id, [
    { type: 'text/plain; charset=utf-8', body: 'Chuyen tiep.' },
    {
      ...attachmentOf({ name: 'thu.eml', bytes: inner, type: 'message/rfc822' }),
      encoding: '8bit',
      body: Buffer.from(inner).toString('utf8'),
    },
  ])
  return writeMail(id, {
    at: mail.at,
    from: { name: 'Văn phòng', address: 'vanphong@thanhoai.example.vn' },
    subject: `Fwd: ${mail.subject}`,
    raw: { type: entity.type, body: entity.body },
  })
}

if (!hasOffice()) {
  output.problem(
    'bench:campaign needs LibreOffice (Debian: apt-get install libreoffice-writer libreoffice-calc)',
  )
  process.exit(1)
}
const work = mkdtempSync(path.join(tmpdir(), 'tonghop-campaign-'))
try {
  const { drafts, roster } = await plan()
  const mails = written(drafts)
  const mailboxDir = path.join(work, 'mailbox')
  const dataDir = path.join(work, 'data')
  mkdirSync(mailboxDir)
  mkdirSync(dataDir)
  let place = 0
  for (const { bytes } of mails.values())
    writeFileSync(path.join(mailboxDir, `${String(++place).padStart(4, '0')}.eml`), bytes)
  const config = readConfig({ DATA_DIR: dataDir, MAILBOX_DIR: mailboxDir })
  const clock = makeShiftedClock(Date.parse('2022-02-16T09:00:00+07:00'))
  const folder = openCampaignFolder(path.join(projectFolder, 'templates', 'dan-van-kheo-2022'))
  writeFileSync(
    path.join(dataDir, 'Danh sach don vi.xlsx'),
    await renderRosterWorkbook(roster, folder.wording),
  )
  const app = await openApp(config, clock, makeLog('silent'))
  const started = performance.now()
  const mailbox = await app.mailbox()
  await collectOnce({
    ...app,
    mailbox,
    queue: await app.queue(),
    since: opening(app.folder.campaign),
    signal: new AbortController().signal,
  })
  await mailbox.close()
  await drain(app, 'read', output)
  const seconds = (performance.now() - started) / 1000
  const snapshot = await app.store.snapshot()
  await app.close()
  const result = judge(snapshot, new Map([...mails].map(([id, one]) => [id, one.draft])))
  const share = result.through / result.straight
  for (const one of result.silent) output.line(`SILENT ${one}`)
  for (const one of result.held) output.line(`held   ${one}`)
  output.line([...result.byReason].map(([reason, count]) => `${reason} ${count}`).join(', '))
  output.line(
    `seed ${seed}: ${roster.units.length} units, ${mails.size} mails, ${snapshot.submissions.length} forms, ${seconds.toFixed(0)} s`,
  )
  output.line(
    `silent errors ${result.silent.length}; straight through ${result.through} of ${result.straight} (${(share * 100).toFixed(1)} %); for the clerk ${result.waiting}`,
  )
  const missed = result.silent.length > 0 || share < targets.throughput || result.waiting > targets.waiting
  process.exitCode = missed ? 1 : 0
} finally {
  rmSync(work, { recursive: true, force: true })
}
