/** The desk's words: every text that a page asks for is there, and none lies unused. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { projectFolder } from '../../src/config.ts'
import { openDeskWords } from '../../src/desk/words.ts'
import { scan } from '../architecture/scan.ts'

const folder = path.join(projectFolder, 'templates', 'desk')
const groups = readdirSync(folder).map(name => path.basename(name, '.yaml'))
const texts = groups.flatMap(group =>
  Object.entries(
    parse(readFileSync(path.join(folder, `${group}.yaml`), 'utf8')) as Record<string, string>,
  ).map(([key, text]) => [`${group}.${key}`, text] as const),
)
const keys = new Set<string>(texts.map(([key]) => key))
const code = scan('src')
  .filter(one => one.file.startsWith('src/desk/'))
  .flatMap(one => one.code.map(line => line.text))
  .join('\n')
const whole = [...code.matchAll(/["'`]([a-z][a-z-]*\.[A-Za-z0-9-]+)["'`]/g)]
  .map(([, key]): string => key!)
  .filter(key => groups.includes(key.split('.')[0]!) && !/\.(?:ts|js|css|svg|yaml)$/.test(key))
/** Put together in the code: `layout.menu-${id}`. */
const beginnings = [...code.matchAll(/`([a-z][a-z-]*\.[A-Za-z-]*)\$\{/g)].map(([, key]): string => key!)

it('was seen, and so was the code', () => {
  expect(texts.length).toBeGreaterThan(30)
  expect(whole.length).toBeGreaterThan(20)
  expect(beginnings).toContain('layout.menu-')
})

it('has every text that a page asks for', () => {
  expect(whole.filter(key => !keys.has(key))).toEqual([])
})

it('has no text that nothing asks for', () => {
  const unused = [...keys].filter(key => !whole.includes(key) && !beginnings.some(one => key.startsWith(one)))
  expect(unused).toEqual([])
})

it('fills what is in braces, and refuses what is not there', () => {
  const say = openDeskWords(path.join(projectFolder, 'templates'))
  expect(say('layout.waitingCount', { count: 3 })).toBe('3 việc cần xử lý')
  expect(() => say('layout.nothing')).toThrow(/layout\.nothing/)
  expect([say.has('layout.menu'), say.has('layout.nothing')]).toEqual([true, false])
})
