/** Who is answered, and who never: each rule of RFC 3834, and each attack, by itself; over snapshots of a real store. */
import { expect, test } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import type { Snapshot } from '../../src/domain/ledger.ts'
import { findAddressee, type Silence } from '../../src/replies/may-answer.ts'
import { campaignFolder } from '../consolidation/snapshots.ts'
import {
  makeSampleStore,
  type SampleReading,
  type SampleVerdict,
  sampleForm,
  sampleNote,
  samplePart,
  sampleReading,
  sampleTime,
} from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { routeOf, school } from './routes.ts'

const { campaign } = campaignFolder

/** What is said of the last mail of the ledger. */
const judge = (snapshot: Snapshot, since = sampleTime - 60_000, now = sampleTime + 3_600_000) => {
  const message = snapshot.messages.at(-1)!
  const fromOf = new Map(snapshot.messages.map(one => [one.id, one.headers?.fromAddress]))
  return findAddressee(
    {
      message,
      parts: snapshot.parts.filter(one => one.messageId === message.id),
      submissions: snapshot.submissions.filter(one => one.messageId === message.id),
    },
    { campaign, since, now, senderOf: id => fromOf.get(id.split('/')[0]!) },
  )
}

const answerTo = async (
  reading: SampleReading = {},
  verdict: SampleVerdict | readonly (SampleVerdict | null)[] = {},
): Promise<{ address: string } | Silence> => {
  const { store, receive } = makeSampleStore(tempFolder())
  await receive(
    sampleReading({ ...reading, headers: { fromAddress: school, route: routeOf(), ...reading.headers } }),
    verdict,
  )
  const said = judge(await store.snapshot())
  await store.close()
  return said
}
const withRoute = (route: Parameters<typeof routeOf>[0]) => ({ headers: { route: routeOf(route) } })
const from = (address: string) => ({
  headers: { fromAddress: address, route: routeOf({ returnPath: address }) },
})

test('a school with a form is answered at its own address', async () => {
  expect(await answerTo()).toEqual({ address: school })
  expect(await answerTo({}, { standing: 'review', findings: [finding('no-unit')] })).toEqual({
    address: school,
  })
})

test.each<[string, SampleReading, Silence]>([
  ['a program', withRoute({ sentBy: 'program' }), 'from-program'],
  ['a list', withRoute({ sentBy: 'list' }), 'from-list'],
  ['an empty return path', withRoute({ returnPath: '' }), 'return-path-empty'],
  ['no return path', withRoute({ returnPath: null }), 'return-path-unknown'],
  ['a third person in From', withRoute({ returnPath: 'stranger@example.vn' }), 'return-path-differs'],
  ['a mail read before the route was kept', { headers: { route: undefined } }, 'return-path-unknown'],
  ['our own', from(campaign.office.address), 'own-address'],
  ['one refused by the server', { headers: { authentication: 'fail' } }, 'authentication-failed'],
  ['one of somebody else', { headers: { authentication: 'doubtful' } }, 'authentication-failed'],
])('%s is not', async (_, reading, why) => {
  expect(await answerTo(reading)).toBe(why)
})

test.each([
  ...['mailer-daemon@x.vn', 'postmaster@x.vn', 'no-reply@x.vn', 'noreply@x.vn', 'no_reply@x.vn'],
  ...['donotreply@x.vn', 'do.not.reply@x.vn', 'truong-noreply@x.vn', 'noreply+1@x.vn', 'khongtraloi@x.vn'],
  ...['owner-truong@x.vn', 'truong-owner@x.vn', 'truong-request@x.vn', 'bounces+17@x.vn', 'listserv@x.vn'],
  ...['autoreply@x.vn', 'auto-reply@x.vn', 'truong-bounces@x.vn', 'nobody@x.vn', 'root@x.vn'],
])('nobody reads %s', async address => {
  expect(await answerTo(from(address))).toBe('address-of-program')
})

test.each([
  'rootvegetables@x.vn',
  'norepley@x.vn',
  'mamnon.bounce@x.vn.edu',
  'owner@x.vn',
  'requestoffice@x.vn',
])('somebody may read %s', async address => {
  expect(await answerTo(from(address))).toEqual(
    address.startsWith('mamnon.bounce') ? 'address-of-program' : { address },
  )
})

