/** A folder with all above it, also where the system takes none. */
import { existsSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '../../src/platform/make-folder.ts'
import { tempFolder } from '../support/temp-folder.ts'

test('is made with all above it, and left as it is where it is there', () => {
  const folder = path.join(tempFolder(), 'a', 'b', 'c')
  makeFolder(folder)
  makeFolder(folder)
  expect(statSync(folder).isDirectory()).toBe(true)
})

test('a file in its place, or above it, is an error', () => {
  const file = path.join(tempFolder(), 'a')
  writeFileSync(file, '')
  expect(() => makeFolder(file)).toThrow('EEXIST')
  expect(() => makeFolder(path.join(file, 'b'))).toThrow(/ENOTDIR|ENOENT|EEXIST/)
})

test('where no folder can be made it ends, and says so: Node goes round for ever there', () => {
  const odd = existsSync('/proc/self') ? '/proc/x/y' : path.join(tempFolder(), '\0')
  expect(() => makeFolder(odd)).toThrow()
})
