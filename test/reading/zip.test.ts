/** Zips that lie, or that lost something on the way. */
import { Zip, ZipDeflate, zipSync } from 'fflate'
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

/** Sizes and place of the one entry moved to the extra field of APPNOTE 4.5.3, the end record to its large form. */
const withLargeFields = (bytes: Uint8Array): Uint8Array => {
  const zip = Buffer.from(bytes)
  const at = zip.indexOf('PK\u0001\u0002', 0, 'latin1')
  const end = zip.indexOf('PK\u0005\u0006', 0, 'latin1')
  const central = Buffer.from(zip.subarray(at, end))
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(24, 2)
  for (const [place, field] of [24, 20, 42].entries()) {
    extra.writeBigUInt64LE(BigInt(central.readUInt32LE(field)), 4 + place * 8)
    central.writeUInt32LE(0xffffffff, field)
  }
  central.writeUInt16LE(extra.length, 30)
  const large = Buffer.alloc(56)
  large.write('PK\u0006\u0006', 'latin1')
  large.writeBigUInt64LE(44n, 4)
  large.writeBigUInt64LE(1n, 24)
  large.writeBigUInt64LE(1n, 32)
  large.writeBigUInt64LE(BigInt(central.length + extra.length), 40)
  large.writeBigUInt64LE(BigInt(at), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\u0006\u0007', 'latin1')
  locator.writeBigUInt64LE(BigInt(at + central.length + extra.length), 8)
  locator.writeUInt32LE(1, 16)
  const tail = Buffer.from(zip.subarray(end))
  tail.writeUInt32LE(0xffffffff, 16)
  return Buffer.concat([zip.subarray(0, at), central, extra, large, locator, tail])
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
  it('as honest writers make them: sizes behind the data, bytes before and behind, large fields, backslashes', async () => {
    const words = async (bytes: Uint8Array): Promise<string> => {
      const zip = await openZip(bytes)
      if ('finding' in zip) return zip.finding.code
      return [...zip.value].map(([name, content]) => `${name} ${Buffer.from(content).toString()}`).join()
    }
    const chunks: Uint8Array[] = []
    const streamed = new Zip((_, chunk) => chunks.push(chunk))
    const entry = new ZipDeflate('word/a.xml')
    streamed.add(entry)
    entry.push(text, true)
    streamed.end()
    expect(await words(Buffer.concat(chunks))).toBe('word/a.xml Camera an ninh')
    expect(await words(Buffer.concat([Buffer.alloc(70, 7), stored, Buffer.alloc(300)]))).toBe(
      'a.txt Camera an ninh',
    )
    expect(await words(zipSync({ 'word\\a.xml': text }))).toBe('word/a.xml Camera an ninh')
    expect(await words(withLargeFields(stored))).toBe('a.txt Camera an ninh')
  })
  it('whose header says less than comes out', async () => {
    const zip = Buffer.from(zipSync({ 'a.txt': Buffer.alloc(5_000, 'ab') }))
    const central = zip.indexOf('PK\u0001\u0002', 0, 'latin1')
    zip.writeUInt32LE(10, central + 24)
    expect(await code(zip)).toBe('hostile-part zip-size')
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
