/**
 * Order does not matter (design, "What never bends" 5), on the real store with the real jobs and two workers: whatever
 * comes first, is done twice, is read badly before it is read well, or decided in between, the ledger ends the same. Only
 * the reader is played: what a mail says is its bytes.
 */
import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DecisionKind } from '../../src/domain/decision.ts'
import { AppError } from '../../src/domain/errors.ts'
import { type Finding, finding } from '../../src/domain/finding.ts'
import { registrationId, submissionId } from '../../src/domain/identity.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import type { Roster, Unit } from '../../src/domain/unit.ts'
import { makeReadJob } from '../../src/jobs/read-job.ts'
import { makeValidateJob } from '../../src/jobs/validate-job.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { JobKind, Store } from '../../src/ports.ts'
import { campaign } from '../support/forms.ts'
import {
  sampleForm,
  sampleMessage,
  sampleNote,
  samplePart,
  sampleReading,
  sampleTime,
} from '../support/ledger.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const unit = (id: string, name: string, more: Partial<Unit> = {}): Unit => ({
  ...{ id, name, block: 'Trường', group: '', aliases: [], confirmed: true },
  ...{ contact: '', phone: '', addresses: [], extendedTo: '', ...more },
})
const roster: Roster = {
  units: [unit('a', 'Trường Sao Mai', { addresses: ['b@example.vn'] }), unit('b', 'Trường Sao Hôm')],
}
/** What the clerk had before: one unit missing, the other under a name of both. */
const earlierRoster: Roster = { units: [unit('a', 'Trường Sao Mai', { aliases: ['Trường Sao Hôm'] })] }

const text = fc.record({
  unit: fc.constantFrom('Trường Sao Mai', 'Trường Sao Mai', 'Trường Sao Hôm', 'Trường lạ'),
  model: fc.constantFrom('Vườn', 'Ao', 'Hoa'),
  error: fc.boolean(),
})
const mail = fc.record({
  forms: fc.array(text, { minLength: 1, maxLength: 2 }),
  /** As an earlier reader saw the first form. */
  misread: fc.option(text, { freq: 3 }),
  words: fc.constantFrom<Finding[]>(
    [],
    [finding('says-replacement', { text: 'Gửi lại' })],
    [finding('says-replacement', { text: 'Gửi lại' })],
    [finding('says-addition', { text: 'Bổ sung' })],
    [finding('says-replacement', { text: 'Gửi lại' }), finding('authentication-failed', { sender: 'a' })],
  ),
  sender: fc.constantFrom('a@example.vn', 'a@example.vn', 'b@example.vn', ''),
  /** Some arrive in one second. */
  second: fc.constantFrom(0, 0, 0, 1),
  inTwoFolders: fc.boolean(),
  inContainer: fc.boolean(),
})
type Mail = typeof mail extends fc.Arbitrary<infer One> ? One : never
const decision = fc.record({
  kind: fc.constantFrom(
    ...([
      'accept',
      'unit',
      'correct',
      'replace',
      'replace',
      'add',
      'dismiss',
      'dismiss',
      'undo',
      'undo',
    ] as const),
  ),
  mail: fc.nat(5),
  form: fc.nat(1),
  other: fc.nat(5),
  about: fc.constantFrom('form', 'form', 'form', 'part', 'container', 'message'),
  unit: fc.constantFrom('a', 'b', 'gone'),
})
type Wish = typeof decision extends fc.Arbitrary<infer One> ? One : never

