/** The reading child: what it may not do, what its parent does when it misbehaves, and that reading goes on after it. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChildLimits, isolation } from '../../src/platform/sandbox/child-process.ts'
import { makeReader, type Reader } from '../../src/platform/sandbox/reader.ts'
import { campaign, formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { tempFolder } from '../support/temp-folder.ts'

const script = path.resolve(import.meta.dirname, '../support/probe-child.ts')
const open: Reader[] = []
afterEach(() => {
  for (const reader of open.splice(0)) reader.close()
})

const readerOf = (limited: Partial<ChildLimits> = {}): Reader => {
  const reader = makeReader(campaign, 1, { script, time: 10_000, ...limited })
  open.push(reader)
  return reader
}
/** What the probe says after a command. */
const told = async (reader: Reader, command: string): Promise<Record<string, unknown>> =>
  JSON.parse((await reader.readFile(Buffer.from(command), 'a')).parts[0]!.name) as Record<string, unknown>
const findingsOf = async (reading: ReturnType<Reader['readFile']>): Promise<string[]> =>
  (await reading).parts.flatMap(part => part.findings.map(one => one.code))

describe('a child', () => {
  it('has no environment', async () => {
    expect(await told(readerOf(), 'environment')).toMatchObject({ keys: [] })
  })
  it('cannot write, read elsewhere, or start another', async () => {
    const reader = readerOf()
    const file = path.join(tempFolder(), 'x')
    expect(await told(reader, `write ${file}`)).toMatchObject({ write: 'ERR_ACCESS_DENIED' })
    expect(existsSync(file)).toBe(false)
    expect(await told(reader, 'read /etc/passwd')).toMatchObject({ read: 'ERR_ACCESS_DENIED' })
    expect(await told(reader, 'start')).toMatchObject({ start: 'ERR_ACCESS_DENIED' })
  })
  it('cannot reach the network where the system can take it away, and doctor says where it cannot', async () => {
    const server = createServer(socket => socket.destroy())
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    try {
      const { connect } = await told(readerOf(), `connect ${port}`)
      expect(connect !== 'done').toBe(isolation.network)
    } finally {
      server.close()
    }
  })
})

describe('a child that misbehaves', () => {
  it.each([
    ['takes too long', 'spin', 'reader-timeout', { time: 300 }],
    ['grows too large', 'fill', 'reader-memory', { memory: 300 * 1024 * 1024 }],
    ['ends', 'exit', 'reader-stopped', {}],
  ])(
    'because it %s is tried once more, then its file waits with the reason; the next one is read',
    async (_, command, code, limited) => {
      const reader = readerOf(limited)
      if (code === 'reader-memory') expect(isolation.memory).toBe(true)
      const reading = await reader.readMessage(Buffer.from(command))
      expect(reading).toMatchObject({
        headers: { subject: 'read by themselves' },
        parts: [{ path: 'body', standing: 'review', findings: [{ code }], size: command.length }],
      })
      expect(await findingsOf(reader.readFile(Buffer.from(command), 'a'))).toEqual([code])
      expect(await told(reader, 'hello')).toHaveProperty('pid')
    },
  )
  it('has no headers to show for a loose file', async () => {
    expect((await readerOf().readFile(Buffer.from('exit'), 'a')).headers.subject).toBe('')
  })
  it('is replaced after a hostile file, and after its number of files', async () => {
    const reader = readerOf({ messages: 3 })
    const pid = async (command: string): Promise<unknown> => (await told(reader, command)).pid
    const first = await pid('one')
    expect(await pid('hostile')).toBe(first)
    const second = await pid('one')
    expect(second).not.toBe(first)
    expect([await pid('two'), await pid('three'), await pid('four')].map(one => one === second)).toEqual([
      true,
      true,
      false,
    ])
  })
  it('by a bug of ours says so, and the next file is read', async () => {
    const reader = readerOf()
    await expect(reader.readFile(Buffer.from('throw'), 'a')).rejects.toThrow('a bug of ours')
    expect(await told(reader, 'hello')).toHaveProperty('pid')
  })
  it('by a part that somebody wants to see still gives its bytes, and says why not more', async () => {
    const reader = readerOf({ time: 300 })
    const bytes = Buffer.from('spin')
    const part = await reader.openPart(bytes, '1')
    expect(part).toMatchObject({ path: '1', document: null, findings: [{ code: 'reader-timeout' }] })
    expect(Buffer.from(part!.bytes)).toEqual(bytes)
    expect((await reader.openPart(Buffer.from('one'), '2'))?.findings).toEqual([])
  })
  it('does not hold up more askers than there are children', async () => {
    const reader = readerOf({ time: 300 })
    const all = ['spin', 'one', 'two', 'three'].map(command => reader.readFile(Buffer.from(command), 'a'))
    expect((await Promise.all(all)).map(reading => reading.parts[0]!.findings[0]!.code)).toEqual([
      'reader-timeout',
      'no-form-words',
      'no-form-words',
      'no-form-words',
    ])
  })
})

describe('the reading child itself', () => {
  it('reads forms and mails, refuses a hostile one, and reads on', async () => {
    const reader = makeReader(campaign, 1)
    open.push(reader)
    const docx = formDocx({
      unit: 'Trường THCS Kim Thư',
      collectives: [{ name: 'Chi bộ 1', models: { economy: 'Vườn rau' } }],
    })
    const models = async (reading: ReturnType<Reader['readFile']>): Promise<string[]> =>
      (await reading).parts.flatMap(part =>
        part.forms.flatMap(form => form.registrations.map(one => one.model)),
      )
    expect(await models(reader.readFile(docx, 'a.docx'))).toEqual(['Vườn rau'])
    const entries = unzipSync(docx)
    entries['word/document.xml'] = strToU8('<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    expect(await findingsOf(reader.readFile(zipSync(entries), 'b.docx'))).toEqual(['hostile-part'])
    const mail = await makeMail({ attachments: [{ filename: 'a.docx', content: docx }] })
    expect(await models(reader.readMessage(mail))).toEqual(['Vườn rau'])
  })
})
