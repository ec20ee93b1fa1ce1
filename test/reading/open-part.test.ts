/** Parts as people are shown them: found where reading found them, with the cells that it names. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { sha256 } from '../../src/domain/identity.ts'
import { OpenedPart, type OriginalBlock } from '../../src/domain/opened-part.ts'
import { type Source, sourceKey } from '../../src/domain/source.ts'
import { openPart } from '../../src/reading/open-part.ts'
import { readMessage } from '../../src/reading/read-message.ts'
import { campaign } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

const mailbox = path.resolve(import.meta.dirname, '../../fixtures/mailbox')
const mails = readdirSync(mailbox).filter(name => name.endsWith('.eml'))

const sourcesOf = (blocks: readonly OriginalBlock[]): Source[] =>
  blocks.flatMap(block =>
    block.kind === 'paragraph'
      ? [block.source]
      : block.cells.flatMap(cell => [cell.source, ...sourcesOf(cell.blocks)]),
  )

it('finds every part of the sample mails, with every cell that a registration came from', async () => {
  let [parts, cells] = [0, 0]
  for (const name of mails) {
    const bytes = readFileSync(path.join(mailbox, name))
    for (const part of (await readMessage(bytes, campaign)).parts) {
      if (part.findings.some(one => one.code === 'unreadable-message')) continue
      const opened = OpenedPart.parse(await openPart(bytes, part.path, true, campaign))
      parts++
      expect(opened.format, `${name} ${part.path}`).toBe(part.format)
      if (!/(?:^|\/)body$/.test(part.path)) expect(sha256(opened.bytes)).toBe(part.sha256)
      const known = new Set(
        opened.document?.sections.flatMap(one => sourcesOf(one.blocks)).map(sourceKey) ?? [],
      )
      for (const { source } of part.forms.flatMap(form => form.registrations)) {
        expect(known, `${name} ${part.path}`).toContain(sourceKey(source))
        cells++
      }
    }
  }
  expect(parts).toBeGreaterThan(100)
  expect(cells).toBeGreaterThan(80)
})

it('says what bytes are by themselves, and never that they are what a browser would run', async () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const files = {
    'a.png': '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    'a.txt': png,
    'a.pdf': '<html><script>alert(1)</script></html>',
    'a.jpg': '%PDF-1.4 cut short',
  }
  const bytes = await makeMail({
    attachments: Object.entries(files).map(([filename, content]) => ({
      ...{ filename, content, contentType: 'image/svg+xml' },
    })),
  })
  const types = []
  for (const at of [1, 2, 3, 4]) types.push((await openPart(bytes, String(at), true, campaign))?.mediaType)
  expect(types).toEqual([
    ...['application/octet-stream', 'image/png', 'application/octet-stream', 'application/pdf'],
  ])
})

it('has nothing to show where there is no such part, or no message', async () => {
  expect(await openPart(await makeMail(), '7', true, campaign)).toBeNull()
  expect(
    await openPart(Buffer.from('Content-Type: multipart/mixed; boundary=x\r\n\r\nlost'), '1', true, campaign),
  ).toBeNull()
})
