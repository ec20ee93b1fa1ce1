/**
 * The words of the command line to what is asked, all of it checked before anything is opened. What is done about it is
 * the commands'.
 */
import { parseArgs } from 'node:util'
import { AppError } from '../domain/errors.ts'
import { isDay } from '../domain/zoned-time.ts'
import type { Say } from '../platform/messages.ts'
import { type WorkerName, workerNames } from '../worker-names.ts'
import { type AccountAsked, readAccountAsked } from './asked-account.ts'
import type { RemindAsked } from './remind.ts'
import type { SummaryAsked } from './summary.ts'

interface Taken {
  readonly words: boolean | 'maybe' | 'one' | 'just-one'
  readonly options: readonly string[]
}
/** What each command takes beside its name; anything else is wrong use, not ignored. `words`: paths or names; `maybe`: or none; `one`: at most one; `just-one`. */
const commands: Readonly<Record<string, Taken>> = {
  read: { words: true, options: [] },
  import: { words: true, options: [] },
  status: { words: false, options: [] },
  workbook: { words: false, options: ['out'] },
  summary: { words: false, options: ['date', 'dry-run', 'digest', 'hold', 'release', 'by'] },
  sent: { words: 'maybe', options: ['out'] },
  remind: { words: 'maybe', options: ['release', 'drop', 'by'] },
  serve: { words: false, options: ['concurrency'] },
  work: { words: true, options: ['concurrency'] },
  close: { words: false, options: ['by', 'anyway'] },
  reopen: { words: false, options: ['by'] },
  edits: { words: 'one', options: ['take-over', 'by'] },
  replay: { words: false, options: ['message', 'apply'] },
  purge: { words: false, options: ['before', 'yes', 'by'] },
  archive: { words: 'just-one', options: ['check', 'anyway'] },
  backup: { words: 'just-one', options: [] },
  restore: { words: 'just-one', options: [] },
  account: { words: true, options: ['role', 'shown', 'password', 'password-file', 'by'] },
  doctor: { words: false, options: [] },
}

export interface Asked {
  readonly command: string
  /** Paths of files. */
  readonly words: readonly string[]
  readonly workers: readonly WorkerName[]
  readonly out: string | undefined
  readonly date: string | undefined
  readonly mail: Pick<SummaryAsked, 'what' | 'kind'>
  readonly reminders: RemindAsked['what']
  readonly concurrency: number
  /** Who decides, as history names them. */
  readonly by: string
  readonly anyway: boolean
  /** Numbers of differences. */
  readonly takeOver: 'ALL' | readonly number[] | undefined
  /** Beginnings of ids. */
  readonly messages: readonly string[]
  readonly apply: boolean
  /** A day, YYYY-MM-DD. */
  readonly before: string | undefined
  readonly yes: boolean
  readonly check: boolean
  /** Undefined with any other command. */
  readonly account: AccountAsked | undefined
}

