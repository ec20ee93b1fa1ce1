/** Workbooks that come back, as text by cell: whatever saved them, and nothing of what is none. */
import { deflateRawSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { expect, onTestFinished, test } from 'vitest'
import { makeReader } from '../../src/platform/sandbox/reader.ts'
import { readBook } from '../../src/reading/read-book.ts'
import { campaign } from '../support/forms.ts'

const saved = (bookType: 'xlsx' | 'biff8' | 'ods' | 'xlsb'): Uint8Array => {
  const book = utils.book_new()
  const sheet = utils.aoa_to_sheet([[], ['Mã', 'Số', 'Lỗi'], [' hai\r\ndòng ', 44_606.6875]])
  sheet.C3 = { t: 'e', v: 0x17 }
  utils.book_append_sheet(book, sheet, 'Đăng ký')
  book.Props = { Keywords: 'a; revision 7' }
  return new Uint8Array(write(book, { type: 'buffer', bookType }))
}

test.each(['xlsx', 'biff8', 'xlsb', 'ods'] as const)('%s', async type => {
  const book = await readBook(saved(type))
  expect(book?.sheets).toEqual([
    {
      name: 'Đăng ký',
      rows: [
        {
          number: 2,
          cells: ['Mã', 'Số', 'Lỗi'].map((text, column) => ({ column, text, number: null, isBroken: false })),
        },
        {
          number: 3,
          cells: [
            { column: 0, text: expect.stringMatching(/^ ?hai\ndòng ?$/), number: null, isBroken: false },
            { column: 1, text: '44606.6875', number: 44_606.6875, isBroken: false },
            // SheetJS writes no errors into .ods.
            ...(type === 'ods' ? [] : [{ column: 2, text: '', number: null, isBroken: true }]),
          ],
        },
      ],
    },
  ])
})

test('what is no workbook, or not a whole one, is null', async () => {
  const whole = saved('xlsx')
  for (const bytes of [
    new Uint8Array(),
    strToU8('%PDF-1.7'),
    whole.subarray(0, whole.length / 2),
    zipSync({ a: whole }),
  ])
    expect(await readBook(bytes)).toBeNull()
})

test('a bomb is refused before anything is inflated into memory, and the child goes on', async () => {
  // The directory says 100 bytes; what comes is half a gigabyte.
  const packed = deflateRawSync(Buffer.alloc(512 * 1024 * 1024))
  const zip = Buffer.from(zipSync({ 'xl/workbook.xml': [packed, { level: 0 }] }))
  for (const [signature, method, size] of [
    [0x04034b50, 8, 22],
    [0x02014b50, 10, 24],
  ] as const) {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(signature)
    const at = zip.indexOf(bytes)
    zip.writeUInt16LE(8, at + method)
    zip.writeUInt32LE(100, at + size)
  }
  const reader = makeReader(campaign, 1)
  onTestFinished(() => reader.close())
  const began = process.memoryUsage().rss
  expect(await reader.readBook(zip)).toBeNull()
  expect(process.memoryUsage().rss - began).toBeLessThan(200 * 1024 * 1024)
  expect((await reader.readBook(saved('xlsx')))?.keywords).toBe('a; revision 7')
})
