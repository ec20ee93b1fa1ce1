/**
 * Which test files take mail in, told from their sources: by themselves or by support code, they open a ledger or start
 * the program. What such a file leaves must have been audited, see `every-test.ts`.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { project, readSource, type Source } from '../architecture/scan.ts'

const opens =
  /\b(?:makeSqliteStore|makeSampleStore|openApp|startService|keepMessages|collectOnce)\b|\btonghop\.mjs\b/

/** Name it, and take nothing in by themselves: what looks at ledgers, and the builders that others call. */
const aside = ['every-test', 'temp-folder', 'ledger-audit', 'takes-mail-in', 'ledger'].map(
  name => `test/support/${name}.ts`,
)
/** Tests about sources, which they quote. */
const aboutSources = 'test/architecture/'

/** @param file below the project, with `/` */
export const takesMailIn = (file: string): boolean =>
  withSupport(file).some(one => !aside.includes(one.file) && one.code.some(({ text }) => opens.test(text)))

/** The file and what it imports of `test/`, however far. */
export const withSupport = (file: string, seen = new Map<string, Source>()): Source[] => {
  if (file.startsWith(aboutSources) || seen.has(file)) return []
  const source = readSource(file, readFileSync(path.join(project, file), 'utf8'))
  seen.set(file, source)
  for (const one of source.imports) if (one.file?.startsWith('test/')) withSupport(one.file, seen)
  return [...seen.values()]
}

/** Those that open a ledger or start the program, and take no mail in, with the reason. */
export const withoutMail: Readonly<Record<string, string>> = {
  'test/cli/account.test.ts': 'who may use the desk, over an empty ledger',
  'test/cli/doctor.test.ts': 'doctor tries every adapter, and takes nothing in',
  'test/cli/read.test.ts': 'read shows what is in files, and has no ledger',
  'test/cli/usage.test.ts': 'commands that are refused before they do anything',
  'test/consolidation/write-tables.test.ts': 'tables of snapshots made by hand; its ledgers hold facts alone',
  'test/desk/people.test.ts': 'who works at the desk, over an empty ledger',
  'test/desk/sign-in.test.ts': 'signing in and being slowed, over an empty ledger',
  'test/health/faults.test.ts': 'what is at fault in an empty ledger',
  'test/summary/commands.test.ts': 'what commands do with mails of ours, over an empty ledger',
  'test/summary/mail-model.test.ts': 'mails of ours in any order of events, over an empty ledger',
}