/** A mail with its readings, as the parts of it know them. */
interface Known {
  readonly message: ReturnType<typeof sampleMessage>
  readonly elsewhere: ReturnType<typeof sampleMessage> | undefined
  readonly reading: MessageReading
  readonly misreading: MessageReading | undefined
  readonly part: string
}
const readingOf = (one: Mail, forms: readonly Mail['forms'][number][]): MessageReading => {
  const made = forms.map((form, place) =>
    sampleForm({
      ...{ place, unit: form.unit, rows: [{ name: 'Tổ 1', model: form.model }] },
      findings: form.error ? [finding('unread-residue', { text: 'x' })] : [],
    }),
  )
  const zip = sampleNote({ path: '2', format: 'zip', standing: 'forms' })
  const parts = one.inContainer
    ? [sampleNote(), zip, samplePart({ path: '2/1', forms: made })]
    : [sampleNote(), samplePart({ forms: made })]
  return sampleReading({ parts, messageFindings: one.words, headers: { fromAddress: one.sender } })
}
const knownOf = (one: Mail, at: number): Known => {
  const receivedAt = sampleTime + one.second * 1000
  const content = `Subject: ${at}\r\n\r\n`
  const message = sampleMessage(at + 1, { receivedAt, text: content })
  return {
    message,
    elsewhere: one.inTwoFolders
      ? sampleMessage(20 - at, { receivedAt, text: content, location: { folder: 'A' } })
      : undefined,
    reading: readingOf(one, one.forms),
    misreading: one.misread ? readingOf(one, [one.misread, ...one.forms.slice(1)]) : undefined,
    part: one.inContainer ? '2/1' : '2',
  }
}

interface Planned {
  readonly subject: string
  readonly kind: DecisionKind
  readonly after: unknown
}
/** Wishes as decisions on what there is; those that name what is not there are none. Their numbers are their places. */
const planOf = (wishes: readonly Wish[], mails: readonly Known[]): Planned[] => {
  const plan: Planned[] = []
  const formOf = (at: number, place: number): string | undefined => {
    const one = mails[at]
    return one && submissionId(one.message.id, one.part, place)
  }
  for (const { kind, mail: at, form, other, about, ...wish } of wishes) {
    const one = mails[at]
    const read = one?.reading.parts.find(part => part.path === one.part)?.forms[form]
    const id = formOf(at, form)
    if (!one || !read || id === undefined) continue
    const whole = {
      form: id,
      part: `${one.message.id}/${one.part}`,
      container: `${one.message.id}/2`,
      message: one.message.id,
    }
    const subject = kind === 'dismiss' || kind === 'undo' ? whole[about] : id
    const rows = [
      {
        from: registrationId(id, read.registrations[0]!),
        section: 'collective',
        name: 'Tổ 1',
        sector: 'economy',
        model: 'Ao cá',
        note: '',
      },
    ]
    const undone = plan.findLastIndex(planned => planned.subject === subject)
    if (kind === 'undo' && undone < 0) continue
    const after = {
      ...{
        accept: { findings: read.findings },
        unit: { unitId: wish.unit },
        correct: { rows, findings: [] },
      },
      ...{ replace: { of: formOf(other, 0) ?? 'nothing' }, add: {}, dismiss: { reason: '' } },
      undo: { decision: undone + 1 },
    }[kind]
    plan.push({ subject, kind, after })
  }
  return plan
}

/** Numbers from a seed, the same every time. */
const makeDice = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return (state >>> 8) % below
  }
}

const clock = { now: () => sampleTime, sleep: async () => {} }
const isLost = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'stale-lease' || error.code === 'stale-version')

