/** The audit that follows every test finds what is wrong with a ledger, and lets a test pass only when nothing is. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import { makeSampleStore, sampleReading } from '../support/ledger.ts'
import { auditLedger } from '../support/ledger-audit.ts'
import { damagesLedger, makeTempFolder, tempFolder } from '../support/temp-folder.ts'

/** Four mails: two registered, one that waits, one not read yet. The second's form was settled with codes 2 and 3. */
const fill = async (folder: string): Promise<string> => {
  const { store, receive, keep } = makeSampleStore(folder)
  const row = (model: string) => ({ name: 'Tổ Một', model })
  await receive(sampleReading({ unit: 'Trường A', rows: [row('Vườn rau')] }))
  await receive(sampleReading({ unit: 'Trường B', rows: [row('Cổng trường'), row('Thư viện')] }))
  await receive(sampleReading({ rows: [] }), { standing: 'review', findings: [finding('blank-form')] })
  await keep()
  await store.decide({ subject: 'campaign', kind: 'close', before: null, after: {}, by: 'x', at: 1 }, 0)
  await store.close()
  return path.join(folder, 'ledger.sqlite')
}

const damage = (file: string, sql: string): void => {
  const database = new DatabaseSync(file)
  database.exec(`pragma foreign_keys = off; ${sql}`)
  database.close()
}

test('a ledger that is well has no complaint', async () => {
  const audit = await auditLedger(await fill(tempFolder()))
  expect(audit).toMatchObject({ complaints: [], messages: 4 })
  expect(audit.seen.codes).toEqual([1, 2, 3])
})

const second = `(select id from message order by received_at limit 1 offset 1)`
test.each([
  ['a form hidden in a part', `update part set standing = 'not-a-form'`, /^part-hides-submission/],
  ['a part hidden in a mail', `update message set standing = 'not-a-form'`, /^message-hides-part/],
  ['a form of no mail', `delete from message where id = ${second}`, /^part-without-message/],
  [
    'a registration lost',
    `delete from registration where model = 'Thư viện'`,
    /2 registrations read, 1 kept/,
  ],
  ['a registration without a code', `delete from code where number = 3`, /^code-missing/],
  ['a code lost', `delete from code where number = 2`, /^codes with a gap: 1 3/],
  ['a mail seen nowhere', `delete from location where message_id = ${second}`, /^message was seen nowhere/],
  ['a mail that nobody will read', `delete from job`, /^message in progress, and no job waits/],
  [
    'a form that nobody will check',
    `update submission set standing = 'in-progress'`,
    /^submission in progress/,
  ],
  [
    'replaced by nothing',
    `update submission set superseded_by = 'x' where unit_name = 'Trường B'`,
    /^superseded/,
  ],
])('%s is found', async (_, sql, complaint) => {
  const folder = tempFolder()
  damagesLedger(folder, 'to see that it is found')
  const file = await fill(folder)
  damage(file, sql)
  expect((await auditLedger(file)).complaints).toContainEqual(expect.stringMatching(complaint))
})

test.each([
  [
    'a mail',
    `delete from message where headers_json is null; delete from location where uid = '4'`,
    /^message has gone/,
  ],
  ['the last code', `delete from code where number = 3`, /^code has gone: 3/],
  ['a decision', `drop trigger decision_refuses_delete; delete from decision`, /^decision has changed/],
  [
    'the code of a registration',
    `update code set number = 4 where number = 2; update code set number = 2 where number = 3;
     update code set number = 3 where number = 4`,
    /^code 2 is now 3/,
  ],
])('%s that was there and is gone, or changed, is found at the next look', async (_, sql, complaint) => {
  const { folder, remove } = makeTempFolder()
  const file = await fill(folder)
  const { seen } = await auditLedger(file)
  damage(file, sql)
  expect((await auditLedger(file, seen)).complaints).toContainEqual(expect.stringMatching(complaint))
  damagesLedger(folder, 'to see that it is found')
  await remove().catch(() => {})
})

test('a folder with such a ledger does not go in silence, nor one said to be damaged that is well', async () => {
  const bad = makeTempFolder()
  damage(await fill(bad.folder), 'delete from location')
  await expect(bad.remove()).rejects.toThrow(
    /not well after this test:\n {2}ledger\.sqlite: message was seen/,
  )

  const well = makeTempFolder()
  await fill(well.folder)
  damagesLedger(well.folder, 'not at all')
  await expect(well.remove()).rejects.toThrow(/nothing is wrong .*not at all/)

  const shut = makeTempFolder()
  const file = await fill(shut.folder)
  damage(file, 'drop table meta')
  await expect(shut.remove()).rejects.toThrow(/cannot be read: .*no such table: meta/)
})
