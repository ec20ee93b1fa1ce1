/** `tonghop replay [--message ID…] [--apply]`: the archive read again by the reader of today, and what that would change. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { App } from '../app.ts'
import { makePhrase } from '../consolidation/phrases.ts'
import { AppError } from '../domain/errors.ts'
import { shortCode } from '../domain/identity.ts'
import { writtenMoment } from '../domain/zoned-time.ts'
import { makeReadMessage } from '../jobs/read-job.ts'
import { makeValidateJob } from '../jobs/validate-job.ts'
import type { Say } from '../platform/messages.ts'
import { makeReader } from '../platform/sandbox/reader.ts'
import { holdRole } from '../platform/service-lock.ts'
import type { Store } from '../ports.ts'
import { applyReadings, type Rehearsal, rehearse } from '../replay/replay.ts'
import { writtenChanges } from '../replay/written-changes.ts'
import { writtenFinding } from '../validation/finding-text.ts'
import { drain } from './drain.ts'
import type { Output } from './output.ts'
import { balanceLines } from './status.ts'

/** Forms and files that are shown one by one. */
const shown = 200
const readers = 2

export interface ReplayOptions {
  /** Beginnings of messages' ids, as the tracking workbook shows them. Empty: all. */
  readonly messages: readonly string[]
  readonly apply: boolean
}

/** @returns 1 where a mail could not be read again. @throws AppError already-running, not-found, store-*, archive-* */
export const replayCommand = async (
  app: App,
  { messages, apply }: ReplayOptions,
  say: Say,
  output: Output,
): Promise<number> => {
  const { campaign } = app.folder
  const role = holdRole(app.config.dataDir, 'replay')
  const folder = path.join(app.config.dataDir, 'replay')
  // What another one left that was killed.
  rmSync(folder, { recursive: true, force: true })
  const reader = makeReader(campaign, readers)
  let copy: Store | undefined
  try {
    copy = app.copyLedger(path.join(folder, 'ledger.sqlite'))
    const wanted = messages.length === 0 ? null : await findMessages(copy, messages)
    const roster = await app.roster.roster()
    const rehearsal = await rehearse(
      {
        copy,
        folder: path.join(folder, 'read'),
        read: makeReadMessage({ archive: app.archive, reader, campaign }),
        validate: makeValidateJob({ store: copy, clock: app.clock, campaign, roster: async () => roster }),
        clock: app.clock,
        concurrency: readers,
        progress: (done, total) => output.progress(say('cli.reading'), done, total),
      },
      wanted,
    )
    output.endProgress()
    show(app, rehearsal, say, output)
    if (apply && rehearsal.touched.length > 0) {
      const parts = { ...app, queue: await app.queue(), folder: path.join(folder, 'read') }
      const busy = await applyReadings(parts, rehearsal.touched)
      await drain(app, say('cli.reading'), output)
      output.line(say('replay.applied', { count: rehearsal.touched.length - busy.length }))
      if (busy.length > 0) output.problem(say('replay.busyMails', { count: busy.length }))
      const { lines } = balanceLines(await app.store.snapshot(), say)
      for (const line of lines) output.line(line)
    } else if (rehearsal.touched.length > 0) output.line(say('replay.howToApply'))
    return rehearsal.untouched.some(one => one.why !== 'purged' && one.why !== 'busy') ? 1 : 0
  } finally {
    output.endProgress()
    reader.close()
    await copy?.close()
    rmSync(folder, { recursive: true, force: true })
    role.release()
  }
}

/** @throws AppError not-found: no message begins so, or several do */
const findMessages = async (copy: Store, beginnings: readonly string[]): Promise<Set<string>> => {
  const { messages } = await copy.snapshot()
  return new Set(
    beginnings.map(beginning => {
      const [found, ...others] = messages.filter(one => one.id.startsWith(beginning.toLowerCase()))
      if (!found || others.length > 0)
        throw new AppError(
          'not-found',
          `--message ${beginning}: ${found ? 'several mails begin' : 'no mail begins'} so`,
        )
      return found.id
    }),
  )
}

const show = ({ folder }: App, rehearsal: Rehearsal, say: Say, output: Output): void => {
  const { campaign, wording, findingTexts } = folder
  const { changes, untouched } = rehearsal
  const when = (at: number): string => writtenMoment(at, campaign.timeZone)
  const phrase = makePhrase(wording)
  const lines = writtenChanges(
    changes,
    {
      ...{ campaign, say, when },
      outcome: standing => phrase(`outcome.${standing}`),
      section: one => phrase(`section.${one}`),
      finding: one => writtenFinding(one, findingTexts),
    },
    shown,
  )
  for (const line of lines) output.line(line)
  if (lines.length > 0) output.line('')
  for (const { message, why } of untouched) {
    const values = { id: shortCode(message.id), when: when(message.receivedAt) }
    if (why === 'purged') output.line(say('replay.untouched-purged', values))
    else output.problem(say(`replay.untouched-${why}`, values))
  }
  const count = (kind: string): number =>
    changes.filter(one => one.of === 'submission' && one.kind === kind).length
  output.line(
    say('replay.sum', {
      ...{ read: rehearsal.messages.length, changed: count('changed'), appeared: count('appeared') },
      ...{ vanished: count('vanished'), proposed: count('proposed'), mails: rehearsal.touched.length },
    }),
  )
  if (rehearsal.proposals > 0) output.line(say('replay.proposals', { count: rehearsal.proposals }))
}
