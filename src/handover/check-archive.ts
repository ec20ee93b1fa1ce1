/**
 * Holds a handed-over archive against itself, needing nothing but the file: every hash, every line, every mail of a form,
 * whatever names something else, and the tables' figures, counted anew from the lines. It mends nothing, and stops at
 * nothing that it can say.
 */
import { open } from 'node:fs/promises'
import type { ReadBook } from '../domain/book.ts'
import { AppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import { systemCode } from '../platform/durable-file.ts'
import { checkTable } from './check-tables.ts'
import { figuresOf, type Line, type LineKind, lineKinds, lineSchemas, Summary } from './ledger-lines.ts'
import { folders, readmeFile, summaryFile, sumsFile } from './write-archive.ts'
import { openZip, type ZipReader } from './zip-reader.ts'

/** `file` and `detail` go into the words for it. */
export interface Problem {
  readonly kind:
    | 'no-sums'
    | 'hash'
    | 'not-there'
    | 'not-listed'
    | 'twice'
    | 'unreadable'
    | 'line'
    | 'mail-missing'
    | 'mail-other'
    | 'refers'
    | 'figures'
    | 'table'
  readonly file: string
  readonly detail: string
}

export interface Checked {
  readonly problems: readonly Problem[]
  readonly files: number
  readonly mails: number
  /** Undefined where `campaign.json` cannot be read. */
  readonly summary: Summary | undefined
}

/** @throws AppError not-found, handover-damaged (no zip at all) */
export const checkArchive = async (
  file: string,
  readBook: ReadBook,
  progress: (done: number, total: number) => void,
): Promise<Checked> => {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new AppError('not-found', `${file} cannot be opened (${systemCode(cause)})`, { cause })
  })
  try {
    return await check(await openZip(handle), readBook, progress)
  } finally {
    await handle.close()
  }
}

type Lines = { [K in LineKind]: Line<K>[] }

const check = async (
  zip: ZipReader,
  readBook: ReadBook,
  progress: (done: number, total: number) => void,
): Promise<Checked> => {
  const problems: Problem[] = []
  const say = (kind: Problem['kind'], file: string, detail = ''): void =>
    void problems.push({ kind, file, detail })
  const lines: Lines = {
    ...{ messages: [], locations: [], parts: [], submissions: [], registrations: [], decisions: [] },
    ...{ 'sent-mails': [], proposals: [], units: [] },
  }
  let summary: Summary | undefined
  const tables = new Map<string, Buffer>()
  const hashes = new Map<string, string>()
  let listed: Map<string, string> | undefined
  let done = 0
  for (const entry of zip.entries) {
    if (hashes.has(entry.name)) say('twice', entry.name)
    try {
      const bytes = await zip.read(entry)
      hashes.set(entry.name, sha256(bytes))
      if (entry.name === sumsFile) listed = readSums(bytes, say)
      else if (entry.name === summaryFile) summary = readSummary(bytes, say)
      else if (entry.name.startsWith(`${folders.tables}/`)) tables.set(entry.name, bytes)
      else readLines(entry.name, bytes, lines, say)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      hashes.set(entry.name, '')
      say('unreadable', entry.name, error.message)
    }
    progress(++done, zip.entries.length)
  }
  checkSums(hashes, listed, say)
  checkReferences(lines, hashes, say)
  if (summary) await checkFigures(summary, lines, { tables, readBook }, say)
  const mails = [...hashes.keys()].filter(name => name.startsWith(`${folders.mails}/`)).length
  return { problems, files: hashes.size, mails, summary }
}

type SayProblem = (kind: Problem['kind'], file: string, detail?: string) => void

const readSums = (bytes: Buffer, say: SayProblem): Map<string, string> => {
  const listed = new Map<string, string>()
  for (const [at, line] of bytes.toString().split('\n').entries()) {
    const [, hash, name] = /^([0-9a-f]{64}) [ *](.+?)\r?$/.exec(line) ?? []
    if (hash !== undefined && name !== undefined) listed.set(name, hash)
    else if (line.trim() !== '') say('line', sumsFile, String(at + 1))
  }
  return listed
}

const readSummary = (bytes: Buffer, say: SayProblem): Summary | undefined => {
  const parsed = Summary.safeParse(parseJson(bytes.toString()))
  if (!parsed.success) say('line', summaryFile, '1')
  return parsed.data
}