/** @throws AppError bad-usage, its message Vietnamese */
export const readAsked = (argv: readonly string[], say: Say): Asked | 'help' => {
  const wrong = (reason: string, text: string, cause?: unknown): AppError =>
    new AppError('bad-usage', say(`wrongUse.${reason}`, { text }), { cause })
  const { values, positionals } = split(argv, wrong)
  if (values.help) return 'help'
  const [command, ...words] = positionals
  if (command === undefined) throw wrong('no-command', '')
  const known = Object.hasOwn(commands, command) ? commands[command] : undefined
  if (!known) throw wrong('command', command)
  const strange = Object.keys(values).find(name => !known.options.includes(name))
  if (strange) throw wrong('option-of-command', `${command} --${strange}`)
  if (!known.words && words.length > 0) throw wrong('words', `${command} ${words[0]}`)
  const needsWords = known.words === true || known.words === 'just-one'
  if (needsWords && words.length === 0) throw wrong('no-words', command)
  if ((known.words === 'one' || known.words === 'just-one') && words.length > 1)
    throw wrong('words', `${command} ${words[1]}`)
  if (values.drop && values.release) throw wrong('together', '--drop --release')
  // Units are named for what is to become of their reminders.
  if (command === 'remind' && !values.release && !values.drop && words.length > 0)
    throw wrong('words', `remind ${words[0]}`)
  const { out, date, concurrency = '1', anyway = false } = values
  const { message: messages = [], apply = false, before, yes = false, check = false } = values
  if (before !== undefined && !isDay(before)) throw wrong('before', before)
  const strangeId = messages.find(id => !/^[0-9a-f]{6,64}$/i.test(id))
  if (strangeId !== undefined) throw wrong('message', strangeId)
  const by = values.by ?? say('cli.commandLine')
  if (by.trim() === '' || /\p{C}/u.test(by) || by.length > 100) throw wrong('value', '--by')
  if (out === '') throw wrong('value', '--out')
  if (date !== undefined && !isDay(date)) throw wrong('date', date)
  if (!/^[1-9]\d?$/.test(concurrency)) throw wrong('concurrency', concurrency)
  const worker = (name: string): WorkerName => {
    const found = workerNames.find(one => one === name)
    if (!found) throw wrong('worker', name)
    return found
  }
  const numbers = values['take-over']
  const takeOver = numbers === undefined ? undefined : readNumbers(numbers)
  if (takeOver === 'wrong' || (takeOver && words.length === 0)) throw wrong('take-over', numbers ?? '')
  const workers = command === 'work' ? [...new Set(words.map(worker))] : workerNames
  return {
    command,
    words,
    workers,
    out,
    date,
    mail: mailOf(values, wrong),
    reminders: values.drop ? 'drop' : values.release ? 'release' : 'list',
    concurrency: Number(concurrency),
    by,
    anyway,
    takeOver,
    messages,
    apply,
    before,
    yes,
    check,
    account: command === 'account' ? readAccountAsked(words, accountValues(values), wrong) : undefined,
  }
}

const accountValues = ({
  role,
  shown,
  password,
  'password-file': file,
}: ReturnType<typeof split>['values']) => ({
  ...{ role, shown, password, 'password-file': file },
})

/** What is asked of a daily mail; at most one thing. */
const mailOf = (
  values: { [name in 'dry-run' | 'hold' | 'release' | 'digest']?: boolean | undefined },
  wrong: (reason: string, text: string) => AppError,
): Pick<SummaryAsked, 'what' | 'kind'> => {
  const asked = (['dry-run', 'hold', 'release'] as const).filter(name => values[name])
  if (asked.length > 1) throw wrong('together', asked.map(name => `--${name}`).join(' '))
  const [first = 'send'] = asked
  return { what: first === 'dry-run' ? 'show' : first, kind: values.digest ? 'digest' : 'summary' }
}

/** `ALL`, or `1,4-6`. */
const readNumbers = (text: string): 'ALL' | 'wrong' | number[] => {
  if (text.toUpperCase() === 'ALL') return 'ALL'
  const numbers: number[] = []
  for (const piece of text.split(',')) {
    const [, from, to = from] = /^\s*([1-9]\d{0,5})\s*(?:-\s*([1-9]\d{0,5}))?\s*$/.exec(piece) ?? []
    if (from === undefined || Number(to) < Number(from)) return 'wrong'
    for (let number = Number(from); number <= Number(to); number++) numbers.push(number)
  }
  return numbers
}

const split = (
  argv: readonly string[],
  wrong: (reason: string, text: string, cause: unknown) => AppError,
) => {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        date: { type: 'string' },
        'dry-run': { type: 'boolean' },
        digest: { type: 'boolean' },
        hold: { type: 'boolean' },
        release: { type: 'boolean' },
        drop: { type: 'boolean' },
        concurrency: { type: 'string' },
        by: { type: 'string' },
        anyway: { type: 'boolean' },
        'take-over': { type: 'string' },
        message: { type: 'string', multiple: true },
        apply: { type: 'boolean' },
        before: { type: 'string' },
        yes: { type: 'boolean' },
        check: { type: 'boolean' },
        role: { type: 'string' },
        shown: { type: 'string' },
        password: { type: 'boolean' },
        'password-file': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    if (!(cause instanceof TypeError && 'code' in cause)) throw cause
    const option = /'(-[^\s']*)/.exec(cause.message)?.[1] ?? ''
    throw wrong(cause.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? 'option' : 'value', option, cause)
  }
}
