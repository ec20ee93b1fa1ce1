import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/domain/identity.ts'
import { makeFolderArchive } from '../../src/platform/archive.ts'
import { tempFolder } from '../support/temp-folder.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))

test('bytes lie under their hash, once, and come back as they were', async () => {
  const folder = path.join(tempFolder(), 'archive')
  const archive = makeFolderArchive(folder)
  const mails = [
    ...Array.from({ length: 40 }, (_, index) => bytes(`thư ${index}`)),
    bytes('thư 0'),
    bytes(''),
  ]
  const ids = await archive.put(mails)
  expect(ids).toEqual(mails.map(sha256))
  expect(filesOf(folder).sort()).toEqual(
    [...new Set(ids.map(id => path.join(id.slice(0, 2), `${id}.eml`)))].sort(),
  )
  for (const [index, id] of ids.entries()) expect(Buffer.from(await archive.get(id))).toEqual(mails[index])
  expect(await archive.put([])).toEqual([])
})

test('what is there is left as it is, also by two at once', async () => {
  const folder = tempFolder()
  const first = makeFolderArchive(folder)
  const second = makeFolderArchive(folder)
  const [[id], [again]] = await Promise.all([first.put([bytes('một')]), second.put([bytes('một')])])
  expect(again).toBe(id)
  expect(await first.put([bytes('một')])).toEqual([id])
  expect(filesOf(folder)).toEqual([path.join(id!.slice(0, 2), `${id}.eml`)])
})

test('what a crash left half-written is no obstacle', async () => {
  const folder = tempFolder()
  const id = sha256(bytes('một'))
  mkdirSync(path.join(folder, id.slice(0, 2)))
  writeFileSync(path.join(folder, id.slice(0, 2), `${id}.eml.1-1.part`), 'm')
  const archive = makeFolderArchive(folder)
  await expect(archive.get(id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await archive.put([bytes('một')])).toEqual([id])
  expect(Buffer.from(await archive.get(id)).toString()).toBe('một')
})

test('damaged, missing and impossible ids are told apart', async () => {
  const folder = tempFolder()
  const archive = makeFolderArchive(folder)
  const [id] = await archive.put([bytes('một')])
  const file = path.join(folder, id!.slice(0, 2), `${id}.eml`)
  writeFileSync(file, readFileSync(file).subarray(1))
  await expect(archive.get(id!)).rejects.toMatchObject({ code: 'archive-damaged' })
  await expect(archive.get(sha256(bytes('hai')))).rejects.toMatchObject({ code: 'not-found' })
  await expect(archive.get('../../etc/passwd')).rejects.toMatchObject({ code: 'not-found' })
})

test('a place that cannot be written is said with the setting, may come back, and leaves nothing half-done', async () => {
  const folder = tempFolder()
  const file = path.join(folder, 'archive')
  writeFileSync(file, 'not a folder')
  chmodSync(file, 0o600)
  await expect(makeFolderArchive(file).put([bytes('một')])).rejects.toMatchObject({
    code: 'archive-unreachable',
    message: expect.stringContaining('DATA_DIR'),
  })
  expect(filesOf(folder)).toEqual(['archive'])
})
