/** The zip of an office file, as other programs read it. */
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { makeZip } from '../../src/consolidation/zip.ts'

const at = Date.UTC(2022, 1, 14, 9, 5, 30)
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString()

test('entries come out as they went in, however many pieces they were', async () => {
  const zip = makeZip(at)
  const long = Array.from({ length: 50_000 }, (_, row) => `dòng ${row} ữ\n`)
  await zip.add('a.xml', ['một', ' hai'])
  await zip.add('rỗng.xml', [])
  await zip.add('b/dài.xml', long)
  await zip.add('c', ['ữ', '😀'.repeat(300_000), 'x'])
  const entries = unzipSync(zip.end())
  expect(Object.keys(entries)).toEqual(['a.xml', 'rỗng.xml', 'b/dài.xml', 'c'])
  expect(textOf(entries['a.xml'])).toBe('một hai')
  expect(textOf(entries['rỗng.xml'])).toBe('')
  expect(textOf(entries['b/dài.xml'])).toBe(long.join(''))
  expect(textOf(entries.c)).toBe(`ữ${'😀'.repeat(300_000)}x`)
})

test('the same at the same time is the same bytes', async () => {
  const make = async (): Promise<Buffer> => {
    const zip = makeZip(at)
    await zip.add('a', ['x'.repeat(1000)])
    return zip.end()
  }
  expect((await make()).equals(await make())).toBe(true)
})

test('a piece that cannot be made fails the whole', async () => {
  const zip = makeZip(at)
  const pieces = (function* () {
    yield 'a'
    throw new RangeError('no more')
  })()
  await expect(zip.add('a', pieces)).rejects.toThrow('no more')
})