/** @param dice null: everything in its order, read well at once, decided at the end */
const run = async (
  mails: readonly Known[],
  plan: readonly Planned[],
  dice: ((below: number) => number) | null,
): Promise<unknown> => {
  const { folder, remove } = makeTempFolder()
  const store = makeSqliteStore({ file: path.join(folder, 'ledger.sqlite'), campaign })
  let inForce = dice?.(2) === 0 ? earlierRoster : roster
  const seen = new Set<string>()
  const workers = [1, 2].map(() => {
    const archive = { get: async (id: string) => Buffer.from(id) }
    const reader = {
      readMessage: async (bytes: Uint8Array) => {
        const one = mails.find(each => each.message.id === Buffer.from(bytes).toString())!
        const isFirst = !seen.has(one.message.id)
        seen.add(one.message.id)
        return (dice && isFirst && one.misreading) || one.reading
      },
    }
    const queue = {
      announce: async () => {},
      process: () => ({ stop: async () => {} }),
      close: async () => {},
    }
    const validate = makeValidateJob({ store, clock, campaign, roster: async () => inForce })
    const jobs = { read: makeReadJob({ archive, store, queue, clock, reader, campaign }), validate }
    return async (kind: JobKind, which: number): Promise<void> => {
      const pending = await store.pendingJobs(kind, sampleTime, 100)
      const job =
        pending.length === 0
          ? undefined
          : await store.lease(kind, pending[which % pending.length]!, sampleTime, 60_000)
      if (job) await jobs[kind](job)
    }
  })
  let decided = 0
  const decideNext = async (): Promise<boolean> => {
    const next = plan[decided]
    if (!next) return false
    const isForm = next.subject.includes('#')
    try {
      const version = isForm
        ? (await store.submission(next.subject)).version
        : (await store.decisions(next.subject)).length
      await store.decide({ ...next, by: 'An', at: sampleTime, before: null }, version)
    } catch (error) {
      // Not read yet, or just settled: later.
      if (isLost(error) || (error instanceof AppError && error.code === 'not-found')) return false
      throw error
    }
    decided++
    return true
  }
  const arriving = [...mails.map(one => one.message), ...mails.flatMap(one => one.elsewhere ?? [])]
  const again = mails.map(one => one.message.id)
  const readAgain = async (id: string): Promise<boolean> => {
    // Only what nobody decides about may be read otherwise: the rest is only proposed, by design.
    const job = await store.leaseReading(id, sampleTime, 60_000)
    if (!job) return false
    seen.add(id)
    await store.saveReading(job, mails.find(one => one.message.id === id)!.reading, sampleTime)
    return true
  }
  if (dice)
    for (let step = 0; step < 12 * mails.length; step++) {
      const [what, which] = [dice(12), dice(100)]
      if (what < 3 && arriving.length > 0)
        await store.keepMessages(arriving.splice(which % arriving.length, 1), null, sampleTime)
      else if (what < 5) await decideNext()
      else if (what === 5) await store.requestValidation(null, sampleTime)
      else if (what === 6 && which < 20 && inForce !== roster) {
        inForce = roster
        await store.requestValidation(null, sampleTime)
      } else if (what === 7 && again.length > 0 && seen.has(again[which % again.length]!))
        await readAgain(again[which % again.length]!)
      else {
        const kinds = [dice(2), dice(2)].map((one): JobKind => (one === 0 ? 'read' : 'validate'))
        await Promise.all(workers.map((work, at) => work(kinds[at]!, which + at)))
      }
    }
  if (arriving.length > 0) await store.keepMessages(arriving, null, sampleTime)
  // Only what changed asks for it: nothing that was forgotten is mended here.
  if (inForce !== roster) await store.requestValidation(null, sampleTime)
  inForce = roster
  const drain = async (): Promise<void> => {
    for (const kind of ['read', 'validate', 'read', 'validate'] as const)
      while ((await store.pendingJobs(kind, sampleTime, 1)).length > 0)
        await Promise.all(dice ? workers.map(work => work(kind, dice(100))) : [workers[0]!(kind, 0)])
  }
  await drain()
  for (const one of mails) if (one.misreading) await readAgain(one.message.id)
  await drain()
  while (await decideNext()) await drain()
  expect(decided).toBe(plan.length)
  const end = endOf(await store.snapshot())
  await store.close()
  await remove()
  return end
}

/** All but code numbers, versions, revision. */
const endOf = ({ messages, parts, submissions, registrations }: Awaited<ReturnType<Store['snapshot']>>) => ({
  messages: messages.map(({ id, standing, receivedAt }) => [id, standing, receivedAt]),
  parts: parts.map(({ id, standing }) => [id, standing]),
  submissions: submissions.map(({ version: _, ...one }) => one),
  registrations: registrations.map(({ codeNumber: _, ...one }) => one),
})

it('the ledger ends the same in whatever order mails, jobs and decisions come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(mail, { minLength: 2, maxLength: 6 }),
      fc.array(decision, { maxLength: 5 }),
      fc.integer({ min: 1 }),
      async (list, wishes, seed) => {
        const plain = list.map(knownOf)
        const plan = planOf(wishes, plain)
        // A form that somebody decides about is read well from the start.
        const mails = plan.length === 0 ? plain : plain.map(one => ({ ...one, misreading: undefined }))
        const straight = await run(mails, plan, null)
        expect(await run(mails, plan, makeDice(seed))).toEqual(straight)
      },
    ),
    { numRuns: Number(process.env.ORDER_RUNS ?? 12), interruptAfterTimeLimit: 500_000 },
  )
}, 600_000)
