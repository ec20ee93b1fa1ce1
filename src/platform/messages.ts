/** The program's own words (`templates/messages.yaml`): the same for every campaign. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { AppError } from '../domain/errors.ts'
import { fill } from '../text/fill.ts'

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** @param templates the folder `templates` of the project */
export const openMessages = (templates: string): Say => {
  const groups = z
    .record(z.string(), z.record(z.string(), z.string()))
    .parse(parse(readFileSync(path.join(templates, 'messages.yaml'), 'utf8')))
  return (key, values = {}) => {
    const [group = '', name = ''] = key.split('.')
    const text = groups[group]?.[name]
    if (text === undefined) throw new Error(`messages.yaml has no text ${key}`)
    return fill(text, values)
  }
}

/** An error for whoever started the command: what is wrong in Vietnamese, and the detail behind it. No stack, no secret. */
export const writtenError = (error: AppError, say: Say): string =>
  `${say(`error.${error.code}`)}\n  ${error.message}`
