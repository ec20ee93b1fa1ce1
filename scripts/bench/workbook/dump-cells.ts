/**
 * The cells of a workbook of ours as JSON lines, for other writers to write again: `{"sheet":"…"}`, then an array a row.
 * `node dump-cells.ts IN.xlsx OUT.jsonl`. Knows only the XML that `src/consolidation/xlsx` writes.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { unzipSync } from 'fflate'

const [input = '', output = ''] = process.argv.slice(2)
const bytes = readFileSync(input)
const entry = (name: string): string => {
  const found = unzipSync(bytes, { filter: one => one.name === name })[name]
  return found ? Buffer.from(found).toString() : ''
}
const text = (xml: string): string =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

const out = openSync(output, 'w')
const names = [...entry('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => text(name!))
const strings = [...entry('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t>/g)].map(([, one]) =>
  text(one!),
)
const cell = /<c r="[A-Z]+\d+" s="\d+"(?: t="(\w+)")?(?:\/>|>(?:<v>|<is><t[^>]*>)([^<]*))/g
for (const [at, name] of names.entries()) {
  writeSync(out, `${JSON.stringify({ sheet: name })}\n`)
  for (const [row] of entry(`xl/worksheets/sheet${at + 1}.xml`).matchAll(/<row .*?<\/row>/gs)) {
    const values = [...row.matchAll(cell)].map(([, type, value]) => {
      if (value === undefined) return null
      return type === 's' ? strings[Number(value)] : type === 'inlineStr' ? text(value) : Number(value)
    })
    writeSync(out, `${JSON.stringify(values)}\n`)
  }
}
closeSync(out)
