/**
 * Makes the demo's mailbox: `fixtures/mailbox/*.eml`, and `expected.json`, what must become of each mail. Run
 * `node scripts/make-demo-mailbox.ts`; the same bytes every time. Names, senders and models are invented.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openCampaignFolder } from '../src/platform/campaign-folder.ts'
import type { Case, Expectation } from './demo-mailbox/case.ts'
import { fileCases } from './demo-mailbox/clean-files.ts'
import { layoutCases } from './demo-mailbox/clean-layouts.ts'
import { mailCases } from './demo-mailbox/clean-mails.ts'
import { doubtfulCases, repeatedCases } from './demo-mailbox/doubtful.ts'
import { writeMail } from './demo-mailbox/mail.ts'
import { brokenCases, wrongCases } from './demo-mailbox/other.ts'

const projectFolder = path.resolve(import.meta.dirname, '..')
export const mailboxFolder = path.join(projectFolder, 'fixtures/mailbox')

export interface ExpectedMail extends Expectation {
  readonly file: string
  /** What the mail stands for. */
  readonly about: string
}

/** Every mail in order of receipt, and the expectations as they are written to `expected.json`. */
export const makeDemoMailbox = async (): Promise<{
  mails: ReadonlyMap<string, Uint8Array>
  expected: readonly ExpectedMail[]
}> => {
  const { campaign } = openCampaignFolder(path.join(projectFolder, 'templates/dan-van-kheo-2022'))
  const cases: Case[] = [
    ...(await layoutCases(campaign)),
    ...(await fileCases(campaign)),
    ...(await mailCases(campaign)),
    ...doubtfulCases(campaign),
    ...(await repeatedCases(campaign)),
    ...wrongCases(campaign),
    ...brokenCases(campaign),
  ].toSorted((one, other) => (one.mail.at < other.mail.at ? -1 : 1))
  const named = cases.map((one, at) => ({ ...one, id: String(at + 1).padStart(2, '0') }))
  const mails = new Map<string, Uint8Array>()
  const expected: ExpectedMail[] = []
  for (const { id, slug, about, mail, damage, outcome, findings, registrations, later } of named) {
    const file = `${id}-${slug}.eml`
    const bytes = writeMail(`${id}.${slug}`, mail)
    mails.set(file, damage ? damage(bytes) : bytes)
    expected.push({ file, about, outcome, findings, registrations, ...(later ? { later } : {}) })
  }
  return { mails, expected }
}

export const writtenExpected = (expected: readonly ExpectedMail[]): string =>
  `${JSON.stringify({ mails: expected }, null, 2)}\n`

if (import.meta.main) {
  const { mails, expected } = await makeDemoMailbox()
  mkdirSync(mailboxFolder, { recursive: true })
  for (const old of readdirSync(mailboxFolder).filter(name => name.endsWith('.eml')))
    rmSync(path.join(mailboxFolder, old))
  for (const [name, bytes] of mails) writeFileSync(path.join(mailboxFolder, name), bytes)
  writeFileSync(path.join(mailboxFolder, 'expected.json'), writtenExpected(expected))
}
