/** Zips that lie, or that lost something on the way. */
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../../src/reading/formats/crc32.ts'
import { kindOfZip, sniffFormat } from '../../src/reading/formats/sniff.ts'
import { openZip } from '../../src/reading/formats/zip.ts'

const code = async (bytes: Uint8Array): Promise<string> => {
  const zip = await openZip(bytes)
  return 'finding' in zip ? `${zip.finding.code} ${zip.finding.args.reason ?? ''}`.trim() : 'opened'
}
const changed = (bytes: Uint8Array, at: number, byte: number): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  copy[at] = byte
  return copy
}

describe('a zip', () => {
  const text = Buffer.from('Camera an ninh')
  const stored = zipSync({ 'a.txt': text }, { level: 0 })
  it('is opened whole', async () => {
    const zip = await openZip(zipSync({ 'b/a.txt': text, 'b/': new Uint8Array() }))
    expect(
      'value' in zip && [...zip.value].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
    ).toEqual([['b/a.txt', 'Camera an ninh']])
  })
  it('with one byte changed on the way is not believed', async () => {
    const at = Buffer.from(stored).indexOf('Camera')
    expect(await code(stored)).toBe('opened')
    expect(await code(changed(stored, at, 'K'.charCodeAt(0)))).toBe('unreadable-part')
  })
  it('cut off, or of no entry', async () => {
    expect(await code(stored.slice(0, 60))).toBe('unreadable-part')
    expect(await code(zipSync({}))).toBe('opened')
  })
  it('with a password', async () => {
    const deflated = zipSync({ 'a.txt': text }, { level: 9 })
    const central = Buffer.from(deflated).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    expect(await code(changed(changed(deflated, central + 8, 1), 6, 1))).toBe('encrypted-part')
  })
  it('that inflates to a hundred times its size', async () => {
    expect(await code(zipSync({ 'a.xml': new Uint8Array(8 * 1024 * 1024) }, { level: 9 }))).toBe(
      'hostile-part zip-ratio',
    )
  })
  it('with two entries of one name', async () => {
    const two = Buffer.from(zipSync({ 'a.txt': text, 'b.txt': text }, { level: 0 }))
    for (let at = two.indexOf('b.txt'); at >= 0; at = two.indexOf('b.txt', at)) two.write('a', at, 'latin1')
    expect(await code(two)).toBe('hostile-part zip-duplicate')
  })
  it('with more entries than any form', async () => {
    const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`${at}`, new Uint8Array()]))
    expect(await code(zipSync(many, { level: 0 }))).toBe('hostile-part zip-entries')
  })
})

it('has the checksum of its standard, in pieces too', () => {
  const text = Buffer.from('123456789')
  expect(crc32(text)).toBe(0xcbf43926)
  expect(crc32(text.subarray(4), crc32(text.subarray(0, 4)))).toBe(0xcbf43926)
  expect(crc32(new Uint8Array())).toBe(0)
})

describe('what a file is', () => {
  it.each([
    ['', 'empty'],
    ['PK\u0003\u0004', 'zip'],
    ['\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 'ole'],
    ['  %PDF-1.7', 'pdf'],
    ['{\\rtf1', 'rtf'],
    ['\u00ff\u00d8\u00ff', 'jpeg'],
    ['xxxxftypheic', 'heic'],
    ['RIFFxxxxWEBP', 'webp'],
    ['<HTML><body>', 'html'],
    ['<table border=1>', 'html'],
    ['<?xml version="1.0"?><a/>', 'xml'],
    ['Kính gửi', 'text'],
    ['a\u0000b', 'binary'],
  ])('%j is %s', (text, format) => {
    expect(sniffFormat(Buffer.from(text, format === 'text' ? 'utf8' : 'latin1'))).toBe(format)
  })
  it.each([
    [['[Content_Types].xml', 'word/document.xml'], 'docx'],
    [['[Content_Types].xml', 'xl/workbook.xml'], 'xlsx'],
    [['[Content_Types].xml', 'xl/workbook.bin'], 'xlsb'],
    [['[Content_Types].xml', 'ppt/presentation.xml'], 'pptx'],
    [['mimetype', 'content.xml'], 'odf'],
    [['word/document.xml'], 'zip'],
    [['a.docx'], 'zip'],
  ])('a zip of %j is %s', (names, kind) =>
    expect(kindOfZip(new Map(names.map(name => [name, new Uint8Array()])))).toBe(kind),
  )
})
