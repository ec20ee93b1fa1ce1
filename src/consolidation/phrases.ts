/**
 * The campaign's words by key (`table.title`), filled. The wording is a file that an office edits, so a missing key
 * says which file and which key, and is no bug of the program.
 */
import { AppError } from '../domain/errors.ts'
import { fill } from '../text/fill.ts'

export type Phrase = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** @returns a function that @throws AppError bad-campaign for a key or a placeholder it cannot serve */
export const makePhrase =
  (wording: Readonly<Record<string, string>>): Phrase =>
  (key, values = {}) => {
    const text = Object.hasOwn(wording, key) ? wording[key] : undefined
    if (text === undefined) throw new AppError('bad-campaign', `wording.yaml: the text ${key} is missing`)
    try {
      return fill(text, values)
    } catch (cause) {
      throw new AppError('bad-campaign', `wording.yaml: the text ${key} names a value that it is not given`, {
        cause,
      })
    }
  }
