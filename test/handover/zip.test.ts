/** Our zip, read by ourselves and by by fflate, zip64 and damage included. */
import { writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { expect, onTestFinished, test } from 'vitest'
import { openZip } from '../../src/handover/zip-reader.ts'
import { makeZipWriter } from '../../src/handover/zip-writer.ts'
import { tempFolder } from '../support/temp-folder.ts'

const files = new Map<string, Buffer>([
  ['README.txt', Buffer.from('đợt đăng ký '.repeat(500))],
  ['thư/không nén.bin', Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7919) % 251))],
  ['thư/trống.txt', Buffer.alloc(0)],
])

const written = async (limits?: { offset: number; count: number }): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  const zip = makeZipWriter(async bytes => void pieces.push(Buffer.from(bytes)), limits)
  for (const [name, bytes] of files) await zip.add(name, bytes)
  await zip.end()
  return Buffer.concat(pieces)
}
const opened = async (bytes: Uint8Array): Promise<FileHandle> => {
  const file = path.join(tempFolder(), 'a.zip')
  writeFileSync(file, bytes)
  const handle = await open(file, 'r')
  onTestFinished(() => handle.close())
  return handle
}
const readBack = async (bytes: Uint8Array): Promise<Map<string, Buffer>> => {
  const zip = await openZip(await opened(bytes))
  const found = new Map<string, Buffer>()
  for (const entry of zip.entries) found.set(entry.name, await zip.read(entry))
  return found
}

test.each([
  ['as it is usually', undefined],
  ['in zip64 throughout', { offset: 0, count: 0 }],
])('comes back as it was, %s, and is the same each time', async (_, limits) => {
  const bytes = await written(limits)
  expect(await readBack(bytes)).toEqual(files)
  const theirs = Object.entries(unzipSync(bytes)).map(
    ([name, content]) => [name, Buffer.from(content)] as const,
  )
  expect(new Map(theirs)).toEqual(files)
  expect(bytes.equals(await written(limits))).toBe(true)
})

test('what another program packed is read too', async () => {
  const packed = zipSync(Object.fromEntries([...files].map(([name, bytes]) => [name, new Uint8Array(bytes)])))
  expect(await readBack(packed)).toEqual(files)
})

test('damage anywhere is said, and never taken for a file', async () => {
  const bytes = await written()
  for (const broken of [
    bytes.subarray(0, bytes.length - 30),
    bytes.subarray(40),
    Buffer.from('x'),
    Buffer.alloc(0),
  ])
    await expect(readBack(broken)).rejects.toMatchObject({ code: 'handover-damaged' })
  // One byte, wherever: an error, or the very same files.
  for (let at = 0; at < bytes.length; at += 37) {
    const other = Buffer.from(bytes)
    other[at] = other[at]! ^ 0xff
    const found = await readBack(other).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'handover-damaged' })
      return undefined
    })
    for (const [name, content] of found ?? []) if (files.has(name)) expect(content).toEqual(files.get(name))
  }
})
