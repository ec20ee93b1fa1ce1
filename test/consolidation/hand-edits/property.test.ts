/** Whatever cells somebody changes, in whatever order the rows and columns stand afterwards: these are found, and no others. */
import { utils } from '@e965/xlsx'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asWritten, bySheetJs, editsOf, inShort, writtenTracking } from './edited.ts'

const bytes = await writtenTracking()
const columns = { name: 'Tên tập thể, cá nhân', model: 'Mô hình, điển hình', note: 'Ghi chú' } as const
type Column = keyof typeof columns

const edit = fc.record({
  row: fc.integer({ min: 0, max: asWritten.registrations.length - 1 }),
  column: fc.constantFrom(...(Object.keys(columns) as Column[])),
  text: fc.stringMatching(/^[A-Za-zđ][a-zàảãáạăâêơưđ ,]{2,30}[a-zơưệ]$/),
})

test('the edits of the sheet of registrations are exactly those that were made', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(edit, { maxLength: 6, selector: one => `${one.row} ${one.column}` }),
      fc.integer({ min: 0, max: 1000 }),
      fc.boolean(),
      async (edits, turn, isNfd) => {
        const changed = bySheetJs(bytes, book => {
          const [heading = [], ...rows] = utils.sheet_to_json<string[]>(book.Sheets['Đăng ký']!, {
            header: 1,
            defval: '',
          })
          for (const { row, column, text } of edits)
            rows[row]![heading.indexOf(columns[column])] = isNfd ? text.normalize('NFD') : text
          const turned = <T>(all: readonly T[]): T[] => all.map((_, at) => all[(at + turn) % all.length]!)
          book.Sheets['Đăng ký'] = utils.aoa_to_sheet(
            turned(rows.map(turned)).toSpliced(0, 0, turned(heading)),
          )
        })
        const expected = edits.map(({ row, column, text }) => {
          const one = asWritten.registrations[row]!
          const tidied = text.replace(/ +/g, ' ').normalize('NFC')
          return `DVK22-000${one.codeNumber} ${column}: ${one[column]} → ${tidied} (changed)`
        })
        expect(inShort(await editsOf(changed)).toSorted()).toEqual(expected.toSorted())
      },
    ),
    { numRuns: 40 },
  )
})
