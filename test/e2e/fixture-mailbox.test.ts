/** The demo's mailbox through the whole program on the embedded default: each mail ends as expected.json says. */
import { beforeAll, describe, expect, it } from 'vitest'
import { openApp } from '../../src/app.ts'
import { drain } from '../../src/commands/drain.ts'
import type { Output } from '../../src/commands/output.ts'
import { readConfig } from '../../src/config.ts'
import { balanceOf } from '../../src/consolidation/balance.ts'
import { opening } from '../../src/domain/campaign.ts'
import type { Snapshot } from '../../src/domain/ledger.ts'
import { collectOnce } from '../../src/intake/keep.ts'
import { makeShiftedClock } from '../../src/platform/clock.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { mailboxFolder, readExpected } from '../support/expected.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const silent: Output = { line: () => {}, problem: () => {}, progress: () => {}, endProgress: () => {} }
const expected = readExpected()
let snapshot: Snapshot

beforeAll(async () => {
  const { folder, remove } = makeTempFolder()
  const config = readConfig({ DATA_DIR: folder, MAILBOX_DIR: mailboxFolder })
  const app = await openApp(
    config,
    makeShiftedClock(Date.parse('2022-02-17T09:00:00+07:00')),
    makeLog('silent'),
  )
  try {
    const { store, archive, clock } = app
    const mailbox = await app.mailbox()
    const parts = {
      mailbox,
      store,
      archive,
      clock,
      queue: await app.queue(),
      since: opening(app.folder.campaign),
      signal: new AbortController().signal,
    }
    await collectOnce(parts)
    await drain(app, '', silent)
    // A second look brings nothing that changes anything.
    const before = await store.revision()
    await collectOnce(parts)
    await drain(app, '', silent)
    expect(await store.revision()).toBe(before)
    snapshot = await store.snapshot()
    await mailbox.close()
  } finally {
    await app.close()
    await remove()
  }
  return undefined
}, 120_000)

describe('the sample mailbox of the demo', () => {
  it.each(expected.map(mail => [mail.file, mail] as const))('%s', (file, mail) => {
    const message = snapshot.messages.find(one => one.locations.some(place => place.uid === file))
    if (!message) throw new Error(`${file} was not kept`)
    const parts = snapshot.parts.filter(one => one.messageId === message.id)
    const submissions = snapshot.submissions.filter(one => one.messageId === message.id)
    const codes = [message, ...parts, ...submissions].flatMap(one => one.findings.map(found => found.code))
    const got = submissions
      .filter(one => one.standing === 'registered')
      .flatMap(submission =>
        snapshot.registrations
          .filter(one => one.submissionId === submission.id)
          .map(one => ({
            unit: submission.unitId,
            section: one.section,
            name: one.name,
            sector: one.sector,
            model: one.model,
            note: one.note,
          })),
      )
    const sorted = (list: readonly object[]): string[] =>
      list.map(one => JSON.stringify(Object.entries(one).sort())).sort()
    expect({
      outcome: message.standing,
      missing: mail.findings.filter(code => !codes.includes(code)),
      codes,
    }).toEqual({
      outcome: mail.outcome,
      missing: [],
      codes,
    })
    expect(sorted(got)).toEqual(sorted(mail.registrations))
  })

  it('keeps the balance even, with nothing in progress', () => {
    const balance = balanceOf(snapshot)
    expect(balance).toMatchObject({ even: true, oddities: [] })
    expect(balance.messages.received).toBe(expected.length)
    expect(balance.messages['in-progress']).toBe(0)
  })
})
