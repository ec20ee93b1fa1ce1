/** The program's own words: every text that the code asks for is there, is Vietnamese, and none lies unused. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { AppError, errorPolicy } from '../../src/domain/errors.ts'
import { openMessages, writtenError } from '../../src/platform/messages.ts'
import { workerNames } from '../../src/worker-names.ts'
import { scan } from '../architecture/scan.ts'

const templates = path.resolve(import.meta.dirname, '../../templates')
const groups = parse(readFileSync(path.join(templates, 'messages.yaml'), 'utf8')) as Record<
  string,
  Record<string, string>
>
const texts = Object.entries(groups).flatMap(([group, all]) =>
  Object.entries(all).map(([key, text]) => [`${group}.${key}`, text] as const),
)
const keys: readonly string[] = texts.map(([key]) => key)
const say = openMessages(templates)

/** Keys written out in the sources, and the beginnings of those put together there: `error.`, `cli.passedOver-`. */
const sources = [...scan('src'), ...scan('scripts')]
const code = sources.flatMap(one => one.code.map(line => line.text)).join('\n')
const whole = [...code.matchAll(/["'`]([a-z][A-Za-z]*\.[A-Za-z-]+)["'`]/g)]
  .map(([, key]): string => key!)
  .filter(key => Object.hasOwn(groups, key.split('.')[0]!) && !/\.(?:ts|mjs|js|yaml)$/.test(key))
const beginnings = [...code.matchAll(/say\(`([a-z][A-Za-z]*\.[A-Za-z-]*)\$\{/g)].map(
  ([, key]): string => key!,
)

describe('messages.yaml', () => {
  it('was seen, and so was the code', () => {
    expect(texts.length).toBeGreaterThan(80)
    expect(whole.length).toBeGreaterThan(50)
    expect(beginnings.some(one => one === 'error.')).toBe(true)
  })

  it('has every text that the code asks for', () => {
    // `table.title` and the like are the campaign's wording, not ours.
    const asked = whole.filter(key => new RegExp(`say\\(\\s*['"]${key}`).test(code))
    expect(asked.filter(key => !keys.includes(key))).toEqual([])
    expect(asked.length).toBeGreaterThan(40)
  })

  it('has no text that nothing asks for', () => {
    const unused = keys.filter(key => !whole.includes(key) && !beginnings.some(one => key.startsWith(one)))
    expect(unused).toEqual([])
  })

  it('has a text for every error, every state of a mail, every reason of wrong use', () => {
    const under = (group: string): string[] => Object.keys(groups[group] ?? {}).sort()
    expect(under('error')).toEqual(Object.keys(errorPolicy).sort())
    expect(under('mailState')).toEqual([
      'doubtful',
      'draft',
      'dropped',
      'refused',
      'sending',
      'sent',
      'written',
    ])
    const reasons = [...code.matchAll(/wrong\(\s*'([a-z-]+)'/g)].map(([, key]) => key!)
    expect(under('wrongUse')).toEqual(
      [...new Set([...reasons.filter(one => one in groups.wrongUse!), 'option', 'value'])].sort(),
    )
  })

  it('is Vietnamese', () => {
    // Names of programs, of a form of a line, and of commands are what they are.
    const plain = texts.filter(
      ([key, text]) => !/[^\x00-\x7f]/.test(text) && !/^doctor\.(?:node|redis)$/.test(key),
    )
    expect(plain).toEqual([])
  })

  it('tells of every command and worker in the usage', () => {
    const usage = say('cli.usage')
    for (const word of [
      'read',
      'import',
      'status',
      'workbook',
      'summary',
      'serve',
      'work',
      'remind',
      'close',
      'reopen',
      'replay',
      'archive',
      'backup',
      'restore',
      'purge',
      'doctor',
    ])
      expect(usage).toMatch(new RegExp(`^  ${word}\\b`, 'm'))
    for (const name of workerNames) {
      expect(usage).toContain(name)
      expect(say('wrongUse.worker', { text: '' })).toContain(name)
    }
  })
})

describe('saying', () => {
  it('fills what is in braces, and refuses to leave a gap', () => {
    expect(say('cli.written', { file: 'A.xlsx' })).toBe('Đã lập: A.xlsx')
    expect(() => say('cli.written')).toThrow(/file/)
    expect(() => say('cli.nothing')).toThrow(/cli\.nothing/)
  })

  it('says an error in Vietnamese, then the detail', () => {
    const error = new AppError('disk-full', 'no space left for /data', { cause: new Error('secret') })
    expect(writtenError(error, say)).toBe(`${say('error.disk-full')}\n  no space left for /data`)
  })
})
