/**
 * Our own mails come back: the digest goes to the mailbox that is read, a report is answered or sent on. None of them
 * registers anything, or makes the clerk work, whatever words of units it quotes.
 */
import { expect, test } from 'vitest'
import { countFigures } from '../../src/consolidation/figures.ts'
import { makePhrase } from '../../src/consolidation/phrases.ts'
import { type Finding, findingCodes, severityOf } from '../../src/domain/finding.ts'
import { readMessage } from '../../src/reading/read-message.ts'
import { composeMail } from '../../src/summary/compose.ts'
import { digestContent } from '../../src/summary/digest-content.ts'
import { campaignFolder, type Mail, rosterOf, snapshotOf, unitOf } from '../consolidation/snapshots.ts'

const { campaign, wording, findingTexts } = campaignFolder
const words = 'Chi bộ thôn Trung đăng ký mô hình "Tuyến đường hoa" lĩnh vực kinh tế'

/** The digest that lists these reasons, as bytes. */
const digestOf = async (mails: readonly Mail[]): Promise<Uint8Array> => {
  const roster = rosterOf(unitOf('u1', { name: 'Trường Mầm non Sao Mai' }))
  const snapshot = snapshotOf(mails)
  const figures = countFigures(snapshot, roster, campaign)
  const phrase = makePhrase(wording)
  const parts = {
    ...{ campaign, wording, findingTexts, tablesFolder: '/data/bieu', store: undefined as never },
    ...{
      roster: async () => roster,
      tables: async () => [],
      faults: async () => [words],
      notices: async () => [],
    },
  }
  const asOf = Date.parse('2022-02-14T15:30:00+07:00')
  const content = await digestContent({
    parts,
    phrase,
    snapshot,
    roster,
    figures,
    day: '2022-02-14',
    asOf,
    startedAt: 0,
  })
  const mail = {
    id: 'digest 2022-02-14',
    senderName: 'Ban',
    to: [campaign.office.address],
    at: asOf,
    ...content,
  }
  return composeMail(mail, campaign)
}

test('every reason that there is, quoted in a digest, is nothing to decide', async () => {
  const errors = findingCodes.filter(code => severityOf({ code, args: {} }) === 'error')
  expect(errors.length).toBeGreaterThan(20)
  const outcomes: Record<string, string> = {}
  for (let from = 0; from < errors.length; from += 10) {
    const mails = errors.slice(from, from + 10).map((code): Mail => {
      const args = new Proxy<Record<string, string>>(
        {},
        {
          get: () => words,
          has: () => true,
          getOwnPropertyDescriptor: () => ({ value: words, configurable: true, enumerable: true }),
        },
      )
      const reason: Finding = { code, args }
      return { unitName: 'Trường Mầm non Sao Mai', standing: 'review', findings: [reason], rows: [{}] }
    })
    const reading = await readMessage(await digestOf(mails), campaign)
    for (const part of reading.parts)
      if (part.standing !== 'not-a-form')
        outcomes[`${from} ${part.name}`] = part.findings
          .map(one => `${one.code} ${JSON.stringify(one.args)}`)
          .join()
  }
  expect(outcomes).toEqual({})
})
