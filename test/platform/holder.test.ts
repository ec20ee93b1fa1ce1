import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findHolder } from '../../src/platform/holder.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** As Office writes it; the code page has no Vietnamese letters. */
const owner = (size: 162 | 165, name: string): Buffer => {
  const bytes = Buffer.alloc(size, 0x20)
  const at = size === 162 ? 54 : 55
  bytes.writeUInt8(name.length)
  bytes.write(name.replace(/[^ -~]/g, '?'), 1, 'latin1')
  bytes.writeUInt16LE(name.length, at)
  bytes.write(name, at + 2, 'utf16le')
  return bytes
}

test.each([
  ['Excel', 'Bieu tong hop.xlsx', '~$Bieu tong hop.xlsx', owner(165, 'Nguyễn Thị Huyền')],
  ['Word', 'Bieu tong hop.docx', '~$eu tong hop.docx', owner(162, 'Nguyễn Thị Huyền')],
  [
    'LibreOffice',
    'Bieu tong hop.xlsx',
    '.~lock.Bieu tong hop.xlsx#',
    Buffer.from('Nguyễn Thị Huyền,MAY1/huyen,may1,14.02.2022 16:30,file:///x;'),
  ],
  [
    'LibreOffice of somebody without a name',
    'Bieu tong hop.xlsx',
    '.~lock.Bieu tong hop.xlsx#',
    Buffer.from(',MAY1/Nguyễn Thị Huyền,may1,14.02.2022 16:30,file:///x;'),
  ],
])('%s names who holds it', async (_, file, lock, bytes) => {
  const folder = tempFolder()
  writeFileSync(path.join(folder, lock), bytes)
  expect(await findHolder(path.join(folder, file))).toBe('Nguyễn Thị Huyền')
})

test('no lock file, an empty one, half of one, a folder: nobody is named', async () => {
  const folder = tempFolder()
  const file = path.join(folder, 'Bieu tong hop.xlsx')
  expect(await findHolder(file)).toBe('')
  for (const bytes of [Buffer.alloc(0), owner(165, 'Huyền').subarray(0, 60), Buffer.alloc(165, 0xff)]) {
    writeFileSync(path.join(folder, '~$Bieu tong hop.xlsx'), bytes)
    expect(await findHolder(file)).toBe('')
  }
  mkdirSync(path.join(folder, '.~lock.Bieu tong hop.xlsx#'))
  expect(await findHolder(file)).toBe('')
})