test.each(['a@b', 'ệ@x.vn', 'a@x..vn', '.a@x.vn', `${'a'.repeat(300)}@x.vn`, 'a@[1.2.3.4]', 'a%b@x.vn@y.vn'])(
  'no server could be given %s',
  async address => {
    const said = await answerTo(from(address))
    expect(said === 'return-path-unknown' || address.length > 64).toBe(true)
  },
)

test('the other business of the mailbox is told nothing', async () => {
  const locked = (name: string) =>
    sampleNote({
      ...{ path: '2', name, format: 'docx', standing: 'review' },
      findings: [finding('encrypted-part')],
    })
  expect(await answerTo({ parts: [sampleNote()] })).toBe('not-a-form')
  const other = { subject: 'Giấy mời họp', route: routeOf() }
  expect(await answerTo({ parts: [locked('giay moi.docx')], headers: other })).toBe('not-a-form')
  // A file of this campaign that could not be opened: its sender has to know.
  for (const words of [
    { name: 'DVK MN Sao Mai.docx', subject: 'Gửi' },
    { name: 'x.docx', subject: 'Đăng ký mô hình của trường' },
    { name: 'x.docx', subject: 'Thực hiện CV số 454-CV/HU' },
    { name: 'dan van kheo 2022.docx', subject: '' },
  ])
    expect(
      await answerTo({
        parts: [locked(words.name)],
        headers: { subject: words.subject, route: routeOf() },
      }),
    ).toEqual({ address: school })
})

test('an old mail quoted below an answer brings no form of its sender', async () => {
  const quoted = samplePart({ forms: [sampleForm({ findings: [finding('form-quoted', { sender: 'x' })] })] })
  expect(await answerTo({ parts: [quoted] }, { standing: 'review' })).toBe('not-a-form')
})

test('nothing is said while a form of it is not settled', async () => {
  const forms = [{ unit: 'A' }, { unit: 'B' }]
  expect(await answerTo({ forms }, [{}, null])).toBe('in-progress')
  expect(await answerTo({ forms }, [{}, {}])).toEqual({ address: school })
})

test('not for what came from files, or before receipts were on, or long ago', async () => {
  const { store, receive } = makeSampleStore(tempFolder())
  await receive(sampleReading({ headers: { fromAddress: school, route: routeOf() } }))
  const snapshot = await store.snapshot()
  await store.close()
  const message = snapshot.messages[0]!
  const location = message.locations[0]!
  const changed = (over: Partial<typeof message>): Snapshot => ({
    ...snapshot,
    messages: [{ ...message, ...over }],
  })
  expect(judge(snapshot)).toEqual({ address: school })
  expect(judge(changed({ receiptSource: 'file' }))).toBe('not-from-mailbox')
  expect(judge(changed({ locations: [{ ...location, account: 'import' }] }))).toBe('not-from-mailbox')
  expect(judge(changed({ locations: [{ ...location, account: 'desk' }] }))).toBe('not-from-mailbox')
  // Imported from a file, and in the mailbox as well.
  expect(judge(changed({ locations: [{ ...location, account: 'import' }, location] }))).toEqual({
    address: school,
  })
  expect(judge(snapshot, message.receivedAt + 1)).toBe('too-old')
  expect(judge(snapshot, 0, message.receivedAt + 4 * 86_400_000)).toBe('too-old')
})

test('a form that came from there before is not answered again; from elsewhere it is', async () => {
  const { store, receive } = makeSampleStore(tempFolder())
  const own = { fromAddress: school, route: routeOf() }
  const first = await receive(sampleReading({ headers: own }))
  const { submissions } = await store.snapshot()
  const repeat: SampleVerdict = { standing: 'duplicate', duplicateOf: submissions[0]!.id }
  await receive(sampleReading({ headers: own }), repeat)
  expect(judge(await store.snapshot())).toBe('nothing-new')
  await receive(
    sampleReading({ headers: { fromAddress: 'khac@x.vn', route: routeOf({ returnPath: 'khac@x.vn' }) } }),
    repeat,
  )
  expect(judge(await store.snapshot())).toEqual({ address: 'khac@x.vn' })
  // The same form again, and a file that cannot be opened: that is new.
  const locked = sampleNote({ path: '3', standing: 'review', findings: [finding('encrypted-part')] })
  await receive(
    sampleReading({ headers: own, parts: [samplePart({ forms: [sampleForm()] }), locked] }),
    repeat,
  )
  expect(judge(await store.snapshot())).toEqual({ address: school })
  expect(first).toBe(submissions[0]!.messageId)
  await store.close()
})
