import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import {
  placeFile,
  removeDeadTemporaries,
  systemCode,
  writeBeside,
  writeDurably,
} from '../../src/platform/durable-file.ts'
import { tempFolder } from '../support/temp-folder.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)

test('a file comes whole, and in place of the one before; nothing is left beside it', async () => {
  const file = path.join(tempFolder(), 'bảng.xlsx')
  for (const text of ['một', 'hai']) {
    await writeDurably(file, bytes(text))
    expect(readFileSync(file, 'utf8')).toBe(text)
  }
  expect(readdirSync(path.dirname(file))).toEqual(['bảng.xlsx'])
})

test('many writers of one file at once: one of their files stands, whole', async () => {
  const file = path.join(tempFolder(), 'x')
  const texts = Array.from({ length: 30 }, (_, number) => String(number).repeat(10_000))
  await Promise.all(texts.map(text => placeFile(file, bytes(text))))
  expect(texts).toContain(readFileSync(file, 'utf8'))
  expect(readdirSync(path.dirname(file))).toEqual(['x'])
})

test('where it may not stand, nothing is left of it, and the system says why', async () => {
  const folder = tempFolder()
  mkdirSync(path.join(folder, 'x'))
  await expect(writeDurably(path.join(folder, 'x'), bytes('1'))).rejects.toSatisfy(error =>
    ['EISDIR', 'EPERM', 'EEXIST'].includes(systemCode(error)),
  )
  await expect(writeDurably(path.join(folder, 'none', 'x'), bytes('1'))).rejects.toMatchObject({
    code: 'ENOENT',
  })
  expect(readdirSync(folder)).toEqual(['x'])
})

test("what a dead process left goes; a living one's, another machine's of today and a stranger's file stay", async () => {
  const folder = tempFolder()
  const living = path.basename(await writeBeside(path.join(folder, 'a.xlsx'), bytes('')))
  const { pid } = spawnSync(process.execPath, ['--version'])
  const dead = living.replace(`-${process.pid}-`, `-${pid}-`)
  const elsewhere = living.replace(/tonghop-.*?-(\d+-\w{8})/, 'tonghop-other-host-$1')
  const long = elsewhere.replace('a.xlsx', 'b.xlsx')
  for (const name of [dead, elsewhere, long, 'thu.tmp', `a.xlsx.${pid}-1.tmp`])
    writeFileSync(path.join(folder, name), '')
  utimesSync(path.join(folder, long), 0, 0)
  await removeDeadTemporaries(folder)
  expect(readdirSync(folder).toSorted()).toEqual(
    [living, elsewhere, 'thu.tmp', `a.xlsx.${pid}-1.tmp`].toSorted(),
  )
})
