/** A unit's document as HTML: merged cells, places without a cell, hidden sheets, and what does not fit on a page. */
import path from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../src/config.ts'
import { renderOriginal } from '../../src/desk/original/render-original.ts'
import { openDeskWords } from '../../src/desk/words.ts'
import type { Original, OriginalBlock, OriginalCell } from '../../src/domain/opened-part.ts'
import type { Source } from '../../src/domain/source.ts'

const say = openDeskWords(path.join(projectFolder, 'templates'))
const at = (row: number, cell: number): Source => ({ kind: 'cell', part: 'x', table: 0, row, cell })
const words = (text: string, source: Source): OriginalBlock => ({
  kind: 'paragraph',
  lines: text.split('\n'),
  source,
})
const cell = (
  row: number,
  column: number,
  text: string,
  spans: Partial<OriginalCell> = {},
): OriginalCell => ({
  ...{ row, column, rowSpan: 1, columnSpan: 1, source: at(row, column) },
  blocks: [words(text, at(row, column))],
  ...spans,
})
const table = (rows: number, columns: number, cells: OriginalCell[]): OriginalBlock => ({
  kind: 'table',
  rows,
  columns,
  cells,
})
const sheet = (blocks: OriginalBlock[], hidden = false): Original => ({
  sections: [{ kind: 'sheet', name: 'Nháp', hidden, blocks }],
})
const drawn = async (original: Original, marks: Source[] = []): Promise<string> =>
  String(await renderOriginal(original, marks, say))
    .replace(/ data-source="\w+"/g, '')
    .replace(/\s*\n\s*/g, '')

it('keeps merged cells, breaks and tables in cells, and leaves a place without a cell empty', async () => {
  const inner = table(1, 1, [cell(0, 0, 'trong')])
  const text = await drawn(
    sheet([
      table(2, 3, [
        cell(0, 0, 'a\nb', { rowSpan: 2 }),
        cell(0, 1, 'c', { columnSpan: 2 }),
        cell(1, 2, '', { blocks: [inner] }),
      ]),
    ]),
  )
  expect(text).toContain('<td rowspan="2"><p>a<br>b</p></td><td colspan="2"><p>c</p></td>')
  expect(text).toContain('<tr><td class="gap"></td><td><div class="scroll"><table class="drawn">')
})

it('says that a sheet is hidden, and opens it only where values came from it', async () => {
  const hidden = sheet([table(1, 1, [cell(0, 0, 'x')])], true)
  expect(await drawn(hidden)).toContain(
    '<details class="section sheet"><summary>Trang tính: Nháp (bị ẩn trong tệp)',
  )
  expect(await drawn(hidden, [at(0, 0)])).toContain('<details class="section sheet" open>')
})

it('shows of a long table its beginning and every marked row, and says what it left out', async () => {
  const rows = 5000
  const cells = Array.from({ length: rows * 2 }, (_, n) => cell(Math.floor(n / 2), n % 2, `ô ${n}`))
  const text = await drawn(sheet([table(rows, 2, cells)]), [at(4000, 1)])
  expect(text).toContain(say('original.cut'))
  expect(text).toContain('ô 8001')
  expect(text).toContain(say('original.rowsSkipped', { count: 2000 }))
  expect(text).toContain(say('original.rowsSkipped', { count: 999 }))
  expect(text.length).toBeLessThan(1_000_000)
})

it('takes long words out of the room that it has, once', async () => {
  const long = Array.from({ length: 30 }, (_, n) =>
    words(`${n} ${'x'.repeat(10_000)}`, { kind: 'paragraph', part: 'x', paragraph: n }),
  )
  const text = await drawn({ sections: [{ kind: 'body', name: 'x', hidden: false, blocks: long }] }, [
    { kind: 'paragraph', part: 'x', paragraph: 29 },
  ])
  expect(text).toContain(say('original.cut'))
  expect(text.match(/x{10000}/g)).toHaveLength(20)
  expect(text).toContain('>29 x')
})

it('draws eighty sheets with a word in their last cell, and one merged over a million rows, as small as they are', async () => {
  const inSheet = (row: number, column: number, address: string, spans: Partial<OriginalCell> = {}) => ({
    ...cell(row, column, address, spans),
    source: { kind: 'sheet', part: 'x', sheet: 'S', address } as const,
  })
  const corners = table(1_048_576, 16_384, [
    inSheet(0, 0, 'A1', { rowSpan: 1_048_576 }),
    inSheet(0, 16_383, 'XFD1'),
    inSheet(1_048_575, 16_383, 'XFD1048576'),
  ])
  const one = sheet([corners]).sections[0]!
  const text = await drawn({ sections: Array.from({ length: 80 }, () => one) })
  expect(text.match(/XFD1048576/g)).toHaveLength(80)
  expect(text.match(/<tr/g)!.length).toBeLessThan(500)
  expect(text.length).toBeLessThan(200_000)
})
