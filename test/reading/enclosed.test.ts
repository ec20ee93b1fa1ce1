/** Pictures and objects inside office files: what no reader of words sees must not pass for nothing. */
import { unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import type { PartReading } from '../../src/domain/reading.ts'
import { readFile } from '../../src/reading/read-message.ts'
import { campaign, formDocx } from '../support/forms.ts'

const form = formDocx({
  unit: 'Phòng Y tế',
  collectives: [{ name: 'Phòng Y tế', models: { economy: 'Tủ thuốc tình thương' } }],
})
const note = formDocx({ unit: '' })
const letterOf = (words: number): Record<string, Uint8Array> => {
  const entries = unzipSync(note)
  const text = `<w:p><w:r><w:t>${'thông báo họp giao ban tuần tới '.repeat(words / 7)}</w:t></w:r></w:p>`
  const body = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${text}</w:body></w:document>`
  return { ...entries, 'word/document.xml': Buffer.from(body) }
}
const read = async (entries: Record<string, Uint8Array>): Promise<PartReading> =>
  (await readFile(zipSync(entries), 'tep.docx', campaign)).parts[0]!
const outcome = (part: PartReading): string =>
  [
    part.standing,
    part.findings[0]?.code,
    ...part.forms.flatMap(one => one.findings.map(found => found.code)),
  ].join(' ')

it('holds a file that is a picture with hardly a word', async () => {
  expect(outcome(await read({ ...letterOf(7), 'word/media/image1.png': Buffer.alloc(900) }))).toBe(
    'review picture-not-read',
  )
})

it('holds a letter with a picture as large as a page, not one with a logo', async () => {
  expect(outcome(await read({ ...letterOf(140), 'word/media/image1.jpeg': Buffer.alloc(90_000) }))).toBe(
    'review picture-not-read',
  )
  expect(outcome(await read({ ...letterOf(140), 'word/media/image1.png': Buffer.alloc(5_000) }))).toBe(
    'not-a-form no-form-words',
  )
})

it('holds a form with a table of Excel embedded, or a foreign document laid in', async () => {
  expect(outcome(await read(unzipSync(form)))).toBe('forms form-read')
  expect(
    outcome(
      await read({ ...unzipSync(form), 'word/embeddings/Microsoft_Excel_Sheet1.xlsx': Buffer.alloc(10) }),
    ),
  ).toContain('embedded-part')
  expect(outcome(await read({ ...letterOf(140), 'word/afchunk1.mht': Buffer.alloc(10) }))).toBe(
    'review embedded-part',
  )
})

it('takes the picture of a signature in a form for nothing more', async () => {
  expect(outcome(await read({ ...unzipSync(form), 'word/media/image1.png': Buffer.alloc(90_000) }))).toBe(
    'forms form-read',
  )
})