const readLines = (file: string, bytes: Buffer, lines: Lines, say: SayProblem): void => {
  const kind = lineKinds.find(one => file === `${folders.ledger}/${one}.jsonl`)
  if (!kind) return
  const schema = lineSchemas[kind]
  const into = lines[kind] as unknown[]
  let number = 0
  for (const line of linesOf(bytes)) {
    number++
    const parsed = schema.safeParse(parseJson(line))
    if (parsed.success) into.push(slim(kind, parsed.data))
    else say('line', file, String(number))
  }
}

/** What a form says is kept by its own lines; here it would only take room. */
const slim = (kind: LineKind, line: object): object =>
  kind === 'submissions' ? { ...line, reading: null, findings: [] } : line

function* linesOf(bytes: Buffer): Generator<string> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from)
    const to = end < 0 ? bytes.length : end
    if (to > from) yield bytes.toString('utf8', from, to)
    from = to + 1
  }
}

/** Undefined, which no schema takes, for what is no JSON. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const checkSums = (
  hashes: ReadonlyMap<string, string>,
  listed: ReadonlyMap<string, string> | undefined,
  say: SayProblem,
): void => {
  if (!listed) {
    say('no-sums', sumsFile)
    return
  }
  for (const [file, hash] of listed)
    if (!hashes.has(file)) say('not-there', file)
    else if (hashes.get(file) !== '' && hashes.get(file) !== hash) say('hash', file)
  for (const file of hashes.keys()) if (file !== sumsFile && !listed.has(file)) say('not-listed', file)
  for (const file of [readmeFile, summaryFile, ...lineKinds.map(kind => `${folders.ledger}/${kind}.jsonl`)])
    if (!hashes.has(file) && !listed.has(file)) say('not-there', file)
}

const checkReferences = (lines: Lines, hashes: ReadonlyMap<string, string>, say: SayProblem): void => {
  const messages = new Map(lines.messages.map(one => [one.id, one]))
  const submissions = new Map(lines.submissions.map(one => [one.id, one]))
  const refer = (kind: LineKind, id: string, isThere: boolean): void => {
    if (!isThere) say('refers', `${folders.ledger}/${kind}.jsonl`, id)
  }
  for (const one of lines.locations) refer('locations', one.message, messages.has(one.message))
  for (const one of lines.parts) refer('parts', one.id, messages.has(one.message))
  for (const one of lines.submissions) refer('submissions', one.id, messages.has(one.message))
  for (const one of lines.registrations)
    refer('registrations', one.id, submissions.get(one.submission)?.counts === one.counts)
  for (const one of lines.proposals) refer('proposals', one.submission, submissions.has(one.submission))

  const withForms = new Set(lines.submissions.map(one => one.message))
  const needed = lines.messages.filter(
    one => withForms.has(one.id) || one.outcome === 'review' || one.outcome === 'in-progress',
  )
  const mail = (id: string, place: string | null): void => {
    if (place === null || !hashes.has(place)) say('mail-missing', place ?? id, id)
    else if (hashes.get(place) !== '' && hashes.get(place) !== id) say('mail-other', place, id)
  }
  for (const one of needed) mail(one.id, one.mail)
  for (const one of lines['sent-mails'])
    if (!['draft', 'dropped'].includes(one.state)) mail(one.raw, one.mail)
}

const checkFigures = async (
  summary: Summary,
  lines: Lines,
  { tables, readBook }: { readonly tables: ReadonlyMap<string, Buffer>; readonly readBook: ReadBook },
  say: SayProblem,
): Promise<void> => {
  const counted = figuresOf(
    lines.registrations,
    summary.figures.bySector.map(one => one.sector),
  )
  if (JSON.stringify(counted) !== JSON.stringify(summary.figures))
    say('figures', summaryFile, `${summary.figures.registrations} / ${counted.registrations}`)
  const codes = lines.registrations.flatMap(one => (one.counts && one.code !== null ? [one.code] : []))
  for (const { kind, file } of summary.tables) {
    const bytes = tables.get(file)
    if (!bytes) {
      say('not-there', file)
      continue
    }
    // The others are drawings of the same model, and say no number that could be read back.
    if (!file.endsWith('.xlsx')) continue
    const { revision, code: prefix } = summary
    const wrong = checkTable(kind, await readBook(bytes), { revision, figures: counted, codes, prefix })
    if (wrong !== undefined) say('table', file, wrong)
  }
}
