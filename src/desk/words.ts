/** The desk's words: `templates/desk/*.yaml`, one file a page, its name the first half of each key (`waiting.title`). */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { fill } from '../text/fill.ts'

export interface DeskWords {
  /** @throws Error for a key that is not there: a bug */
  (key: string, values?: Readonly<Record<string, string | number>>): string
  has(key: string): boolean
}

/** @param templates the folder `templates` of the project */
export const openDeskWords = (templates: string): DeskWords => {
  const folder = path.join(templates, 'desk')
  const texts = new Map<string, string>(
    readdirSync(folder)
      .filter(name => name.endsWith('.yaml'))
      .flatMap(name => {
        const group = path.basename(name, '.yaml')
        const words = z
          .record(z.string(), z.string())
          .parse(parse(readFileSync(path.join(folder, name), 'utf8')))
        return Object.entries(words).map(([key, text]) => [`${group}.${key}`, text] as const)
      }),
  )
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => {
    const text = texts.get(key)
    if (text === undefined) throw new Error(`templates/desk has no text ${key}`)
    return fill(text, values)
  }
  return Object.assign(say, { has: (key: string): boolean => texts.has(key) })
}
