/** Compound files that no honest writer makes: each is refused at once. */
import { expect, it } from 'vitest'
import { makeCompoundFile } from '../../scripts/demo-mailbox/files.ts'
import { openCompoundFile } from '../../src/reading/formats/compound-file.ts'
import { Refused } from '../../src/reading/formats/reading.ts'

const bytes = Uint8Array.from({ length: 5_000 }, (_, at) => at % 251)
const file = makeCompoundFile({ Một: bytes, Hai: bytes.slice(0, 4_096) })

/** A number written at an offset. The FAT stands at 512, the directory at 1024, the first stream's sectors begin at 2. */
const changed = (at: number, value: number): Uint8Array => {
  const copy = Buffer.from(file)
  copy.writeUInt32LE(value, at)
  return copy
}
const refusal = (read: () => unknown): string => {
  try {
    read()
    return 'read'
  } catch (error) {
    if (error instanceof Refused) return error.finding.code
    throw error
  }
}

it('gives streams by their path, in any case', () => {
  const opened = openCompoundFile(file)
  expect(opened.paths).toEqual(['Root Entry/Một', 'Root Entry/Hai'])
  expect(opened.stream('/một')).toEqual(bytes)
  expect(opened.has('/Ba')).toBe(false)
  expect(opened.stream('/Ba')).toBeUndefined()
})

it.each([
  ['a chain that bites its tail', 512 + 4 * 4, 4, 'hostile-part'],
  ['two chains that share a sector', 512 + 4 * 4, 13, 'hostile-part'],
  ['a directory without an end', 512 + 4, 1, 'hostile-part'],
  ['a directory outside the file', 48, 900_000, 'unreadable-part'],
  ['a directory that leads to one place twice', 1024 + 256 + 72, 1, 'hostile-part'],
  ['a stream that says it is longer than the file', 1024 + 128 + 120, 0x7fffffff, 'unreadable-part'],
  ['sectors of a size that there is none of', 30, 0x60014, 'unreadable-part'],
])('refuses %s', (_, at, value, code) => {
  expect(refusal(() => openCompoundFile(changed(at, value)))).toBe(code)
})

it.each([
  ['says it is longer than its chain', 1024 + 128 + 120, 5_700],
  ['begins outside the file', 1024 + 128 + 116, 70_000],
])('refuses a stream that %s', (_, at, value) => {
  const opened = openCompoundFile(changed(at, value))
  expect(refusal(() => opened.stream('/Một'))).toBe('unreadable-part')
})
