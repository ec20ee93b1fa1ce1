/**
 * One ledger's life under torture: a dozen deaths in a row, each at another failpoint, with mails coming in before and
 * between; then it is left in peace, and must come to what it would have come to without any death.
 */
import { appendFileSync, existsSync, renameSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { TablesFact } from '../../src/consolidation/write-tables.ts'
import type { DeskFact } from '../../src/desk/serve-desk.ts'
import { sha256 } from '../../src/domain/identity.ts'
import { addDays } from '../../src/domain/zoned-time.ts'
import { type Failpoint, failpoints } from '../../src/failpoints.ts'
import type { Store } from '../../src/ports.ts'
import { makeChance } from '../bench/campaign/chance.ts'
import { archived, checkTables, checkWorld, ledgerOf, openLedger } from './check.ts'
import { makeWorld, type QueueKind, type Running, type World } from './world.ts'

export interface LifePlan {
  readonly seed: number
  readonly queue: QueueKind
  readonly deaths: readonly { readonly name: Failpoint; readonly times: number }[]
}
export interface Life {
  /** Where it was killed; a place that was not come to is not in it. */
  readonly kills: readonly Failpoint[]
  readonly complaints: readonly string[]
  /** From the start after the last death to the first good look at the mailbox, ms: back at work. */
  readonly backMs: number
  /** To the last mail in the tables; what the dead one had in hand waits for its lease to run out. */
  readonly wholeMs: number
}

const deathsInLife = 12

/** Every failpoint in turn, in an order of chance, on each queue in turn. */
export const livesOf = (wish: {
  readonly kills: number
  readonly seed: number
  readonly queues: readonly QueueKind[]
}): LifePlan[] => {
  const chance = makeChance(wish.seed)
  const plans: LifePlan[] = []
  let order: Failpoint[] = []
  for (let at = 0; at * deathsInLife < wish.kills; at++) {
    const queue = wish.queues[at % wish.queues.length]!
    const deaths = Array.from({ length: Math.min(deathsInLife, wish.kills - at * deathsInLife) }, () => {
      if (order.length === 0)
        order = chance.shuffled(failpoints.filter(name => queue === 'redis' || name !== 'job.told-to-redis'))
      return { name: order.pop()!, times: chance.between(1, 3) }
    })
    plans.push({ seed: wish.seed * 10_000 + at, queue, deaths })
  }
  return plans
}

/** @throws Error where the world itself fails, which is nobody's fault but its own */
export const runLife = async (plan: LifePlan): Promise<Life> => {
  const world = await makeWorld(plan.queue, plan.seed % 100)
  try {
    return await live(world, plan)
  } finally {
    await world.remove()
  }
}

const live = async (world: World, { deaths }: LifePlan): Promise<Life> => {
  const kills: Failpoint[] = []
  const complaints: string[] = []
  let day = '2022-02-10'
  for (const death of deaths) {
    for (let mails = 0; mails < 3; mails++) await world.addMail()
    if (death.name.startsWith('purge.')) await world.addBusiness()
    day = addDays(day, 1)
    if (await die(world, death, day)) kills.push(death.name)
    complaints.push(...checkTables(world).map(one => `after ${death.name}: ${one}`))
  }
  const began = Date.now()
  const service = world.start(['serve'])
  const backMs = await until(service, 30_000, world, async store => {
    const look = await store.fact<{ lastGoodLook: number | null }>('mailbox')
    return (look?.lastGoodLook ?? 0) > began ? Date.now() - began : undefined
  })
  await until(service, 60_000, world, store => isWhole(store, world))
  const wholeMs = Date.now() - began
  service.kill('SIGTERM')
  const { code } = await service.ended
  if (code !== 0) complaints.push(`the service ended with ${code}: ${service.printed().slice(-500)}`)
  const { complaints: found } = await checkWorld(world, undefined)
  return { kills, complaints: [...complaints, ...found], backMs, wholeMs }
}

/** What has to run so that this place is come to. @returns whether it died there */
const die = async (world: World, death: LifePlan['deaths'][number], day: string): Promise<boolean> => {
  const { name } = death
  const first = { name, times: 1 }
  if (name.startsWith('mail.')) {
    if (name === 'mail.stopped-noted') world.smtp.behave({ answerMail: 451 })
    const over = await outlive(world.start(['summary', '--date', day], first))
    world.smtp.behave({})
    return over
  }
  if (name.startsWith('purge.')) {
    await inPeace(world)
    return outlive(world.start(['purge', '--yes'], first))
  }
  if (name.startsWith('job.giv')) return dieGivingBack(world, first)
  if (name === 'tables.moved-aside') await editTable(world)
  const service = world.start(['serve'], name.startsWith('decision.') ? first : death)
  if (name.startsWith('decision.')) await decideAndTakeBack(world, service)
  else void dripIn(world, service)
  return outlive(service, 8000)
}

/** Mails go on coming in, so that every place is come to again. */
const dripIn = async (world: World, service: Running): Promise<void> => {
  for (let mails = 0; mails < 3; mails++) {
    await wait(1200)
    if (service.isOver()) return
    await world.addMail()
  }
}

/** @returns whether it was killed where it should be; what is still alive after `ms` is killed wherever it is */
const outlive = async (running: Running, ms = 30_000): Promise<boolean> => {
  const late = new AbortController()
  let isLate = false
  const watch = wait(ms, undefined, { signal: late.signal }).then(
    () => {
      isLate = true
      running.kill('SIGKILL')
    },
    () => {},
  )
  const { signal } = await running.ended
  late.abort()
  await watch
  return signal === 'SIGKILL' && !isLate
}

/** A job that cannot be done now: its mail's bytes are not to be had. */
const dieGivingBack = async (world: World, at: { name: Failpoint; times: number }): Promise<boolean> => {
  const mailbox = world.start(['work', 'mailbox'])
  const hidden = await until(mailbox, 20_000, world, async store => {
    const { messages } = await store.snapshot()
    return messages.length === world.mails.size
      ? (messages.find(one => !one.headers)?.id ?? 'none')
      : undefined
  })
  mailbox.kill('SIGTERM')
  await mailbox.ended
  const file = archived(world, hidden)
  if (!existsSync(file)) return false
  renameSync(file, `${file}.hidden`)
  const over = await outlive(world.start(['work', 'reading'], at), 10_000)
  renameSync(`${file}.hidden`, file)
  return over
}

/** Somebody types into the table while nobody looks. */
const editTable = async (world: World): Promise<void> => {
  await inPeace(world)
  const store = openLedger(world)
  const tables = await store.fact<TablesFact>('tables')
  await store.close()
  for (const { file, kind } of tables?.files ?? []) if (kind === 'consolidated') appendFileSync(file, '\0')
}

/** Somebody takes a decision back at the desk. */
const decideAndTakeBack = async (world: World, service: Running): Promise<void> => {
  const url = await until(
    service,
    20_000,
    world,
    async store => (await store.fact<DeskFact | null>('desk'))?.url,
  )
  const store = openLedger(world)
  try {
    const { submissions } = await store.snapshot()
    const [form] = submissions
    if (!form) return
    const { version } = await store.submission(form.id)
    const by = 'Nguyễn Thị Hoa'
    const decision = {
      subject: form.id,
      kind: 'put-off',
      before: null,
      after: { note: 'x' },
      by,
      at: 1,
    } as const
    await store.decide(decision, version)
    const id = (await store.decisions(form.id)).at(-1)!.id
    await store.saveAccount({ name: 'torture', shown: by, role: 'clerk', password: 'none', active: true })
    const token = `token-${id}`
    const now = Date.now()
    await store.openSession({ id: sha256(Buffer.from(token)), account: 'torture', since: now, lastSeen: now })
    await fetch(`${url}/rut-lai`, {
      method: 'POST',
      headers: { origin: url, cookie: `tonghop=${token}` },
      body: new URLSearchParams({ subject: form.id, decision: String(id) }),
    }).catch(() => {
      // It died before it answered: as it should.
    })
  } finally {
    await store.close()
  }
}

/** The service runs until everything is done, and ends as it should. */
const inPeace = async (world: World): Promise<void> => {
  const service = world.start(['serve'])
  await until(service, 60_000, world, store => isWhole(store, world))
  service.kill('SIGTERM')
  await service.ended
}

/** Every mail read and settled, and the tables of now. */
const isWhole = async (store: Store, world: World): Promise<true | undefined> => {
  for (const kind of ['read', 'validate'] as const)
    if ((await store.pendingJobs(kind, Number.MAX_SAFE_INTEGER, 1)).length > 0) return undefined
  const { messages, revision, sentMails } = await store.snapshot()
  if (sentMails.some(one => one.state === 'sending')) return undefined
  if (messages.length !== world.mails.size) return undefined
  if (messages.some(one => one.standing === 'in-progress')) return undefined
  const tables = await store.fact<TablesFact>('tables')
  return tables?.revision === revision && tables.trouble.length === 0 ? true : undefined
}

/** Asks the ledger until it says something. @throws Error when the service ends, or after `ms` */
const until = async <T>(
  service: Running,
  ms: number,
  world: World,
  ask: (store: Store) => Promise<T | undefined>,
): Promise<T> => {
  const end = Date.now() + ms
  let store: Store | undefined
  try {
    for (;;) {
      if (service.isOver()) throw new Error(`the service ended: ${service.printed().slice(-2000)}`)
      if (!store && existsSync(ledgerOf(world))) store = openLedger(world)
      const said = store && (await ask(store))
      if (said !== undefined) return said
      if (Date.now() > end) throw new Error(`nothing after ${ms} ms: ${service.printed().slice(-2000)}`)
      await wait(25)
    }
  } finally {
    await store?.close()
  }
}
