/**
 * `npm run torture:mailbox -- [--histories N] [--seed S]`: random histories of a mailbox: mails come in, the clerk moves,
 * flags and deletes them, the server renumbers, hangs up, stalls and lies, and between all of that the mailbox is looked
 * at. In the end the server behaves: every mail that stayed where it could be read is kept exactly once, as its bytes, and
 * nobody asked for anything to be changed. Exit 1 when not.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../src/domain/errors.ts'
import { sha256 } from '../../src/domain/identity.ts'
import { makeImapMailbox } from '../../src/intake/imap-mailbox.ts'
import { collectOnce } from '../../src/intake/keep.ts'
import { makeFolderArchive } from '../../src/platform/archive.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { say } from '../bench/bench.ts'
import { type Chance, makeChance } from '../bench/campaign/chance.ts'
import { type Account, makeAccount } from './imap-account.ts'
import { type HostileImap, type Misdeed, misdeeds, startHostileImap } from './imap-server.ts'

const { values } = parseArgs({
  options: { histories: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
})
const opening = Date.parse('2022-02-09T00:00:00+07:00')
const folders = ['INBOX', 'Dang ky', 'Khac', 'Trash'] as const
const read = ['INBOX', 'Dang ky', 'Khac'] as const
const clock = makeSystemClock()
const log = makeLog('silent')

interface History {
  readonly lost: number
  readonly doubled: number
  readonly trespasses: number
  readonly mails: number
  readonly looks: number
  readonly failed: number
  readonly misdeeds: number
  readonly unexpected: readonly string[]
}

const runHistory = async (seed: number): Promise<History> => {
  const chance = makeChance(seed)
  const folder = mkdtempSync(path.join(tmpdir(), 'tonghop-torture-'))
  const account = makeAccount(folders)
  const server = await startHostileImap(account)
  const store = makeSqliteStore({
    file: path.join(folder, 'ledger.sqlite'),
    campaign: { id: 'dan-van-kheo-2022', code: 'DVK22' },
  })
  const archive = makeFolderArchive(path.join(folder, 'archive'))
  const open = () =>
    makeImapMailbox(
      {
        ...{ host: '127.0.0.1', port: server.port, secure: false, user: 'ban', password: 'secret' },
        folders: undefined,
      },
      { clock, log, deadlines: { connect: 400, command: 150 } },
    )
  let mailbox = open()
  const signal = new AbortController().signal
  const queue = { announce: async () => {} }
  const counts = { looks: 0, failed: 0, misdeeds: 0, mails: 0 }
  const unexpected: string[] = []
  const look = async (): Promise<void> => {
    counts.looks++
    try {
      await collectOnce({ mailbox, archive, store, queue, clock, since: opening, signal })
    } catch (error) {
      counts.failed++
      // A server's misbehaving is an error of the mailbox; anything else is a bug of ours.
      if (!(error instanceof AppError && error.code.startsWith('mailbox-'))) unexpected.push(String(error))
    }
  }
  try {
    for (let step = chance.between(8, 20); step > 0; step--) {
      live(account, chance, () => counts.mails++)
      provoke(server, chance, () => counts.misdeeds++)
      if (chance.odds(0.1)) {
        await mailbox.close()
        mailbox = open()
      }
      await look()
    }
    server.misbehave(() => undefined)
    await mailbox.close()
    mailbox = open()
    // What was doubted is asked for alone, after the rest.
    for (let quiet = 0; quiet < 3; quiet++) await look()
    const { messages } = await store.snapshot()
    const kept = messages.map(one => one.id)
    const there = read.flatMap(name =>
      account.folders
        .get(name)!
        .messages.filter(one => one.receivedAt.getTime() >= opening)
        .map(one => sha256(one.bytes)),
    )
    const lost = new Set(there.filter(id => !kept.includes(id)))
    for (const id of kept)
      if (sha256(Buffer.from(await archive.get(id))) !== id) unexpected.push(`${id} is damaged`)
    return {
      ...counts,
      lost: lost.size,
      doubled: kept.length - new Set(kept).size,
      trespasses: server.trespasses.length,
      unexpected,
    }
  } finally {
    await mailbox.close()
    await store.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What happens in a mailbox between two looks. */
const live = (account: Account, chance: Chance, onMail: () => void): void => {
  for (let events = chance.between(0, 4); events > 0; events--) {
    const from = chance.pick(read)
    const uid = chance.pick(account.folders.get(from)!.messages)?.uid
    const what = chance.between(0, 9)
    if (what <= 4 || uid === undefined) {
      const old = chance.odds(0.05)
      const text = `Subject: ${chance.next()}\r\n\r\n${'x'.repeat(chance.between(0, 5000))}\r\n`
      // A mail may be the same bytes as one before: kept once.
      account.deliver(
        chance.odds(0.8) ? 'INBOX' : from,
        Buffer.from(text),
        new Date(old ? opening - 5000 : opening + 5000),
      )
      onMail()
    } else if (what === 5) account.flag(from, uid, '\\Seen')
    else if (what === 6 || what === 7) account.move(from, uid, chance.pick(read))
    else if (what === 8) account.move(from, uid, 'Trash')
    else if (chance.odds(0.4)) account.renumber(from)
    else account.expunge(from, uid)
  }
}

const provoke = (server: HostileImap, chance: Chance, onMisdeed: () => void): void => {
  const share = chance.pick([0, 0.05, 0.2])
  server.misbehave((): Misdeed | undefined => {
    if (!chance.odds(share)) return undefined
    onMisdeed()
    return chance.pick(misdeeds)
  })
}

const wanted = Number(values.histories)
const first = Number(values.seed)
const total = {
  lost: 0,
  doubled: 0,
  trespasses: 0,
  mails: 0,
  looks: 0,
  failed: 0,
  misdeeds: 0,
  unexpected: 0,
}
let next = 0
const work = async (): Promise<void> => {
  while (next < wanted) {
    const seed = first * 100_000 + next++
    const one = await runHistory(seed)
    for (const key of ['lost', 'doubled', 'trespasses', 'mails', 'looks', 'failed', 'misdeeds'] as const)
      total[key] += one[key]
    total.unexpected += one.unexpected.length
    if (one.lost + one.doubled + one.trespasses + one.unexpected.length > 0)
      say(
        `seed ${seed}: lost ${one.lost}, doubled ${one.doubled}, trespasses ${one.trespasses} ${one.unexpected.join('; ')}`,
      )
  }
}
// Most of the time is waiting for a server that says nothing.
await Promise.all(Array.from({ length: 8 }, work))
say(
  `histories: ${wanted}; mails ${total.mails}, looks ${total.looks} (${total.failed} failed), misdeeds ${total.misdeeds}`,
)
say(
  `lost ${total.lost}, doubled ${total.doubled}, mailbox changed ${total.trespasses}, other ${total.unexpected}`,
)
process.exitCode = total.lost + total.doubled + total.trespasses + total.unexpected === 0 ? 0 : 1
